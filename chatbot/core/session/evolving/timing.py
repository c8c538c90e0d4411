"""The items' time."""

from dataclasses import replace
from typing import assert_never

from chatbot.core.events import ItemExtended, TimeCalled, Timing
from chatbot.core.session.evolving.slots import with_slot
from chatbot.core.session.state import Session


def evolve(session: Session, event: Timing) -> Session:
    """The state after an item's time changed or was called."""
    match event:
        case ItemExtended(item=key, minutes=minutes):
            slot = session.slot(key)
            return with_slot(session, replace(slot, extra=slot.extra + minutes, called=False))
        case TimeCalled(item=key):
            return with_slot(session, replace(session.slot(key), called=True))
        case _:
            assert_never(event)
