"""Why the speaker queue stays as it is."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class AlreadyQueued:
    """The person waits already, at this place counted from 1."""

    person: Participant
    position: int


@dataclass(frozen=True, slots=True)
class NotQueued:
    """Nobody of this name waits; without a name, the asker does not."""

    name: str


@dataclass(frozen=True, slots=True)
class WhichSpeaker:
    """Several who wait could be meant, at these places."""

    people: tuple[tuple[int, Participant], ...]


@dataclass(frozen=True, slots=True)
class NotYourEntry:
    """Only the person, who put them there, and chairs may take somebody out."""

    person: Participant


@dataclass(frozen=True, slots=True)
class NobodyBehind:
    """There is nobody to let go first."""


@dataclass(frozen=True, slots=True)
class QueueIsEmpty:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class QueueIsClosed:
    """Nobody new is taken."""


@dataclass(frozen=True, slots=True)
class QueueIsOpen:
    """The queue was not closed."""


@dataclass(frozen=True, slots=True)
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
