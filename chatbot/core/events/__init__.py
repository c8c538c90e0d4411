"""What happened: a session's journal is a list of these, and its state is their fold.

`at` is the instant at which it took effect, `by` the person who caused it; None stands for the clock. Items are
named by their key: their number in the agenda as it was first planned, counted from 1.
"""

from chatbot.core.events.course import (
    Course,
    ItemSkipped,
    ItemStarted,
    SessionEnded,
    SessionHeld,
    SessionResumed,
    SessionStarted,
    StartCalled,
)
from chatbot.core.events.people import (
    ChairAdded,
    People,
    PlacesChanged,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.events.planning import AgendaRevised, Planning, SessionPlanned
from chatbot.core.events.polling import (
    PollClosed,
    Polling,
    PollOpened,
    Voted,
    VoteWithdrawn,
)
from chatbot.core.events.queueing import (
    LastWordGiven,
    QueueClosed,
    Queueing,
    QueueOpened,
    SpeakerCalled,
    SpeakerDone,
    SpeakerLeft,
    SpeakerMovedFirst,
    SpeakerQueued,
    SpeakersLimited,
    SpeakerTimeCalled,
    SpeakerWarned,
    SpeakerYielded,
)
from chatbot.core.events.timing import ItemExtended, TimeCalled, Timing

__all__ = [
    "AgendaRevised",
    "ChairAdded",
    "Course",
    "Event",
    "ItemExtended",
    "ItemSkipped",
    "ItemStarted",
    "LastWordGiven",
    "People",
    "PlacesChanged",
    "Planning",
    "PollClosed",
    "PollOpened",
    "Polling",
    "QueueClosed",
    "QueueOpened",
    "Queueing",
    "SessionEnded",
    "SessionHeld",
    "SessionPlanned",
    "SessionResumed",
    "SessionStarted",
    "SpeakerCalled",
    "SpeakerDone",
    "SpeakerLeft",
    "SpeakerMovedFirst",
    "SpeakerQueued",
    "SpeakerTimeCalled",
    "SpeakerWarned",
    "SpeakerYielded",
    "SpeakersLimited",
    "StartCalled",
    "TimeCalled",
    "Timing",
    "VolunteerJoined",
    "VolunteerLeft",
    "VolunteersAsked",
    "VoteWithdrawn",
    "Voted",
]

Event = Planning | Course | Timing | People | Queueing | Polling
