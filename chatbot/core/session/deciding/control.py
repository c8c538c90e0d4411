"""The session moved on, held and closed."""

from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Control, End, Hold, Next, Resume, Skip, Start
from chatbot.core.errors import AlreadyHeld, AlreadyRunning, JustAdvanced, NoItemLeft, NotHeld, Refused, StaleNext
from chatbot.core.events import (
    Event,
    ItemSkipped,
    ItemStarted,
    SessionEnded,
    SessionHeld,
    SessionResumed,
    SessionStarted,
)
from chatbot.core.session.deciding import polling
from chatbot.core.session.deciding.guards import SAME_BREATH, running, unended
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot


def decide(session: Session, command: Control, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """What happens when `by` moves the session on."""
    match command:
        case Start():
            return _start(session, by, now)
        case Next(seen):
            return go_on(session, seen, by, now)
        case Skip():
            return _skip(session, by, now)
        case Hold():
            return _hold(session, by, now)
        case Resume():
            return _resume(session, by, now)
        case End():
            running(session)
            return (*polling.closing(session, by, now), SessionEnded(at=now, by=by))
        case _:
            assert_never(command)


def _start(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    return SessionStarted(at=now, by=by), ItemStarted(at=now, by=by, item=session.slots[0].key)


def go_on(session: Session, seen: int | None, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """The next item begins; `seen` is the item that was seen as current, None where that is not known."""
    slot = running(session)
    if seen is not None and seen != slot.key:
        raise Refused(StaleNext(slot.key))
    assert slot.started_at is not None
    age = now - slot.started_at
    if seen is None and age < SAME_BREATH and not _same(slot.started_by, by):
        raise Refused(JustAdvanced(slot.key, age // timedelta(seconds=1), slot.started_by))
    return (ItemStarted(at=now, by=by, item=_following(session).key),)


def _same(one: Participant | None, other: Participant | None) -> bool:
    return one is other or (one is not None and other is not None and one.account == other.account)


def _following(session: Session) -> Slot:
    if session.next is None:
        raise Refused(NoItemLeft())
    return session.next


def _skip(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    slot = running(session)
    following = _following(session)
    return ItemSkipped(at=now, by=by, item=slot.key), ItemStarted(at=now, by=by, item=following.key)


def _hold(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if session.held_at:
        raise Refused(AlreadyHeld())
    return (SessionHeld(at=now, by=by),)


def _resume(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if not session.held_at:
        raise Refused(NotHeld())
    return (SessionResumed(at=now, by=by),)
