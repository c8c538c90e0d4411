"""How fast to ask Zulip: its budget of requests, and the wait after a failure."""

import asyncio

from chatbot.clock import seconds, sleep, wait_after

SHARE = 0.25
"""The part of the budget that belongs to announcements, however many people ask something at the same time."""


class Budget:
    """Zulip's limit of requests a minute and bot, as tokens that grow back; reading and writing share it.

    A fifth may go in one burst and three quarters grow back in a minute, so that no minute sees more than 95 %.
    A part of it is announcements' own; what they leave, answers may use.
    """

    def __init__(self, per_minute: int) -> None:
        burst, rate = per_minute / 5, per_minute * 0.75 / 60
        self._common = _Bucket(burst * (1 - SHARE), rate * (1 - SHARE))
        self._own = _Bucket(burst * SHARE, rate * SHARE)
        self._counted: float | None = None
        self._turn = asyncio.Lock()

    async def take(self, patience: float) -> float:
        """Wait for the right to one request that somebody waits for, first come, first served.

        When that would take more than `patience` seconds, returns at once how many, and nothing is taken.
        """
        self._grow()
        wait = self._common.wait
        if wait > patience:
            return wait
        self._common.tokens -= 1
        if wait > 0:
            await sleep(wait)
        return 0.0

    async def share(self, patience: float) -> float:
        """Wait for the right to one request that nobody waits for, in order: of their own, or of what answers leave.

        When that would take more than `patience` seconds, returns how many, and nothing is taken.
        """
        until = seconds() + patience
        async with self._turn:
            while True:
                self._grow()
                if self._own.wait <= 0 or self._common.tokens < self._common.most / 2:
                    bucket = self._own
                else:
                    bucket = self._common
                if bucket.wait <= 0:
                    bucket.tokens -= 1
                    return 0.0
                if seconds() + bucket.wait > until:
                    return bucket.wait
                await sleep(bucket.wait)

    def spend(self) -> None:
        """Make one request now: reading goes first, and writing waits the longer."""
        self._grow()
        self._common.tokens -= 1

    def pause(self, rest: float) -> None:
        """Zulip asked for a rest of so many seconds."""
        self._grow()
        for bucket in (self._common, self._own):
            bucket.tokens = min(bucket.tokens, 1 - rest * bucket.rate)

    async def breathe(self) -> None:
        """Let events gather for a moment when little is left: each poll is a request too."""
        self._grow()
        if self._common.tokens < self._common.most / 4:
            await sleep(1)

    def _grow(self) -> None:
        now = seconds()
        passed = 0.0 if self._counted is None else now - self._counted
        self._counted = now
        left = self._own.grow(passed * self._own.rate)
        self._common.grow(passed * self._common.rate + left)


class _Bucket:
    """Tokens that grow back up to a burst; there may be fewer than none, when some were promised."""

    def __init__(self, most: float, rate: float) -> None:
        self.most = self.tokens = most
        self.rate = rate

    @property
    def wait(self) -> float:
        """Seconds until there is a token."""
        return max(0.0, 1 - self.tokens) / self.rate

    def grow(self, tokens: float) -> float:
        """Add tokens, and return those that do not fit."""
        full = max(0.0, self.tokens + tokens - self.most)
        self.tokens = min(self.most, self.tokens + tokens)
        return full


def back_off(failures: int, at_least: float = 0.0) -> float:
    """Seconds to wait after so many failures in a row, and no less than Zulip asks for."""
    return max(at_least, wait_after(failures, 0.5, 30.0))
