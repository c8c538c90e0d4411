"""What is said when an item's time changed."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.timeline import Slot, SlotState, time_up
from chatbot.messages import Bold, Line, line
from chatbot.wording.common import MINUTE, View, counted, words
from chatbot.wording.confirming.reply import Reply, public
from chatbot.wording.pacing import gap


def confirm(view: View, event: events.Timing) -> Reply | None:
    """The reply to what happened; None where an announcement says it."""
    slot = view.session.slot(event.item)
    match event:
        case events.ItemExtended(minutes=minutes):
            return public(_has(view, slot, _more(view, slot, minutes)))
        case events.ItemShortened(minutes=minutes):
            return public(_has(view, slot, f"{counted(minutes, 'minute')} less"))
        case events.ItemResized(minutes=minutes):
            return public(_has(view, slot, f"{minutes} min now") if slot.minutes else _open(view, slot))
        case events.ItemFixed():
            return public(_fixed(view, slot))
        case events.TimeCalled() | events.Warned():
            return None
        case _:
            assert_never(event)


def _has(view: View, slot: Slot, what: str) -> Line:
    end = view.times(slot).end if slot.state is SlotState.CURRENT else None
    until = line(", until ", view.time(end)) if end and end > view.now and not view.session.held_at else ()
    return line(Bold(slot.item.title), f" has {what}", *until, *view.ends())


def _more(view: View, slot: Slot, minutes: int) -> str:
    """What an extension gives: behind the item's time it counts from now."""
    left = time_up(slot, view.session.held_at, view.now) - view.now
    over = max(0, round((minutes * MINUTE - left) / MINUTE))
    return counted(minutes - over, "more minute") + (" from now" if over else "")


def _open(view: View, slot: Slot) -> Line:
    said = words(" stays open until a chair says `next`")
    return line(Bold(slot.item.title), *said, *view.ends())


def _fixed(view: View, slot: Slot) -> Line:
    if slot.item.fixed is None:
        return line(Bold(slot.item.title), " begins when its turn comes", *view.ends())
    free = gap(view)
    said = line(Bold(slot.item.title), " begins at ", view.time(slot.item.fixed), ", and no earlier")
    return (*said, *(line("; ", *free) if free else ()), *view.ends())
