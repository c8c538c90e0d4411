"""Channels by name or id, the bot as their subscriber, and topics that were resolved."""

import contextlib

from chatbot.adapters.zulip import markup, sentences
from chatbot.adapters.zulip.payload import CHAT
from chatbot.adapters.zulip.places import is_number
from chatbot.adapters.zulip.requests import Requests, not_done
from chatbot.adapters.zulip.wire import Declined, WireError
from chatbot.clock import seconds
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.ports import Misconfigured

RESOLVED = "✔ "
"""What Zulip puts before the name of a topic that somebody marked as resolved."""
FRESH = 60.0
"""Seconds for which what was read of channels and topics is good enough: many sessions may begin together."""


class Channels:
    """Where the bot works; `bot` is its name, for whoever has to let it in."""

    def __init__(self, requests: Requests, topic_limit: int, bot: str) -> None:
        self._requests = requests
        self._topic_limit = topic_limit
        self._bot = bot
        self._topics: dict[int, tuple[float, frozenset[str]]] = {}
        self._own: tuple[float, dict[int, str]] | None = None

    async def resolve(self, place: Place) -> Place:
        """The place with the channel's id, with the bot subscribed; raises Misconfigured."""
        try:
            number = await self._subscribed(place.channel)
            if number is None:
                number, channel = await self._channel(place.channel)
                await self._join(channel)
            topic = await self._topic(number, markup.topic(place.topic, self._topic_limit))
        except WireError as error:
            raise not_done(error) from error
        return Place(CHAT, str(number), topic, place.only)

    async def _subscribed(self, given: str) -> int | None:
        """The id of a channel, by id or name, that the bot is in already: one request tells it of them all."""
        now = seconds()
        if self._own is None or now - self._own[0] > FRESH:
            answer = await self._requests.patiently("GET", "users/me/subscriptions")
            self._own = now, {one["stream_id"]: one["name"] for one in answer["subscriptions"]}
        own = self._own[1]
        if is_number(given) and int(given) in own:
            return int(given)
        return next((number for number, name in own.items() if name == given and not is_number(given)), None)

    async def _channel(self, given: str) -> tuple[int, str]:
        """Id and name of a channel; a number is an id unless only a channel of that name exists."""
        if is_number(given):
            with contextlib.suppress(Declined):
                answer = await self._requests.patiently("GET", f"streams/{int(given)}")
                return answer["stream"]["stream_id"], answer["stream"]["name"]
        try:
            answer = await self._requests.patiently("GET", "get_stream_id", {"stream": given})
        except Declined as error:
            raise Misconfigured(sentences.NO_CHANNEL.format(channel=given, name=self._bot)) from error
        return answer["stream_id"], given

    async def _join(self, channel: str) -> None:
        request = {"subscriptions": [{"name": channel}]}
        try:
            await self._requests.patiently("POST", "users/me/subscriptions", request)
        except Declined as error:
            raise Misconfigured(sentences.NOT_JOINED.format(channel=channel, name=self._bot)) from error

    async def _topic(self, channel: int, topic: str) -> str:
        """The topic's present name: posting to the old name of a resolved one would open a second topic."""
        resolved = markup.topic(RESOLVED + topic, self._topic_limit)
        names = await self._names(channel) if topic else frozenset[str]()
        return resolved if topic.casefold() not in names and resolved.casefold() in names else topic

    async def _names(self, channel: int) -> frozenset[str]:
        now = seconds()
        known = self._topics.get(channel)
        if known is None or now - known[0] > FRESH:
            try:
                answer = await self._requests.patiently("GET", f"users/me/{channel}/topics")
            except Declined as error:
                log.info("zulip_topics_not_shown", channel=channel, error=str(error))
                answer = {"topics": []}
            known = now, frozenset(one["name"].casefold() for one in answer["topics"])
            self._topics[channel] = known
        return known[1]
