"""The session going on."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import events, speakers
from chatbot.core.session.evolving.slots import finished, told_again, with_slot
from chatbot.core.session.evolving.undoing import undone
from chatbot.core.session.state import Phase, Session
from chatbot.core.speakers import Queue
from chatbot.core.timeline import Slot, SlotState


def evolve(session: Session, event: events.Course) -> Session:  # noqa: C901, PLR0912 - one case an event
    """The state after the session went on."""
    match event:
        case events.StartCalled():
            return replace(session, start_called=True, start_calls=session.start_calls + 1)
        case events.SessionStarted():
            return replace(session, phase=Phase.RUNNING, started_at=event.at, held_at=None)
        case events.ItemStarted():
            return _item_started(session, event)
        case events.ItemSkipped(item=key):
            return told_again(finished(session, key, SlotState.SKIPPED, event.at), key)
        case events.ItemPutBack(item=key):
            put_back = replace(session.slot(key), state=SlotState.PLANNED, started_at=None, started_by=None)
            return with_slot(session, put_back)
        case events.SessionHeld():
            return replace(session, held_at=event.at)
        case events.SessionResumed():
            return _resumed(session, event.at)
        case events.SessionEnded():
            return _ended(session, event.at)
        case events.SessionMuted():
            return replace(session, muted=True)
        case events.SessionUnmuted():
            return replace(session, muted=False)
        case events.StartedOver():
            return _started_over(session, event.at)
        case events.Undone():
            return undone(session, event.at)
        case _:
            assert_never(event)


def _item_started(session: Session, event: events.ItemStarted) -> Session:
    before = session.current
    session = replace(session, queue=_queue_for_next(session, event.at))
    if before is not None:
        session = finished(session, before.key, SlotState.DONE, event.at)
    slot = session.slot(event.item)
    begun = replace(
        slot,
        state=SlotState.CURRENT,
        round=slot.round + 1,
        held=timedelta(),
        called=False,
        waits=None,
        told=replace(slot.told, warned=timedelta()),
        started_at=event.at,
        started_by=event.by,
        ended_at=None,
    )
    # On hold, the clock stands still for the new item from its first moment.
    return replace(with_slot(session, begun), held_at=event.at if session.held_at else None)


def _queue_for_next(session: Session, at: datetime) -> Queue:
    """The queue belongs to its item, unless the agenda keeps it; who came before the start waits for the first one."""
    if not session.agenda.keep_queue and any(slot.started_at for slot in session.slots):
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
    return replace(
        session,
        phase=Phase.ENDED,
        ended_at=at,
        held_at=None,
        endings=session.endings + 1,
        queue=speakers.emptied(session.queue),
    )


def _started_over(session: Session, at: datetime) -> Session:
    """Nothing has begun; where the clock would start the session at once, it is held."""
    slots = tuple(_unbegun(slot) for slot in session.slots)
    before = replace(session, slots=slots, phase=Phase.PLANNED, started_at=None, held_at=None)
    return replace(before, held_at=at) if session.opens_at <= at else before


def _unbegun(slot: Slot) -> Slot:
    if slot.state is SlotState.PLANNED:
        return slot
    return replace(
        slot,
        state=SlotState.PLANNED,
        held=timedelta(),
        called=False,
        waits=None,
        started_at=None,
        started_by=None,
        ended_at=None,
        told=replace(slot.told, warned=timedelta()),
    )
