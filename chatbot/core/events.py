"""What happened: a session's journal is a list of these, and its state is their fold.

`at` is the instant at which it took effect, `by` the person who caused it; None stands for the clock. Items are
named by their key: their number in the agenda as it was first planned, counted from 1.
"""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Agenda, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happened:
    at: datetime
    by: Participant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned(_Happened):
    """The agenda was first read."""

    agenda: Agenda


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRevised(_Happened):
    """The agenda was read again before the session began, and had changed."""

    agenda: Agenda


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCalled(_Happened):
    """The planned start came, and the chair was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(_Happened):
    """The session began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(_Happened):
    """The item became current; the one before it is done."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSkipped(_Happened):
    """The item was left for later."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExtended(_Happened):
    """The item got more minutes."""

    item: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCalled(_Happened):
    """The item's time was up, and the chair was told."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld(_Happened):
    """The clock stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResumed(_Happened):
    """The clock went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(_Happened):
    """The session was closed; items not done stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteersAsked(_Happened):
    """The request for volunteers went out for the round-th time, counted from 1."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesChanged(_Happened):
    """The role has this many places from now on."""

    role: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerJoined(_Happened):
    """The person took a place."""

    role: str
    person: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerLeft(_Happened):
    """The person gave the place back."""

    role: str
    person: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairAdded(_Happened):
    """The person may command this session from now on."""

    person: Participant


Event = (
    SessionPlanned
    | AgendaRevised
    | StartCalled
    | SessionStarted
    | ItemStarted
    | ItemSkipped
    | ItemExtended
    | TimeCalled
    | SessionHeld
    | SessionResumed
    | SessionEnded
    | VolunteersAsked
    | PlacesChanged
    | VolunteerJoined
    | VolunteerLeft
    | ChairAdded
)
