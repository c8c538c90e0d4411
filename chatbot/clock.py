"""The one place that reads clocks and waits."""

import asyncio
import contextlib
import random
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits; a rehearsal has a clock of its own."""

    def now(self) -> datetime:
        """The present instant, in UTC."""

    def at_wall(self, instant: datetime) -> datetime:
        """What this clock showed at an instant of the real time."""

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Return at `until` (None: never) or as soon as `wake` is set."""


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def at_wall(self, instant: datetime) -> datetime:
        return instant

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        await _wait(None if until is None else (until - self.now()).total_seconds(), wake)


class RehearsalClock:
    """A clock that starts at `start` and runs `speed` times as fast as the real one."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start = start
        self._speed = speed
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at_wall(datetime.now(UTC))

    def at_wall(self, instant: datetime) -> datetime:
        return self._start + (instant - self._began) * self._speed

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        await _wait(None if until is None else (until - self.now()).total_seconds() / self._speed, wake)


class StepClock:
    """A clock that stands still until somebody moves it; waiting ends only by `wake`."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def at_wall(self, instant: datetime) -> datetime:
        return self._now  # it stands still while the real time passes

    def move_to(self, instant: datetime) -> None:
        """Go forward to `instant`; never back."""
        self._now = max(self._now, instant)

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        if until is None or until > self._now:
            await wake.wait()


async def sleep(seconds: float) -> None:
    """Wait in real time, for back-off and pacing."""
    await asyncio.sleep(seconds)


def seconds() -> float:
    """Seconds of real time, also in a rehearsal, for pacing and limits: only differences mean something."""
    return asyncio.get_running_loop().time()


def doubled(failures: int, shortest: float, longest: float) -> float:
    """Seconds to wait after so many failures in a row: twice as many after each, but no more than `longest`."""
    return min(longest, shortest * 2.0 ** min(failures, 10))


def wait_after(failures: int, shortest: float, longest: float) -> float:
    """The same, and never the same for two bots that fail together."""
    return doubled(failures, shortest, longest) * random.uniform(0.5, 1.0)  # noqa: S311 - it spreads load


async def _wait(seconds: float | None, wake: asyncio.Event) -> None:
    # A day at most: a wall clock that was set while we slept is then noticed.
    longest = timedelta(days=1).total_seconds()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(None if seconds is None else max(0.0, min(seconds, longest))):
            await wake.wait()
