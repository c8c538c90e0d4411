"""One loop: redelivery, restarts, lateness, and which session is meant."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chatbot.adapters.console import ConsoleChat
from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.transcript import as_text
from chatbot.cli.assembly import Bot, assemble
from chatbot.cli.rehearsing import for_terminal
from chatbot.clock import StepClock, WallClock
from chatbot.core.agenda import Agenda, Role
from chatbot.outbox import Timing
from chatbot.ports import Said
from chatbot.store.database import Database
from tests.scenarios.stage import SMALL, START, at, small

pytestmark = pytest.mark.anyio
DAY = "Small WG, Mon 16 Mar 2026"


class Room:
    """A bot on a database file, in a terminal, with a clock that the test moves."""

    def __init__(self, bot: Bot, chat: ConsoleChat, clock: StepClock, heard: list[Utterance]) -> None:
        self.bot = bot
        self.chat = chat
        self.clock = clock
        self._heard = heard

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
        lines = [as_text(one, "UTC").splitlines()[0] for one in self._heard if one.who == "bot"]
        self._heard.clear()
        return [line for line in lines if "Small WG – " not in line and "only): Small WG: " not in line]

    def told(self) -> list[str]:
        """First lines of what single people were told since the last look, of the bot's own accord."""
        lines = [as_text(one, "UTC").splitlines()[0] for one in self._heard if one.who == "bot"]
        self._heard.clear()
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


