"""Sources are read again and again, and chairs are offered what has come to rest."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chatbot.adapters.console import ConsoleChat
from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.transcript import as_text
from chatbot.cli.assembly import Bot, assemble
from chatbot.cli.rehearsing import for_terminal
from chatbot.cli.watching import Watch, look
from chatbot.clock import StepClock, WallClock
from chatbot.core.agenda import Agenda, Item, Place
from chatbot.importers import yaml
from chatbot.outbox import Timing
from chatbot.ports import Attached, Brought, File, NotBrought, Said
from chatbot.store.database import Database
from tests.scenarios.stage import at, small

pytestmark = pytest.mark.anyio
URL = "https://example.org/agenda.md"


@dataclass
class Source:
    """What stands at the address: an agenda's items, or nothing that can be read."""

    items: tuple[Item, ...] | None = None
    asked: list[str] = field(default_factory=list)
    given: list[Agenda] = field(default_factory=list)

    async def bring(self, agenda: Agenda, origin: str | File) -> Brought:
        if isinstance(origin, File):
            return Brought(replace(agenda, items=(Item(origin.content.decode(), 30),)))
        address = origin
        self.given.append(agenda)
        self.asked.append(address)
        if self.items is None:
            raise NotBrought("No host is known.")
        return Brought(replace(agenda, items=self.items, source=address), ("Line 2: look.",))


class Folder(ConsoleChat):
    """A terminal to which files can be attached: their reference is their content."""

    async def attached(self, place: Place, file: Attached) -> bytes:
        if not file.ref:
            raise NotBrought(f"{file.name} cannot be read.")
        return file.ref.encode()


class Room:
    """A bot that watches a folder, in a terminal, with a clock that the test moves."""

    def __init__(self, bot: Bot, chat: ConsoleChat, clock: StepClock, folder: Path, source: Source) -> None:
        self.bot = bot
        self.chat = chat
        self.clock = clock
        self.folder = folder
        self.source = source
        self.state = Watch()
        self.heard: list[Utterance] = []

    async def open(self, agenda: Agenda) -> None:
        await self.bot.service.open(agenda, (self.chat.place,))

    async def look(self, instant: datetime) -> None:
        """Let the time come, and look at the sources."""
        self.clock.move_to(instant)
        await self.bot.service.step()
        await look(self.state, self.folder, self.bot.service, self.source.bring, self.open, self.clock.now())
        await self.bot.outbox.drain()

    async def hear(self, name: str, text: str, *files: Attached) -> list[str]:
        """Somebody speaks; the first lines of what the bot then says."""
        said = self.chat.hears(name, text)
        assert isinstance(said, Said)
        self.heard.clear()
        await self.bot.service.take(replace(said, files=files))
        while self.bot.service.importing:
            await self.bot.service.importing.pop()
        await self.bot.outbox.drain()
        return self.said()

    def said(self) -> list[str]:
        """First lines of what the bot said since the last look, but for the board."""
        lines = [as_text(one, "UTC").splitlines()[0][9:] for one in self.heard if one.who == "bot"]
        self.heard.clear()
        return [line for line in lines if "Small WG – " not in line]

    def write(self, agenda: Agenda) -> None:
        (self.folder / f"{agenda.id}.yaml").write_text(yaml.dump(agenda), encoding="utf-8")


@asynccontextmanager
async def room(folder: Path, agenda: Agenda, kind: type[ConsoleChat] = ConsoleChat) -> AsyncIterator[Room]:
    clock, source = StepClock(at(-60)), Source()
    heard: list[Utterance] = []
    chat = kind("room", clock, heard.append)
    database = Database(f"sqlite:///{folder}/bot.db", WallClock())
    bot = assemble(database, {"console": chat}, clock, Timing(), source.bring)
    await bot.database.open()
    stage = Room(bot, chat, clock, folder, source)
    stage.heard = heard
    try:
        await stage.open(agenda)
        yield stage
    finally:
        await bot.close()


OLD = small()
NEW = replace(OLD, items=(*OLD.items, Item("Quantum", 5)))
CHANGED = "bot: The agenda has changed at its source, its file:"


async def test_a_file_that_changes_is_offered_once_it_rests(tmp_path: Path) -> None:
    async with room(tmp_path, OLD) as stage:
        stage.write(OLD)
        await stage.look(at(-50))
        stage.write(NEW)
        await stage.look(at(-49))
        before = stage.said()
        await stage.look(at(-46))
        await stage.look(at(-30))

        assert (before, stage.said()) == ([], [CHANGED])


async def test_a_rapid_series_of_edits_is_offered_once_as_it_ends(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(OLD)) as stage:
        stage.write(OLD)
        await stage.look(at(-50))
        for seconds in range(0, 60, 10):
            stage.write(replace(OLD, items=(*OLD.items, Item("Quantum", 5 + seconds))))
            await stage.look(at(-49) + timedelta(seconds=seconds))
        await stage.look(at(-40))

        alone = CHANGED.removeprefix("bot: ")
        assert stage.said() == [f"bot (to {name} only): {alone}" for name in ("ann", "yoav")]
        session = await stage.bot.service.session(OLD.id)
        assert session
        assert session.offered
        assert session.offered.agenda.items[-1] == Item("Quantum", 55)


