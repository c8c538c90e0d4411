"""Slack behind the chat port."""

import random
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from chatbot.adapters.slack import listening, sentences
from chatbot.adapters.slack.accounts import CHAT, user_id
from chatbot.adapters.slack.lookup import Wanted, look
from chatbot.adapters.slack.markup import EMOJI, Rendered, render
from chatbot.adapters.slack.payload import EPHEMERAL, Bot
from chatbot.adapters.slack.people import People
from chatbot.adapters.slack.wire import Wire, translated
from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Place
from chatbot.messages import Message
from chatbot.ports import ChatError, Frozen, InDoubt, Lane, Misconfigured, NotSent, Rejected, Take

log = structlog.get_logger()

CLOCK_DIFFERENCE = timedelta(minutes=1)
EVENT_TYPE = "session_bot_post"
LONGEST_PAUSE = 60.0
VIA = "via/"

_REF = re.compile(r"([CDG][A-Z0-9]+)/(\d+\.\d+)")
_CHANNEL = re.compile(r"[CDG][A-Z0-9]+")
_GONE = {"edit_window_closed", "message_not_found", "cant_update_message"}
# What every post and edit is sent with: nothing in the text is to become more than text.
_PLAIN: dict[str, Any] = {"parse": "none", "link_names": False}

Answered = TypeVar("Answered")


