"""Socket Mode: Slack's envelopes in, acknowledged once they are taken."""

import asyncio
import contextlib
import re
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from chatbot.adapters.slack.accounts import user_id
from chatbot.adapters.slack.payload import Bot, Json, read
from chatbot.adapters.slack.people import People
from chatbot.adapters.slack.wire import Wire
from chatbot.clock import Clock
from chatbot.ports import Input, Said, Take

log = structlog.get_logger()

PATIENCE = 3.0
"""Seconds that hanging up waits for what is under way, and then for Slack's goodbye."""

_ANY = re.compile(".*")


class Ear:
    """Hears one workspace and hands over what is for us, in order for each person."""

    def __init__(self, bot: Bot, people: People, clock: Clock, take: Take) -> None:
        self._bot = bot
        self._people = people
        self._clock = clock
        self._take = take
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._busy: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def hear(self, body: Json) -> bool:
        """Take a payload; True once Slack need not send it again."""
        if self._closed:
            return False
        self._note_task()
        given = read(body, self._bot, self._clock.now())
        if given is not None:
            # Tasks come here in the order of their envelopes, and a lock is fair.
            turn = self._turns.setdefault(given.actor.account, asyncio.Lock())
            async with turn:
                await self._take(await self._named(given))
        return True

    async def drain(self) -> None:
        """Take nothing more, and let what is under way be taken and acknowledged."""
        self._closed = True
        if self._busy:
            await asyncio.wait(self._busy, timeout=PATIENCE)

    def _note_task(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _named(self, given: Input) -> Input:
        user = user_id(given.actor.account)
        actor = given.actor
        if user is not None:
            actor = replace(actor, name=await self._people.name(user, actor.name))
        if isinstance(given, Said):
            return replace(given, actor=actor, text=await self._people.named(given.text))
        return replace(given, actor=actor)


def app(wire: Wire, bot: Bot, bot_token: str, ear: Ear) -> AsyncApp:
    """The Bolt app that hears everything by `ear`, and acknowledges what it has not listened for."""

    async def authorize() -> AuthorizeResult:
        # Known since auth.test: asking again for the first events would let them overtake each other.
        return AuthorizeResult(
            enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.bot, bot_token=bot_token
        )

    async def hear(body: Json, ack: AsyncAck) -> BoltResponse | None:
        if not await ear.hear(body):
            return BoltResponse(status=503)
        await ack()
        return None

    async def failed(error: Exception) -> BoltResponse | None:
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200)
        log.error("slack_event_not_taken", exc_info=error)
        return None

    # Acknowledged after the listener, not before; an answer other than 200 is no acknowledgement.
    bolt = AsyncApp(
        name="chatbot",
        client=wire.context_client,
        authorize=authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=wire.logger,
    )
    bolt.error(failed)
    for kind in (bolt.event, bolt.command, bolt.action):
        kind(_ANY)(hear)
    return bolt


async def listen(wire: Wire, bolt: AsyncApp, app_token: str, ear: Ear) -> None:
    """Keep a socket open until cancelled; the client reconnects by itself."""
    handler = AsyncSocketModeHandler(bolt, app_token, logger=wire.logger, web_client=wire.socket_client)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("slack_listening")
        await asyncio.Event().wait()
    finally:
        await ear.drain()
        await _hang_up(handler.client)


async def _hang_up(client: SocketModeClient) -> None:
    # The library's own close leaves its tasks cancelled but running, and waits long for a peer that is gone.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await client.close()  # type: ignore[no-untyped-call]
    tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
    running = [task for task in tasks if task is not None]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await client.aiohttp_client_session.close()
