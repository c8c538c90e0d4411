"""What the clock, and the agenda's source, ask for."""

from datetime import datetime

from chatbot.core.agenda import Agenda
from chatbot.core.record import record


@record
class Revise:
    """The agenda's source has changed."""

    agenda: Agenda


@record
class Offer:
    """Another agenda was read at `origin`: show it to the chairs. `remarks` are what they should look at."""

    agenda: Agenda
    origin: str
    remarks: tuple[str, ...] = ()


@record
class CallStart:
    """The planned start has come: tell the chair."""


@record
class Advance:
    """The item's time is over: go on to the next one."""

    item: int


@record
class CallTime:
    """The item's time is over: tell the chair."""

    item: int


@record
class AskVolunteers:
    """It is time for the round-th request for volunteers, or for one more, because an `item` is near."""

    round: int
    item: int | None = None


@record
class ListCandidates:
    """The session has begun with places free: tell the chairs whom they may ask."""


@record
class HandOver:
    """Others are on for the role than before: tell the room."""

    role: str


@record
class RemindNext:
    """Others take the role over with the item, which is near: tell them."""

    role: str
    item: int


@record
class WarnSpeaker:
    """The speaker's time is almost up."""


@record
class CallSpeakerTime:
    """The speaker's time is up."""


@record
class EndPoll:
    """The poll's time is over."""

    poll: int


@record
class Warn:
    """Some time of the item has passed that is worth a word."""

    item: int


@record
class AlertPresenters:
    """The item begins at `start`, so many minutes `ahead`: tell who presents it, and who is next."""

    item: int
    ahead: int
    start: datetime


@record
class RemindWatchers:
    """The item begins at `start`, soon or at another time than was said: tell who wanted to know."""

    item: int
    start: datetime


@record
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
