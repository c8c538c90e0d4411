"""What the clock, and the agenda's source, ask for."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Revise:
    """The agenda's source has changed."""

    agenda: Agenda


@dataclass(frozen=True, slots=True)
class Offer:
    """Another agenda was read at `origin`: show it to the chairs. `remarks` are what they should look at."""

    agenda: Agenda
    origin: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallStart:
    """The planned start has come: tell the chair."""


@dataclass(frozen=True, slots=True)
class Advance:
    """The item's time is over: go on to the next one."""

    item: int


@dataclass(frozen=True, slots=True)
class CallTime:
    """The item's time is over: tell the chair."""

    item: int


@dataclass(frozen=True, slots=True)
class AskVolunteers:
    """It is time for the round-th request for volunteers, or for one more, because an `item` is near."""

    round: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class ListCandidates:
    """The session has begun with places free: tell the chairs whom they may ask."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Others are on for the role than before: tell the room."""

    role: str


@dataclass(frozen=True, slots=True)
class RemindNext:
    """Others take the role over with the item, which is near: tell them."""

    role: str
    item: int


@dataclass(frozen=True, slots=True)
class WarnSpeaker:
    """The speaker's time is almost up."""


@dataclass(frozen=True, slots=True)
class CallSpeakerTime:
    """The speaker's time is up."""


@dataclass(frozen=True, slots=True)
class EndPoll:
    """The poll's time is over."""

    poll: int


@dataclass(frozen=True, slots=True)
class Warn:
    """Some time of the item has passed that is worth a word."""

    item: int


@dataclass(frozen=True, slots=True)
class AlertPresenters:
    """The item begins at `start`, so many minutes `ahead`: tell who presents it, and who is next."""

    item: int
    ahead: int
    start: datetime


@dataclass(frozen=True, slots=True)
class RemindWatchers:
    """The item begins at `start`, soon or at another time than was said: tell who wanted to know."""

    item: int
    start: datetime


@dataclass(frozen=True, slots=True)
class ListUnreached:
    """The start is near: tell the chairs which presenters cannot be told anything."""


Prompt = (
    Revise
    | Offer
    | CallStart
    | Advance
    | CallTime
    | AskVolunteers
    | ListCandidates
    | HandOver
    | RemindNext
    | Warn
    | AlertPresenters
    | RemindWatchers
    | ListUnreached
    | WarnSpeaker
    | CallSpeakerTime
    | EndPoll
)
