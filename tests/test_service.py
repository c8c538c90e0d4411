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
from chatbot.core.agenda import Agenda, Person, Role
from chatbot.messages import Message
from chatbot.outbox import Timing
from chatbot.ports import Pressed, Said, ShutOut
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


async def test_chairs_are_told_once_that_the_bot_was_shut_out(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        stage.said()
        given = ShutOut("event", replace(stage.chat.place, topic=""), at(-1))
        for _ in range(2):
            await stage.bot.service.take(given)
            await stage.bot.outbox.drain()

        assert [line.partition(" and may")[0] for line in stage.said()] == [
            f"13:59:00 bot (to {chair} only): I was taken out of the channel of Small WG" for chair in ("ann", "yoav")
        ]


@pytest.mark.parametrize(
    ("name", "sees", "said"),
    [
        ("Cy", None, "- Chairs: Ann, Yoav"),
        ("Cy", frozenset({"room"}), "- Chairs: Ann, Yoav"),
        ("Cy", frozenset({"elsewhere"}), "No session is set up here."),
        ("Ann", frozenset[str](), "- Chairs: Ann, Yoav"),
    ],
)
async def test_direct_message_knows_sessions_of_channels_that_the_person_sees_or_chairs(
    tmp_path: Path, name: str, sees: frozenset[str] | None, said: str
) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        given = stage.chat.hears(name, "chairs", direct=True)
        assert isinstance(given, Said)
        stage.said()
        await stage.bot.service.take(replace(given, sees=sees))
        await stage.bot.outbox.drain()

        assert [line.partition(": ")[2] for line in stage.said()] == [said]


async def test_thanks_alone_are_no_reason_to_speak(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        stage.said()
        for text in ("thanks a lot!", "Great, thank you", "Thx"):
            await stage.hear("Cy", text)

        assert stage.said() == []


async def test_reaction_taken_away_after_the_end_is_no_reason_to_speak(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small(roles=(Role("note taker", 1),))) as stage:
        await stage.until(at(-1))
        await stage.bot.service.take(stage.chat.hears("Cy", "+signup note taker"))
        taken_back = stage.chat.hears("Cy", "-signup note taker")
        await stage.hear("Ann", "start")
        await stage.hear("Ann", "end")
        stage.said()
        await stage.bot.service.take(taken_back)
        await stage.bot.outbox.drain()

        assert isinstance(taken_back, Pressed)
        assert stage.said() == []


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

        assert stage.said() == ["14:02:00 bot: Undone: the extension. Welcome has 5 min; the session ends 14:30."]


def unaddressed(stage: Room, name: str, text: str) -> Said:
    """What somebody says to the room without a mention of the bot."""
    given = stage.chat.hears(name, text)
    assert isinstance(given, Said)
    return replace(given, addressed=False)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Bob", "q+", ["14:01:00 bot (to Bob only): You are in the queue: first. `q-` takes you out."]),
        ("Bob", "q?", ["14:01:00 bot (to Bob only): Nobody waits."]),
        ("Bob", "q-", ["14:01:00 bot (to Bob only): You are not in the queue; `q+` puts you in it."]),
        ("Ann", "q limit 2", ["14:01:00 bot: Each speaker has 2 min."]),
        ("Bob", "ack", []),
        ("Bob", "q+ one two three four five six seven", []),
        ("Bob", "vote early", []),
        ("Bob", "unvote", []),
        ("Bob", "agenda", []),
        ("Bob", "yes", []),
    ],
)
async def test_bare_words_are_heard_where_they_are_meant(tmp_path: Path, name: str, text: str, said: list[str]) -> None:
    async with room(tmp_path, at(-1), replace(small(), bare_commands=True)) as stage:
        await stage.until(at(1))
        stage.said()
        await stage.bot.service.take(unaddressed(stage, name, text))
        await stage.bot.outbox.drain()

        assert stage.said() == said


async def test_bare_words_are_ignored_where_the_agenda_does_not_allow_them(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        stage.said()
        for text in ("q+", "q?", "q-"):
            await stage.bot.service.take(unaddressed(stage, "Bob", text))
        await stage.bot.outbox.drain()

        assert stage.said() == []


async def test_bare_votes_are_heard_while_a_poll_has_the_option(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), replace(small(), bare_commands=True)) as stage:
        await stage.until(at(1))
        await stage.hear("Ann", 'poll "Adopt X?" yes, no')
        stage.said()
        for text in ("vote yes", "yes", "vote early", "unvote"):
            await stage.bot.service.take(unaddressed(stage, "Bob", text))
            await stage.bot.outbox.drain()

        assert [line for line in stage.said() if "only" in line] == [
            "14:01:00 bot (to Bob only): Your vote in poll 1: yes; `unvote` takes it back.",
            "14:01:00 bot (to Bob only): Your vote in poll 1 is taken back.",
        ]


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
    await stage.hear("Ann", 'poll "Adopt X?" yes, no')
    posted = next(one for one in reversed(stage.heard) if one.ref and isinstance(one.message, Message))
    stage.said()
    return Asked(stage, posted.ref)


