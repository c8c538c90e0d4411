"""A clock that can be slowed down, so that a session at many times its speed leaves no bot behind."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

LOOK_EVERY = 0.02
"""Seconds between two looks at a clock whose speed may change."""


class ElasticClock:
    """Begins at `start`, slow; `hurry` makes it run `speed` times as fast as the real time, or as fast as that."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._speed = speed
        self._paces = [(datetime.now(UTC), start, 1.0)]

    def now(self) -> datetime:
        return self.at_wall(datetime.now(UTC))

    def at_wall(self, instant: datetime) -> datetime:
        began, showed, speed = next((one for one in reversed(self._paces) if one[0] <= instant), self._paces[0])
        return showed + (instant - began) * speed

    def hurry(self, fast: bool) -> None:
        """Run fast from now on, or slow."""
        speed = self._speed if fast else 1.0
        if speed != self._paces[-1][2]:
            wall = datetime.now(UTC)
            self._paces.append((wall, self.at_wall(wall), speed))

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        while not wake.is_set() and (until is None or self.now() < until):
            left = timedelta.max if until is None else until - self.now()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_EVERY, left.total_seconds() / self._paces[-1][2])):
                    await wake.wait()
