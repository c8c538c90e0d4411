from collections.abc import Callable

import pytest

from chatbot.core.agenda import Participant, Role
from chatbot.core.errors import AlreadySigned, NotSigned, PlacesFull, Reason, Refused, UnknownRole, WhichRole
from chatbot.core.volunteers import (
    Roster,
    carried_over,
    joined,
    left,
    named,
    normal,
    resized,
    rosters_of,
    to_join,
    to_leave,
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
    assert to_join((Roster("jabber scribe", 1, (CY,)), NOTES), None, BOB) == NOTES


def test_joining_without_a_role_asks_which_of_several() -> None:
    assert reason(lambda: to_join((NOTES, SCRIBE), None, BOB)) == WhichRole(("note taker", "jabber scribe"))


def test_joining_where_nobody_is_wanted_is_refused() -> None:
    assert reason(lambda: to_join((), None, BOB)) == UnknownRole("", ())


def test_joining_twice_is_refused() -> None:
    assert reason(lambda: to_join((Roster("note taker", 2, (BOB,)),), "note taker", BOB)) == AlreadySigned("note taker")


def test_holder_of_a_full_role_is_told_so_first() -> None:
    assert reason(lambda: to_join((Roster("note taker", 1, (BOB,)),), None, BOB)) == AlreadySigned("note taker")


def test_joining_a_full_role_tells_who_has_the_places() -> None:
    full = Roster("note taker", 2, (BOB, CY))

    assert reason(lambda: to_join((full,), None, ANN)) == PlacesFull("note taker", (BOB, CY))


def test_joined_keeps_the_order_of_arrival_and_other_roles() -> None:
    rosters = joined(joined((NOTES, SCRIBE), "note taker", CY), "note taker", BOB)

    assert rosters == (Roster("note taker", 2, (CY, BOB)), SCRIBE)


def test_left_frees_one_place() -> None:
    assert left((Roster("note taker", 2, (CY, BOB)), SCRIBE), "note taker", CY) == (
        Roster("note taker", 2, (BOB,)),
        SCRIBE,
    )


def test_leaving_without_a_role_means_the_one_held() -> None:
    held = Roster("jabber scribe", 1, (BOB,))

    assert to_leave((NOTES, held), None, BOB) == held


def test_leaving_a_named_role() -> None:
    held = Roster("jabber scribe", 1, (BOB,))

    assert to_leave((Roster("note taker", 2, (BOB,)), held), "Jabber scribes", BOB) == held


def test_leaving_without_a_role_asks_which_of_two_held() -> None:
    both = (Roster("note taker", 2, (BOB,)), Roster("jabber scribe", 1, (BOB,)))

    assert reason(lambda: to_leave(both, None, BOB)) == WhichRole(("note taker", "jabber scribe"))


@pytest.mark.parametrize(("role", "told"), [(None, ""), ("Note takers", "note taker")])
def test_leaving_without_a_place_is_refused(role: str | None, told: str) -> None:
    assert reason(lambda: to_leave((Roster("note taker", 2, (CY,)),), role, BOB)) == NotSigned(told)


def test_resized_changes_the_places_alone() -> None:
    assert resized((Roster("note taker", 2, (BOB,)), SCRIBE), "note taker", 3) == (
        Roster("note taker", 3, (BOB,)),
        SCRIBE,
    )


def test_resized_adds_a_new_role_at_the_end() -> None:
    assert resized((NOTES,), "jabber scribe", 1) == (NOTES, SCRIBE)


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
