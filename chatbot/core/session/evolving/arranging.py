"""The agenda changed."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Person, folded
from chatbot.core.session.evolving.slots import told_again, with_slot
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, SlotState


def evolve(session: Session, event: events.Arranging) -> Session:
    """The state after the agenda was changed."""
    match event:
        case events.ItemsSwapped(item=key, other=other):
            return _swapped(session, key, other)
        case events.ItemMoved(item=key, after=after):
            slot = session.slot(key)
            return _inserted(_without(session, key), slot, after)
        case events.ItemAdded(item=key, what=item, after=after):
            return replace(_inserted(session, Slot(key, item), after), highest_key=max(session.highest_key, key))
        case events.ItemDropped(item=key):
            dropped = replace(session.slot(key), state=SlotState.DROPPED)
            gone = replace(_without(session, key), dropped=(*session.dropped, dropped))
            return told_again(gone, key)
        case events.ItemRestored(item=key):
            return with_slot(session, replace(session.slot(key), state=SlotState.PLANNED, ended_at=None))
        case events.ItemRenamed(item=key, title=title):
            slot = session.slot(key)
            return with_slot(session, replace(slot, item=replace(slot.item, title=title)))
        case events.PresenterSet(item=key, person=person):
            return _presented(session, key, person)
        case _:
            assert_never(event)


def _swapped(session: Session, key: int, other: int) -> Session:
    places = {key: session.slot(other), other: session.slot(key)}
    return replace(session, slots=tuple(places.get(slot.key, slot) for slot in session.slots))


def _without(session: Session, key: int) -> Session:
    return replace(session, slots=tuple(slot for slot in session.slots if slot.key != key))


def _inserted(session: Session, slot: Slot, after: int) -> Session:
    index = session.number(after) if after else 0
    return replace(session, slots=(*session.slots[:index], slot, *session.slots[index:]))


def _presented(session: Session, key: int, person: Person) -> Session:
    """Of several presenters the one of this name is meant; anybody else takes the place of all."""
    slot = session.slot(key)
    same = [folded(one.name) == folded(person.name) for one in slot.item.presenters]
    pairs = zip(slot.item.presenters, same, strict=True)
    presenters = tuple(person if it_is else one for one, it_is in pairs) if any(same) else (person,)
    return with_slot(session, replace(slot, item=replace(slot.item, presenters=presenters)))
