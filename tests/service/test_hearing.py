"""What is heard, and what is not meant for the bot or for anybody any more."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.core.agenda import Role
from chatbot.ports import Said
from tests.scenarios.stage import START, at, small
from tests.service.stage import Room, room

pytestmark = pytest.mark.anyio


def unaddressed(stage: Room, name: str, text: str) -> Said:
    """What somebody says to the room without a mention of the bot."""
    given = stage.chat.hears(name, text)
    assert isinstance(given, Said)
    return replace(given, addressed=False)


async def test_thanks_alone_are_no_reason_to_speak(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        stage.said()
        for text in ("thanks a lot!", "Great, thank you", "Thx"):
            await stage.hear("Cy", text)

        assert stage.said() == []


async def test_question_that_is_long_past_is_not_answered(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(4))
        asked = stage.chat.hears("Ann", "now")
        await stage.until(at(20))
        stage.said()
        await stage.bot.service.take(asked)
        await stage.bot.outbox.drain()

        assert stage.said() == []


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
