"""Presses and reactions say what the button says."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.adapters.console.transcript import as_text
from chatbot.core.agenda import Role
from chatbot.ports import Pressed
from tests.scenarios.stage import at, small
from tests.service.stage import ask, redelivered, room

pytestmark = pytest.mark.anyio


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
