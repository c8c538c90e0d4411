"""Zulip behind the chat port."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog

from chatbot.adapters.zulip import markup, sentences
from chatbot.adapters.zulip.feed import RAW, READ_SECONDS, Cursor, Feed, Limits
from chatbot.adapters.zulip.offers import Offers
from chatbot.adapters.zulip.pacing import Budget, back_off
from chatbot.adapters.zulip.payload import CHAT, Bot
from chatbot.adapters.zulip.wire import (
    RATE_LIMIT_HIT,
    Answer,
    Call,
    Declined,
    Login,
    Pool,
    Unanswered,
    Wire,
    WireError,
)
from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Place
from chatbot.messages import Message
from chatbot.ports import ChatError, Frozen, InDoubt, Lane, Misconfigured, NotSent, Rejected, Take

log = structlog.get_logger()

WRITERS = 3
CLOCK_DIFFERENCE = timedelta(seconds=5)
PAGE = 100
LONGEST_WAIT = 60.0  # seconds, for what nobody waits for; a minute brings a whole budget back
PATIENCE = 3.0  # seconds that closing waits for what is under way
SHORTEST_PAUSE = 1.0  # Zulip may ask for a wait of about nothing, or one that is over


class ZulipChat:
    """One bot account on one Zulip server.

    `cursor` says where reading stands. Set before `open`, it lets a new process go on from there.
    """

    name = CHAT

    def __init__(
        self,
        site: str,
        email: str,
        api_key: str,
        clock: Clock,
        send_timeout: float = 10.0,
        requests_per_minute: int = 200,
    ) -> None:
        self._login = Login(site, email, api_key)
        self._clock = clock
        self._send_timeout = send_timeout
        self._budget = Budget(requests_per_minute)
        self._pool = Pool(self._login, WRITERS)
        self._feed: Feed | None = None
        self._cursor: Cursor | None = None
        self._offers = Offers(self._patiently)
        self._listener: Wire | None = None

    @property
    def cursor(self) -> Cursor | None:
        """The event queue, the last event taken from it, and the newest message seen."""
        return self._feed.cursor if self._feed else self._cursor

    @cursor.setter
    def cursor(self, cursor: Cursor | None) -> None:
        self._cursor = cursor

    async def open(self) -> None:
        """Connect and check the credentials; a server that is down is waited for."""
        failures = 0
        while True:
            try:
                return await self._introduce()
            except WireError as error:
                if isinstance(error, Declined) and error.code != RATE_LIMIT_HIT:
                    raise Misconfigured(self._refusal(error.code)) from error
                wait = back_off(failures, getattr(error, "retry_after", 0) or 0)
                failures += 1
                log.warning("zulip_not_reachable", site=self._login.site, error=str(error), again_in=round(wait, 1))
                await sleep(wait)

    async def resolve(self, place: Place) -> Place:
        """The place with the channel's id, with the bot subscribed to the channel."""
        if not place.channel:
            return place
        try:
            number, channel = await self._channel(place.channel)
            await self._join(channel)
        except WireError as error:
            raise _not_done(error) from error
        return Place(CHAT, str(number), markup.topic(place.topic, self._limits.topic), place.only)

    async def listen(self, take: Take) -> None:
        """Hand over inputs until cancelled."""
        feed = self._opened()
        wire = self._listener = Wire(self._login, "listener")
        try:
            await feed.run(wire, take)
        finally:
            wire.stop()
            if feed.cursor is not None:
                # The queue stays, with what is not yet taken; only the poll under way comes back at once.
                self._pool.nudge(_poll_no_longer(feed.cursor))

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Send once; Zulip has no place for the key, `find` goes by the text."""
        request = self._target(place) | {"content": self._render(message)}
        try:
            answer = await self._soon("POST", "messages", request)
        except Unanswered as error:
            raise InDoubt(str(error)) from error
        except WireError as error:
            raise _not_done(error) from error
        ref = str(answer["id"])
        self._offers.show(ref, message)
        return ref

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        """Replace the message, as long as Zulip lets the bot do so."""
        if not _is_number(ref):
            raise Frozen(f"{ref!r} is no Zulip message")
        try:
            await self._soon("PATCH", f"messages/{ref}", {"content": self._render(message)})
        except WireError as error:
            # A missing message, one of others, editing off and the time limit all have this code.
            if isinstance(error, Declined) and error.code == "BAD_REQUEST":
                raise Frozen(str(error)) from error
            raise _not_done(error) from error
        self._offers.show(ref, message)

    async def remove(self, place: Place, ref: str) -> None:
        """Delete a message of the bot, where the organisation lets it."""
        if not (ref.isascii() and ref.isdigit()):
            raise Rejected(f"{ref!r} is no Zulip message")
        try:
            await self._soon("DELETE", f"messages/{ref}", {})
        except WireError as error:
            # Whether it is gone or may not be deleted, Zulip has one code for it; only the first is as good as done.
            if not (isinstance(error, Declined) and error.code == "BAD_REQUEST" and await self._gone(ref)):
                raise _not_done(error) from error

    def edit_window(self) -> timedelta | None:
        """By the organisation's setting; nothing at all where it lets nobody edit."""
        return self._limits.edit

    def address(self, place: Place, ref: str) -> str:
        """The message's address, which follows it when its topic is renamed."""
        if place.only or not place.channel:
            return ""
        topic = markup.in_address(place.topic)
        return f"{self._login.site.rstrip('/')}/#narrow/channel/{place.channel}/topic/{topic}/near/{ref}"

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        """Look for the same text by the bot in that place."""
        content, earliest = self._render(message), (since - CLOCK_DIFFERENCE).timestamp()
        anchor: int | str = "newest"
        while True:
            request = {"anchor": anchor, "include_anchor": anchor == "newest", "num_before": PAGE, "num_after": 0}
            try:
                answer = await self._soon("GET", "messages", request | RAW | self._narrow(place))
            except WireError as error:
                raise NotSent(str(error), getattr(error, "retry_after", None)) from error
            messages = answer["messages"]
            for found in reversed(messages):
                if found["timestamp"] < earliest:
                    return None
                if found["content"] == content:
                    ref = str(found["id"])
                    self._offers.show(ref, message)
                    return ref
            if answer["found_oldest"] or not messages:
                return None
            anchor = messages[0]["id"]

    async def react(self, place: Place, ref: str, sign: str) -> None:
        """Set the reaction on the message, whoever wrote it."""
        if not _is_number(ref):
            raise Rejected(f"{ref!r} is no Zulip message")
        request = {"emoji_name": sign, "emoji_code": markup.REACTIONS[sign], "reaction_type": "unicode_emoji"}
        try:
            await self._soon("POST", f"messages/{ref}/reactions", request)
        except WireError as error:
            if not (isinstance(error, Declined) and error.code == "REACTION_ALREADY_EXISTS"):
                raise _not_done(error) from error

    def lane(self, place: Place) -> Lane:
        """Order within a topic or a conversation; the bot's budget of requests sets the pace."""
        if place.only or not place.channel:
            return Lane(f"{CHAT}:direct:{place.only}", 0.0)
        # Zulip's topics are the same in capitals and small letters.
        return Lane(f"{CHAT}:{place.channel}:{markup.topic(place.topic, self._limits.topic).casefold()}", 0.0)

    async def close(self) -> None:
        """Finish what is under way, for a few seconds at most."""
        await self._offers.close(PATIENCE)
        self._pool.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._pool.ended()
                if self._listener is not None:
                    await self._listener.ended()

    @property
    def _limits(self) -> Limits:
        return self._feed.limits if self._feed else Limits()

    def _opened(self) -> Feed:
        if self._feed is None:
            raise RuntimeError("open the chat first")
        return self._feed

    def _render(self, message: Message) -> str:
        return markup.render(message, self._limits.content)

    def _refusal(self, code: str) -> str:
        sentence = {
            "INVALID_API_KEY": sentences.KEY_REFUSED,
            "UNAUTHORIZED": sentences.KEY_REFUSED,
            "BAD_REQUEST": sentences.KEY_REFUSED,
            "USER_DEACTIVATED": sentences.BOT_DEACTIVATED,
        }.get(code, sentences.BOT_REFUSED)
        return sentence.format(site=self._login.site, email=self._login.email, code=code)

    async def _gone(self, ref: str) -> bool:
        """Whether no message has this id any more, as far as the bot can see."""
        try:
            await self._soon("GET", f"messages/{ref}", {})
        except Declined as error:
            return error.code == "BAD_REQUEST"
        except WireError:
            return False
        return False

    async def _introduce(self) -> None:
        me = await self._patiently("GET", "users/me", {})
        bot = Bot(me["user_id"], me["full_name"], urlsplit(self._login.site).netloc or self._login.site)
        feed = Feed(bot, self._budget, self._clock, self._cursor)
        await feed.begin(self._pool)
        self._feed = feed
        log.info("zulip_connected", site=self._login.site, bot=bot.name, user_id=bot.user_id, **feed.server)

    async def _channel(self, given: str) -> tuple[int, str]:
        """Id and name of a channel; a number is an id unless only a channel of that name exists."""
        if _is_number(given):
            with contextlib.suppress(Declined):
                answer = await self._patiently("GET", f"streams/{int(given)}", {})
                return answer["stream"]["stream_id"], answer["stream"]["name"]
        try:
            answer = await self._patiently("GET", "get_stream_id", {"stream": given})
        except Declined as error:
            if error.code == RATE_LIMIT_HIT:
                raise
            raise Misconfigured(sentences.NO_CHANNEL.format(channel=given, name=self._opened().bot.name)) from error
        return answer["stream_id"], given

    async def _join(self, channel: str) -> None:
        request = {"subscriptions": [{"name": channel}]}
        try:
            await self._patiently("POST", "users/me/subscriptions", request)
        except Declined as error:
            if error.code == RATE_LIMIT_HIT:
                raise
            raise Misconfigured(sentences.NOT_JOINED.format(channel=channel, name=self._opened().bot.name)) from error

    def _target(self, place: Place) -> dict[str, Any]:
        if place.only or not place.channel:
            return {"type": "direct", "to": [_user(place)]}
        topic = markup.topic(place.topic, self._limits.topic)
        return {"type": "stream", "to": _stream(place), "topic": topic}

    def _narrow(self, place: Place) -> dict[str, Any]:
        target = self._target(place)
        if target["type"] == "direct":
            where = [{"operator": "dm", "operand": target["to"]}]
        else:
            where = [
                {"operator": "stream", "operand": target["to"]},
                {"operator": "topic", "operand": target["topic"]},
            ]
        return {"narrow": [*where, {"operator": "sender", "operand": self._opened().bot.user_id}]}

    async def _soon(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        """Ask within the send limit, the wait for the budget included, or not at all."""
        call = Call(method, path, request, self._send_timeout * 0.7)
        return await self._ask(call, self._send_timeout * 0.2)

    async def _patiently(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        """Ask as soon as the budget allows."""
        return await self._ask(Call(method, path, request, READ_SECONDS), LONGEST_WAIT)

    async def _ask(self, call: Call, patience: float) -> Answer:
        if wait := await self._budget.take(patience):
            raise Declined(RATE_LIMIT_HIT, "the bot's own budget of requests is used up", wait)
        try:
            return await self._pool.call(call)
        except Declined as error:
            if error.code == RATE_LIMIT_HIT:
                self._budget.pause(error.retry_after or SHORTEST_PAUSE)
            raise


def _not_done(error: WireError) -> ChatError:
    """The failure of a request that may be repeated, or surely was not done."""
    if isinstance(error, Declined):
        if error.code != RATE_LIMIT_HIT:
            return Rejected(str(error))
        return NotSent(str(error), max(SHORTEST_PAUSE, error.retry_after or 0.0))
    return NotSent(str(error))


def _poll_no_longer(cursor: Cursor) -> Call:
    request = {"queue_id": cursor.queue_id, "last_event_id": cursor.last_event_id, "dont_block": True}
    return Call("GET", "events", request, READ_SECONDS)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _stream(place: Place) -> int:
    if not _is_number(place.channel):
        raise Rejected(f"{place.channel!r} is no id of a Zulip channel")
    return int(place.channel)


def _user(place: Place) -> int:
    number = markup.user_id(place.only)
    if number is None:
        raise Rejected(f"{place.only!r} is no Zulip account")
    return number
