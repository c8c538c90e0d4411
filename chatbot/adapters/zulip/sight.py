"""Which of the bot's channels an account may know of."""

from dataclasses import dataclass

from chatbot.adapters.zulip.payload import Json, Person
from chatbot.adapters.zulip.reader import Reader
from chatbot.clock import seconds

FRESH = 60.0
"""Seconds for which who is in a channel is taken as it was."""


@dataclass(frozen=True, slots=True)
class _Channel:
    id: str
    private: bool
    subscribers: frozenset[int]


class Sight:
    """What the bot's own channels are like, asked for by one request a minute at most."""

    def __init__(self) -> None:
        self._channels: tuple[_Channel, ...] = ()
        self._asked_at: float | None = None

    async def of(self, reader: Reader, person: Person) -> frozenset[str]:
        """The ids of public channels and of those that the person is in; for a guest, of the latter alone."""
        now = seconds()
        if self._asked_at is None or now - self._asked_at > FRESH:
            self._channels = tuple(_channel(one) for one in await reader.channels())
            self._asked_at = now
        return frozenset(
            channel.id
            for channel in self._channels
            if person.user_id in channel.subscribers or not (channel.private or person.guest)
        )

    def forget(self) -> None:
        """Ask anew: somebody came into a channel or left it."""
        self._asked_at = None


def _channel(described: Json) -> _Channel:
    return _Channel(str(described["stream_id"]), described["invite_only"], frozenset(described["subscribers"]))
