"""Who does what."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.events import ChairAdded, People, PlacesChanged, VolunteerJoined, VolunteerLeft, VolunteersAsked
from chatbot.core.session.state import Session


def evolve(session: Session, event: People) -> Session:
    """The state after somebody took or left a part."""
    match event:
        case VolunteersAsked(round=number):
            return _requested(replace(session, asked=number), event.at)
        case PlacesChanged(role=role, places=places):
            return _resized(session, role, places, event.at)
        case VolunteerJoined(role=role, person=person):
            return replace(session, rosters=volunteers.joined(session.rosters, role, person))
        case VolunteerLeft(role=role, person=person):
            return replace(session, rosters=volunteers.left(session.rosters, role, person))
        case ChairAdded(person=person):
            return replace(session, chairs_added=(*session.chairs_added, person))
        case _:
            assert_never(event)


def _resized(session: Session, role: str, places: int, at: datetime) -> Session:
    resized = replace(session, rosters=volunteers.resized(session.rosters, role, places))
    return _requested(resized, at) if volunteers.named(resized.rosters, role).free else resized


def _requested(session: Session, at: datetime) -> Session:
    return replace(session, requests=session.requests + 1, requested_at=at)
