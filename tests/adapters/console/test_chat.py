"""The rehearsal on screen, driven by a pilot's keys."""

import asyncio
from datetime import UTC, datetime

import pytest
from rich.console import Group
from rich.text import Text as RichText

from chatbot.adapters.console import ConsoleChat
from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.painting import row_of
from chatbot.adapters.console.screen import Screen
from chatbot.adapters.console.transcript import as_text
from chatbot.clock import StepClock
from chatbot.messages import Message, paragraph
from chatbot.ports import Input, Said
from tests.scenarios.stage import SMALL, START

pytestmark = pytest.mark.anyio
AT = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)


def screen(*rows: str) -> tuple[Screen, ConsoleChat, asyncio.Queue[Utterance]]:
    utterances: asyncio.Queue[Utterance] = asyncio.Queue()
    clock = StepClock(START)
    chat = ConsoleChat("room", clock, utterances.put_nowait)

    async def board() -> Message:
        return Message(tuple(paragraph(row) for row in rows or ("The board.",)))

    return Screen(chat, utterances, board, clock, SMALL, "Ann"), chat, utterances


async def typed(*lines: str) -> list[tuple[str, str]]:
    """What the bot hears when these lines are typed: who, and what."""
    shown, chat, _ = screen()
    heard: list[Input] = []

    async def take(given: Input) -> None:
        heard.append(given)

    async with shown.run_test() as pilot:
        listening = asyncio.create_task(chat.listen(take))
        for line in lines:
            await pilot.press(*("space" if key == " " else key for key in line), "enter")
        await pilot.pause()
        listening.cancel()
    return [(given.actor.name, given.text) for given in heard if isinstance(given, Said)]


async def test_what_is_typed_is_said_by_the_speaker() -> None:
    assert await typed("next") == [("Ann", "next")]


async def test_a_name_before_a_colon_speaks() -> None:
    assert await typed("Bob: volunteer", "now") == [("Bob", "volunteer"), ("Ann", "now")]


async def test_empty_lines_are_not_said() -> None:
    assert await typed("", "Bob: ") == []


async def test_current_item_is_in_view_where_the_board_does_not_fit() -> None:
    shown, _, _ = screen(*(f"✓ Item {number}" for number in range(30)), "→ Item 30", "On time.")
    async with shown.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.6)
        board = shown.query_one("#board")

        assert 0 <= 30 - board.scroll_offset.y < board.size.height


def test_row_of_the_current_item_counts_lines_as_they_are_folded() -> None:
    rows = [RichText(row) for row in ("one two three", "→ four", "five")]

    assert [row_of("→ ", Group(*rows), width) for width in (80, 8, 0)] == [1, 2, None]
    assert row_of("✓ ", Group(*rows), 80) is None


def test_control_characters_from_outside_do_not_reach_the_terminal() -> None:
    said = Utterance(AT, "bot", Message((paragraph("a\x1b[2Jb\nc"),)))

    assert as_text(said, "UTC") == "14:00:00 bot: a [2Jb c\n"


def test_square_brackets_are_shown_as_they_are() -> None:
    said = Utterance(AT, "bot", Message((paragraph("[bold]x[/bold] [red]"),)), to="Ann", edited=True)

    assert as_text(said, "UTC") == "14:00:00 bot (to Ann only) (edits): [bold]x[/bold] [red]\n"


async def test_people_behind_an_at_sign_are_mentioned() -> None:
    _, chat, _ = screen()

    given = chat.hears("Ann", "chair add @Paul Wouters please, or @bob")

    assert isinstance(given, Said)
    assert [(one.account, one.name) for one in given.mentions] == [
        ("console:paul wouters", "Paul Wouters"),
        ("console:bob", "bob"),
    ]
