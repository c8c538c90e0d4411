"""A room on the fake Zulip server for the adapter's own tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chatbot.adapters.zulip import ZulipChat
from chatbot.clock import WallClock
from chatbot.core.agenda import Place
from chatbot.messages import Button, Buttons, Message, paragraph
from chatbot.ports import Deed, Input, Pressed, Said
from tests.fakes.memory import FakeMemory
from tests.fakes.zulip import FakeZulip

CHANNEL, TOPIC = "ipsecme", "IETF 117"
OFFER = Message((paragraph("Note takers, please."), Buttons((Button("raised_hand", "Note taker", "v", "w"),))))


@asynccontextmanager
async def opened(
    zulip: FakeZulip, memory: FakeMemory | None = None, send_timeout: float = 10.0
) -> AsyncIterator[ZulipChat]:
    """The chat, connected with that server."""
    memory = memory or FakeMemory()
    chat = ZulipChat(zulip.url, zulip.bot_email, zulip.bot_key, memory, WallClock(), send_timeout)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()


@asynccontextmanager
async def room(
    send_timeout: float = 10.0, memory: FakeMemory | None = None
) -> AsyncIterator[tuple[FakeZulip, ZulipChat, Place]]:
    """Ann and the bot in one topic."""
    with FakeZulip() as zulip:
        zulip.add_user("Ann")
        zulip.add_channel(CHANNEL)
        async with opened(zulip, memory, send_timeout) as chat:
            yield zulip, chat, await chat.resolve(Place("zulip", CHANNEL, TOPIC))


class Ears:
    """What a chat handed over."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Input] = asyncio.Queue()

    async def next(self, count: int) -> list[Input]:
        """The next so many inputs."""
        async with asyncio.timeout(60):
            return [await self.queue.get() for _ in range(count)]

    async def rest(self) -> list[Input]:
        """Whatever else comes within a moment."""
        await asyncio.sleep(0.2)
        return [self.queue.get_nowait() for _ in range(self.queue.qsize())]


@asynccontextmanager
async def listening(chat: ZulipChat) -> AsyncIterator[Ears]:
    """What the chat hands over while the block runs."""
    ears = Ears()
    listener = asyncio.create_task(chat.listen(ears.queue.put))
    try:
        yield ears
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


def mention(zulip: FakeZulip, text: str) -> str:
    """The text with a mention of the bot before it."""
    return f"@**{zulip.bot_name}** {text}"


def texts(inputs: list[Input]) -> list[str]:
    """What was said."""
    return [given.text for given in inputs if isinstance(given, Said)]


def deeds(inputs: list[Input]) -> list[Deed]:
    """What people did."""
    return [given for given in inputs if isinstance(given, Deed)]


def presses(inputs: list[Input]) -> list[tuple[str, str, bool]]:
    """Who set which sign, or took it away."""
    return [(given.actor.name, given.sign, given.on) for given in inputs if isinstance(given, Pressed)]
