"""Polls as plain functions."""

import pytest

from chatbot.core.errors import (
    AdoptionsAsked,
    AlreadyVoted,
    BadOptions,
    NoAdoptions,
    NoPollOpen,
    NotVoted,
    PollIsClosed,
    PollIsOpen,
    Reason,
    Refused,
    UnknownOption,
)
from chatbot.core.polls import (
    LONGEST_OPTION,
    YES_OR_NO,
    Ballot,
    Poll,
    Polls,
    chosen,
    closed,
    current,
    normal,
    offers,
    taking_votes,
    to_adopt,
    to_open,
    to_unvote,
    to_vote,
    unasked,
    unvoted,
    voted,
)
from tests.core.build import ANN, BOB, CY, YOAV, at

POLL = Poll(1, "Adopt?", YES_OR_NO, at("15:00"), YOAV)
NUMBERS = Poll(1, "Which?", ("2", "1", "#1"), at("15:00"), YOAV)
CLOSED = closed((POLL,), 1, at("15:05"), ANN)


def why(refused: pytest.ExceptionInfo[Refused]) -> Reason:
    return refused.value.reason


@pytest.mark.parametrize(
    ("one", "other"), [("Yes", " yes! "), ("No  opinion", "no opinion"), ("“A”", "“a”"), ("Ｙes", "yes")]
)
def test_normal_takes_spellings_for_one(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("A+", "A-"), ("!", "?"), ("yes", "no")])
def test_normal_keeps_options_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("choice", "index"), [("yes", 0), ("No", 1), ("no opinion.", 2), ("1", 0), ("#3", 2), ("# 2", 1)]
)
def test_chosen_by_name_or_number(choice: str, index: int) -> None:
    assert chosen(POLL, choice) == index


@pytest.mark.parametrize(("choice", "index"), [("2", 0), ("1", 1), ("3", 2), ("#1", 0), ("#2", 1)])
def test_chosen_takes_a_name_before_a_number_and_a_sharp_for_a_number(choice: str, index: int) -> None:
    assert chosen(NUMBERS, choice) == index


@pytest.mark.parametrize("choice", ["maybe", "4", "0", "#9", "#yes", "", "²"])
def test_chosen_refuses_what_is_no_option(choice: str) -> None:
    with pytest.raises(Refused) as refused:
        chosen(POLL, choice)

    assert why(refused) == UnknownOption(choice, YES_OR_NO)
    assert not offers(POLL, choice)
    assert offers(POLL, "yes")


def test_polls_are_numbered_and_one_is_open_at_a_time() -> None:
    assert to_open((), YES_OR_NO) == 1
    assert to_open(CLOSED, YES_OR_NO) == 2
    assert (current(()), current((POLL,)), current(CLOSED)) == (None, POLL, None)
    with pytest.raises(Refused) as refused:
        to_open((POLL,), YES_OR_NO)
    assert why(refused) == PollIsOpen(1, "Adopt?")


@pytest.mark.parametrize(
    "options",
    [
        ("yes",),
        ("yes", "Yes!"),
        tuple("abcdefghijk"),
        ("yes", "n" * (LONGEST_OPTION + 1)),
        ("yes", ""),
    ],
)
def test_options_that_do_not_fit_are_refused(options: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        to_open((), options)

    assert why(refused) == BadOptions(2, 10, LONGEST_OPTION)


def test_ten_options_fit() -> None:
    assert to_open((), (*"abcdefghi", "n" * LONGEST_OPTION)) == 1


def test_the_last_vote_of_a_person_counts() -> None:
    polls: Polls = (POLL,)
    for person, option in ((ANN, 0), (BOB, 1), (ANN, 1), (CY, 2)):
        polls = voted(polls, 1, person, option)

    assert polls[0].ballots == (Ballot(BOB, 1), Ballot(ANN, 1), Ballot(CY, 2))
    assert polls[0].counts == (0, 2, 1)
    assert (polls[0].vote_of(ANN), polls[0].vote_of(YOAV)) == (1, None)


def test_a_vote_touches_no_other_poll() -> None:
    second = Poll(2, "Again?", YES_OR_NO, at("15:06"))
    polls = voted((*CLOSED, second), 2, ANN, 0)

    assert polls[0] == CLOSED[0]
    assert closed(polls, 2, at("15:07"), None)[0] == CLOSED[0]


def test_a_vote_can_be_taken_back() -> None:
    assert unvoted(voted((POLL,), 1, ANN, 0), 1, ANN) == (POLL,)


def test_to_vote_refuses_the_vote_that_is_there() -> None:
    (poll,) = voted((POLL,), 1, ANN, 0)
    assert to_vote(poll, "no", ANN) == 1
    with pytest.raises(Refused) as refused:
        to_vote(poll, "yes", ANN)
    assert why(refused) == AlreadyVoted("Yes")


def test_to_unvote_takes_back_only_the_vote_that_is_named() -> None:
    (poll,) = voted((POLL,), 1, ANN, 0)

    assert (to_unvote(poll, "", ANN), to_unvote(poll, "#1", ANN), to_unvote(poll, "#2", ANN)) == (True, True, False)
    assert to_unvote(poll, "#1", BOB) is False
    with pytest.raises(Refused) as refused:
        to_unvote(poll, "", BOB)
    assert why(refused) == NotVoted(YES_OR_NO)


@pytest.mark.parametrize(
    ("polls", "number", "reason"),
    [
        ((), None, NoPollOpen()),
        ((), 1, NoPollOpen()),
        (CLOSED, None, NoPollOpen()),
        (CLOSED, 1, PollIsClosed(1, "Adopt?")),
    ],
)
def test_no_votes_are_taken(polls: tuple[Poll, ...], number: int | None, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        taking_votes(polls, number)

    assert why(refused) == reason


def test_votes_are_taken_by_number_or_by_the_open_poll() -> None:
    assert taking_votes((POLL,), None) == taking_votes((POLL,), 1) == POLL


def test_adoption_calls_are_offered_one_by_one() -> None:
    asked = Poll(1, "Adopt a?", YES_OR_NO, at("15:00"), draft="draft-a")
    drafts = ("draft-a", "draft-b")

    assert [to_adopt((), drafts), to_adopt((asked,), drafts)] == ["draft-a", "draft-b"]
    assert unasked((asked,), drafts) == ("draft-b",)
    with pytest.raises(Refused) as refused:
        to_adopt((asked,), ("draft-a",))
    assert why(refused) == AdoptionsAsked(("draft-a",))
    with pytest.raises(Refused) as refused:
        to_adopt((), ())
    assert why(refused) == NoAdoptions()
