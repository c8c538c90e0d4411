"""Which Homes are shown anew, and when one need not be."""

from datetime import UTC, datetime, timedelta

from chatbot.adapters.slack.homes import LOOKED_AT_FOR, MOST, Homes
from chatbot.clock import StepClock
from chatbot.core.agenda import Participant, Place
from chatbot.ports import Opened

NOW = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
VIEW, OTHER = {"type": "home", "blocks": [1]}, {"type": "home", "blocks": [2]}


def opened(number: int = 1) -> Opened:
    account = f"slack:U{number}"
    return Opened(f"Ev{number}", Place("slack", "", only=account), Participant(account, "Ann"), NOW)


def test_home_stands_until_it_is_another_one_or_opened_again() -> None:
    homes, place = Homes(StepClock(NOW)), opened().reply
    homes.note(opened())
    before = homes.stands(place, VIEW)
    homes.shown(place, VIEW)
    same, another = homes.stands(place, VIEW), homes.stands(place, OTHER)
    homes.note(opened())

    assert (before, same, another, homes.stands(place, VIEW)) == (False, True, False, False)


def test_home_is_looked_at_for_half_an_hour_after_it_was_opened_last() -> None:
    clock = StepClock(NOW)
    homes = Homes(clock)
    homes.note(opened(1))
    clock.move_to(NOW + timedelta(minutes=10))
    homes.note(opened(2))
    clock.move_to(NOW + LOOKED_AT_FOR + timedelta(seconds=1))

    assert homes.looked_at() == (opened(2),)
    homes.shown(opened(1).reply, VIEW)
    assert not homes.stands(opened(1).reply, VIEW)


def test_homes_opened_last_are_renewed_where_there_are_too_many() -> None:
    homes = Homes(StepClock(NOW))
    for number in (*range(MOST + 2), 2):
        homes.note(opened(number))

    assert homes.looked_at() == (*map(opened, range(3, MOST + 2)), opened(2))
