"""The session going on."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import speakers
from chatbot.core.events import (
    Course,
    ItemSkipped,
    ItemStarted,
    SessionEnded,
    SessionHeld,
    SessionResumed,
    SessionStarted,
    StartCalled,
)
from chatbot.core.session.evolving.slots import finished, with_slot
from chatbot.core.session.state import Phase, Session
from chatbot.core.speakers import Queue
from chatbot.core.timeline import SlotState


def evolve(session: Session, event: Course) -> Session:
    """The state after the session went on."""
    match event:
        case StartCalled():
            return replace(session, start_called=True, start_calls=session.start_calls + 1)
        case SessionStarted():
            return replace(session, phase=Phase.RUNNING, started_at=event.at, held_at=None)
        case ItemStarted():
            return _item_started(session, event)
        case ItemSkipped(item=key):
            return finished(session, key, SlotState.SKIPPED, event.at)
        case SessionHeld():
            return replace(session, held_at=event.at)
        case SessionResumed():
            return _resumed(session, event.at)
        case SessionEnded():
            return _ended(session, event.at)
        case _:
            assert_never(event)


def _item_started(session: Session, event: ItemStarted) -> Session:
    before = session.current
    if before is not None:
        session = replace(session, queue=_queue_after(session, event.at))
        session = finished(session, before.key, SlotState.DONE, event.at)
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
    return replace(with_slot(session, begun), held_at=event.at if session.held_at else None)


def _queue_after(session: Session, at: datetime) -> Queue:
    """The queue belongs to its item, unless the agenda keeps it."""
    if not session.agenda.keep_queue:
        return speakers.emptied(session.queue)
    return speakers.held(session.queue, session.held_at, at) if session.held_at else session.queue


def _resumed(session: Session, at: datetime) -> Session:
    slot = session.current
    if slot is not None and session.held_at is not None:
        session = with_slot(session, replace(slot, held=slot.held + (at - session.held_at)))
    queue = speakers.held(session.queue, session.held_at, at) if session.held_at else session.queue
    return replace(session, held_at=None, opens_at=max(session.opens_at, at), queue=queue)


def _ended(session: Session, at: datetime) -> Session:
    slot = session.current
    if slot is not None:
        session = finished(session, slot.key, SlotState.DONE, at)
    return replace(session, phase=Phase.ENDED, ended_at=at, held_at=None, queue=speakers.emptied(session.queue))
