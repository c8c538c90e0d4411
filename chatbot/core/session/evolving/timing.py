"""The items' time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import events
from chatbot.core.session.evolving.slots import with_slot
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, SlotState, allotted_end


def evolve(session: Session, event: events.Timing) -> Session:
    """The state after an item's time changed or was called."""
    slot = session.slot(event.item)
    match event:
        case events.ItemExtended(minutes=minutes):
            changed = _resized(slot, slot.extra + minutes, event.at)
        case events.ItemShortened(minutes=minutes):
            changed = _resized(slot, slot.extra - minutes, event.at)
        case events.ItemResized(minutes=minutes):
            changed = _resized(slot, minutes - slot.item.length // timedelta(minutes=1), event.at)
        case events.ItemFixed(start=start):
            changed = replace(slot, item=replace(slot.item, fixed=start))
        case events.TimeCalled():
            changed = replace(slot, called=True, told=replace(slot.told, calls=slot.told.calls + 1))
        case events.Warned():
            changed = _warned(slot, event.at)
        case _:
            assert_never(event)
    return with_slot(session, changed)


def _resized(slot: Slot, extra: int, at: datetime) -> Slot:
    """More or fewer minutes: what is said near their end is said anew, and the clock goes on from there."""
    changed = replace(slot, extra=extra)
    if slot.state is not SlotState.CURRENT:
        return changed
    ahead = allotted_end(changed) > at
    return replace(changed, called=slot.called and not ahead, waits=None if ahead else slot.waits)


def _warned(slot: Slot, at: datetime) -> Slot:
    assert slot.started_at is not None
    warned = at - slot.started_at - slot.held
    return replace(slot, told=replace(slot.told, warned=warned, warnings=slot.told.warnings + 1))
