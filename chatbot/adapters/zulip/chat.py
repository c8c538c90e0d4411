"""Zulip behind the chat port."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from chatbot.adapters.zulip import markup, places, sentences
from chatbot.adapters.zulip.channels import Channels
from chatbot.adapters.zulip.feed import Feed
from chatbot.adapters.zulip.limits import Limits
from chatbot.adapters.zulip.looking import look
from chatbot.adapters.zulip.offers import Offers
from chatbot.adapters.zulip.pacing import Budget, back_off
from chatbot.adapters.zulip.payload import CHAT, Bot
from chatbot.adapters.zulip.places import is_number
from chatbot.adapters.zulip.position import Cursor
from chatbot.adapters.zulip.reader import Reader
from chatbot.adapters.zulip.requests import READ_SECONDS, Body, Requests, not_done
from chatbot.adapters.zulip.topics import Moves
from chatbot.adapters.zulip.uploads import download
from chatbot.adapters.zulip.wire import Call, Declined, Login, Unanswered, Wire, WireError
from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.messages import Message
from chatbot.ports import (
    ANSWER,
    Attached,
    Frozen,
    InDoubt,
    Lane,
    Memory,
    Misconfigured,
    NotBrought,
    NotSent,
    Rejected,
    Take,
)

CLOCK_DIFFERENCE = timedelta(minutes=1)
PATIENCE = 3.0  # seconds that closing waits for what is under way


class ZulipChat:
    """One bot account on one Zulip server; `memory` lets a new process go on where the last one stood."""

    name = CHAT

    def __init__(
        self,
        site: str,
        email: str,
        api_key: str,
        memory: Memory,
        clock: Clock,
        send_timeout: float = 10.0,
        requests_per_minute: int = 200,
    ) -> None:
        self._login = Login(site, email, api_key)
        self._clock = clock
        self._budget = Budget(requests_per_minute)
        self._requests = Requests(self._login, self._budget, send_timeout)
        self._memory = memory
        self._moves = Moves()
        self._offers = Offers(self._requests)
        self._feed: Feed | None = None
        self._channels: Channels | None = None
        self._listener: Wire | None = None

    async def open(self) -> None:
        """Connect and check the credentials; a server that is down is waited for."""
        failures = 0
        while True:
            try:
                return await self._introduce()
            except WireError as error:
                if isinstance(error, Declined):
                    raise Misconfigured(self._refusal(error.code)) from error
                wait = back_off(failures, getattr(error, "retry_after", 0) or 0)
                failures += 1
                log.warning("zulip_not_reachable", site=self._login.site, error=str(error), again_in=round(wait, 1))
                await sleep(wait)

    async def resolve(self, place: Place) -> Place:
        """The place with the channel's id, with the bot subscribed to the channel."""
        if not place.channel:
            return place
        if self._channels is None:
            raise RuntimeError("open the chat first")
        return await self._channels.resolve(place)

    async def listen(self, take: Take) -> None:
        """Hand over inputs until cancelled, whenever no other process of the bot does."""
        wire = self._listener = Wire(self._login, "listener")
        try:
            while True:
                await self._listen(Reader(wire, self._budget), take, await self._memory.take_over())
        finally:
            wire.stop()

    async def _listen(self, reader: Reader, take: Take, noted: str) -> None:
        """Hand over inputs until another process has taken over."""
        feed = self._opened()
        reading = asyncio.create_task(feed.run(reader, take, noted))
        keeping = asyncio.create_task(self._memory.keep())
        try:
            await asyncio.wait([reading, keeping], return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                reading.result()
        finally:
            reading.cancel()
            keeping.cancel()
            await asyncio.gather(reading, keeping, return_exceptions=True)
            if feed.cursor is not None:
                # The queue stays, with what is not yet taken; only the poll under way comes back at once.
                self._requests.pool.nudge(_poll_no_longer(feed.cursor))
            await self._memory.release()

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Send once; Zulip has no place for the key, `find` goes by the text.

        The reference of what takes several messages is the first one's.
        """
        return await self._send(place, message, markup.pages(message, self._limits.content), key)

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        """Replace the message, as long as Zulip lets the bot do so."""
        if not is_number(ref):
            raise Frozen(f"{ref!r} is no Zulip message")
        try:
            content = markup.render(message, self._limits.content)
            await self._requests.soon("PATCH", f"messages/{ref}", {"content": content})
        except WireError as error:
            # A missing message, one of others, editing off and the time limit all have this code.
            if isinstance(error, Declined) and error.code == "BAD_REQUEST":
                raise Frozen(str(error)) from error
            raise not_done(error) from error
        self._offers.show(ref, message)

    async def remove(self, place: Place, ref: str) -> None:
        """Delete a message of the bot, where the organisation lets it."""
        if not is_number(ref):
            raise Rejected(f"{ref!r} is no Zulip message")
        try:
            await self._requests.soon("DELETE", f"messages/{ref}")
        except WireError as error:
            # Whether it is gone or may not be deleted, Zulip has one code for it; only the first is as good as done.
            if not (isinstance(error, Declined) and error.code == "BAD_REQUEST" and await self._gone(ref)):
                raise not_done(error) from error

    def edit_window(self) -> timedelta | None:
        """By the organisation's setting; nothing at all where it lets nobody edit."""
        return self._limits.edit

    def address(self, place: Place, ref: str) -> str:
        """The message's address, which follows it when its topic is renamed."""
        if place.private:
            return ""
        return places.address(self._login.site, place, ref)

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        """Look for the same text by the bot in that place, and send what is missing of several messages."""
        texts = markup.pages(message, self._limits.content)
        narrow = places.narrow(self._target(place), self._opened().bot.user_id)
        try:
            found = await look(self._requests, narrow, texts, since - CLOCK_DIFFERENCE)
        except WireError as error:
            raise NotSent(str(error), getattr(error, "retry_after", None)) from error
        missing = [text for text in texts if text not in found]
        if len(missing) == len(texts):
            return None
        if missing:
            await self._send(place, message, missing, key)
        ref = found.get(texts[0]) or min(found.values(), key=int)
        self._offers.show(ref, message)
        return ref

    async def react(self, place: Place, ref: str, sign: str) -> None:
        """Set the reaction on the message, whoever wrote it."""
        if not is_number(ref):
            raise Rejected(f"{ref!r} is no Zulip message")
        request = {"emoji_name": sign, "emoji_code": markup.REACTIONS[sign], "reaction_type": "unicode_emoji"}
        try:
            await self._requests.soon("POST", f"messages/{ref}/reactions", request)
        except WireError as error:
            if not (isinstance(error, Declined) and error.code == "REACTION_ALREADY_EXISTS"):
                raise not_done(error) from error

    async def attached(self, place: Place, file: Attached) -> bytes:
        """By an address that the server gives out for a minute, so that the API key is for its API alone."""
        try:
            answer = await self._requests.now("GET", file.ref.lstrip("/"))
        except WireError as error:
            log.info("upload_not_found", reason=str(error))
            raise NotBrought(sentences.NO_UPLOAD.format(name=file.name)) from error
        return await download(urljoin(self._login.site, str(answer["url"])), file.name)

    def lane(self, place: Place) -> Lane:
        """Order within a topic or a conversation; the bot's budget of requests sets the pace."""
        if place.private:
            return Lane(f"{CHAT}:direct:{place.only}", 0.0)
        # Zulip's topics are the same in capitals and small letters.
        return Lane(f"{CHAT}:{place.channel}:{markup.topic(place.topic, self._limits.topic).casefold()}", 0.0)

    async def close(self) -> None:
        """Finish what is under way, for a few seconds at most."""
        await self._offers.close(PATIENCE)
        self._requests.pool.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._requests.pool.ended()
                if self._listener is not None:
                    await self._listener.ended()

    @property
    def _limits(self) -> Limits:
        return self._feed.limits if self._feed else Limits()

    def _opened(self) -> Feed:
        if self._feed is None:
            raise RuntimeError("open the chat first")
        return self._feed

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
            await self._requests.soon("GET", f"messages/{ref}")
        except Declined as error:
            return error.code == "BAD_REQUEST"
        except WireError:
            return False
        return False

    async def _introduce(self) -> None:
        me = await self._requests.patiently("GET", "users/me")
        bot = Bot(me["user_id"], me["full_name"], urlsplit(self._login.site).netloc or self._login.site)
        feed = Feed(bot, self._memory, self._clock, self._moves)
        registered = await feed.begin(Reader(self._requests.pool, self._budget))
        self._feed = feed
        self._channels = Channels(self._requests, feed.limits.topic, bot.name)
        log.info("zulip_connected", site=self._login.site, bot=bot.name, user_id=bot.user_id, **registered.server)

    async def _send(self, place: Place, message: Message, texts: list[str], key: str) -> str:
        """Send these texts, one message each, and return the first one's reference."""
        if not place.private and self._opened().behind:
            raise NotSent("the event queue was lost: looking where the session stands", 0.5)
        ask = self._requests.now if key.startswith(ANSWER) else self._requests.soon
        target, refs = self._target(place), list[str]()
        for text in texts:
            try:
                answer = await ask("POST", "messages", target | {"content": text})
            except WireError as error:
                # With a part of it there, only looking tells what is missing.
                if refs or isinstance(error, Unanswered):
                    raise InDoubt(str(error)) from error
                raise not_done(error) from error
            refs.append(str(answer["id"]))
        self._offers.show(refs[0], message)
        return refs[0]

    def _target(self, place: Place) -> Body:
        return places.target(self._moves.now(place), self._limits.topic)


def _poll_no_longer(cursor: Cursor) -> Call:
    request = {"queue_id": cursor.queue_id, "last_event_id": cursor.last_event_id, "dont_block": True}
    return Call("GET", "events", request, READ_SECONDS)
