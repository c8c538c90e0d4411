"""What only chairs can settle is told to each of them alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.ports import ShutOut
from tests.scenarios.stage import at, small
from tests.service.stage import room

pytestmark = pytest.mark.anyio


async def test_chairs_are_told_once_that_the_bot_was_shut_out(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        stage.said()
        given = ShutOut("event", replace(stage.chat.place, topic=""), at(-1))
        for _ in range(2):
            await stage.bot.service.take(given)
            await stage.bot.outbox.drain()

        assert [line.partition(" and may")[0] for line in stage.said()] == [
            f"13:59:00 bot (to {chair} only): I was taken out of the channel of Small WG" for chair in ("ann", "yoav")
        ]
