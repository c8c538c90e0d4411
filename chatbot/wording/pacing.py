"""Running late, or early: by how much, and what would help."""

from datetime import datetime, timedelta
from itertools import accumulate, islice

from chatbot.core.session import Phase
from chatbot.core.timeline import Slot, SlotState, free_from, last_end
from chatbot.messages import Block, Line, Paragraph, line
from chatbot.wording.board import standing
from chatbot.wording.common import MINUTE, View, capital, counted, duration, words

_TRIED = 10
"""So many items are looked at for one that could be dropped."""


def late(view: View) -> tuple[Block, ...]:
    """`+7 min; ends 17:07; the slot ends 17:00: cut 7 or drop item 9.`"""
    session = view.session
    if session.phase is Phase.ENDED:
        return (Paragraph(standing(view)),)
    end = view.projected_end
    lines = [line(_offset(end - session.items_end), "; ends ", view.time(end), *_slot_end(view, end), ".")]
    lines += [line("The clock is on hold: all this moves on with it.")] if session.held_at else []
    lines += [line(*one, ".") for one in (gap(view), _left(view)) if one]
    return tuple(Paragraph(one) for one in lines)


def gap(view: View) -> Line:
    """`8 min free before item 5 at 16:10 (fixed)`, where something fixed leaves a gap."""
    session = view.session
    if not any(slot.item.fixed for slot in session.slots):
        return ()
    free = free_from(session.slots, session.agenda.start, session.held_at, view.now)
    for slot, start in view.session.coming(view.now):
        if start - free >= MINUTE:
            return line(f"{duration(start - free)} free before {view.item_number(slot)}, fixed for ", view.time(start))
        free = start + slot.length
    return ()


def _offset(delay: timedelta) -> str:
    if abs(delay) < MINUTE:
        return "On time"
    return f"{'+' if delay > timedelta() else '−'}{duration(delay)}"


def _slot_end(view: View, end: datetime) -> Line:
    planned = view.session.planned_end
    if view.session.current and planned <= view.now and end - planned >= MINUTE:
        return line("; the slot ended ", view.time(planned), *words(": `end` closes the session"))
    said = line("; the slot ends ", view.time(planned))
    if planned - end >= MINUTE:
        return (*said, *line(f": {duration(planned - end)} to spare"))
    if end - planned < MINUTE:
        return said
    cut = -((planned - end) // MINUTE)
    fixed, left = _left_to_cut(view)
    if cut * MINUTE > left:
        # Whatever is cut ends before what is fixed, and gains nothing.
        return (*said, *words(f": `fixed {fixed} off` lets item {fixed} begin earlier")) if fixed else said
    drop = _droppable(view, planned)
    named = " and ".join(str(view.session.number(slot.key)) for slot in drop)
    way_out = f" or drop item{'s' if len(drop) > 1 else ''} {named}" if drop else ""
    return (*said, *line(f": cut {cut}{way_out}"))


def _left_to_cut(view: View) -> tuple[int, timedelta]:
    """How much time to come can be cut at all, behind the last gap, and the number of the fixed item after it."""
    session = view.session
    free = free_from(session.slots, session.agenda.start, session.held_at, view.now)
    fixed, left = 0, free - view.now if session.current else timedelta()
    for slot, start in session.coming(view.now):
        if start - free >= MINUTE:
            fixed, left = session.number(slot.key), timedelta()
        left += slot.length
        free = start + slot.length
    return fixed, left


def _droppable(view: View, planned: datetime) -> tuple[Slot, ...]:
    """The last item without which the session would end in time; else the last few together."""
    left = (slot for slot in reversed(view.session.slots) if slot.state is SlotState.PLANNED and not slot.item.fixed)
    last = list(islice((slot for slot in left if slot.minutes), _TRIED))
    few = [tuple(reversed(some)) for some in accumulate(([slot] for slot in last), lambda a, b: a + b)]
    choices = [*((slot,) for slot in last), *few]
    return next((some for some in choices if _end_without(view, some) - planned < MINUTE), ())


def _end_without(view: View, gone: tuple[Slot, ...]) -> datetime:
    session = view.session
    if not any(slot.item.fixed for slot in session.slots):
        return view.projected_end - sum((slot.length for slot in gone), timedelta())
    keys = {slot.key for slot in gone}
    free = free_from(session.slots, session.agenda.start, session.held_at, view.now)
    return last_end([slot for slot in session.slots if slot.key not in keys], free)


def _left(view: View) -> Line:
    slots = [slot for slot in view.session.slots if slot.state is SlotState.SKIPPED]
    if not slots:
        return ()
    named = ", ".join(str(view.session.number(slot.key)) for slot in slots)
    minutes = sum(slot.minutes for slot in slots)
    return line(f"{capital(counted(len(slots), 'item'))} left for later: {named} ({minutes} min)")
