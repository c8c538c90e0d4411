"""What happened: a session's journal is a list of these, and its state is their fold.

`at` is the instant at which it took effect, `by` the person who caused it; None stands for the clock. Items are
named by their key: their number in the agenda as it was first planned, counted from 1.

A theme a module: `planning` (the agenda as its file has it), `sourcing` (one from elsewhere), `course` (how the session
goes on), `timing` and `arranging` (its items), `telling` (who was told, and who wants to be), `people`, `volunteering`,
`recording`, `queueing`, `polling`.
"""

from chatbot.core.events.arranging import (
    Arranging,
    ItemAdded,
    ItemDropped,
    ItemMoved,
    ItemRenamed,
    ItemRestored,
    ItemsSwapped,
    PresenterSet,
)
from chatbot.core.events.course import (
    Course,
    ItemPutBack,
    ItemSkipped,
    ItemStarted,
    SessionEnded,
    SessionHeld,
    SessionMuted,
    SessionResumed,
    SessionStarted,
    SessionUnmuted,
    StartCalled,
    StartedOver,
    Undone,
)
from chatbot.core.events.people import ChairAdded, People
from chatbot.core.events.planning import AgendaRevised, Planning, SessionPlanned
from chatbot.core.events.polling import PollClosed, Polling, PollOpened, Voted, VoteWithdrawn
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
from chatbot.core.events.recording import ActionRecorded, DecisionRecorded, NoteRecorded, Recording
from chatbot.core.events.sourcing import AgendaMerged, AgendaOffered, OfferDeclined, Sourcing
from chatbot.core.events.telling import (
    PresentersAlerted,
    Telling,
    UnreachedListed,
    WatchersReminded,
    WatchStarted,
    WatchStopped,
)
from chatbot.core.events.timing import ItemExtended, ItemFixed, ItemResized, ItemShortened, TimeCalled, Timing, Warned
from chatbot.core.events.volunteering import (
    AskDeclined,
    CandidatesListed,
    ExemptionEnded,
    ExemptionMade,
    HandedOver,
    NextReminded,
    PersonAsked,
    PlacesChanged,
    PlacesLowered,
    PlaceSplit,
    Volunteering,
    VolunteerJoined,
    VolunteerLeft,
    VolunteerPromoted,
    VolunteersAsked,
    VolunteerWaited,
)

__all__ = [
    "ActionRecorded",
    "AgendaMerged",
    "AgendaOffered",
    "AgendaRevised",
    "Arranging",
    "AskDeclined",
    "CandidatesListed",
    "ChairAdded",
    "Course",
    "DecisionRecorded",
    "Event",
    "ExemptionEnded",
    "ExemptionMade",
    "HandedOver",
    "ItemAdded",
    "ItemDropped",
    "ItemExtended",
    "ItemFixed",
    "ItemMoved",
    "ItemPutBack",
    "ItemRenamed",
    "ItemResized",
    "ItemRestored",
    "ItemShortened",
    "ItemSkipped",
    "ItemStarted",
    "ItemsSwapped",
    "LastWordGiven",
    "NextReminded",
    "NoteRecorded",
    "OfferDeclined",
    "People",
    "PersonAsked",
    "PlaceSplit",
    "PlacesChanged",
    "PlacesLowered",
    "Planning",
    "PollClosed",
    "PollOpened",
    "Polling",
    "PresenterSet",
    "PresentersAlerted",
    "QueueClosed",
    "QueueOpened",
    "Queueing",
    "Recording",
    "SessionEnded",
    "SessionHeld",
    "SessionMuted",
    "SessionPlanned",
    "SessionResumed",
    "SessionStarted",
    "SessionUnmuted",
    "Sourcing",
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
    "StartedOver",
    "Telling",
    "TimeCalled",
    "Timing",
    "Undoable",
    "Undone",
    "UnreachedListed",
    "VolunteerJoined",
    "VolunteerLeft",
    "VolunteerPromoted",
    "VolunteerWaited",
    "Volunteering",
    "VolunteersAsked",
    "VoteWithdrawn",
    "Voted",
    "Warned",
    "WatchStarted",
    "WatchStopped",
    "WatchersReminded",
]

Event = (
    Planning | Course | Timing | Arranging | Telling | People | Volunteering | Recording | Queueing | Polling | Sourcing
)

Undoable = (
    SessionStarted
    | StartedOver
    | ItemStarted
    | ItemSkipped
    | ItemPutBack
    | SessionHeld
    | SessionResumed
    | SessionEnded
    | SessionMuted
    | SessionUnmuted
    | ItemExtended
    | ItemShortened
    | ItemResized
    | ItemFixed
    | Arranging
)
"""Changes of the session's course and plan, which chairs may take back."""
