"""Agendas as JSON, as a calendar and as a web page."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from chatbot.core.agenda import Address, Agenda, Item, Person
from chatbot.exporters import as_calendar, as_json, as_markdown, as_page
from chatbot.importers.imported import Slot, Source
from chatbot.importers.sniffing import read

NOON = datetime(2026, 3, 19, 12, tzinfo=UTC)
AGENDA = Agenda(
    id="example",
    title="Example <WG>",
    start=NOON,
    timezone="Europe/Vienna",
    items=(
        Item("Welcome", 5, presenters=(Person("Ann Bell"),)),
        Item("Keys & locks", 15, 5, (), "Drafts", ("draft-bell-keys",), "https://example.org/s?a=1&b=2"),
        Item("Open mic", 0, fixed=NOON.replace(minute=40)),
    ),
    meeting="IETF 125",
    links=(Address("Notes", "https://example.org/notes"),),
)


def test_json_has_one_session_and_its_slots_at_their_planned_starts() -> None:
    assert json.loads(as_json(AGENDA)) == {
        "sessions": [
            {"name": "Example <WG>", "date": "2026-03-19", "start": "13:00", "end": "13:40",
             "timezone": "Europe/Vienna"}
        ],
        "slots": [
            {"session": 1, "title": "Welcome", "presenters": ["Ann Bell"], "minutes": 5, "start": "13:00",
             "drafts": [], "group": ""},
            {"session": 1, "title": "Keys & locks", "presenters": [], "minutes": 20, "start": "13:05",
             "drafts": ["draft-bell-keys"], "group": "Drafts"},
            {"session": 1, "title": "Open mic", "presenters": [], "minutes": None, "start": "13:40", "drafts": [],
             "group": ""},
        ],
    }  # fmt: skip


def test_a_calendar_has_one_event_with_the_items_as_its_description() -> None:
    text = as_calendar(AGENDA, NOON)
    unfolded = text.replace("\r\n ", "")

    assert "DTSTART:20260319T120000Z\r\nDTEND:20260319T124000Z\r\n" in text
    assert "SUMMARY:Example <WG> – IETF 125\r\n" in unfolded
    assert "DESCRIPTION:13:00 Welcome (Ann Bell)\\n13:05 Keys & locks\\n13:40 Open mic\\nNotes: " in unfolded


def test_a_calendar_can_be_imported() -> None:
    found = read(Source(as_calendar(AGENDA, NOON).encode(), "a.ics"))

    assert (found.taken_for, str(found.sessions[0].date), str(found.sessions[0].start)) == (
        "iCalendar",
        "2026-03-19",
        "12:00:00",
    )


def test_a_page_escapes_all_texts_and_can_be_imported() -> None:
    page = as_page(AGENDA)
    found = read(Source(page.encode(), "a.html"))

    assert "<h1>Example &lt;WG&gt; – IETF 125</h1>" in page
    assert 'href="https://example.org/s?a=1&amp;b=2">Keys &amp; locks</a>' in page
    assert found.taken_for == "HTML"
    assert [(slot.title, slot.presenters, slot.minutes) for slot in found.slots] == [
        ("Welcome", ("Ann Bell",), 5),
        ("Keys & locks", (), 20),
        ("Open mic", (), None),
    ]


def test_a_fixed_start_is_shown_in_markdown_too() -> None:
    assert "| 13:40 fixed | 0 | Open mic |" in as_markdown(AGENDA)
    slots: tuple[Slot, ...] = read(Source(as_markdown(replace(AGENDA, links=())).encode(), "a.md")).slots
    assert [f"{slot.start:%H:%M}" for slot in slots] == ["13:00", "13:05", "13:40"]
