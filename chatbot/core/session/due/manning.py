"""Who is on: whom chairs may ask at the start, who takes over, and who is next."""

from datetime import datetime, timedelta

from chatbot.core.agenda import same_person
from chatbot.core.commands import Due, HandOver, ListCandidates, RemindNext
from chatbot.core.session.deciding.prompts import on_now
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot
from chatbot.core.volunteers import on_duty

AT_START = timedelta(minutes=5)
"""So long after it began a session is at its start."""
NEXT_BEFORE = timedelta(minutes=5)
"""How long before a hand-over the next is told."""


def due_candidates(session: Session, now: datetime) -> Due | None:
    """The list of whom chairs may ask, once, when the session has begun with places free."""
    if session.started_at is None or session.phase is not Phase.RUNNING or session.crew.listed:
        return None
    return Due(session.started_at, ListCandidates()) if now - session.started_at < AT_START and session.wanted else None


def due_hand_over(session: Session) -> Due | None:
    """The hand-over to those who are on for a role during the current item."""
    slot = session.current
    if slot is None or slot.started_at is None:
        return None
    for role in _roles(session):
        now_on = on_now(session, role)
        if now_on and now_on != session.crew.on(role):
            return Due(slot.started_at, HandOver(role))
    return None


def due_next(session: Session, now: datetime) -> Due | None:
    """The next word to who takes a role over soon."""
    slot = session.current
    if slot is None or session.held_at or all(one.part.whole for one in session.rosters):
        return None
    found = (_next_of(session, role, slot, now) for role in _roles(session))
    return min((one for one in found if one), key=lambda one: one.at, default=None)


def _next_of(session: Session, role: str, current: Slot, now: datetime) -> Due | None:
    on = on_duty(session.slots, session.rosters, role, current.key)
    for slot, start in session.coming(now):
        after = on_duty(session.slots, session.rosters, role, slot.key)
        if any(not any(same_person(one, other) for other in on) for one in after):
            told = (role, slot.key) in session.crew.reminded
            return None if told else Due(start - NEXT_BEFORE, RemindNext(role, slot.key))
    return None


def _roles(session: Session) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roster.role for roster in session.rosters if roster.people))
