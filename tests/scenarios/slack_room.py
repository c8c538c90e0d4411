"""The whole bot on a fake Slack, with a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from chatbot.adapters.slack import SlackChat
from chatbot.cli.assembly import Bot, assemble
from chatbot.clock import StepClock, WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Agenda, Person, Place, Role
from chatbot.outbox import Timing
from chatbot.store.database import Database
from tests.fakes.slack import FakeSlack
from tests.scenarios.stage import at, small

PATIENCE = 60.0
"""Seconds at most that anything is waited for."""
PROMPT = Timing()
DOUBTING = Timing(timedelta(seconds=3), timedelta(seconds=0.5), timedelta(seconds=4))
"""A doubt is settled soon."""
PLACE = Place("slack", FakeSlack.channel)


def agenda(*roles: Role) -> Agenda:
    """The small agenda, which Ann chairs, held in Slack's #general."""
    planned = small(roles=roles or (Role("note taker", 2),))
    draft = replace(planned.items[1], presenters=(Person("Bob", ("slack:U02BOB",)),))
    items = (planned.items[0], draft, *planned.items[2:])
    return replace(planned, chairs=(Person("Ann", ("slack:U01ANN",)),), items=items, places=(PLACE,))


class SlackRoom:
    """People act on `slack`; `settle` lets the bot finish with it."""

    def __init__(self, slack: FakeSlack, bot: Bot, clock: StepClock) -> None:
        self.slack = slack
        self.bot = bot
        self._clock = clock

    async def open(self, planned: Agenda) -> None:
        """Put an agenda in force where it can be served."""
        here = [await self.bot.chats["slack"].resolve(place) for place in planned.places if not place.team]
        await self.bot.service.open(planned, [*here, *(place for place in planned.places if place.team)])

    async def until(self, instant: datetime) -> None:
        """Let the time come."""
        self._clock.move_to(instant)
        await self.bot.service.step()
        await self.bot.outbox.drain()

    async def after(self, envelope: str) -> None:
        """Let the bot take what somebody did, and answer it."""
        async with asyncio.timeout(PATIENCE):
            while not self.slack.envelope(envelope).acked:
                await asyncio.sleep(0.01)
        await self.bot.outbox.drain()

    async def until_shown(self, holds: Callable[[], bool]) -> None:
        """Wait for what takes the outbox more than one turn."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.bot.outbox.drain()
                await asyncio.sleep(0.05)

    def said(self) -> list[str]:
        """First lines of what stands in #general."""
        return [one.text.splitlines()[0] for one in self.slack.messages()]

    def told(self, name: str) -> list[str]:
        """First lines of what one person was told alone, but for heads-ups and the like."""
        lines = [one.text.splitlines()[0] for one in self.slack.shown_to(name)]
        return [line for line in lines if not line.startswith("Small WG: ")]

    def home(self, name: str) -> list[str]:
        """The lines of a person's Home, and the labels of its buttons."""
        return shown(self.slack.world.homes[self.slack.user(name)])


def shown(view: dict[str, Any]) -> list[str]:
    """What a view shows, as lines."""
    lines: list[str] = []
    for block in view["blocks"]:
        if block["type"] == "actions":
            lines.append(" ".join(f"[{one['text']['text']}]" for one in block["elements"]))
        elif block["type"] == "input":
            lines += [block["label"]["text"], *(f"- {one['text']['text']}" for one in block["element"]["options"])]
        else:
            lines += _words(block).splitlines()
    return lines


def _words(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_words, node))
    if isinstance(node, dict):
        return str(node.get("text") or node.get("fallback") or _words(node.get("elements", [])))
    return ""


@asynccontextmanager
async def slack_room(
    folder: Path, *agendas: Agenda, now: datetime | None = None, timing: Timing = PROMPT
) -> AsyncIterator[SlackRoom]:
    """A bot that has just been started on these agendas."""
    clock = StepClock(now or at(-10))
    with FakeSlack() as slack:
        chat = SlackChat(SlackSettings(slack.bot_token, slack.app_token, slack.api_url), clock, gap=0.0)
        bot = assemble(Database(f"sqlite:///{folder}/bot.db", WallClock()), {"slack": chat}, clock, timing)
        await bot.database.open()
        await chat.open()
        listener = asyncio.create_task(chat.listen(bot.service.take))
        try:
            room = SlackRoom(slack, bot, clock)
            for one in agendas:
                await room.open(one)
            yield room
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
            await bot.close()