async def test_while_it_runs_only_what_is_to_come_changes_and_the_room_is_told_once(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(OLD)) as stage:
        stage.write(OLD)
        await stage.look(at(-50))
        await stage.look(at(7))
        stage.said()
        done, current, *rest = OLD.items
        stage.write(replace(OLD, items=(replace(done, minutes=1), replace(current, minutes=1), *rest, Item("Late", 5))))
        await stage.look(at(8))
        await stage.look(at(11))
        offered = stage.said()
        first = await stage.hear("Ann", "accept")
        second = await stage.hear("yoav", "accept")
        again = await stage.hear("Ann", "accept")
        await stage.look(at(12))

        alone = CHANGED.removeprefix("bot: ")
        assert offered == [f"bot (to {name} only): {alone}" for name in ("ann", "yoav")]
        assert first == ["bot: The agenda has changed:"]
        assert [lines[0].partition(": ")[0] for lines in (second, again)] == [
            "bot (to yoav only)", "bot (to Ann only)"
        ]  # fmt: skip
        assert stage.said() == []
        session = await stage.bot.service.session(OLD.id)
        assert session
        assert [(slot.item.title, slot.item.minutes) for slot in session.slots] == [
            ("Welcome", 5), ("Draft One", 10), ("Draft Two", 15), ("Open Mic", 0), ("Late", 5)
        ]  # fmt: skip


async def test_a_file_that_cannot_be_read_is_waited_for(tmp_path: Path) -> None:
    async with room(tmp_path, OLD) as stage:
        stage.write(OLD)
        await stage.look(at(-50))
        (tmp_path / f"{OLD.id}.yaml").write_text("title: [", encoding="utf-8")
        await stage.look(at(-45))
        stage.write(NEW)
        await stage.look(at(-44))
        await stage.look(at(-40))

        assert stage.said() == [CHANGED]


async def test_a_new_file_is_put_in_force(tmp_path: Path) -> None:
    async with room(tmp_path, OLD) as stage:
        stage.write(OLD)
        await stage.look(at(-50))
        stage.write(replace(OLD, id="other"))
        await stage.look(at(-49))

        session = await stage.bot.service.session("other")
        assert session
        assert session.agenda == replace(OLD, id="other")


async def test_an_address_is_read_every_five_minutes_and_offered(tmp_path: Path) -> None:
    sourced = replace(OLD, source=URL)
    async with room(tmp_path, sourced) as stage:
        stage.write(sourced)
        stage.source.items = sourced.items
        for minute in (-50, -47, -45):
            await stage.look(at(minute))
        stage.source.items = NEW.items
        for minute in (-40, -38, -36, -35):
            await stage.look(at(minute))

        assert len(stage.source.asked) == 4
        assert stage.said() == [f"bot: The agenda has changed at its source, {URL}:"]


async def test_an_address_that_is_away_is_asked_again(tmp_path: Path) -> None:
    sourced = replace(OLD, source=URL)
    async with room(tmp_path, sourced) as stage:
        stage.write(sourced)
        await stage.look(at(-50))
        stage.source.items = NEW.items
        await stage.look(at(-45))
        await stage.look(at(-42))

        assert stage.said() == [f"bot: The agenda has changed at its source, {URL}:"]


async def test_chairs_are_told_once_of_an_address_that_stays_away(tmp_path: Path) -> None:
    sourced = replace(for_terminal(OLD), source=URL)
    async with room(tmp_path, sourced) as stage:
        stage.write(replace(OLD, source=URL))
        for minute in range(-55, -25, 5):
            await stage.look(at(minute))
        early = stage.said()
        for minute in range(-25, -10, 5):
            await stage.look(at(minute))

        told = "I cannot read the source of Small WG"
        assert early == []
        assert [line.partition(f", {URL}, since ")[0] for line in stage.said()] == [
            f"bot (to {name} only): {told}" for name in ("ann", "yoav")
        ]


async def test_an_address_that_comes_back_in_time_is_nothing_to_tell(tmp_path: Path) -> None:
    sourced = replace(for_terminal(OLD), source=URL)
    async with room(tmp_path, sourced) as stage:
        stage.write(replace(OLD, source=URL))
        for minute in range(-55, -30, 5):
            await stage.look(at(minute))
        stage.source.items = sourced.items
        await stage.look(at(-30))
        stage.source.items = None
        for minute in range(-25, -10, 5):
            await stage.look(at(minute))

        assert stage.said() == []


