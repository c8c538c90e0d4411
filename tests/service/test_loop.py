"""One loop: what is taken once, what fails, and running until cancelled."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from tests.scenarios.stage import at, small
from tests.service.stage import redelivered, room

pytestmark = pytest.mark.anyio


async def test_redelivered_command_is_obeyed_and_answered_once(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        stage.said()
        for _ in range(3):
            await stage.bot.service.take(redelivered("extend 5", "same", stage))
            await stage.bot.outbox.drain()

        assert stage.said() == [
            "14:01:00 bot: Welcome has 5 more minutes, until 14:10; the session ends 14:35 (planned 14:30)."
        ]


async def test_redelivered_question_is_answered_once(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        for _ in range(2):
            await stage.bot.service.take(redelivered("chairs", "same", stage))
            await stage.bot.outbox.drain()

        assert len(stage.said()) == 1


async def test_failing_database_is_told_to_the_asker_and_raised(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.bot.database.tx(lambda connection: connection.exec_driver_sql("DROP TABLE inbox"))
        with pytest.raises(Exception, match="no such table"):
            await stage.hear("Ann", "start")
        await stage.bot.outbox.drain()

        assert stage.said() == [
            "13:59:00 bot (to Ann only): Something went wrong on my side; nothing was changed. Please try again."
        ]


async def test_run_follows_clock_and_people_until_cancelled(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        running = asyncio.create_task(stage.bot.run(timedelta(minutes=1)))
        await stage.chat.hear(stage.chat.hears("Ann", "start"))
        async with asyncio.timeout(60):
            while not any("Now: Welcome" in line for line in stage.said()):
                await asyncio.sleep(0.01)
        running.cancel()
        result = await asyncio.gather(running, return_exceptions=True)

        assert isinstance(result[0], asyncio.CancelledError)