async def test_redelivered_command_is_obeyed_and_answered_once(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        stage.said()
        for _ in range(3):
            await stage.bot.service.take(redelivered("extend 5", "same", stage))
            await stage.bot.outbox.drain()

        assert stage.said() == [
            "14:01:00 bot: Welcome has 5 more minutes, until 14:10; the session ends 14:35 (planned 14:30)."
        ]


async def test_redelivered_question_is_answered_once(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        for _ in range(2):
            await stage.bot.service.take(redelivered("chairs", "same", stage))
            await stage.bot.outbox.drain()

        assert len(stage.said()) == 1


async def test_restart_neither_repeats_nor_forgets(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(6))
        before = stage.said()
    async with room(tmp_path, at(7), small()) as stage:
        await stage.until(at(7))
        between = stage.said()
        await stage.until(at(15))

        assert (before[-1], between, stage.said()) == (
            "14:06:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
            [],
            ["14:15:00 bot: Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic"],
        )


async def test_after_an_absence_the_current_item_alone_is_announced_as_late(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
    async with room(tmp_path, at(17), small()) as stage:
        await stage.until(at(17))

        assert stage.said() == [
            "14:17:00 bot: (late: began 14:15) Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic"
        ]


async def test_command_about_an_item_that_is_over_is_not_obeyed_for_the_next_one(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small(roles=(Role("note taker", 1),))) as stage:
        await stage.until(at(4))
        missed = [stage.chat.hears("Ann", text) for text in ("extend 5", "volunteer note taker", "now")]
        stage.said()
        await stage.until(at(9))
        for given in missed:
            await stage.bot.service.take(given)
            await stage.bot.outbox.drain()

        assert stage.said() == [
            "14:09:00 bot: (late: began 14:05) Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
            "14:09:00 bot (to Ann only): The session has moved on. Draft One is on now. `next` goes on from there.",
            f"14:09:00 bot (to Ann only): Thank you, Ann. You are signed up as note taker for {DAY}, 14:00.",
            "14:09:00 bot (edits): Note taker: Ann. Thank you.",
            "14:09:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
        ]


async def test_question_that_is_long_past_is_not_answered(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(4))
        asked = stage.chat.hears("Ann", "now")
        await stage.until(at(20))
        stage.said()
        await stage.bot.service.take(asked)
        await stage.bot.outbox.drain()

        assert stage.said() == []


async def test_session_read_after_its_end_stays_silent(tmp_path: Path) -> None:
    async with room(tmp_path, at(600), small(roles=(Role("note taker", 1),))) as stage:
        await stage.until(at(601))
        assert stage.said() == []
        assert await stage.bot.service.next_due() is None


async def test_unsent_farewell_is_dropped_when_it_is_old_news(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(20))
    async with room(tmp_path, at(600), small()) as stage:
        await stage.until(at(600))

        assert stage.said() == []


async def test_changed_agenda_is_put_in_force_before_the_start_and_keeps_people(tmp_path: Path) -> None:
    roles = (Role("note taker", 2),)
    async with room(tmp_path, at(-5), small(roles=roles)) as stage:
        await stage.hear("Bob", "volunteer note taker")
    later = replace(small(roles=roles), start=START + timedelta(minutes=10))
    async with room(tmp_path, at(-4), later) as stage:
        await stage.hear("Cy", "volunteers")
        await stage.until(at(9))
        stage.said()
        await stage.until(at(10))

        first, *_ = stage.said()
        assert first == "14:10:00 bot: Now: Welcome – Chairs (5 min, until 14:15); next: Draft One – Cy"
        kept = await stage.bot.database.tx(stage.bot.journal.load, "small")
        assert kept is not None
        assert [(one.role, [person.name for person in one.people]) for one in kept.session.rosters] == [
            ("note taker", ["Bob"])
        ]


async def test_changed_agenda_of_a_running_session_is_not_applied(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
    async with room(tmp_path, at(2)) as stage:
        changed = for_terminal(replace(small(), title="Another"))

        assert await stage.bot.service.open(changed, (stage.chat.place,)) is False
        assert await stage.bot.service.open(for_terminal(small()), (stage.chat.place,)) is True


async def test_where_no_session_is_held_the_bot_says_so_privately(tmp_path: Path) -> None:
    async with room(tmp_path, at(0)) as stage:
        await stage.hear("Bob", "agenda")
        (line,) = stage.said()

        assert line.startswith("14:00:00 bot (to Bob only): ")


def two(second_start: int) -> Sequence[Agenda]:
    return SMALL, replace(SMALL, id="other", title="Other WG", group="oth", start=at(second_start))


async def test_running_session_is_meant_before_one_to_come(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), *two(120)) as stage:
        await stage.until(at(6))
        stage.said()
        await stage.hear("Ann", "extend 5")

        assert stage.said()[-1].startswith("14:06:00 bot: Draft One has 5 more minutes")


async def test_two_running_sessions_want_a_name(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), *two(1)) as stage:
        await stage.until(at(2))
        stage.said()
        await stage.hear("Ann", "extend 5")
        asked = stage.said()
        await stage.hear("Ann", "oth: extend 5")

        assert asked[0].startswith("14:02:00 bot (to Ann only): ")
        assert "small" in asked[0]
        assert stage.said()[-1] == (
            "14:02:00 bot: Welcome has 5 more minutes, until 14:11; the session ends 14:36 (planned 14:31)."
        )


async def test_failing_database_is_told_to_the_asker_and_raised(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.bot.database.tx(lambda connection: connection.exec_driver_sql("DROP TABLE inbox"))
        with pytest.raises(Exception, match="no such table"):
            await stage.hear("Ann", "start")
        await stage.bot.outbox.drain()

        assert stage.said() == [
            "13:59:00 bot (to Ann only): Something went wrong on my side; nothing was changed. Please try again."
        ]


async def test_run_follows_clock_and_people_until_cancelled(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        running = asyncio.create_task(stage.bot.run(timedelta(minutes=1)))
        await stage.chat.hear(stage.chat.hears("Ann", "start"))
        async with asyncio.timeout(10):
            while not any("Now: Welcome" in line for line in stage.said()):
                await asyncio.sleep(0.01)
        running.cancel()
        result = await asyncio.gather(running, return_exceptions=True)

        assert isinstance(result[0], asyncio.CancelledError)


async def test_record_is_acknowledged_by_a_reaction(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.hear("Bob", "note slide 3")

        assert stage.said() == ["13:59:00 bot (reacts to Bob): ✓"]


async def test_record_is_acknowledged_in_words_where_there_is_nothing_to_react_to(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        given = stage.chat.hears("Bob", "note slide 3")
        assert isinstance(given, Said)
        await stage.bot.service.take(replace(given, ref=""))
        await stage.bot.outbox.drain()

        assert stage.said() == ["13:59:00 bot (to Bob only): Kept as a note: slide 3"]


async def test_reaction_that_is_refused_gives_way_to_words(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        given = stage.chat.hears("Bob", "decision adopt it")
        assert isinstance(given, Said)
        await stage.bot.service.take(replace(given, ref="a message that is gone"))
        await stage.bot.outbox.drain()

        assert stage.said() == ["13:59:00 bot (to Bob only): Kept as a decision: adopt it"]


async def test_heads_up_is_told_once_over_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, at(-20), small()) as stage:
        await stage.until(at(-5))
        before = stage.told()
    async with room(tmp_path, at(-4), small()) as stage:
        await stage.until(at(-4))

        assert (len(before), before[0], stage.told()) == (
            2,
            "13:55:00 bot (to cy only): Small WG: you are on in 10 min, at 14:05, with Draft One (10 min).",
            [],
        )


async def test_undo_survives_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        await stage.hear("Ann", "extend 5")
    async with room(tmp_path, at(2), small()) as stage:
        await stage.bot.service.take(redelivered("undo", "another", stage))
        await stage.bot.outbox.drain()

        assert stage.said() == ["14:02:00 bot: Undone: 5 more minutes. Welcome has 5 min; the session ends 14:30."]