async def test_on_hold_no_address_is_read_and_a_file_waits(tmp_path: Path) -> None:
    sourced = replace(for_terminal(OLD), source=URL)
    async with room(tmp_path, sourced) as stage:
        written = replace(OLD, source=URL)
        stage.write(written)
        await stage.look(at(-50))
        await stage.hear("Ann", "hold")
        asked = len(stage.source.asked)
        stage.write(replace(written, items=NEW.items))
        await stage.look(at(-40))
        await stage.look(at(-30))
        waiting = stage.said()
        await stage.hear("Ann", "resume")
        await stage.look(at(-29))

        assert (waiting, len(stage.source.asked) - asked) == ([], 1)
        alone = CHANGED.removeprefix("bot: ")
        assert stage.said() == [f"bot (to {name} only): {alone}" for name in ("Ann", "yoav")]


async def test_a_chair_imports_puts_right_and_accepts(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(small())) as stage:
        stage.source.items = (Item("Welcome", 5), Item("Quantum", 30), Item("Late", 5))
        read = await stage.hear("Ann", f"import {URL}")
        before = await stage.bot.service.session(small().id)
        edited = await stage.hear("Ann", "edit 2 minutes 15")
        dropped = await stage.hear("Ann", "drop 3")
        accepted = await stage.hear("Ann", "yes")
        after = await stage.bot.service.session(small().id)

        first = f"bot (to Ann only): Read from {URL}; nothing is in force yet:"
        assert [lines[0] for lines in (read, edited, dropped)] == [first] * 3
        assert accepted == ["bot: The agenda has changed:"]
        assert before
        assert before.agenda == for_terminal(small())
        assert after
        assert [(slot.item.title, slot.item.minutes) for slot in after.slots] == [("Welcome", 5), ("Quantum", 15)]


async def test_an_import_knows_what_chairs_settled_here_and_in_the_group_s_last_session(tmp_path: Path) -> None:
    before = for_terminal(replace(small(), id="before", group="example", start=at(-20_000)))
    older = replace(before, id="older", start=at(-40_000), items=(Item("Ancient", 5),))
    later = replace(before, id="later", start=at(20_000), items=(Item("Future", 5),))
    now = for_terminal(replace(small(), group="Example"))
    async with room(tmp_path, now) as stage:
        for other in (older, before, later):
            await stage.bot.service.open(other, ())
        stage.source.items = (Item("Administrivia", 5), Item("Draft Two", 15))
        await stage.hear("Ann", f"import {URL}")
        await stage.hear("Ann", "edit 1 minutes 12")
        await stage.hear("Ann", "accept")
        await stage.hear("Ann", f"import {URL}")

        first, again = ([(item.title, item.minutes) for item in one.items] for one in stage.source.given)
        assert first == [("Welcome", 5), ("Draft One", 10), ("Draft Two", 15), ("Open Mic", 0)]
        assert again[:2] == [("Administrivia", 12), ("Draft Two", 15)]
        assert again[2:] == [("Welcome", 5), ("Draft One", 10), ("Open Mic", 0)]


async def test_an_import_that_fails_is_told(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(small())) as stage:
        assert await stage.hear("Ann", f"import {URL}") == [
            "bot (to Ann only): Nothing was imported: No host is known."
        ]


async def test_a_chair_attaches_a_file_and_imports_it(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(small()), Folder) as stage:
        read = await stage.hear("Ann", "import", Attached("agenda.md", "Quantum"))
        await stage.hear("Ann", "accept")
        session = await stage.bot.service.session(small().id)

        assert read[0] == "bot (to Ann only): Read from agenda.md; nothing is in force yet:"
        assert session
        assert [slot.item for slot in session.slots] == [Item("Quantum", 30)]
        assert session.agenda.source == ""


async def test_without_a_file_or_where_none_can_be_attached_it_is_said(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with room(tmp_path, for_terminal(small()), Folder) as stage:
        none = await stage.hear("Ann", "import this file")
        two = await stage.hear("Ann", "import", Attached("a.md", "A"), Attached("b.md", "B"))
        unread = await stage.hear("Ann", "import", Attached("c.md", ""))
    async with room(tmp_path_factory.mktemp("other"), for_terminal(small())) as stage:
        nowhere = await stage.hear("Ann", "import")

    begin = "bot (to Ann only): Nothing was imported: "
    one = "attach one file to the message that says import, or give an address, as in import https://…."
    assert (none, two) == ([begin + one], [begin + one])
    assert unread == [f"{begin}c.md cannot be read."]
    assert nowhere == [f"{begin}files cannot be attached here; give an address, as in import https://…."]


async def test_others_import_nothing(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(small())) as stage:
        await stage.hear("Zoe", f"import {URL}")

        assert stage.source.asked == []


async def test_a_restart_keeps_what_was_imported(tmp_path: Path) -> None:
    async with room(tmp_path, for_terminal(small())) as stage:
        stage.source.items = (Item("Quantum", 30),)
        await stage.hear("Ann", f"import {URL}")
        await stage.hear("Ann", "accept")
    async with room(tmp_path, for_terminal(small())) as stage:
        session = await stage.bot.service.session(small().id)

        assert session
        assert session.agenda.items == (Item("Quantum", 30),)
        assert timedelta(minutes=30) == session.slots[0].length
