"""What is said to the speaker queue."""

from chatbot.core.agenda import Participant
from chatbot.core.record import record
from chatbot.core.speakers import Kind


@record
class JoinQueue:
    """Want to speak; `person` is somebody else who does, None the one who says so."""

    kind: Kind = Kind.TOPIC
    about: str = ""
    person: Participant | None = None


@record
class LeaveQueue:
    """Do not want to speak any more, or be done with it; `person` as for JoinQueue."""

    person: Participant | None = None


@record
class YieldTurn:
    """Let the next in the queue go first."""


@record
class CallSpeaker:
    """Give the floor to the person, or to the first in the queue."""

    person: Participant | None = None


@record
class MoveFirst:
    """Put the person before all others of the same kind."""

    person: Participant


@record
class GiveLastWord:
    """Give the floor to the person as the last one."""

    person: Participant


@record
class CloseQueue:
    """Take nobody new."""


@record
class OpenQueue:
    """Take people again."""


@record
class LimitSpeakers:
    """Let each speak this many minutes; 0 for as long as they like."""

    minutes: int


Queueing = (
    JoinQueue | LeaveQueue | YieldTurn | CallSpeaker | MoveFirst | GiveLastWord | CloseQueue | OpenQueue | LimitSpeakers
)