class SlackChat:
    """One app in one Slack workspace, listening by Socket Mode.

    Without an app-level token it only posts. `gap` is the least number of seconds between two posts in a channel;
    Slack asks for one.
    """

    name = CHAT

    def __init__(
        self,
        bot_token: str,
        app_token: str,
        api_url: str | None,
        clock: Clock,
        send_timeout: float = 10.0,
        gap: float = 1.0,
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url
        self._clock = clock
        self._send_timeout = send_timeout
        self._gap = gap
        self._line: tuple[Wire, Bot] | None = None

    async def open(self) -> None:
        """Connect and check the credentials; a Slack that is out of reach is waited for."""
        wire = Wire(self._bot_token, self._app_token, self._api_url, self._send_timeout)
        try:
            bot = await self._introduce(wire)
        except BaseException:
            await wire.close()
            raise
        self._line = wire, bot
        log.info("slack_connected", team=bot.team, bot=bot.name)

    async def resolve(self, place: Place) -> Place:
        """The place, once the bot is sure to be a member of its channel."""
        if not place.channel:
            return place
        wire, bot = self._opened()
        if not _CHANNEL.fullmatch(place.channel):
            raise Misconfigured(sentences.NO_ID.format(channel=place.channel))
        try:
            answer = await _patiently(lambda: wire.reader.conversations_info(channel=place.channel))
        except Rejected as error:
            if str(error) == "missing_scope":
                log.warning("slack_membership_unknown", channel=place.channel, missing_scope="channels:read")
                return place
            sentence = sentences.NO_CHANNEL.format(channel=place.channel, code=error, name=bot.name)
            raise Misconfigured(sentence) from error
        channel = answer["channel"]
        facts = {"title": channel.get("name", ""), "channel": place.channel, "name": bot.name}
        if channel.get("is_archived"):
            raise Misconfigured(sentences.ARCHIVED.format(**facts))
        if channel.get("is_member") is False:
            raise Misconfigured(sentences.NOT_MEMBER.format(**facts))
        return place

    async def listen(self, take: Take) -> None:
        """Hand over inputs until cancelled."""
        wire, bot = self._opened()
        ear = listening.Ear(bot, People(wire, self._clock), self._clock, take)
        await listening.listen(wire, listening.app(wire, bot, self._bot_token, ear), self._app_token, ear)

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Send once; the key goes along as metadata that everybody in the channel can read."""
        rendered = render(message)
        if place.via:
            return await self._respond(place, rendered, key)
        if place.only and place.channel:
            return await self._post_ephemeral(place, rendered)
        wire, _ = self._opened()
        channel = place.channel or _user(place)
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        with translated():
            answer = await wire.client.chat_postMessage(
                channel=channel,
                text=rendered.text,
                blocks=rendered.blocks,
                thread_ts=place.topic or None,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
                **_PLAIN,
            )
        return f"{answer.get('channel') or channel}/{answer['ts']}"

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        """Replace the message; what one person saw in a channel, or by a response address, stays as it is."""
        found = _REF.fullmatch(ref)
        if found is None:
            raise Frozen(f"{ref!r} is no Slack message that can be edited")
        wire, _ = self._opened()
        rendered = render(message)
        try:
            with translated():
                # Unlike a post, an edit would look for names and addresses by itself.
                await wire.client.chat_update(
                    channel=found[1], ts=found[2], text=rendered.text, blocks=rendered.blocks, **_PLAIN
                )
        except Rejected as error:
            if str(error) in _GONE:
                raise Frozen(str(error)) from error
            raise

    async def remove(self, place: Place, ref: str) -> None:
        """Delete a message of the bot; what one person saw in a channel cannot be deleted."""
        found = _REF.fullmatch(ref)
        if found is None:
            raise Rejected(f"{ref!r} is no Slack message that can be deleted")
        wire, _ = self._opened()
        try:
            with translated():
                await wire.client.chat_delete(channel=found[1], ts=found[2])
        except Rejected as error:
            if str(error) != "message_not_found":
                raise

    def edit_window(self) -> timedelta | None:
        """Each workspace has a limit of its own, or none, and no app can read it."""
        return None

    def address(self, place: Place, ref: str) -> str:
        """By the form that Slack's own links have."""
        found = _REF.fullmatch(ref)
        _, bot = self._opened()
        return f"{bot.url.rstrip('/')}/archives/{found[1]}/p{found[2].replace('.', '')}" if found and bot.url else ""

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        """Look for a message of the bot with this key; that needs a scope to read the channel's history."""
        if place.via or (place.only and place.channel):
            raise NotSent(sentences.NO_LOOKING)
        wire, bot = self._opened()
        oldest = (since - CLOCK_DIFFERENCE).timestamp()
        try:
            channel = place.channel or await self._direct(place)
            wanted = Wanted(channel, place.topic, key, render(message).text, oldest)
            stamp = await look(wire.reader, bot, wanted)
        except ChatError as error:
            raise NotSent(str(error), getattr(error, "retry_after", None)) from error
        return None if stamp is None else f"{channel}/{stamp}"

    async def react(self, place: Place, ref: str, sign: str) -> None:
        """Set the reaction; that needs the scope `reactions:write`."""
        found = _REF.fullmatch(ref)
        if found is None:
            raise Rejected(f"{ref!r} is no Slack message that can be reacted to")
        wire, _ = self._opened()
        try:
            with translated():
                await wire.client.reactions_add(channel=found[1], timestamp=found[2], name=EMOJI[sign])
        except Rejected as error:
            if str(error) != "already_reacted":
                raise

    def lane(self, place: Place) -> Lane:
        """Slack's limit is about a message a second in each channel."""
        where = f"{CHAT}:{place.channel or 'direct'}"
        return Lane(f"{where}:{place.only}" if place.only else where, self._gap)

    async def close(self) -> None:
        """Let the connections go; `listen` has hung up when it was cancelled."""
        if self._line is not None:
            await self._line[0].close()

    async def _introduce(self, wire: Wire) -> Bot:
        refusal = sentences.BOT_REFUSED
        try:
            me = await _patiently(wire.reader.auth_test)
            if self._app_token:
                refusal = sentences.SOCKET_REFUSED
                await _patiently(lambda: wire.socket_client.apps_connections_open(app_token=self._app_token))
        except Rejected as error:
            raise Misconfigured(refusal.format(code=error)) from error
        name = me.get("user") or me["user_id"]
        return Bot(me["team_id"], me["user_id"], me.get("bot_id") or "", name, me.get("url") or "")

    def _opened(self) -> tuple[Wire, Bot]:
        if self._line is None:
            raise RuntimeError("open the chat first")
        return self._line

    async def _post_ephemeral(self, place: Place, rendered: Rendered) -> str:
        wire, _ = self._opened()
        with translated():
            answer = await wire.client.chat_postEphemeral(
                channel=place.channel,
                user=_user(place),
                text=rendered.text,
                blocks=rendered.blocks,
                thread_ts=place.topic or None,
                **_PLAIN,
            )
        return f"{EPHEMERAL}{place.channel}/{answer['message_ts']}"

    async def _respond(self, place: Place, rendered: Rendered, key: str) -> str:
        wire, _ = self._opened()
        content = {"response_type": "ephemeral", "text": rendered.text, "blocks": rendered.blocks}
        await wire.respond(place.via, content)
        return VIA + key

    async def _direct(self, place: Place) -> str:
        wire, _ = self._opened()
        with translated():
            answer = await wire.reader.conversations_open(users=_user(place))
        return str(answer["channel"]["id"])


async def _patiently(ask: Callable[[], Awaitable[Answered]]) -> Answered:
    """The answer, however long it takes; raises Rejected."""
    failures = 0
    while True:
        try:
            with translated():
                return await ask()
        except (NotSent, InDoubt) as error:
            wait = back_off(failures, getattr(error, "retry_after", None) or 0.0)
            failures += 1
            log.warning("slack_not_reachable", error=str(error), again_in=round(wait, 1))
        await sleep(wait)


def back_off(failures: int, asked: float) -> float:
    """Seconds to wait: longer after each failure, never the same for all bots, never less than Slack asks for."""
    pause = min(LONGEST_PAUSE, 2.0 ** min(failures, 10))
    return max(asked, pause * random.uniform(0.5, 1.0))  # noqa: S311 -- spreads load, guards nothing


def _user(place: Place) -> str:
    user = user_id(place.only)
    if user is None:
        raise Rejected(f"{place.only!r} is no Slack account")
    return user
