"""Clocks wait until an instant or a wake-up, whichever comes first."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from chatbot.clock import RehearsalClock, StepClock, WallClock, wait_after

pytestmark = pytest.mark.anyio
START = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)


async def test_past_instant_is_not_waited_for() -> None:
    clock = WallClock()
    async with asyncio.timeout(60):
        await clock.wait(clock.now() - timedelta(days=3), asyncio.Event())


async def test_wake_ends_the_waiting() -> None:
    wake = asyncio.Event()
    wake.set()
    async with asyncio.timeout(60):
        await WallClock().wait(None, wake)


async def test_rehearsal_clock_runs_faster() -> None:
    clock = RehearsalClock(START, 36_000.0)
    async with asyncio.timeout(60):
        await clock.wait(START + timedelta(hours=1), asyncio.Event())

    assert clock.now() >= START + timedelta(hours=1)


async def test_step_clock_stands_still_until_moved() -> None:
    clock = StepClock(START)
    clock.move_to(START + timedelta(minutes=5))
    clock.move_to(START)
    await clock.wait(START + timedelta(minutes=5), asyncio.Event())

    assert clock.now() == START + timedelta(minutes=5)


async def test_step_clock_waits_for_a_wake_up_only() -> None:
    wake = asyncio.Event()
    waiting = asyncio.create_task(StepClock(START).wait(START + timedelta(minutes=5), wake))
    await asyncio.sleep(0)
    assert not waiting.done()
    wake.set()
    await waiting


async def test_waits_double_with_each_failure_up_to_the_longest() -> None:
    waits = [wait_after(failures, 0.5, 30.0) for failures in range(2000)]
    most = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0] + [30.0] * 1994

    assert all(full / 2 <= wait <= full for wait, full in zip(waits, most, strict=True))


async def test_two_bots_hardly_wait_the_same() -> None:
    assert len({wait_after(0, 0.5, 30.0) for _ in range(100)}) > 90
