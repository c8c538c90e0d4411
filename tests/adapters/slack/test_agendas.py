"""What is said of any agenda fits into Slack: made-up ones, and those of AGENDA_SAMPLES, a folder of real ones."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from chatbot import wording
from chatbot.adapters.slack.markup import render
from chatbot.adapters.slack.views import page
from chatbot.core.agenda import Address, Agenda, Item, Notice, Participant, Person, Role
from chatbot.core.events import SessionPlanned
from chatbot.core.session import plan
from chatbot.messages import Message
from tests.fakes.slack_limits import refusal, view_refusal

START = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
SAMPLES = os.environ.get("AGENDA_SAMPLES", "")
MOST_LINES = 60
ANN = Participant("slack:U01ANN", "Ann")


def agenda_of(lines: Sequence[str]) -> Agenda:
    """An agenda in which these lines stand wherever outside text can."""
    items = tuple(
        Item(one, 5, presenters=(Person(one[:60], ("slack:U01ANN",)),), group=one[:40], drafts=(one[:30],))
        for one in lines
    )
    first = lines[0]
    return Agenda(
        "sample",
        first,
        START,
        "America/Los_Angeles",
        items,
        meeting=first[:80],
        chairs=(Person(first),),
        links=(Address(first, "https://example.org/a"), Address("x", first)),
        notices=(Notice(first, "\n".join(lines[:50])),),
        roles=(Role(first[:60] or "scribe", 2),),
    )


def messages(agenda: Agenda) -> list[Message]:
    """What stands in a room before the session, and the answers to what people ask."""
    session = plan(SessionPlanned(at=START, agenda=agenda))
    asked = ("agenda", "now", "next?", "who", "links", "notes", "status", "notewell", "chairs", "volunteers", "help")
    return [wording.board(session, "slack", START), *(said(session_of=agenda, text=text) for text in asked)]


def said(session_of: Agenda, text: str) -> Message:
    """The answer to a question."""
    from chatbot.core.commands import Query
    from chatbot.grammar import parse

    query = parse(text)
    assert isinstance(query, Query)
    session = plan(SessionPlanned(at=START, agenda=session_of))
    return wording.answer(session, query, ANN, "slack", START)


def check(agenda: Agenda) -> None:
    """Slack takes it all, by its documented limits and by its own library's models; nothing is without words."""
    for message in messages(agenda):
        for one in render(message):
            assert refusal(one.text, one.blocks, edit=True) == ""
            assert one.text.strip()
            for block in Block.parse_all(one.blocks):
                block.validate_json()
    home = page(wording.page([plan(SessionPlanned(at=START, agenda=agenda))] * 3, ANN, "slack", START))
    assert view_refusal(home) == ""


@settings(deadline=None, max_examples=60)  # other tests may keep the machine busy
@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=40), st.integers(1, 5))
def test_any_agenda_fits(lines: list[str], times: int) -> None:
    check(agenda_of(lines * times))


def test_long_agenda_is_whole_over_its_pages() -> None:
    lines = [f"Draft number {number} about {'a very long matter ' * 5}" for number in range(120)]
    session = plan(SessionPlanned(at=START, agenda=agenda_of(lines)))
    shown = "".join(str(one.blocks) for one in render(wording.board(session, "slack", START)))

    assert [number for number in range(120) if f"Draft number {number} about" not in shown] == []


@pytest.mark.skipif(not SAMPLES, reason="AGENDA_SAMPLES names no folder of agendas")
def test_every_sample_fits() -> None:
    files = [path for path in sorted(Path(SAMPLES).rglob("*")) if path.suffix in (".md", ".txt", ".yaml", ".html")]
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]
        if lines:
            check(agenda_of(lines))
    assert files
