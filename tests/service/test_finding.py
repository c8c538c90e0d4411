"""Which session is meant, and who may know of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.ports import Said
from tests.scenarios.stage import at, small
from tests.service.stage import room, two

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("name", "sees", "said"),
    [
        ("Cy", None, "- Chairs: Ann, Yoav"),
        ("Cy", frozenset({"room"}), "- Chairs: Ann, Yoav"),
        ("Cy", frozenset({"elsewhere"}), "No session is set up here."),
        ("Ann", frozenset[str](), "- Chairs: Ann, Yoav"),
    ],
)
async def test_direct_message_knows_sessions_of_channels_that_the_person_sees_or_chairs(
    tmp_path: Path, name: str, sees: frozenset[str] | None, said: str
) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        given = stage.chat.hears(name, "chairs", direct=True)
        assert isinstance(given, Said)
        stage.said()
        await stage.bot.service.take(replace(given, sees=sees))
        await stage.bot.outbox.drain()

        assert [line.partition(": ")[2] for line in stage.said()] == [said]


async def test_where_no_session_is_held_the_bot_says_so_privately(tmp_path: Path) -> None:
    async with room(tmp_path, at(0)) as stage:
        await stage.hear("Bob", "agenda")
        (line,) = stage.said()

        assert line.startswith("14:00:00 bot (to Bob only): ")


async def test_running_session_is_meant_before_one_to_come(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), *two(120)) as stage:
        await stage.until(at(6))
        stage.said()
        await stage.hear("Ann", "extend 5")

        assert stage.said()[-1].startswith("14:06:00 bot: Draft One has 5 more minutes")


async def test_two_running_sessions_want_a_name(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), *two(1)) as stage:
        await stage.until(at(2))
        stage.said()
        await stage.hear("Ann", "extend 5")
        asked = stage.said()
        await stage.hear("Ann", "oth: extend 5")

        assert asked[0].startswith("14:02:00 bot (to Ann only): ")
        assert "small" in asked[0]
        assert stage.said()[-1] == (
            "14:02:00 bot: Welcome has 5 more minutes, until 14:11; the session ends 14:36 (planned 14:31)."
        )
