"""A text of any kind to sessions and slots."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.text import html, markdown
from chatbot.importers.text.agenda import find_slots
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.captions import join_and_nest
from chatbot.importers.text.cleaning import decoded, one_kind_of_line, plain
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.repeats import without_repeats
from chatbot.importers.text.sessions import Facts, Region, Surroundings, date_of, find_sessions
from chatbot.importers.text.times import Clock
from chatbot.importers.text.vocabulary import kind_of
from chatbot.importers.text.voting import vote


_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(rb"^#{1,6}\s|^\s*[-*+]\s|^\s*\d{1,2}\.\s|\]\(|^\s*\|.*\|", re.MULTILINE)


def recognise_html(source: Source) -> str | None:
    """A page says so at its beginning."""
    return "it begins as an HTML page does" if _HTML.match(source.content[:10_000]) else None


def recognise_text(source: Source) -> str | None:
    """Everything without zero bytes may be text; Markdown shows by its headings, lists, links and tables."""
    if b"\0" in source.content[:1000] and not source.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if _MARKDOWN.search(source.content[:100_000]):
        return "it has headings, lists, links or tables as in Markdown"
    return "it is text without any markup"


def read_markdown(source: Source) -> Imported:
    """An agenda in Markdown or plain text."""
    return _read(source, markdown.blocks(plain(decoded(source))), "Markdown or plain text", recognise_text(source) or "it was asked for")


def read_html(source: Source) -> Imported:
    """An agenda in HTML."""
    return _read(source, html.blocks(one_kind_of_line(decoded(source))), "HTML", recognise_html(source) or "it was asked for")


def _read(source: Source, document: Block, taken_for: str, why: str) -> Imported:
    join_and_nest(document)
    found = find_slots(document, vote(document))
    candidates = found.slots
    by_day = list(dict.fromkeys(slot.day for slot in candidates if slot.day))
    facts, regions = find_sessions(document, candidates)
    around = _around(document, source)
    if by_day:
        facts = _grid_days(by_day, facts[0], around)
    candidates = without_repeats([replace(slot, session=_session_of(slot, regions, by_day)) for slot in candidates])
    sessions = [_meeting(one, date_of(one, around, columns=bool(by_day))) for one in facts]
    slots = _slots(candidates, facts)
    sessions = [_window(meeting, [slot for slot in slots if slot[0] == number]) for number, meeting in enumerate(sessions, 1)]
    return Imported(taken_for, why, tuple(sessions), tuple(_slot(session, slot, start, minutes) for session, slot, start, minutes in slots))


def _around(document: Block, source: Source) -> Surroundings:
    blocks = list(document.walk())
    urls = tuple(url for block in blocks for url in block.inline.urls)
    urls += tuple(url for block in blocks for row in block.rows for cell in row.cells for url in cell.urls)
    text = "\n".join(block.text for block in blocks if len(block.text) < 400)
    return Surroundings(urls, source.origin, text)


def _grid_days(by_day: Sequence[str], facts: Facts, around: Surroundings) -> list[Facts]:
    """A session for each column of a table of days; days without a month take it from the date above."""
    found = []
    for number, text in enumerate(by_day):
        told = days(text)
        day = told[0] if told else None
        if day is None and facts.day is not None:
            hit = re.search(r"\b([0-3]?\d)(?:/|\.|st|nd|rd|th|\b)", text)
            day = replace(facts.day, day=int(hit[1]) if hit else facts.day.day + number)
        if day and weekday(text) is not None:
            day = replace(day, weekday=weekday(text))
        found.append(replace(facts, name=text, day=day, start=None, end=None))
    return found


def _meeting(facts: Facts, day: date | None) -> Meeting:
    return Meeting(facts.name, day, facts.start.time if facts.start else None, facts.end.time if facts.end else None, facts.zone)


Placed = tuple[int, Candidate, time | None, int | None]


def _slots(candidates: Sequence[Candidate], facts: Sequence[Facts]) -> list[Placed]:
    """Each slot with its session, its start on the 24-hour clock and its minutes."""
    placed: list[Placed] = []
    last: dict[int, time] = {}
    clocks = [clock for one in (*candidates, *facts) for clock in (one.start, one.end) if clock]
    twelve = not any(clock.hour > 12 for clock in clocks)
    for slot in candidates:
        session = slot.session
        begun = last.get(session) or (facts[session - 1].start.time if facts[session - 1].start else None)
        start = (_rising(slot.start, begun) if twelve else slot.start.time) if slot.start else None
        if start:
            last[session] = start
        placed.append((session, slot, start, slot.minutes if slot.minutes is not None else _between(slot, start)))
    return placed


def _session_of(slot: Candidate, regions: Sequence[Region], by_day: Sequence[str]) -> int:
    if slot.day:
        return by_day.index(slot.day) + 1
    return next((region.session for region in reversed(regions) if region.line <= slot.line), 1)


def _rising(clock: Clock, before: time | None) -> time:
    """Without am or pm, times only rise within a day: 1:30 after 12:30 is 13:30."""
    found = clock.time
    if before and not clock.half and not clock.packed and clock.hour < 12 and found < before:
        later = found.replace(hour=found.hour + 12)
        if later >= before and before.hour - found.hour > 6:
            return later
    return found


def _between(slot: Candidate, start: time | None) -> int | None:
    if not (slot.start and slot.end and start):
        return None
    end = _rising(slot.end, start)
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes % (24 * 60) or None


def _window(meeting: Meeting, slots: Sequence[Placed]) -> Meeting:
    """The window from the slots, where it is not written."""
    starts = [start for _, _, start, _ in slots if start]
    if meeting.start is None and starts:
        meeting = replace(meeting, start=starts[0])
    if meeting.end is None and starts and slots:
        ended = [slot for slot in slots if slot[2]][-1]
        if ended[1].end:
            meeting = replace(meeting, end=_rising(ended[1].end, ended[2]))
    return meeting


def _slot(session: int, found: Candidate, start: time | None, minutes: int | None) -> Slot:
    return Slot(
        session, found.title, found.presenters, minutes, start, found.drafts, kind_of(found.title), found.group,
        found.optional, found.line, found.slides,
    )  # fmt: skip
