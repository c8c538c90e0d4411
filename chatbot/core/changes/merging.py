"""The items of a session after its source has changed; what is under way or over stays as it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import assert_never

from chatbot.core.agenda import Agenda, Item
from chatbot.core.changes.comparing import (
    Added,
    Amended,
    Change,
    Dropped,
    EndMoved,
    Moved,
    Recast,
    Renamed,
    Retimed,
    SettingsChanged,
    StartMoved,
    changes,
)
from chatbot.core.changes.matching import matched, moved
from chatbot.core.record import record
from chatbot.core.timeline import Slot, SlotState


@record
class Merge:
    """The items in their new order, each with its key; the keys of the source's items; and what was left undone.

    A source's item that is no longer on the agenda has the key 0.
    """

    items: tuple[tuple[int, Item], ...]
    keys: tuple[int, ...]
    left: tuple[Change, ...]


def merge(slots: Sequence[Slot], keys: Sequence[int], old: Agenda, new: Agenda, free: int) -> Merge:
    """Do to the session's items what was done to its source since the last reading.

    `keys` are those of the old source's items, in their order; `free` is the first key that no item ever had. What
    chairs changed in the session stands, where the source did not change the same.
    """
    pairs = matched(old.items, new.items)
    planned = frozenset(slot.key for slot in slots if slot.state is SlotState.PLANNED)
    fresh = [here for here in range(len(new.items)) if here not in pairs]
    key_of = {here: keys[there] for here, there in pairs.items()} | {here: free + n for n, here in enumerate(fresh)}
    kept = set(pairs.values())
    dropped = {keys[there] for there in range(len(old.items)) if there not in kept} & planned
    items = {slot.key: slot.item for slot in slots if slot.key not in dropped}
    for here, there in pairs.items():
        if key_of[here] in planned:
            items[key_of[here]] = _three_way(old.items[there], new.items[here], items[key_of[here]])
    order = list(items)
    if moved(pairs):
        order = _reordered(order, [key_of[here] for here in sorted(pairs) if key_of[here] in planned])
    begun = max((place for place, key in enumerate(order) if key not in planned), default=-1)
    to_come = set(planned.intersection(order))
    for here in fresh:
        before = (key_of[one] for one in range(here - 1, -1, -1))
        order.insert(_place(order, before, to_come, begun), key_of[here])
        items[key_of[here]] = new.items[here]
        to_come.add(key_of[here])
    new_keys = tuple(key_of[here] if key_of[here] in items else 0 for here in range(len(new.items)))
    return Merge(tuple((key, items[key]) for key in order), new_keys, _left(slots, keys, old, new, pairs))


def _three_way(base: Item, theirs: Item, ours: Item) -> Item:
    """Our item with the fields that they changed."""
    changed = {
        field.name: getattr(theirs, field.name)
        for field in fields(Item)
        if getattr(theirs, field.name) != getattr(base, field.name)
    }
    return replace(ours, **changed)


def _reordered(order: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """These keys in the order that is wanted, in the places that they have together; all others stay."""
    inside = set(wanted)
    source = iter(wanted)
    return [next(source) if key in inside else key for key in order]


def _place(order: Sequence[int], before: Iterable[int], to_come: Collection[int], begun: int) -> int:
    """Where a new item goes: behind the nearest one to come that stands before it in the source, and all that began.

    `before` are those in the source, the nearest first; `begun` is the place of the last that began.
    """
    nearest = next((key for key in before if key in to_come), None)
    return max(begun, -1 if nearest is None else order.index(nearest)) + 1


def _left(
    slots: Sequence[Slot], keys: Sequence[int], old: Agenda, new: Agenda, pairs: Mapping[int, int]
) -> tuple[Change, ...]:
    """The changes that touch what has begun, and hence are not made."""
    begun = {slot.key for slot in slots if slot.state is not SlotState.PLANNED}
    back = {there: here for here, there in pairs.items()}
    untouchable = {there for there, key in enumerate(keys) if key in begun}
    numbers = {back[there] + 1 for there in untouchable if there in back}
    gone = {there + 1 for there in untouchable if there not in back}
    return tuple(change for change in changes(old, new) if _touches(change, numbers, gone, begun=bool(begun)))


def _touches(change: Change, numbers: Collection[int], gone: Collection[int], *, begun: bool) -> bool:
    """Whether the change is about something that has begun."""
    match change:
        case StartMoved():
            return begun
        case Dropped(number=number):
            return number in gone  # counted as in the old agenda, all others as in the new one
        case Moved(number=number) | Renamed(number=number) | Retimed(number=number):
            return number in numbers
        case Recast(number=number) | Amended(number=number):
            return number in numbers
        case EndMoved() | SettingsChanged() | Added():
            return False
        case _:
            assert_never(change)
