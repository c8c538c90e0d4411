"""Why the speaker queue stays as it is."""

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record
class AlreadyQueued:
    """The person waits already, at this place counted from 1."""

    person: Participant
    position: int


@record
class NotQueued:
    """Nobody of this name waits; without a name, the asker does not."""

    name: str


@record
class WhichSpeaker:
    """Several who wait could be meant, at these places."""

    people: tuple[tuple[int, Participant], ...]


@record
class NotYourEntry:
    """Only the person, who put them there, and chairs may take somebody out."""

    person: Participant


@record
class NobodyBehind:
    """There is nobody to let go first."""


@record
class QueueIsEmpty:
    """Nobody waits."""


@record
class QueueIsClosed:
    """Nobody new is taken."""


@record
class QueueIsOpen:
    """The queue was not closed."""


@record
class JustCalled:
    """Another chair, `by`, called the person a moment ago."""

    person: Participant
    by: Participant


QueueReason = (
    AlreadyQueued
    | NotQueued
    | WhichSpeaker
    | NotYourEntry
    | NobodyBehind
    | QueueIsEmpty
    | QueueIsClosed
    | QueueIsOpen
    | JustCalled
)
