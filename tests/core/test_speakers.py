"""The speaker queue as plain functions."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.core.agenda import Participant
from chatbot.core.errors import (
    AlreadyQueued,
    JustCalled,
    NobodyBehind,
    NotQueued,
    QueueIsEmpty,
    Reason,
    Refused,
    WhichSpeaker,
)
from chatbot.core.speakers import (
    EMPTY,
    KINDS,
    Entry,
    Floor,
    Kind,
    Queue,
    called,
    emptied,
    entered,
    finished,
    first,
    held,
    known_as,
    last_word,
    left,
    limited,
    own,
    put_back,
    time_called,
    to_call,
    to_yield,
    unless_waiting,
    waiting_as,
    warned,
    yielded,
)
from tests.core.build import ANN, BOB, CY, YOAV, at

MARY = Participant("", "Mary Smith")
MARK = Participant("", "Mark Jones")
NOON = at("12:00")


def queued(*people: Participant | tuple[Participant, Kind]) -> Queue:
    """These in the order of their arrival, all with a new topic where no kind is given."""
    queue = EMPTY
    for one in people:
        person, kind = one if isinstance(one, tuple) else (one, Kind.TOPIC)
        queue = entered(queue, Entry(person, kind, "", person))
    return queue


def names(queue: Queue) -> list[str]:
    return [entry.person.name for entry in queue.waiting]


def why(refused: pytest.ExceptionInfo[Refused]) -> Reason:
    return refused.value.reason


def test_kinds_are_all_in_the_order() -> None:
    assert set(KINDS) == set(Kind)


def test_kinds_stand_in_their_order_and_each_in_the_order_of_arrival() -> None:
    queue = queued(ANN, (BOB, Kind.REPLY), YOAV, (CY, Kind.ORDER), (MARY, Kind.REPLY), (MARK, Kind.QUESTION))

    assert names(queue) == ["Cy", "Mark Jones", "Bob", "Mary Smith", "Ann", "Yoav"]


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(KINDS)), unique_by=lambda one: one[0]))
def test_order_is_a_stable_sort_by_kind(arrivals: list[tuple[int, Kind]]) -> None:
    queue = queued(*((Participant(f"zulip:{number}", str(number)), kind) for number, kind in arrivals))

    assert names(queue) == [str(number) for number, _ in sorted(arrivals, key=lambda one: KINDS.index(one[1]))]


def test_a_repeat_keeps_the_place_and_takes_the_new_words() -> None:
    queue = entered(queued(ANN, BOB), Entry(ANN, Kind.TOPIC, "to ask why", CY))

    assert queue.waiting == (Entry(ANN, Kind.TOPIC, "to ask why", ANN), Entry(BOB, Kind.TOPIC, "", BOB))
    assert entered(queue, Entry(ANN, Kind.TOPIC, "", ANN)) == queue


def test_another_kind_takes_its_own_place_and_keeps_the_words() -> None:
    queue = entered(queued(BOB, ANN), Entry(ANN, Kind.TOPIC, "to ask why", ANN))

    assert entered(queue, Entry(ANN, Kind.REPLY, "", ANN)).waiting == (
        Entry(ANN, Kind.REPLY, "to ask why", ANN),
        Entry(BOB, Kind.TOPIC, "", BOB),
    )
    assert names(entered(queued((ANN, Kind.REPLY), BOB), Entry(ANN, Kind.TOPIC, "", ANN))) == ["Bob", "Ann"]


def test_unless_waiting_refuses_what_would_change_nothing() -> None:
    queue = entered(queued(BOB), Entry(ANN, Kind.TOPIC, "to ask why", ANN))
    for about in ("", "to ask why"):
        with pytest.raises(Refused) as refused:
            unless_waiting(queue, ANN, Kind.TOPIC, about)
        assert why(refused) == AlreadyQueued(ANN, 2)
    unless_waiting(queue, ANN, Kind.TOPIC, "to ask when")
    unless_waiting(queue, ANN, Kind.REPLY, "")
    unless_waiting(queue, CY, Kind.TOPIC, "")


def test_known_as_finds_who_waits_or_speaks_under_a_name() -> None:
    queue = called(queued(ANN, BOB), BOB, NOON, YOAV)

    assert known_as(queue, Participant("", "ann")) == ANN
    assert known_as(queue, Participant("", "Bob")) == BOB
    assert known_as(queue, MARY) == MARY
    assert known_as(queue, replace(ANN, name="Ann E")) == ANN
    assert known_as(queue, CY) == CY
    assert known_as(EMPTY, MARY) == MARY


@pytest.mark.parametrize(
    ("name", "meant"), [("Mary Smith", MARY), ("mary", MARY), ("Jones", MARK), ("bo", BOB), ("2", BOB)]
)
def test_waiting_as_takes_a_name_its_beginning_or_a_place(name: str, meant: Participant) -> None:
    assert waiting_as(queued(MARY, BOB, MARK), Participant("", name)).person == meant


def test_waiting_as_takes_an_account() -> None:
    assert waiting_as(queued(MARY, BOB), replace(BOB, name="Robert")).person == BOB


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        (Participant("", "Ma"), WhichSpeaker(((1, MARY), (2, MARK)))),
        (Participant("", "Cy"), NotQueued("Cy")),
        (Participant("", "3"), NotQueued("3")),
        (Participant("", "0"), NotQueued("0")),
        (CY, NotQueued("Cy")),
    ],
)
def test_waiting_as_refuses(named: Participant, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        waiting_as(queued(MARY, MARK), named)

    assert why(refused) == reason


def test_nobody_is_found_in_an_empty_queue() -> None:
    with pytest.raises(Refused) as refused:
        waiting_as(EMPTY, ANN)
    assert why(refused) == QueueIsEmpty()
    with pytest.raises(Refused) as refused:
        own(EMPTY, ANN)
    assert why(refused) == NotQueued("")


def test_two_of_one_name_are_told_apart_by_their_place() -> None:
    twin = Participant("zulip:5", "Ann")
    queue = queued(ANN, twin)
    with pytest.raises(Refused) as refused:
        waiting_as(queue, Participant("", "Ann"))

    assert why(refused) == WhichSpeaker(((1, ANN), (2, twin)))
    assert waiting_as(queue, Participant("", "2")).person == twin


def test_yielding_lets_one_go_first() -> None:
    assert names(yielded(queued(ANN, BOB, CY), ANN)) == ["Bob", "Ann", "Cy"]


def test_yielding_to_another_kind_makes_it_one_of_that_kind() -> None:
    queue = yielded(queued((ANN, Kind.REPLY), BOB, CY), ANN)

    assert [(one.person, one.kind) for one in queue.waiting] == [
        (BOB, Kind.TOPIC),
        (ANN, Kind.TOPIC),
        (CY, Kind.TOPIC),
    ]


def test_the_last_cannot_yield() -> None:
    queue = queued(ANN, BOB)
    assert to_yield(queue, ANN).person == ANN
    with pytest.raises(Refused) as refused:
        to_yield(queue, BOB)

    assert why(refused) == NobodyBehind()


def test_first_is_before_all_of_the_kind() -> None:
    assert names(first(queued((CY, Kind.REPLY), ANN, BOB), BOB)) == ["Cy", "Bob", "Ann"]


def test_the_first_is_called() -> None:
    queue = queued(ANN, BOB)

    assert to_call(queue, YOAV, NOON) == queue.waiting[0]
    assert called(queue, ANN, NOON, YOAV) == Queue(waiting=queue.waiting[1:], floor=Floor(ANN, NOON, "", YOAV), turns=1)


def test_called_keeps_what_the_person_wants_to_say() -> None:
    queue = called(entered(EMPTY, Entry(MARY, Kind.TOPIC, "to ask why", ANN)), MARY, NOON, YOAV)

    assert queue.floor == Floor(MARY, NOON, "to ask why", YOAV)


def test_somebody_who_does_not_wait_can_be_called() -> None:
    assert called(queued(ANN), CY, NOON, YOAV).floor == Floor(CY, NOON, "", YOAV)


def test_calling_with_nobody_left_ends_the_last_turn() -> None:
    assert to_call(called(queued(ANN), ANN, NOON, YOAV), YOAV, NOON) is None
    with pytest.raises(Refused) as refused:
        to_call(EMPTY, YOAV, NOON)
    assert why(refused) == QueueIsEmpty()


def test_two_chairs_who_call_at_once_call_one() -> None:
    queue = called(queued(ANN, BOB), ANN, NOON, YOAV)
    with pytest.raises(Refused) as refused:
        to_call(queue, CY, NOON + timedelta(seconds=19))
    assert why(refused) == JustCalled(ANN, YOAV)
    assert to_call(queue, CY, NOON + timedelta(seconds=20)) == queue.waiting[0]
    assert to_call(queue, YOAV, NOON) == queue.waiting[0]


def test_last_word_empties_and_closes() -> None:
    queue = last_word(entered(queued(ANN, BOB), Entry(BOB, Kind.TOPIC, "to end", BOB)), BOB, NOON, YOAV)

    assert queue == Queue(floor=Floor(BOB, NOON, "to end", YOAV), closed=True, turns=1, unheard=queued(ANN).waiting)


def test_emptied_is_open_and_names_who_was_not_heard() -> None:
    queue = replace(called(queued(ANN, BOB), ANN, NOON, YOAV), closed=True, minutes=2)

    assert emptied(queue) == Queue(minutes=2, turns=1, unheard=queued(BOB).waiting)


def test_left_and_finished() -> None:
    assert names(left(queued(ANN, BOB), ANN)) == ["Bob"]
    assert finished(called(queued(ANN), ANN, NOON, YOAV)) == Queue(turns=1)


def test_a_limit_gives_the_speaker_an_end_and_another_is_told_anew() -> None:
    assert limited(EMPTY, 2) == Queue(minutes=2)
    assert limited(EMPTY, 2).time_up is None
    queue = called(queued(ANN), ANN, NOON, YOAV)
    assert queue.time_up is None
    told = time_called(warned(limited(queue, 2)))
    assert (told.time_up, told.calls, told.floor) == (
        at("12:02"),
        2,
        Floor(ANN, NOON, "", YOAV, warned=True, called=True),
    )
    assert limited(told, 3).floor == Floor(ANN, NOON, "", YOAV)


def test_a_hold_is_not_the_speakers_time() -> None:
    queue = called(queued(ANN), ANN, at("12:05"), YOAV)

    assert held(queue, at("12:00"), at("12:10")).floor == Floor(ANN, at("12:10"), "", YOAV)
    assert held(queue, at("12:06"), at("12:10")).floor == Floor(ANN, at("12:09"), "", YOAV)
    assert held(EMPTY, at("12:00"), at("12:10")) == EMPTY


def test_put_back_are_those_who_were_not_heard_before_those_who_came_since() -> None:
    queue = entered(emptied(queued(ANN, (BOB, Kind.REPLY))), Entry(CY, Kind.TOPIC, "", CY))
    queue = entered(queue, Entry(BOB, Kind.TOPIC, "", BOB))

    assert names(put_back(queue)) == ["Ann", "Cy", "Bob"]
    assert put_back(queue).unheard == ()
