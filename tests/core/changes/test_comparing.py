"""What changed from one reading of an agenda to the next is told in few and true records."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.core.agenda import Address, Item, Person
from chatbot.core.changes import (
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
from tests.core.build import agenda_of, at, minutes

BASE = agenda_of()
A = Item("Administrivia", 5)
B = Item("The Foo Protocol", 10, presenters=(Person("Bob"),), drafts=("draft-example-foo",))
C = Item("Bar considerations", 15, presenters=(Person("Cy"),))
D = Item("Open mic", 0)


def told(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Change, ...]:
    return changes(replace(BASE, items=old), replace(BASE, items=new))


def test_an_agenda_read_again_has_not_changed() -> None:
    assert changes(BASE, agenda_of()) == ()


def test_another_start_and_end_are_told() -> None:
    assert changes(BASE, replace(BASE, start=at("16:00"), end=at("17:00"))) == (
        StartMoved(at("15:30"), at("16:00")),
        EndMoved(None, at("17:00")),
    )


def test_other_fields_of_the_session_are_named() -> None:
    new = replace(BASE, title="Other", links=(Address("Notes", "https://notes.example"),))

    assert changes(BASE, new) == (SettingsChanged(("title", "links")),)


def test_an_item_is_added_and_one_dropped() -> None:
    assert told((A, C), (A, B)) == (Added(2, B), Dropped(2, C))


def test_a_moved_item_is_told_once_not_all_that_it_passed() -> None:
    assert told((A, B, C, D), (B, C, D, A)) == (Moved(4, A, 1),)


def test_two_items_that_swap_are_one_move() -> None:
    assert told((A, B, C, D), (A, C, B, D)) == (Moved(2, C, 3),)


def test_a_title_put_better_is_the_same_item() -> None:
    better = replace(C, title="Considerations on Bar")
    assert told((A, C), (A, better)) == (Renamed(2, better, "Bar considerations"),)


def test_spelling_in_other_letters_is_a_rename_too() -> None:
    loud = replace(C, title="BAR  CONSIDERATIONS")

    assert told((C,), (loud,)) == (Renamed(1, loud, "Bar considerations"),)


def test_a_draft_tells_an_item_that_was_renamed_and_moved() -> None:
    other = replace(B, title="Something else")

    assert told((B, A, C, D), (A, C, D, other)) == (Moved(4, other, 1), Renamed(4, other, "The Foo Protocol"))


def test_the_same_place_people_and_time_tell_an_item_with_another_title() -> None:
    other = replace(C, title="Quux")

    assert told((A, C, D), (A, other, D)) == (Renamed(2, other, "Bar considerations"),)


def test_the_first_item_has_a_place_as_well() -> None:
    other = replace(C, title="Quux")

    assert told((C, D), (other, D)) == (Renamed(1, other, "Bar considerations"),)


def test_another_title_and_other_people_are_another_item() -> None:
    other = Item("Quux", 15, presenters=(Person("Di"),))

    assert told((A, C, D), (A, other, D)) == (Added(2, other), Dropped(2, C))


def test_time_people_and_the_rest_of_an_item_are_told_apart() -> None:
    new = replace(B, minutes=8, questions=7, presenters=(Person("Bo"),), slides="https://s.example", group="New")

    assert told((B,), (new,)) == (
        Retimed(1, new, minutes(10)),
        Recast(1, new, (Person("Bob"),)),
        Amended(1, new, ("group", "slides")),
    )


def test_time_shifted_from_the_talk_to_questions_is_no_other_length() -> None:
    new = replace(B, minutes=8, questions=2)

    assert told((B,), (new,)) == (Amended(1, new, ("questions",)),)


def test_items_of_one_title_are_matched_in_their_order() -> None:
    one, two = Item("Break", 5), Item("Break", 10)

    assert told((one, A, two), (one, A, replace(two, minutes=15))) == (Retimed(3, Item("Break", 15), minutes(10)),)


def test_an_agenda_written_anew_is_compared_in_little_time() -> None:
    old = tuple(Item(f"old {number} aaaaaaaa", 1) for number in range(60))
    new = tuple(Item(f"new {number} bbbbbbbb", 2) for number in range(60))

    assert len(told(old, new)) == 120


ITEMS = st.lists(st.builds(Item, st.sampled_from("ABCDEFG"), st.integers(0, 3)), max_size=6).map(tuple)


@given(ITEMS, ITEMS)
def test_numbers_of_changes_lie_in_their_agenda(old: tuple[Item, ...], new: tuple[Item, ...]) -> None:
    for change in told(old, new):
        assert not isinstance(change, StartMoved | EndMoved | SettingsChanged)
        items = old if isinstance(change, Dropped) else new
        assert items[change.number - 1] == change.item


@given(ITEMS)
def test_nothing_is_told_of_the_same_items(items: tuple[Item, ...]) -> None:
    assert told(items, items) == ()
