"""Who does what."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteersAsked(Happened):
    """The request for volunteers went out for the round-th time, counted from 1."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesChanged(Happened):
    """The role has this many places from now on."""

    role: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerJoined(Happened):
    """The person took a place."""

    role: str
    person: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerLeft(Happened):
    """The person gave the place back."""

    role: str
    person: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairAdded(Happened):
    """The person may command this session from now on."""

    person: Participant


People = VolunteersAsked | PlacesChanged | VolunteerJoined | VolunteerLeft | ChairAdded
