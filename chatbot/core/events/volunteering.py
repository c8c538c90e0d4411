"""Who helps with what."""

from chatbot.core.agenda import WHOLE, Part, Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class VolunteersAsked(Happened):
    """The request for volunteers went out: for the round-th time, counted from 1, or because an `item` is near."""

    round: int
    item: int | None = None


@record(kw_only=True)
class PlacesChanged(Happened):
    """The role has this many places from now on, needed when the session begins or by the item `needed_by`."""

    role: str
    places: int
    part: Part = WHOLE
    needed_by: int | None = None


@record(kw_only=True)
class PlacesLowered(Happened):
    """Fewer places are wanted than are taken: they go as people leave."""

    role: str
    places: int
    part: Part = WHOLE


@record(kw_only=True)
class PlaceSplit(Happened):
    """A place for the whole session became one for each half."""

    role: str


@record(kw_only=True)
class InRole(Happened):
    """What became of one person and a role, for all of the session or a part of it."""

    role: str
    person: Participant
    part: Part = WHOLE


@record(kw_only=True)
class VolunteerJoined(InRole):
    """The person took a place."""


@record(kw_only=True)
class VolunteerWaited(InRole):
    """All places were taken, and the person waits for one."""


@record(kw_only=True)
class VolunteerPromoted(InRole):
    """A place came free, and the first who waited has it."""


@record(kw_only=True)
class VolunteerLeft(InRole):
    """The person gave the place, or the one in the line, back."""


@record(kw_only=True)
class PersonAsked(InRole):
    """The person was asked privately whether they would."""


@record(kw_only=True)
class AskDeclined(InRole):
    """The person, asked privately by `asked_by`, said no."""

    asked_by: Participant | None = None


@record(kw_only=True)
class ExemptionMade(Happened):
    """The person is never to be asked."""

    person: Participant


@record(kw_only=True)
class ExemptionEnded(Happened):
    """The person may be asked again."""

    person: Participant


@record(kw_only=True)
class CandidatesListed(Happened):
    """Places were free at the start, and the chairs were told whom they may ask."""


@record(kw_only=True)
class HandedOver(Happened):
    """These people are on for the role from here."""

    role: str
    people: tuple[Participant, ...]


@record(kw_only=True)
class NextReminded(Happened):
    """Who takes the role over with the item was told that it is near."""

    role: str
    item: int


Volunteering = (
    VolunteersAsked
    | PlacesChanged
    | PlacesLowered
    | PlaceSplit
    | VolunteerJoined
    | VolunteerWaited
    | VolunteerPromoted
    | VolunteerLeft
    | PersonAsked
    | AskDeclined
    | ExemptionMade
    | ExemptionEnded
    | CandidatesListed
    | HandedOver
    | NextReminded
)
