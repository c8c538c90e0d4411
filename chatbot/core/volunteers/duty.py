"""Which items a part of the session has, who is on for a role then, and for what people are still wanted."""

from collections.abc import Sequence
from datetime import timedelta

from chatbot.core.agenda import HALVES, Part, Participant
from chatbot.core.timeline import Slot, SlotState
from chatbot.core.volunteers.rosters import Rosters, wanted

_OPEN = (SlotState.PLANNED, SlotState.CURRENT)


def items_of(slots: Sequence[Slot], part: Part) -> tuple[int, ...]:
    """The keys of the part's items in their order; a half ends with the item during which half of the time is over."""
    if part.items:
        return tuple(slot.key for slot in slots if slot.key in part.items)
    if part.whole:
        return tuple(slot.key for slot in slots)
    whole = sum((slot.item.length for slot in slots), timedelta())
    begun, first = timedelta(), set[int]()
    for slot in slots:
        if begun * 2 < whole or not begun:
            first.add(slot.key)
        begun += slot.item.length
    return tuple(slot.key for slot in slots if (slot.key in first) == (part.half == 1))


def still_wanted(slots: Sequence[Slot], rosters: Rosters) -> Rosters:
    """The rosters with free places whose part of the session is not over."""
    free = wanted(rosters)
    if all(one.part.whole for one in free):
        return free
    left = {slot.key for slot in slots if slot.state in _OPEN}
    return tuple(one for one in free if one.part.whole or left.intersection(items_of(slots, one.part)))


def on_duty(slots: Sequence[Slot], rosters: Rosters, role: str, item: int) -> tuple[Participant, ...]:
    """Who is on for the role during the item."""
    return tuple(
        person
        for roster in rosters
        if roster.role == role and (roster.part.whole or item in items_of(slots, roster.part))
        for person in roster.people
    )


def other_half(slots: Sequence[Slot], items: Sequence[int]) -> Part | None:
    """The half without any of these items, if there is one."""
    return next((half for half in HALVES if not set(items).intersection(items_of(slots, half))), None)
