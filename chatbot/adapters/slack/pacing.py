"""Slack's pace: about a message a second in each channel, with short bursts."""

from datetime import datetime, timedelta

from chatbot.clock import Clock

BURST = 3
"""Messages that a channel takes at once."""


class Pace:
    """Says how long each lane must rest, from what was posted in it lately by this process."""

    def __init__(self, clock: Clock, gap: float) -> None:
        self._clock = clock
        self._gap = gap
        self._paid: dict[str, datetime] = {}

    def posted(self, lane: str) -> None:
        """A message went out in the lane; each is paid for by `gap` seconds.

        No more than a burst is ever owed: Slack has taken the message, and would not have taken it at a higher debt.
        """
        now = self._clock.now()
        self._paid = {name: until for name, until in self._paid.items() if until > now}
        paid = max(self._paid.get(lane, now), now) + timedelta(seconds=self._gap)
        self._paid[lane] = min(paid, now + timedelta(seconds=self._gap * BURST))

    def rest(self, lane: str) -> float:
        """Seconds until the lane may post again: none while fewer than a burst is unpaid."""
        unpaid = (self._paid.get(lane, self._clock.now()) - self._clock.now()).total_seconds()
        return max(0.0, unpaid - (BURST - 1) * self._gap)
