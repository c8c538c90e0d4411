"""Which item of a new agenda is which of the old one, though people rename, move and retime them."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import SequenceMatcher

from chatbot.core.agenda import Item, folded

ALIKE = 0.6
"""Titles that agree in this part are one title that was put better."""
MOST_COMPARED = 2_500
"""More pairs of titles than this are not compared letter by letter: such an agenda was written anew."""


def matched(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """The index in `old` for each index in `new` that was there before; each is used once, the surest rule first."""
    pairs: dict[int, int] = {}
    _pair_by(pairs, old, new, lambda item: (folded(item.title),))
    _pair_by(pairs, old, new, lambda item: item.drafts)
    if len(_free(len(old), pairs.values())) * len(_free(len(new), pairs)) <= MOST_COMPARED:
        _pair(pairs, old, new, _alike)
    _pair_by_place(pairs, old, new)
    return pairs


def moved(pairs: dict[int, int]) -> frozenset[int]:
    """The indexes in the new agenda of the fewest items whose moving explains the new order."""
    order = [pairs[index] for index in sorted(pairs)]
    kept = _longest_rise(order)
    return frozenset(index for index in pairs if pairs[index] not in kept)


def _pair_by(
    pairs: dict[int, int], old: Sequence[Item], new: Sequence[Item], marks: Callable[[Item], Iterable[str]]
) -> None:
    """Pair items that share a mark, each with the first that is free: by look-up, as agendas may be long."""
    used = set(pairs.values())
    marked: defaultdict[str, deque[int]] = defaultdict(deque)
    for there, item in enumerate(old):
        for mark in marks(item):
            marked[mark].append(there)
    for here in _free(len(new), pairs):
        found = [_first_free(marked[mark], used) for mark in marks(new[here]) if mark in marked]
        first = min((one for one in found if one is not None), default=None)
        if first is not None:
            pairs[here] = first
            used.add(first)


def _first_free(waiting: deque[int], used: Collection[int]) -> int | None:
    """The first that is not used; those that are leave the line."""
    while waiting and waiting[0] in used:
        waiting.popleft()
    return waiting[0] if waiting else None


def _pair(
    pairs: dict[int, int], old: Sequence[Item], new: Sequence[Item], same: Callable[[Item, Item], bool]
) -> None:  # fmt: skip
    for here in _free(len(new), pairs):
        before = _free(len(old), pairs.values())
        found = next((there for there in before if same(old[there], new[here])), None)
        if found is not None:
            pairs[here] = found


def _pair_by_place(pairs: dict[int, int], old: Sequence[Item], new: Sequence[Item]) -> None:
    """An item with another title is the old one if it stands behind the same item, with the same people and time."""
    used = set(pairs.values())
    for here in _free(len(new), pairs):
        there = pairs.get(here - 1, -1 if here == 0 else len(old)) + 1
        if there < len(old) and there not in used:
            one, other = old[there], new[here]
            if one.presenters and one.presenters == other.presenters and one.length == other.length:
                pairs[here] = there
                used.add(there)


def _free(count: int, used: Iterable[int]) -> list[int]:
    taken = set(used)
    return [index for index in range(count) if index not in taken]


def _alike(one: Item, other: Item) -> bool:
    matcher = SequenceMatcher(None, folded(one.title), folded(other.title), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _longest_rise(order: Iterable[int]) -> frozenset[int]:
    """The numbers of a longest part of the list that rises."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in order:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place:place + 1] = [number]  # fmt: skip
    last = ends[-1] if ends else None
    kept = set()
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
