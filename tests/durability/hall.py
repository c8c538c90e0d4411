"""The IPsecME session on a fake Zulip, played fast, while a script of people and faults runs beside it.

Time goes by slowly while the bot has to announce an item: on a slow machine it takes longer, and is the same.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from chatbot.adapters.zulip import ZulipChat
from chatbot.cli.assembly import Bot, assemble
from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda, Notice, Person, Place
from chatbot.importers import yaml
from chatbot.outbox import Timing
from chatbot.store.database import Database
from chatbot.store.memory import ChatMemory
from tests.durability.elastic import LOOK_EVERY, ElasticClock
from tests.durability.waiting import PATIENCE, due, unsent
from tests.fakes.zulip import FakeZulip, Posted

FILE = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
CHANNEL, TOPIC = "ipsecme", "IETF 117"
SPEED = 120
TIMING = Timing(
    send=timedelta(seconds=0.4),
    claim=timedelta(seconds=0.2),
    settle=timedelta(seconds=0.8),
    closing=timedelta(seconds=0.5),
)
EDIT_SECONDS = 5
"""Ten minutes of the session."""
POLL = timedelta(seconds=1)
LONG = Notice("A long notice", "\n\n".join(f"Paragraph {number}: " + "word " * 150 for number in range(20)))
PEOPLE = ("Tero", "Ann", "Bob", "Cy", "Dee")

Deed = Callable[[], Awaitable[None] | None]
Script = Sequence[tuple[str, Deed]]


class Hall:
    """The channel, the people in it, and the bot, which can be stopped and started."""

    def __init__(self, zulip: FakeZulip, folder: Path) -> None:
        self.zulip = zulip
        self.people = {name: zulip.add_user(name) for name in PEOPLE}
        self.channel = zulip.add_channel(CHANNEL)
        for user in self.people.values():
            zulip.subscribe(user, CHANNEL)
        zulip.edit_for(EDIT_SECONDS)
        self.agenda = self._agenda()
        self.topic = TOPIC
        self.clock = ElasticClock(self.agenda.start - timedelta(minutes=11), SPEED)
        self._url = f"sqlite:///{folder}/bot.db"
        self._bot = AsyncExitStack()
        self._away = True

    async def play(self, script: Script, until: str) -> None:
        """Let the session go by, with each deed at its time of day; `stop` and `start` are the bot's."""
        await self.start()
        for time, deed in (*sorted(script, key=lambda one: one[0]), (until, lambda: None)):
            while self.clock.now() < self.at(time):
                self.clock.hurry(self._keeps_up())
                await asyncio.sleep(LOOK_EVERY)
            self.clock.hurry(False)
            await self._until(self._keeps_up)
            done = await asyncio.to_thread(deed)
            if done is not None:
                await done
        await self._until(lambda: self.zulip.heard() and not unsent(self._url))
        await self.stop()

    async def start(self) -> None:
        """The bot begins, on the database that it has."""
        await self._bot.enter_async_context(self._running())
        self._away = False

    async def stop(self) -> None:
        """The bot ends."""
        self._away = True
        await self._bot.aclose()

    def cuts_off(self) -> None:
        """The server is away."""
        self._away = True
        self.zulip.stop()

    def comes_back(self) -> None:
        """The server is back."""
        self.zulip.start()
        self._away = False

    def at(self, time: str) -> datetime:
        """This time of the session's day."""
        hours, minutes, *seconds = map(int, time.split(":"))
        local = self.agenda.local(self.agenda.start)
        return local.replace(hour=hours, minute=minutes, second=seconds[0] if seconds else 0)

    # -- deeds ---------------------------------------------------------------------------------------------

    def says(self, name: str, text: str) -> Deed:
        """That person addresses the bot in the session's topic."""
        return lambda: self._say(name, text)

    def reacts(self, name: str) -> Deed:
        """That person reacts on the newest request."""

        async def react() -> None:
            await self._until(lambda: bool(self._requests()))
            self.zulip.react(self.people[name], self._requests()[-1])

        return react

    def unreacts(self, name: str) -> Deed:
        """That person takes the reaction away wherever it stands."""
        return lambda: self._unreact(name)

    def renames(self, name: str) -> Deed:
        """Somebody renames the topic."""

        def rename() -> None:
            self.zulip.rename_topic(self.people["Ann"], CHANNEL, self.topic, name)
            self.topic = name

        return rename

    async def deletes_the_board(self) -> None:
        """An administrator deletes the board that stands."""
        await self._until(lambda: bool(self.boards()))
        self.zulip.delete(self.boards()[-1].id)

    # -- what stands there ---------------------------------------------------------------------------------

    def posts(self) -> list[Posted]:
        """What the bot said in the channel, oldest first."""
        return [one for one in self.zulip.messages(CHANNEL) if one.sender == self.zulip.bot_id]

    def boards(self) -> list[Posted]:
        """The boards that stand and are not replaced."""
        return [one for one in self.posts() if "| # | Start |" in one.content]

    def announced(self) -> list[str]:
        """The titles of the items announced, in order, with a mark on late ones."""
        heads = [one.content for one in self.posts() if "Now: **" in one.content]
        return [("late: " if "(late" in head else "") + head.split("Now: **")[1].split("**")[0] for head in heads]

    def told(self, name: str) -> list[str]:
        """The first lines of what the bot told that person alone."""
        told = self.zulip.direct_messages(self.people[name])
        return [one.content.split("\n")[0] for one in told if one.sender == self.zulip.bot_id]

    async def roster(self) -> list[str]:
        """Who takes notes, as the database has it."""
        async with self._database() as database:
            kept = await database.tx(assemble(database, {}, self.clock, TIMING).journal.load, self.agenda.id)
        assert kept is not None
        return [person.name for person in kept.session.rosters[0].people]

    # -- inside --------------------------------------------------------------------------------------------

    def _agenda(self) -> Agenda:
        agenda = yaml.load(FILE).agenda
        assert agenda is not None
        tero = Person("Tero Kivinen", (f"zulip:{self.people['Tero']}",))
        places = (Place("zulip", CHANNEL, TOPIC),)
        return replace(agenda, chairs=(tero,), places=places, notices=(*agenda.notices, LONG))

    @asynccontextmanager
    async def _database(self) -> AsyncIterator[Database]:
        database = Database(self._url, WallClock())
        await database.open()
        try:
            yield database
        finally:
            await database.close()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Bot]:
        database = Database(self._url, WallClock())
        key = (self.zulip.url, self.zulip.bot_email, self.zulip.bot_key)
        chat = ZulipChat(*key, ChatMemory(database, "zulip"), self.clock, TIMING.send.total_seconds(), 100_000)
        bot = assemble(database, {"zulip": chat}, self.clock, TIMING)
        await database.open()
        try:
            await chat.open()
            await bot.service.open(self.agenda, [await chat.resolve(self.agenda.places[0])])
            running = asyncio.create_task(bot.run(POLL))
            yield bot
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        finally:
            await bot.close()

    def _keeps_up(self) -> bool:
        """Whether the bot has done what the clock asks for and announced the item that is on, or cannot be asked to."""
        return self._away or not (due(self._url, self.clock.now()) or unsent(self._url, "%/item-%"))

    async def _until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not done():
                await asyncio.sleep(LOOK_EVERY)

    def _say(self, name: str, text: str) -> None:
        self.zulip.say(self.people[name], CHANNEL, self.topic, f"@**{self.zulip.bot_name}** {text}")

    def _requests(self) -> list[int]:
        return [one.id for one in self.posts() if "react with" in one.content]

    def _unreact(self, name: str) -> None:
        for one in self.posts():
            if any(user == self.people[name] for user, _ in self.zulip.reactions(one.id)):
                self.zulip.unreact(self.people[name], one.id)
