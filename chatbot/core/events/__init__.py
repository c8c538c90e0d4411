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
from chatbot.core.events.sourcing import AgendaMerged, AgendaOffered, OfferDeclined, Sourcing
from chatbot.core.events.timing import ItemExtended, TimeCalled, Timing

__all__ = [
    "AgendaMerged",
    "AgendaOffered",
    "AgendaRevised",
    "ChairAdded",
    "Course",
    "Event",
    "ItemExtended",
    "ItemSkipped",
    "ItemStarted",
    "OfferDeclined",
    "People",
    "PlacesChanged",
    "Planning",
    "SessionEnded",
    "SessionHeld",
    "SessionPlanned",
    "SessionResumed",
    "SessionStarted",
    "Sourcing",
    "StartCalled",
    "TimeCalled",
    "Timing",
    "VolunteerJoined",
    "VolunteerLeft",
    "VolunteersAsked",
]

Event = Planning | Course | Timing | People | Sourcing
