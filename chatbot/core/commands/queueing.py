"""What is said to the speaker queue."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant
from chatbot.core.speakers import Kind


@dataclass(frozen=True, slots=True)
class JoinQueue:
    """Want to speak; `person` is somebody else who does, None the one who says so."""

    kind: Kind = Kind.TOPIC
    about: str = ""
    person: Participant | None = None


@dataclass(frozen=True, slots=True)
class LeaveQueue:
    """Do not want to speak any more, or be done with it; `person` as for JoinQueue."""

    person: Participant | None = None


@dataclass(frozen=True, slots=True)
class YieldTurn:
    """Let the next in the queue go first."""


@dataclass(frozen=True, slots=True)
class CallSpeaker:
    """Give the floor to the person, or to the first in the queue."""

    person: Participant | None = None


@dataclass(frozen=True, slots=True)
class MoveFirst:
    """Put the person before all others of the same kind."""

    person: Participant


@dataclass(frozen=True, slots=True)
class GiveLastWord:
    """Give the floor to the person as the last one."""

    person: Participant


@dataclass(frozen=True, slots=True)
class CloseQueue:
    """Take nobody new."""


@dataclass(frozen=True, slots=True)
class OpenQueue:
    """Take people again."""


@dataclass(frozen=True, slots=True)
class LimitSpeakers:
    """Let each speak this many minutes; 0 for as long as they like."""

    minutes: int


Queueing = (
    JoinQueue | LeaveQueue | YieldTurn | CallSpeaker | MoveFirst | GiveLastWord | CloseQueue | OpenQueue | LimitSpeakers
)
