"""Commands: late ones, how they are acknowledged, and what goes beyond one session."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.adapters.console.transcript import as_text
from chatbot.core.agenda import Person, Role
from chatbot.ports import Said
from tests.scenarios.stage import START, at, small
from tests.service.stage import redelivered, room

pytestmark = pytest.mark.anyio
DAY = "Small WG, Mon 16 Mar 2026"


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


async def test_undo_survives_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
        await stage.hear("Ann", "extend 5")
    async with room(tmp_path, at(2), small()) as stage:
        await stage.bot.service.take(redelivered("undo", "another", stage))
        await stage.bot.outbox.drain()

        assert stage.said() == ["14:02:00 bot: Undone: the extension. Welcome has 5 min; the session ends 14:30."]


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
