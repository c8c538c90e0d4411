"""How fast to ask Zulip: its budget of requests, and the wait after a failure."""

import asyncio
import random

from chatbot.clock import sleep

RESERVED = 0.1
"""The part of a burst that is left for answers: people wait for those, and nobody for an announcement."""


class Budget:
    """Zulip's limit of requests a minute and bot, as tokens that grow back; reading and writing share it.

    A fifth may go in one burst and three quarters grow back in a minute, so that no minute sees more than 95 %.
    """

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute / 5
        self._rate = per_minute * 0.75 / 60
        self._tokens = self._most
        self._counted: float | None = None
        self._turn = asyncio.Lock()

    async def take(self, patience: float) -> float:
        """Wait for the right to one request, first come, first served.

        When that would take more than `patience` seconds, returns at once how many, and nothing is taken.
        """
        wait = (1 - self._grown()) / self._rate
        if wait > patience:
            return wait
        self._tokens -= 1
        if wait > 0:
            await sleep(wait)
        return 0.0

    async def share(self, patience: float) -> float:
        """Wait for the right to one request that leaves some for whoever waits for an answer, in order.

        When that would take more than `patience` seconds, returns how many, and nothing is taken.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        async with self._turn:
            while (wait := (1 + self._most * RESERVED - self._grown()) / self._rate) > 0:
                if loop.time() + wait > until:
                    return wait
                await sleep(wait)
            self._tokens -= 1
        return 0.0

    def spend(self) -> None:
        """Make one request now: reading goes first, and writing waits the longer."""
        self._tokens = self._grown() - 1

    def pause(self, seconds: float) -> None:
        """Zulip asked for a rest of so many seconds."""
        self._tokens = min(self._grown(), -seconds * self._rate)

    async def breathe(self) -> None:
        """Let events gather for a moment when little is left: each poll is a request too."""
        if self._grown() < self._most / 4:
            await sleep(1)

    def _grown(self) -> float:
        # Pace is real time, also in a rehearsal, so this is not the session's clock.
        now = asyncio.get_running_loop().time()
        if self._counted is not None:
            self._tokens = min(self._most, self._tokens + (now - self._counted) * self._rate)
        self._counted = now
        return self._tokens


def back_off(failures: int, at_least: float = 0.0) -> float:
    """Seconds to wait after so many failures in a row: doubling, capped, and never the same for two bots."""
    longest = min(30.0, 0.5 * 2.0 ** min(failures, 10))
    return max(at_least, longest * random.uniform(0.5, 1.0))  # noqa: S311 - jitter is no secret
