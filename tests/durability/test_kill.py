"""Killing the bot at random points loses no sign-up and repeats no announcement."""

from pathlib import Path

import pytest

from tests.durability.crowd import ITEMS, Crowd
from tests.durability.words import STEPS, steps, told_twice
from tests.fakes.zulip import FakeZulip
from tests.store.postgres import fresh_schema, postgres_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def check(crowd: Crowd) -> None:
    """Each announcement once and in order; whoever was told so has a place."""
    contents = [one.content for one in crowd.posts()]
    assert steps(contents) == [f"{what} {number}" for number in range(1, ITEMS + 1) for what in STEPS]
    assert sum(content.startswith("**Note Well**") for content in contents) == 1
    assert sum("| # | Start |" in content for content in contents) == 1
    assert sum("session ended" in content for content in contents) == 1
    assert told_twice(contents) == []
    session = crowd.session()
    assert {person.name for roster in session.rosters for person in roster.people} == crowd.accepted()


def test_one_bot_on_sqlite_is_killed_at_random_points(tmp_path: Path) -> None:
    with FakeZulip() as zulip:
        zulip.rate_limit = 100_000
        crowd = Crowd(zulip, tmp_path, f"sqlite:///{tmp_path}/bot.db", seed=1)
        crowd.run(processes=1, kills=12)

        check(crowd)


def test_two_bots_on_postgresql_are_killed_in_turn(tmp_path: Path) -> None:
    with postgres_server() as server, fresh_schema(server) as url, FakeZulip() as zulip:
        zulip.rate_limit = 100_000
        crowd = Crowd(zulip, tmp_path, url, seed=2)
        crowd.run(processes=2, kills=6)

        check(crowd)


def test_the_check_sees_what_was_told_twice() -> None:
    assert told_twice(["Now: **A**", "Now: **B**", "Now: **A**"]) == ["Now: **A**"]
