"""A text of any kind to sessions and slots."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import islice

from chatbot.importers.imported import Imported, Meeting, Slot, Source
from chatbot.importers.kinds import kind_of
from chatbot.importers.text import html, markdown
from chatbot.importers.text.agenda import find_slots
from chatbot.importers.text.blocks import Block
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.captions import join_and_nest
from chatbot.importers.text.cleaning import MOST_LINES, decoded, one_kind_of_line, plain, too_long
from chatbot.importers.text.clocks import Placed, placed, window
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.doubts import doubts_of_dates, doubts_of_links, doubts_of_placeholders, unused_lines
from chatbot.importers.text.facts import Facts
from chatbot.importers.text.header import read_header
from chatbot.importers.text.repeats import key, without_repeats
from chatbot.importers.text.sequence import Dated, dates_of
from chatbot.importers.text.sessions import Region, Surroundings, find_sessions
from chatbot.importers.text.times import durations
from chatbot.importers.text.voting import vote

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.{0,5000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKDOWN = re.compile(rb"^#{1,6}\s|^[ \t]*[-*+]\s|^[ \t]*\d{1,2}\.\s|\]\(|^[ \t]*\|.*\|", re.MULTILINE)


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


def read_html(source: Source) -> Imported:
    """An agenda in HTML; raises Unreadable."""
    text, lines = html.spread(one_kind_of_line(decoded(source)))
    document = html.blocks(text)
    # All of a page can stand on one line of the source.
    if sum(1 + len(block.rows) for block in islice(document.walk(), MOST_LINES + 1)) > MOST_LINES:
        raise too_long(source)
    return _on_lines(_read(source, document, "HTML", recognise_html(source)), lines)


def read_text(source: Source) -> Imported:
    """An agenda in Markdown or plain text; raises Unreadable."""
    why = recognise_text(source)
    document = markdown.blocks(plain(decoded(source)))
    return _read(source, document, "plain text" if why and "without" in why else "Markdown", why)


def _on_lines(read: Imported, lines: Sequence[int]) -> Imported:
    """With the lines of the source in place of those it was spread to."""

    def line(number: int) -> int:
        return lines[number - 1] if 0 < number <= len(lines) else number

    return replace(
        read,
        sessions=tuple(
            replace(one, window_line=line(one.window_line), zone_line=line(one.zone_line)) for one in read.sessions
        ),
        slots=tuple(replace(one, line=line(one.line)) for one in read.slots),
        warnings=tuple(replace(one, line=line(one.line)) for one in read.warnings),
    )


def _read(source: Source, document: Block, taken_for: str, why: str | None) -> Imported:
    join_and_nest(document)
    found = find_slots(document, vote(document))
    slots, facts, dates = _in_sessions(document, found.slots, source)
    clocked = placed(slots, facts)
    header = read_header(document, [slot.line for slot in slots])
    return Imported(
        taken_for,
        why or "it was asked for",
        _meetings(facts, dates, clocked),
        tuple(map(_slot, clocked)),
        (
            *doubts_of_dates(facts, dates),
            *doubts_of_links(document, header.meeting),
            *doubts_of_placeholders(document, slots),
            *unused_lines(_unused(found.passed, slots)),
        ),
        header.chairs,
        header.links,
        title=header.title,
        meeting=header.meeting,
        group=header.group,
        note_takers=header.note_takers,
    )


def _in_sessions(
    document: Block, found: Sequence[Candidate], source: Source
) -> tuple[list[Candidate], list[Facts], list[Dated]]:
    """The slots in their sessions, and the facts and the date of each session."""
    columns = list(dict.fromkeys(slot.day for slot in found if slot.day))
    facts, regions = find_sessions(document, found)
    around = _around(document, source)
    facts = _days_of_columns(columns, facts[0], around) if columns else facts
    slots = without_repeats([replace(slot, session=_session(slot, regions, columns)) for slot in found])
    return slots, facts, dates_of(facts, around, columns=bool(columns))


def _meetings(facts: Sequence[Facts], dates: Sequence[Dated], slots: Sequence[Placed]) -> tuple[Meeting, ...]:
    return tuple(
        window(_meeting(one, dated.day), [slot for slot in slots if slot.session == number])
        for number, (one, dated) in enumerate(zip(facts, dates, strict=True), 1)
    )


def _unused(passed: Sequence[tuple[int, str]], slots: Sequence[Candidate]) -> list[tuple[int, str]]:
    """Of the lines passed over, those that do not tell of a slot again; outside the agenda only those with a time."""
    told = {key(slot.title) for slot in slots} | {key(slot.group) for slot in slots}
    first, last = min((slot.line for slot in slots), default=0), max((slot.line for slot in slots), default=0)
    return [(line, text) for line, text in passed if key(text) not in told and (durations(text) or first < line < last)]


def _around(document: Block, source: Source) -> Surroundings:
    blocks = list(document.walk())
    urls = tuple(url for block in blocks for url in block.inline.urls)
    urls += tuple(url for block in blocks for row in block.rows for cell in row.cells for url in cell.urls)
    text = "\n".join(block.text for block in blocks if len(block.text) < 400)
    return Surroundings(urls, source.origin, text)


def _days_of_columns(columns: Sequence[str], facts: Facts, around: Surroundings) -> list[Facts]:
    """A session for each column of a table of days; days without a month take it from the date above."""
    found = []
    for number, text in enumerate(columns):
        day = next(iter(days(text)), None)
        if day is None and facts.day is not None:
            hit = re.search(r"\b([0-3]?\d)(?:/|\.|st|nd|rd|th|\b)", text)
            moved = int(hit[1]) if hit else facts.day.day + number
            day = replace(facts.day, day=moved) if 1 <= moved <= 31 else None
        if day and weekday(text) is not None:
            day = replace(day, weekday=weekday(text))
        found.append(replace(facts, name=text, day=day, start=None, end=None))
    return found


def _session(slot: Candidate, regions: Sequence[Region], columns: Sequence[str]) -> int:
    if slot.day:
        return columns.index(slot.day) + 1
    return next((region.session for region in reversed(regions) if region.line <= slot.line), 1)


def _meeting(facts: Facts, day: date | None) -> Meeting:
    return Meeting(
        facts.name, day, _time(facts, "start"), _time(facts, "end"), facts.zone,
        window_line=facts.window_line, zone_line=facts.zone_line,
    )  # fmt: skip


def _time(facts: Facts, which: str) -> time | None:
    clock = facts.start if which == "start" else facts.end
    return clock.time if clock else None


def _slot(one: Placed) -> Slot:
    slot = one.slot
    return Slot(
        one.session, slot.title, slot.presenters, one.minutes, one.start, slot.drafts, kind_of(slot.title), slot.group,
        slot.optional, slot.line, slot.slides,
    )  # fmt: skip
