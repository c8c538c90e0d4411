from collections.abc import Callable

import pytest

from chatbot.core.agenda import HALVES, WHOLE, Part, Participant, Role
from chatbot.core.errors import (
    AlreadySigned,
    AlreadyWaiting,
    NotSigned,
    PlacesFull,
    Reason,
    Refused,
    UnknownPart,
    UnknownRole,
    WhichPart,
    WhichRole,
)
from chatbot.core.volunteers import (
    Roster,
    carried_over,
    joined,
    left,
    lowered,
    named,
    normal,
    only_role,
    promotions,
    resized,
    rosters_of,
    split,
    to_join,
    to_leave,
    waited,
    wanted,
)
from tests.core.build import ANN, BOB, CY, YOAV

NOTES = Roster("note taker", 2)
SCRIBE = Roster("jabber scribe", 1)


def reason(step: Callable[[], object]) -> Reason:
    with pytest.raises(Refused) as caught:
        step()
    return caught.value.reason


def test_rosters_begin_empty() -> None:
    assert rosters_of((Role("note taker", 2), Role("scribe", 1))) == (Roster("note taker", 2), Roster("scribe", 1))


@pytest.mark.parametrize(("people", "free"), [((), 2), ((BOB,), 1), ((BOB, CY), 0), ((BOB, CY, ANN), 0)])
def test_free_places_are_never_negative(people: tuple[Participant, ...], free: int) -> None:
    assert Roster("note taker", 2, people).free == free


def test_wanted_are_the_roles_with_free_places() -> None:
    full = Roster("jabber scribe", 1, (CY,))

    assert wanted((NOTES, full)) == (NOTES,)


@pytest.mark.parametrize("spelling", ["note taker", "Note-Takers", "notetaker", " NOTE TAKER! "])
def test_spellings_of_a_role_are_one(spelling: str) -> None:
    assert named((SCRIBE, NOTES), spelling) == NOTES


def test_double_s_is_no_plural() -> None:
    assert (normal("Press"), normal("presses")) == ("press", "presse")


def test_unknown_role_names_the_known_ones() -> None:
    assert reason(lambda: named((NOTES, SCRIBE), "cook")) == UnknownRole("cook", ("note taker", "jabber scribe"))


def test_joining_without_a_role_takes_the_only_one_wanted() -> None:
    assert to_join((Roster("jabber scribe", 1, (CY,)), NOTES), None, None, BOB) == NOTES


def test_joining_without_a_role_asks_which_of_several() -> None:
    assert reason(lambda: to_join((NOTES, SCRIBE), None, None, BOB)) == WhichRole(("note taker", "jabber scribe"))


def test_joining_where_nobody_is_wanted_is_refused() -> None:
    assert reason(lambda: to_join((), None, None, BOB)) == UnknownRole("", ())


def test_joining_twice_is_refused() -> None:
    assert reason(lambda: to_join((Roster("note taker", 2, (BOB,)),), "note taker", None, BOB)) == AlreadySigned(
        "note taker"
    )


def test_holder_of_a_full_role_is_told_so_first() -> None:
    assert reason(lambda: to_join((Roster("note taker", 1, (BOB,)),), None, None, BOB)) == AlreadySigned("note taker")


def test_joining_a_full_role_means_its_waiting_list() -> None:
    full = Roster("note taker", 2, (BOB, CY))

    assert to_join((full,), None, None, ANN) == full


def test_waiting_twice_is_refused_with_the_place_in_the_line() -> None:
    full = Roster("note taker", 1, (BOB,), (CY, ANN))

    assert reason(lambda: to_join((full,), None, None, ANN)) == AlreadyWaiting("note taker", WHOLE, 2)


def test_joining_a_role_that_was_cancelled_is_refused() -> None:
    assert reason(lambda: to_join((Roster("note taker", 0),), "note taker", None, ANN)) == PlacesFull("note taker", ())


def test_joined_keeps_the_order_of_arrival_and_other_roles() -> None:
    rosters = joined(joined((NOTES, SCRIBE), "note taker", WHOLE, CY), "note taker", WHOLE, BOB)

    assert rosters == (Roster("note taker", 2, (CY, BOB)), SCRIBE)


def test_left_frees_one_place() -> None:
    assert left((Roster("note taker", 2, (CY, BOB)), SCRIBE), "note taker", WHOLE, CY) == (
        Roster("note taker", 2, (BOB,)),
        SCRIBE,
    )


def test_leaving_without_a_role_means_the_one_held() -> None:
    held = Roster("jabber scribe", 1, (BOB,))

    assert to_leave((NOTES, held), None, None, BOB) == held


def test_leaving_a_named_role() -> None:
    held = Roster("jabber scribe", 1, (BOB,))

    assert to_leave((Roster("note taker", 2, (BOB,)), held), "Jabber scribes", None, BOB) == held


def test_leaving_without_a_role_asks_which_of_two_held() -> None:
    both = (Roster("note taker", 2, (BOB,)), Roster("jabber scribe", 1, (BOB,)))

    assert reason(lambda: to_leave(both, None, None, BOB)) == WhichRole(("note taker", "jabber scribe"))


@pytest.mark.parametrize(("role", "told"), [(None, ""), ("Note takers", "note taker")])
def test_leaving_without_a_place_is_refused(role: str | None, told: str) -> None:
    assert reason(lambda: to_leave((Roster("note taker", 2, (CY,)),), role, None, BOB)) == NotSigned(told)


