"""Agendas put in force, before a session, within it and after it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.cli.rehearsing import for_terminal
from chatbot.core.agenda import Role
from tests.scenarios.stage import START, at, small
from tests.service.stage import room

pytestmark = pytest.mark.anyio


async def test_session_read_after_its_end_stays_silent(tmp_path: Path) -> None:
    async with room(tmp_path, at(600), small(roles=(Role("note taker", 1),))) as stage:
        await stage.until(at(601))
        assert stage.said() == []
        assert await stage.bot.service.next_due() is None


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
