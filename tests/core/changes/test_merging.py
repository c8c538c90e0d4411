"""A source's changes are made to what is still to come, and to nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.core.agenda import Address, Item, Person
from chatbot.core.changes import (
    Amended,
    Dropped,
    Merge,
    Moved,
    Recast,
    Renamed,
    Retimed,
    StartMoved,
    merge,
)
from chatbot.core.timeline import Slot, SlotState
from tests.core.build import agenda_of, at, minutes

BASE = agenda_of()
TITLES = ("Administrivia", "BGP over foo", "Certificates", "DNS in a box", "Email, once more")
A, B, C, D, E = (Item(title, 10) for title in TITLES)


def slots_of(items: tuple[Item, ...], *states: SlotState) -> tuple[Slot, ...]:
    """Items with keys from 1; states beyond those given are planned."""
    given = (*states, *(SlotState.PLANNED for _ in items))
    return tuple(Slot(key, item, state=state) for key, (item, state) in enumerate(zip(items, given, strict=False), 1))


def merged(slots: tuple[Slot, ...], old: tuple[Item, ...], new: tuple[Item, ...]) -> Merge:
    keys = tuple(range(1, len(old) + 1))
    free = max((slot.key for slot in slots), default=0) + 1
    return merge(slots, keys, replace(BASE, items=old), replace(BASE, items=new), free)


def titles(merge: Merge) -> list[tuple[int, str]]:
    return [(key, item.title[0]) for key, item in merge.items]


def test_before_the_start_the_new_agenda_is_the_agenda() -> None:
    old, new = (A, B, C), (replace(B, minutes=5), E, A)
    result = merged(slots_of(old), old, new)

    assert result == Merge(((2, new[0]), (4, E), (1, A)), (2, 4, 1), ())


def test_what_has_begun_stays_as_it_is_and_is_named() -> None:
    old = (A, B, C, D)
    slots = slots_of(old, SlotState.DONE, SlotState.SKIPPED, SlotState.CURRENT)
    new = (replace(C, minutes=20), replace(B, presenters=(Person("Bo"),), slides="https://s.example"))
    result = merged(slots, old, new)

    assert titles(result) == [(1, "A"), (2, "B"), (3, "C")]
    assert result.items[2] == (3, C)
    assert result.left == (
        Moved(1, new[0], 3),
        Retimed(1, new[0], minutes(10)),
        Recast(2, new[1], ()),
        Amended(2, new[1], ("slides",)),
        Dropped(1, A),
    )


def test_a_new_item_never_comes_before_what_has_begun() -> None:
    old = (A, B, C)
    result = merged(slots_of(old, SlotState.DONE, SlotState.CURRENT), old, (E, A, B, C))

    assert titles(result) == [(1, "A"), (2, "B"), (4, "E"), (3, "C")]


def test_new_items_come_in_their_order() -> None:
    result = merged(slots_of((A, B)), (A, B), (A, D, E, B))

    assert titles(result) == [(1, "A"), (3, "D"), (4, "E"), (2, "B")]
    assert result.keys == (1, 3, 4, 2)


def test_what_chairs_changed_stands_where_the_source_changed_something_else() -> None:
    ours = replace(B, title="B as the chairs have it", minutes=12)
    result = merged((Slot(1, A), Slot(2, ours)), (A, B), (A, replace(B, minutes=5)))

    assert result.items[1] == (2, replace(ours, minutes=5))


def test_what_chairs_put_in_keeps_its_place() -> None:
    slots = (Slot(1, A), Slot(7, E), Slot(2, B), Slot(3, C))
    result = merged(slots, (A, B, C), (C, B, A))

    assert titles(result) == [(3, "C"), (7, "E"), (2, "B"), (1, "A")]


def test_what_chairs_dropped_stays_dropped() -> None:
    result = merged((Slot(1, A), Slot(3, C)), (A, B, C), (C, replace(B, minutes=5), A, E))

    assert titles(result) == [(3, "C"), (1, "A"), (4, "E")]
    assert result.keys == (3, 0, 1, 4)


def test_a_start_that_moves_once_it_has_begun_is_left() -> None:
    old, new = BASE, replace(BASE, start=at("16:00"), links=(Address("Notes", "https://notes.example"),))
    keys = (1, 2, 3)

    assert merge(slots_of(BASE.items), keys, old, new, 4).left == ()
    assert merge(slots_of(BASE.items, SlotState.CURRENT), keys, old, new, 4).left == (
        StartMoved(at("15:30"), at("16:00")),
    )


def test_a_new_title_of_what_has_begun_is_left() -> None:
    new = replace(A, title="Administrivia etc.")

    assert merged(slots_of((A, B), SlotState.CURRENT), (A, B), (new, B)).left == (Renamed(1, new, A.title),)


def test_an_agenda_of_thousands_is_merged_before_anybody_waits() -> None:
    # Every pair compared with every other one would take minutes, in which no session of the bot moves.
    new = tuple(Item(f"Talk {number}", 1) for number in range(5_000))
    old = tuple(reversed(new[::2]))
    result = merged(slots_of(old), old, new)

    assert tuple(item for _, item in result.items) == new


ITEMS = st.lists(
    st.builds(Item, st.sampled_from(["Ab", "Cd", "Ef", "Gh", "Ij"]), st.integers(0, 2)), min_size=1, max_size=6
).map(tuple)  # fmt: skip


@given(ITEMS, ITEMS)
def test_a_session_that_nobody_touched_becomes_its_source(old: tuple[Item, ...], new: tuple[Item, ...]) -> None:
    result = merged(slots_of(old), old, new)

    assert tuple(item for _, item in result.items) == new
    assert result.keys == tuple(key for key, _ in result.items)
    assert result.left == ()


@given(ITEMS, ITEMS, st.lists(st.sampled_from([SlotState.DONE, SlotState.SKIPPED]), max_size=4))
def test_what_has_begun_is_never_touched(old: tuple[Item, ...], new: tuple[Item, ...], states: list[SlotState]) -> None:
    slots = slots_of(old, *states)
    begun = [(slot.key, slot.item) for slot in slots if slot.state is not SlotState.PLANNED]
    result = merged(slots, old, new)

    assert result.items[: len(begun)] == tuple(begun)
    assert len({key for key, _ in result.items}) == len(result.items)