async def test_reactions_vote_change_the_vote_and_take_it_back(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        poll = await ask(stage)
        seen = []
        for name, sign, on in (
            ("Bob", "one", True),
            ("Cy", "two", True),
            ("Bob", "two", True),
            ("Bob", "one", False),
            ("Bob", "two", False),
            ("Cy", "memo", True),
        ):
            await poll.react(name, sign, on=on)
            seen.append(await poll.counts())

        assert seen == [(1, 0), (1, 1), (0, 2), (0, 2), (0, 1), (0, 1)]
        assert [line for line in stage.said() if "(edits)" not in line] == []


async def test_words_and_reactions_are_one_vote(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        poll = await ask(stage)
        await poll.react("Bob", "one")
        await stage.hear("Bob", "no")
        by_words = await poll.counts()
        await poll.react("Bob", "one", on=False)

        assert (by_words, await poll.counts()) == ((0, 1), (0, 1))


async def test_redelivered_votes_count_once_and_in_the_order_of_their_first_coming(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        poll = await ask(stage)
        for sign, event_id in (("one", "a"), ("two", "b"), ("one", "a"), ("two", "b")):
            await poll.react("Bob", sign, event_id=event_id)

        assert await poll.counts() == (0, 1)


async def test_votes_outlive_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        poll = await ask(stage)
        await poll.react("Bob", "one")
    async with room(tmp_path, at(2)) as stage:
        for text in ("yes", "close poll"):
            await stage.bot.service.take(redelivered(text, f"after the restart: {text}", stage))
            await stage.bot.outbox.drain()
        said = [as_text(one, "UTC") for one in stage.heard if one.who == "bot"]

        assert "yes: 2 · no: 0 (2 votes)" in said[-2]


async def test_press_on_a_closed_poll_is_answered_privately_and_votes_in_no_other(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        poll = await ask(stage)
        await stage.hear("Ann", "close poll")
        again = await ask(stage)
        await poll.react("Bob", "one")

        assert await again.counts() == (0, 0)
        assert stage.said() == ["14:01:00 bot (to Bob only): Poll 1, Adopt X?, is closed: its votes stay as they are."]


async def test_vote_from_before_the_poll_is_not_counted_in_it(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        missed = stage.chat.hears("Bob", "vote yes")
        await stage.until(at(2))
        poll = await ask(stage)
        await stage.bot.service.take(missed)
        await stage.bot.outbox.drain()

        assert await poll.counts() == (0, 0)
        assert stage.said() == [
            "14:02:00 bot (to Bob only): Poll 1, Adopt X?, was asked after you said this. Please vote again."
        ]


async def test_reaction_left_on_another_request_keeps_the_place(tmp_path: Path) -> None:
    async with room(tmp_path, at(-11), small(roles=(Role("note taker", 2),))) as stage:
        await stage.until(at(-10))
        await stage.hear("Ann", "need 3 note takers")
        old, new = [one.ref for one in stage.heard if "wanted" in as_text(one, "UTC") and not one.edited]
        await stage.bot.service.take(stage.chat.presses("Bob", old, "raised_hand"))
        taken_away = stage.chat.presses("Bob", old, "raised_hand")
        assert isinstance(taken_away, Pressed)
        stage.heard.clear()
        await stage.bot.service.take(replace(taken_away, on=False, elsewhere=(new,)))
        await stage.bot.outbox.drain()
        await stage.bot.service.take(replace(taken_away, on=False, event_id="later"))
        await stage.bot.outbox.drain()

        told = [line.split(": ")[1].split(".")[0] for line in stage.said() if "to Bob only" in line]
        assert told == ["Thank you, Bob", "You are no longer signed up as note taker; the place is free for others"]


async def test_yes_by_reaction_on_a_private_question_takes_the_place(tmp_path: Path) -> None:
    async with room(tmp_path, at(-9), small(roles=(Role("note taker", 1),))) as stage:
        await stage.hear("Ann", "ask @Gus")
        question = next(one for one in stage.heard if one.to and "would you" in as_text(one, "UTC"))
        stage.said()

        await stage.bot.service.take(stage.chat.presses("Gus", question.ref, "raised_hand"))
        await stage.bot.outbox.drain()

        session = await stage.bot.service.session("small")
        assert session is not None
        assert [one.name for one in session.rosters[0].people] == ["Gus"]


async def test_who_took_notes_and_who_is_not_asked_is_remembered_from_one_session_to_the_next(tmp_path: Path) -> None:
    first = replace(small(roles=(Role("note taker", 1),)), id="first", group="wg", start=START)
    second = replace(first, id="second", start=START + timedelta(days=7))
    async with room(tmp_path, at(-9), first, second) as stage:
        await stage.hear("Bob", "first volunteer")
        await stage.hear("Cy", "first never ask me")
        await stage.until(at(120))
        stage.said()
        await stage.hear("Eve", "second who took notes?")
        await stage.hear("Ann", "second ask @Cy")

        assert stage.said() == [
            "16:00:00 bot: - Mon 16 Mar 2026, 14:00: note taker Bob",
            "16:00:00 bot (to Ann only): Cy wants never to be asked, so please ask somebody else.",
        ]


async def test_who_is_forgotten_leaves_all_sessions_and_the_history(tmp_path: Path) -> None:
    first = replace(small(roles=(Role("note taker", 1),)), id="first", group="wg")
    second = replace(first, id="second", start=START + timedelta(days=7))
    async with room(tmp_path, at(-9), first, second) as stage:
        await stage.hear("Bob", "second volunteer")
        await stage.hear("Eve", "second volunteer")
        await stage.hear("Bob", "first volunteer")
        await stage.until(at(120))
        await stage.hear("Bob", "second forget me")

        assert "I have forgotten you" in stage.said()[-1]
        session = await stage.bot.service.session("second")
        assert session is not None
        assert [one.name for one in session.rosters[0].people] == ["Eve"]
        await stage.hear("Eve", "second who took notes")
        assert stage.said() == ["16:00:00 bot: - This session: Note taker: Eve"]


async def test_answer_to_a_private_question_is_for_the_session_that_asked(tmp_path: Path) -> None:
    first = replace(small(), id="first", roles=())
    second = replace(small(roles=(Role("note taker", 1),)), id="second", start=START + timedelta(days=7))
    async with room(tmp_path, at(-9), first, second) as stage:
        await stage.hear("Bob", "second chairs")
        await stage.hear("Ann", "second ask @Bob as note taker")
        await stage.until(at(1))
        await stage.hear("Ann", 'first poll "Adopt?"')
        await stage.bot.service.take(stage.chat.hears("Bob", "yes", direct=True))
        sessions = [await stage.bot.service.session(name) for name in ("first", "second")]

        assert [one and one.polls and one.polls[0].counts for one in sessions] == [(0, 0, 0), ()]
        assert sessions[1] is not None
        assert [one.name for one in sessions[1].rosters[0].people] == ["Bob"]


async def test_who_is_forgotten_is_thanked_and_called_by_no_name(tmp_path: Path) -> None:
    async with room(tmp_path, at(-9), small(roles=(Role("note taker", 2),))) as stage:
        for name in ("Bob", "Eve"):
            await stage.hear(name, "volunteer")
        await stage.until(at(1))
        await stage.hear("Bob", "q+")
        await stage.until(at(6))
        await stage.hear("Bob", "forget me")
        await stage.hear("Fay", "volunteer")
        await stage.hear("Ann", "end")
        heard = "\n".join(as_text(one, "UTC") for one in stage.heard if one.who == "bot")
        await stage.hear("Ann", "who took notes")

        assert stage.said()[-1] == "14:06:00 bot: - Mon 16 Mar 2026, 14:00: note taker Eve, Fay"
        assert "Thanks to the note takers Eve and Fay." in heard
        assert "somebody" not in heard


async def test_chair_of_any_session_that_is_not_over_is_kept_in_all(tmp_path: Path) -> None:
    first = replace(small(roles=(Role("note taker", 1),)), id="first")
    second = replace(first, id="second", title="Other WG", start=START + timedelta(days=7), chairs=(Person("Bob"),))
    async with room(tmp_path, at(-9), first, second) as stage:
        await stage.hear("Bob", "first volunteer")
        await stage.hear("Bob", "first forget me")

        assert stage.said()[-1] == (
            "13:51:00 bot (to Bob only): You chair Other WG, which is not over, and could not command it any more. "
            "Please say `forget me` again when it is."
        )
        session = await stage.bot.service.session("first")
        assert session is not None
        assert [one.name for one in session.rosters[0].people] == ["Bob"]
