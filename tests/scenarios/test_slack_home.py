"""The Home follows the session for who may be looking at it, and no more often than it changes."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.adapters.slack import hearing
from tests.fakes.slack_world import GENERAL
from tests.scenarios.slack_room import SlackRoom, agenda, slack_room
from tests.scenarios.stage import at

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Homes are looked at all the time."""
    monkeypatch.setattr(hearing, "RENEW_EVERY", 0.05)


async def home_shows(room: SlackRoom, name: str, line: str) -> None:
    """Wait until the Home has this line."""
    async with asyncio.timeout(60):
        while line not in room.home(name):
            await asyncio.sleep(0.02)


def published(room: SlackRoom) -> int:
    return sum(call.method == "views.publish" for call in room.slack.calls)


async def test_home_follows_the_session_and_what_others_do(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(-9))
        await room.after(room.slack.open_home("Bob"))
        await room.until(at(1))
        await home_shows(room, "Bob", "Now: Welcome – Chairs")
        await room.after(room.slack.say("Ann", "@sessiondesk sign up @Bob as note taker"))
        await home_shows(room, "Bob", "You are signed up as note taker.")


async def test_home_that_has_not_changed_is_not_published_again(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Bob"))
        await asyncio.sleep(0.5)
        kept = published(room)
        await room.after(room.slack.open_home("Bob"))

        assert (kept, published(room)) == (1, 2)


async def test_home_forgets_a_session_of_which_the_person_may_know_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatbot.adapters.slack.sight.FRESH", at(0) - at(0))
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Bob"))
        channel = room.slack.world.channels[GENERAL]
        channel.private, channel.members = True, ["U01ANN"]

        await home_shows(room, "Bob", "No session is set up here at the moment.")


async def test_home_that_slack_refuses_is_shown_the_next_time(tmp_path: Path) -> None:
    async with slack_room(tmp_path, replace(agenda(), title="Small WG")) as room:
        await room.until(at(-9))
        await room.after(room.slack.open_home("Bob"))
        room.slack.fail_next("views.publish", "ratelimited", 429)
        await room.until(at(1))

        await home_shows(room, "Bob", "Now: Welcome – Chairs")
        assert room.told("Bob") == []
