"""A change taken back."""

from dataclasses import replace
from datetime import datetime

from chatbot.core import events
from chatbot.core.agenda import Mode
from chatbot.core.session.state import Course, Phase, Session
from chatbot.core.speakers import put_back
from chatbot.core.timeline import Slot, SlotState, allotted_end

_STEPS = (
    events.SessionStarted
    | events.StartedOver
    | events.ItemStarted
    | events.ItemSkipped
    | events.ItemPutBack
    | events.SessionEnded
)


def undone(session: Session, at: datetime) -> Session:
    """The course as it was before the last change; what was said since stays said."""
    *rest, last = session.changes
    back = _restored(replace(session, changes=tuple(rest)), last.before)
    if not isinstance(last.event, _STEPS):
        return back
    return _patient(replace(back, queue=put_back(back.queue)), at)


def _restored(session: Session, before: Course) -> Session:
    now = {slot.key: slot for slots in (session.slots, session.dropped) for slot in slots}
    return replace(
        session,
        slots=tuple(_kept(slot, now.get(slot.key)) for slot in before.slots),
        dropped=tuple(_kept(slot, now.get(slot.key)) for slot in before.dropped),
        opens_at=before.opens_at,
        phase=before.phase,
        muted=before.muted,
        held_at=before.held_at,
        started_at=before.started_at,
        ended_at=before.ended_at,
    )


def _kept(before: Slot, now: Slot | None) -> Slot:
    """The item as it was, but for what counts on, so that nothing is announced under an old name."""
    if now is None or (before.round, before.told) == (now.round, now.told):
        return before
    return replace(before, round=max(before.round, now.round), told=now.told)


def _patient(session: Session, at: datetime) -> Session:
    """The step that the clock would do again at once, it leaves to people: somebody has just taken it back."""
    if session.agenda.mode is Mode.CHAIR and session.phase is Phase.PLANNED:
        return session
    first = session.next
    if session.phase is Phase.PLANNED:
        begins = first.item.begins(session.opens_at) if first else None
        return replace(session, held_at=session.held_at or at) if begins and begins <= at else session
    slot = session.current
    if slot is None or session.held_at or allotted_end(slot) > at:
        return session
    waiting = replace(slot, waits=at)
    slots = tuple(waiting if one.state is SlotState.CURRENT else one for one in session.slots)
    return replace(session, slots=slots)
