"""The state after one more event."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.agenda import Agenda
from chatbot.core.events import (
    AgendaRevised,
    ChairAdded,
    Event,
    ItemExtended,
    ItemSkipped,
    ItemStarted,
    PlacesChanged,
    SessionEnded,
    SessionHeld,
    SessionPlanned,
    SessionResumed,
    SessionStarted,
    StartCalled,
    TimeCalled,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot, SlotState


def plan(event: SessionPlanned) -> Session:
    """The state of a session of which nothing but the agenda is known."""
    agenda = event.agenda
    return Session(
        agenda=agenda,
        planned_at=event.at,
        slots=tuple(Slot(key, item) for key, item in enumerate(agenda.items, 1)),
        rosters=volunteers.rosters_of(agenda.roles),
        opens_at=agenda.start,
    )


def fold(events: Sequence[Event]) -> Session:
    """The state after a journal, whose first event is SessionPlanned."""
    first, *rest = events
    assert isinstance(first, SessionPlanned)
    return evolve_all(plan(first), rest)


def evolve_all(session: Session, events: Iterable[Event]) -> Session:
    """The state after these events."""
    for event in events:
        session = evolve(session, event)
    return session


def evolve(session: Session, event: Event) -> Session:  # noqa: C901, PLR0912 - one case an event
    """The state after one more event."""
    match event:
        case SessionPlanned():
            return plan(event)
        case AgendaRevised(agenda=agenda):
            return _revised(session, agenda)
        case StartCalled():
            return replace(session, start_called=True, start_calls=session.start_calls + 1)
        case SessionStarted():
            return replace(session, phase=Phase.RUNNING, started_at=event.at, held_at=None)
        case ItemStarted():
            return _item_started(session, event)
        case ItemSkipped(item=key):
            return _finish(session, key, SlotState.SKIPPED, event.at)
        case ItemExtended(item=key, minutes=minutes):
            slot = session.slot(key)
            return _with(session, replace(slot, extra=slot.extra + minutes, called=False))
        case TimeCalled(item=key):
            return _with(session, replace(session.slot(key), called=True))
        case SessionHeld():
            return replace(session, held_at=event.at)
        case SessionResumed():
            return _resumed(session, event.at)
        case SessionEnded():
            return _ended(session, event.at)
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


def _with(session: Session, changed: Slot) -> Session:
    slots = tuple(changed if slot.key == changed.key else slot for slot in session.slots)
    return replace(session, slots=slots)


def _finish(session: Session, key: int, state: SlotState, at: datetime) -> Session:
    return _with(session, replace(session.slot(key), state=state, ended_at=at))


def _item_started(session: Session, event: ItemStarted) -> Session:
    before = session.current
    if before is not None:
        session = _finish(session, before.key, SlotState.DONE, event.at)
    slot = session.slot(event.item)
    begun = replace(
        slot,
        state=SlotState.CURRENT,
        round=slot.round + 1,
        held=timedelta(),
        called=False,
        started_at=event.at,
        started_by=event.by,
        ended_at=None,
    )
    # On hold, the clock stands still for the new item from its first moment.
    return replace(_with(session, begun), held_at=event.at if session.held_at else None)


def _resumed(session: Session, at: datetime) -> Session:
    slot = session.current
    if slot is not None and session.held_at is not None:
        session = _with(session, replace(slot, held=slot.held + (at - session.held_at)))
    return replace(session, held_at=None, opens_at=max(session.opens_at, at))


def _ended(session: Session, at: datetime) -> Session:
    slot = session.current
    if slot is not None:
        session = _finish(session, slot.key, SlotState.DONE, at)
    return replace(session, phase=Phase.ENDED, ended_at=at, held_at=None)


def _revised(session: Session, agenda: Agenda) -> Session:
    """The new agenda, with the people who signed up, a hold and what was called kept."""
    fresh = plan(SessionPlanned(at=session.planned_at, agenda=agenda))
    return replace(
        fresh,
        rosters=volunteers.carried_over(session.rosters, fresh.rosters),
        start_called=session.start_called and agenda.start == session.agenda.start,
        start_calls=session.start_calls,
        asked=session.asked,
        requests=session.requests,
        requested_at=session.requested_at,
        held_at=session.held_at,
        chairs_added=session.chairs_added,
    )


def _resized(session: Session, role: str, places: int, at: datetime) -> Session:
    resized = replace(session, rosters=volunteers.resized(session.rosters, role, places))
    return _requested(resized, at) if volunteers.named(resized.rosters, role).free else resized


def _requested(session: Session, at: datetime) -> Session:
    return replace(session, requests=session.requests + 1, requested_at=at)
