"""Who does what."""

from datetime import datetime
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.agenda import Participant
from chatbot.core.commands import AddChair, Need, People, Volunteer, Withdraw
from chatbot.core.errors import AlreadyAChair, NoAccount, OutOfRange, PlacesTaken, Refused
from chatbot.core.events import ChairAdded, Event, PlacesChanged, VolunteerJoined, VolunteerLeft
from chatbot.core.session.deciding.guards import someone, unended
from chatbot.core.session.state import Session

MOST_PLACES = 100
"""More places than this cannot be meant for one role."""


def decide(session: Session, command: People, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """What happens when `by` says who does what."""
    match command:
        case Need(role, places):
            return _need(session, role, places, by, now)
        case Volunteer(role):
            return _volunteer(session, role, someone(by), now)
        case Withdraw(role):
            return _withdraw(session, role, someone(by), now)
        case AddChair(person):
            return _add_chair(session, person, by, now)
        case _:
            assert_never(command)


def _need(session: Session, role: str, places: int, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if not 0 <= places <= MOST_PLACES:
        raise Refused(OutOfRange(0, MOST_PLACES))
    same = [r for r in session.rosters if volunteers.normal(r.role) == volunteers.normal(role)]
    if same and len(same[0].people) > places:
        raise Refused(PlacesTaken(same[0].role, same[0].people))
    return (PlacesChanged(at=now, by=by, role=same[0].role if same else role, places=places),)


def _volunteer(session: Session, role: str | None, person: Participant, now: datetime) -> tuple[Event, ...]:
    unended(session)
    roster = volunteers.to_join(session.rosters, role, person)
    return (VolunteerJoined(at=now, by=person, role=roster.role, person=person),)


def _withdraw(session: Session, role: str | None, person: Participant, now: datetime) -> tuple[Event, ...]:
    unended(session)
    roster = volunteers.to_leave(session.rosters, role, person)
    return (VolunteerLeft(at=now, by=person, role=roster.role, person=person),)


def _add_chair(session: Session, person: Participant, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if not person.account:
        raise Refused(NoAccount(person.name))
    if session.is_chair(person):
        raise Refused(AlreadyAChair(person.name))
    return (ChairAdded(at=now, by=by, person=person.bare),)
