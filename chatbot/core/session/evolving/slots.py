"""One item changed among all."""

from dataclasses import replace
from datetime import datetime

from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, SlotState


def with_slot(session: Session, changed: Slot) -> Session:
    """The session with this item in place of the one of the same key."""
    slots = tuple(changed if slot.key == changed.key else slot for slot in session.slots)
    return replace(session, slots=slots)


def finished(session: Session, key: int, state: SlotState, at: datetime) -> Session:
    """The session with this item over."""
    return with_slot(session, replace(session.slot(key), state=state, ended_at=at))


def told_again(session: Session, key: int) -> Session:
    """The session in which those who watch the item are told once more."""
    watches = tuple(replace(one, told=one.told + 1) if one.item == key else one for one in session.watches)
    return replace(session, watches=watches)