def test_resized_changes_the_places_alone() -> None:
    assert resized((Roster("note taker", 2, (BOB,)), SCRIBE), "note taker", WHOLE, 3) == (
        Roster("note taker", 3, (BOB,)),
        SCRIBE,
    )


def test_resized_adds_a_new_role_at_the_end() -> None:
    assert resized((NOTES,), "jabber scribe", WHOLE, 1) == (NOTES, SCRIBE)


def test_carried_over_keeps_people_by_role() -> None:
    old = (Roster("Note-Takers", 2, (BOB,)), SCRIBE)

    assert carried_over(old, (Roster("jabber scribe", 2), NOTES)) == (
        Roster("jabber scribe", 2),
        Roster("note taker", 2, (BOB,)),
    )


def test_carried_over_makes_room_for_all_who_signed_up() -> None:
    old = (Roster("note taker", 3, (BOB, CY, YOAV)),)

    assert carried_over(old, (Roster("note taker", 1),)) == (Roster("note taker", 3, (BOB, CY, YOAV)),)


def test_carried_over_keeps_a_cut_role_for_its_people() -> None:
    old = (Roster("jabber scribe", 1, (CY,)), NOTES)

    assert carried_over(old, ()) == (Roster("jabber scribe", 1, (CY,)),)


FIRST, SECOND = HALVES
LAST = Part(items=(2, 3))


def test_roster_of_a_part_is_one_of_its_own() -> None:
    rosters = rosters_of((Role("note taker", 1), Role("note taker", 2, LAST)), (7, 8, 9))

    assert rosters == (Roster("note taker", 1), Roster("note taker", 2, part=Part(items=(8, 9))))


@pytest.mark.parametrize("keys", [(7, 0, 0), (7,)])
def test_part_of_which_no_item_is_left_is_wanted_no_more(keys: tuple[int, ...]) -> None:
    assert rosters_of((Role("note taker", 2, LAST),), keys) == ()


def test_joining_without_a_part_takes_the_first_with_a_place_free() -> None:
    first, second = Roster("note taker", 1, (CY,), part=FIRST), Roster("note taker", 1, part=SECOND)

    assert to_join((first, second), None, None, BOB) == second


def test_joining_a_part_that_is_not_wanted_names_those_that_are() -> None:
    half = Roster("note taker", 1, part=FIRST)

    assert reason(lambda: to_join((half,), "note taker", LAST, BOB)) == UnknownPart("note taker", (FIRST,))


def test_holder_of_one_part_may_take_another() -> None:
    first, second = Roster("note taker", 1, (BOB,), part=FIRST), Roster("note taker", 1, part=SECOND)

    assert to_join((first, second), None, SECOND, BOB) == second
    assert reason(lambda: to_join((first, second), None, None, BOB)) == AlreadySigned("note taker", FIRST)
    assert reason(lambda: to_join((second, first), None, FIRST, BOB)) == AlreadySigned("note taker", FIRST)


def test_two_parts_held_and_one_named_that_is_held_second_is_refused() -> None:
    both = (Roster("note taker", 1, (BOB,), part=FIRST), Roster("note taker", 1, (BOB,), part=SECOND))

    assert reason(lambda: to_join(both, None, SECOND, BOB)) == AlreadySigned("note taker", SECOND)
    assert reason(lambda: to_leave(both, None, None, BOB)) == WhichPart("note taker", (FIRST, SECOND))
    assert to_leave(both, None, SECOND, BOB) == both[1]


def test_waiting_keeps_the_order_of_arrival_and_ends_with_a_place() -> None:
    full = (Roster("note taker", 1, (BOB,)),)
    line = waited(waited(full, "note taker", WHOLE, CY), "note taker", WHOLE, ANN)

    assert line == (Roster("note taker", 1, (BOB,), (CY, ANN)),)
    assert list(promotions(line)) == []
    freed = left(line, "note taker", WHOLE, BOB)
    assert list(promotions(freed)) == [(Roster("note taker", 1, (), (CY, ANN)), CY)]
    assert joined(freed, "note taker", WHOLE, CY) == (Roster("note taker", 1, (CY,), (ANN,)),)


def test_who_waits_may_leave_the_line() -> None:
    full = Roster("note taker", 1, (BOB,), (CY, ANN))

    assert to_leave((full,), None, None, CY) == full
    assert left((full,), "note taker", WHOLE, CY) == (Roster("note taker", 1, (BOB,), (ANN,)),)


def test_lowered_places_go_as_people_leave() -> None:
    low = lowered((Roster("note taker", 4, (BOB, CY, ANN)),), "note taker", WHOLE, 1)

    assert low == (Roster("note taker", 3, (BOB, CY, ANN), lowered=1),)
    once = left(low, "note taker", WHOLE, BOB)
    assert once == (Roster("note taker", 2, (CY, ANN), lowered=1),)
    assert left(once, "note taker", WHOLE, CY) == (Roster("note taker", 1, (ANN,)),)


def test_split_place_is_one_in_each_half() -> None:
    once = split((Roster("note taker", 2),), "note taker")

    assert once == (
        Roster("note taker", 1),
        Roster("note taker", 1, part=FIRST),
        Roster("note taker", 1, part=SECOND),
    )
    assert split(once, "note taker")[1] == Roster("note taker", 2, part=FIRST)


def test_only_role_is_meant_where_there_is_one() -> None:
    assert only_role((NOTES, Roster("note taker", 1, part=FIRST))) == "note taker"
    assert reason(lambda: only_role((NOTES, SCRIBE))) == WhichRole(("note taker", "jabber scribe"))
