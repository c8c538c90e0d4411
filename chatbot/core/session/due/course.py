"""The start, the end of each item, and the end."""

from datetime import timedelta

from chatbot.core.agenda import Mode
from chatbot.core.commands import Advance, CallStart, CallTime, Due, End, Start
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, allotted_end, last_end

OPEN_END = timedelta(minutes=15)
"""How long a last item without minutes stays open at least, also behind the slot's end, before the clock closes it."""
FORGOTTEN = timedelta(hours=1)
"""How long past its end, projected or planned, a session led by the chair stays open before the clock closes it."""


def due_course(session: Session) -> Due | None:
    """The start, or the end of the current item."""
    slot = session.current
    if session.held_at:
        return None
    if slot is None:
        return _due_start(session)
    if session.agenda.mode is Mode.CHAIR or slot.waits:
        return _due_with_chair(session, slot)
    over, after = allotted_end(slot), session.next
    if after is None:
        return Due(over if slot.minutes else max(over + OPEN_END, session.planned_end), End())
    if slot.minutes:
        return Due(after.item.begins(over), Advance(slot.key))
    # It stays open until somebody goes on, or until what comes then is fixed for.
    fixed = after.item.fixed
    return Due(fixed, Advance(slot.key)) if fixed and fixed > over else _due_with_chair(session, slot)


def _due_start(session: Session) -> Due | None:
    first = session.next
    if first is None:
        return None
    if session.agenda.mode is Mode.AUTO:
        return Due(first.item.begins(session.opens_at), Start())
    return None if session.start_called else Due(session.opens_at, CallStart())


def _due_with_chair(session: Session, slot: Slot) -> Due:
    """A chair goes on; the clock says that time is up, and closes what was forgotten."""
    over = allotted_end(slot)
    if session.agenda.mode is Mode.CHAIR and not slot.called and slot.minutes:
        return Due(over, CallTime(slot.key))
    ends = last_end(session.slots, max(over, slot.waits or over))
    return Due(max(ends, session.planned_end) + FORGOTTEN, End())
