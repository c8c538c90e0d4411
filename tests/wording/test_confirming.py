"""What the doer of a command is told, as people read it."""

import pytest

from tests.wording.stage import ANN, TERO, Stage, lines


def test_extend_is_confirmed_to_all() -> None:
    assert Stage().at(6).does(TERO, "extend 5").told() == (
        "Child Payloads has 5 more minutes, until 15:55; the session ends 16:10 (planned 16:05).",
        True,
    )


def test_extend_by_one_on_hold() -> None:
    stage = Stage().at(6).does(TERO, "hold").does(TERO, "extend 1")

    assert stage.told() == ("Child Payloads has 1 more minute; the session ends 16:06 (planned 16:05).", True)


def test_hold_and_resume_are_confirmed_to_all() -> None:
    stage = Stage().at(6).does(TERO, "hold")

    assert stage.told() == ("The clock is on hold from 15:36; resume lets it go on.", True)
    assert stage.at(9).does(TERO, "resume").told() == (
        "The clock goes on at 15:39; Child Payloads has until 15:53; the session ends 16:08 (planned 16:05).",
        True,
    )


def test_hold_and_resume_before_the_start() -> None:
    stage = Stage().at(-5).does(TERO, "hold")

    assert stage.told() == ("The start is on hold; resume lifts it.", True)
    assert stage.at(5).does(TERO, "resume").told() == ("The hold is over; the session starts at 15:35.", True)


def test_skip_is_confirmed_to_all() -> None:
    assert Stage().at(6).does(TERO, "skip").told() == (
        "Left for later: Child Payloads.",
        True,
    )


@pytest.mark.parametrize("text", ["next", "end", "need 3 note takers"])
def test_what_is_announced_is_not_confirmed(text: str) -> None:
    assert Stage().at(6).does(TERO, text).told() is None


def test_nothing_happened_is_not_confirmed() -> None:
    assert Stage().told() is None


def test_fewer_places_are_confirmed_to_the_chair() -> None:
    stage = Stage().at(-60).does(ANN, "volunteer")

    assert stage.does(TERO, "need 1 note taker").told() == ("1 place, all taken. Note taker: Ann.", False)
    assert Stage().does(TERO, "need 0 note takers").told() == ("No note takers are wanted any more.", False)


def test_volunteer_is_thanked_alone() -> None:
    assert Stage().at(-60).does(ANN, "volunteer").told() == (
        lines(
            "Thank you, Ann. You are signed up as note taker for IPSECME – IETF 117, Wed 26 Jul 2023, 15:30.",
            "Notes: https://n.example/",
            "To give the place back, say withdraw note taker.",
        ),
        False,
    )


def test_withdrawing_is_confirmed_alone() -> None:
    assert Stage().at(-60).does(ANN, "volunteer").does(ANN, "withdraw").told() == (
        (
            "You are no longer signed up as note taker; the place is free for others. "
            "To sign up again, say volunteer note taker."
        ),
        False,
    )


def test_added_chair_is_told_to_the_room() -> None:
    assert Stage().does(TERO, "chair add @Ann").told() == ("Ann may now command this session; help shows how.", True)
