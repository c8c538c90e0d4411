"""A bot on a database file, in a terminal, with a clock that the test moves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from chatbot.adapters.console import ConsoleChat
from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.transcript import as_text
from chatbot.cli.assembly import Bot, assemble
from chatbot.cli.rehearsing import for_terminal
from chatbot.clock import StepClock, WallClock
from chatbot.core.agenda import Agenda
from chatbot.messages import Message
from chatbot.outbox import Timing
from chatbot.ports import Pressed, Said
from chatbot.store.database import Database
from tests.scenarios.stage import SMALL, at


class Room:
    """A bot on a database file, in a terminal, with a clock that the test moves."""

    def __init__(self, bot: Bot, chat: ConsoleChat, clock: StepClock, heard: list[Utterance]) -> None:
        self.bot = bot
        self.chat = chat
        self.clock = clock
        self.heard = heard

    async def until(self, instant: datetime) -> None:
        """Let the time come."""
        self.clock.move_to(instant)
        await self.bot.service.step()
        await self.bot.outbox.drain()

    async def hear(self, name: str, text: str) -> None:
        """Somebody speaks."""
        await self.bot.service.take(self.chat.hears(name, text))
        await self.bot.outbox.drain()

    def said(self) -> list[str]:
        """First lines of what the bot said since the last look, but for the board."""
        lines = [as_text(one, "UTC").splitlines()[0] for one in self.heard if one.who == "bot"]
        self.heard.clear()
        return [line for line in lines if "Small WG – " not in line and "only): Small WG: " not in line]

    def told(self) -> list[str]:
        """First lines of what single people were told since the last look, of the bot's own accord."""
        lines = [as_text(one, "UTC").splitlines()[0] for one in self.heard if one.who == "bot"]
        self.heard.clear()
        return [line for line in lines if "only): Small WG: " in line]


@asynccontextmanager
async def room(folder: Path, now: datetime, *agendas: Agenda) -> AsyncIterator[Room]:
    """A bot that is started now, on the database that earlier ones in this folder left."""
    heard: list[Utterance] = []
    clock = StepClock(now)
    chat = ConsoleChat("room", clock, heard.append)
    bot = assemble(Database(f"sqlite:///{folder}/bot.db", WallClock()), {"console": chat}, clock, Timing())
    await bot.database.open()
    try:
        for agenda in agendas:
            await bot.service.open(for_terminal(agenda), (chat.place,))
        yield Room(bot, chat, clock, heard)
    finally:
        await bot.close()


def redelivered(text: str, event_id: str, stage: Room) -> Said:
    given = stage.chat.hears("Ann", text)
    assert isinstance(given, Said)
    return replace(given, event_id=event_id)


class Asked:
    """A room with an open poll of two options, on whose message people set and clear reactions."""

    def __init__(self, stage: Room, ref: str) -> None:
        self._stage = stage
        self._ref = ref

    async def react(self, name: str, sign: str, *, on: bool = True, event_id: str = "") -> None:
        given = self._stage.chat.presses(name, self._ref, sign)
        assert isinstance(given, Pressed)
        pressed = replace(given, on=on, event_id=event_id or given.event_id)
        await self._stage.bot.service.take(pressed)
        await self._stage.bot.outbox.drain()

    async def counts(self) -> tuple[int, ...]:
        kept = await self._stage.bot.database.tx(self._stage.bot.journal.load, "small")
        assert kept is not None
        return kept.session.polls[-1].counts


async def ask(stage: Room) -> Asked:
    """Have a chair open that poll."""
    await stage.hear("Ann", 'poll "Adopt X?" yes, no')
    posted = next(one for one in reversed(stage.heard) if one.ref and isinstance(one.message, Message))
    stage.said()
    return Asked(stage, posted.ref)


def two(second_start: int) -> Sequence[Agenda]:
    """A small session, and another in the same place that starts so many minutes from the first's start."""
    return SMALL, replace(SMALL, id="other", title="Other WG", group="oth", start=at(second_start))
