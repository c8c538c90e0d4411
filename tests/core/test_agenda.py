from dataclasses import replace
from datetime import timedelta

import pytest

from chatbot.core.agenda import Item, Participant, Person, Place, same_person
from tests.core.build import agenda_of, at

ANN = Participant("zulip:1", "Ann")
MARY = Participant("", "Mary Smith")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (ANN, Participant("zulip:1", "Ann Example"), True),
        (ANN, Participant("zulip:5", "Ann"), False),
        (ANN, Participant("", "Ann"), False),
        (MARY, Participant("", " mary  SMITH"), True),
        (MARY, Participant("", "Mark Smith"), False),
    ],
)
def test_person_is_the_same_by_account_and_only_without_accounts_by_name(
    one: Participant, other: Participant, alike: bool
) -> None:
    assert same_person(one, other) is alike


def test_length_is_talk_and_questions() -> None:
    assert Item("Diet ESP", 10, questions=5).length == timedelta(minutes=15)


def test_item_begins_in_its_turn_unless_it_is_fixed_for_later() -> None:
    early, late = Item("Talk", 5, fixed=at("15:30")), Item("Talk", 5, fixed=at("16:30"))

    assert [item.begins(at("16:00")) for item in (Item("Talk", 5), early, late)] == [
        at("16:00"),
        at("16:00"),
        at("16:30"),
    ]


@pytest.mark.parametrize(
    ("place", "private"),
    [
        (Place("zulip", "7", "IETF 117"), False),
        (Place("zulip", "", only="zulip:1"), True),
        (Place("slack", "C1", only="slack:U1"), True),
    ],
)
def test_place_is_private_where_one_person_alone_sees_it(place: Place, private: bool) -> None:
    assert place.private is private


def test_planned_end_is_the_sum_of_the_items() -> None:
    assert agenda_of(10, 5, 15).planned_end == at("16:00")


def test_stated_end_goes_before_the_sum() -> None:
    assert agenda_of(10, 5, 15, end=at("17:00")).planned_end == at("17:00")


def test_local_time_is_read_in_the_zone_of_the_session() -> None:
    assert agenda_of().local(at("22:30")).isoformat() == "2023-07-26T15:30:00-07:00"


def test_accounts_and_groups_of_a_chat_are_those_of_the_sessions_workspace() -> None:
    ann = Person("Ann", ("slack:U01ANN", "zulip:12"))
    guest = Person("Gil", ("slack:T99/U09GIL",))
    agenda = replace(
        agenda_of(5),
        items=(Item("Talk", 5, presenters=(ann,)),),
        chairs=(ann, guest),
        area_directors=(ann,),
        chair_groups=("slack:group:S1", "zulip:group:17"),
    )
    there = Person("Ann", ("slack:T01/U01ANN", "zulip:12"))

    assert agenda.in_team("slack", "T01") == replace(
        agenda,
        items=(Item("Talk", 5, presenters=(there,)),),
        chairs=(there, guest),
        area_directors=(there,),
        chair_groups=("slack:group:T01/S1", "zulip:group:17"),
    )
    assert agenda.in_team("slack", "") == agenda
