"""What happened in the speaker queue."""

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record
from chatbot.core.speakers import Kind


@record(kw_only=True)
class SpeakerQueued(Happened):
    """The person wants to speak."""

    person: Participant
    kind: Kind = Kind.TOPIC
    about: str = ""


@record(kw_only=True)
class SpeakerLeft(Happened):
    """The person does not want to speak any more."""

    person: Participant


@record(kw_only=True)
class SpeakerYielded(Happened):
    """The person let the next one go first."""

    person: Participant


@record(kw_only=True)
class SpeakerMovedFirst(Happened):
    """A chair put the person before all others of the same kind."""

    person: Participant


@record(kw_only=True)
class SpeakerCalled(Happened):
    """The person got the floor; who had it is done."""

    person: Participant


@record(kw_only=True)
class SpeakerDone(Happened):
    """The person gave the floor back, and nobody got it."""

    person: Participant


@record(kw_only=True)
class LastWordGiven(Happened):
    """The person got the floor, nobody waits any more, and the queue is closed."""

    person: Participant


@record(kw_only=True)
class QueueClosed(Happened):
    """Nobody new is taken."""


@record(kw_only=True)
class QueueOpened(Happened):
    """People are taken again."""


@record(kw_only=True)
class SpeakersLimited(Happened):
    """Each may speak this many minutes; 0 for as long as they like."""

    minutes: int


@record(kw_only=True)
class SpeakerWarned(Happened):
    """The speaker's time was almost up."""


@record(kw_only=True)
class SpeakerTimeCalled(Happened):
    """The speaker's time was up."""


Queueing = (
    SpeakerQueued
    | SpeakerLeft
    | SpeakerYielded
    | SpeakerMovedFirst
    | SpeakerCalled
    | SpeakerDone
    | LastWordGiven
    | QueueClosed
    | QueueOpened
    | SpeakersLimited
    | SpeakerWarned
    | SpeakerTimeCalled
)
