"""Slot requests as a form collects them: comma-separated values, a row each; they have no times yet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.kinds import kind_of
from chatbot.importers.placeholders import placeholder_in
from chatbot.importers.text import people
from chatbot.importers.text.cleaning import decoded, one_kind_of_line
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.times import durations

MOST_ROWS = 500
_NAMES = (
    ("minutes", re.compile(r"\b(?:duration|length|minutes|time (?:slot|requested|needed)|slot|how long)\b",
    re.IGNORECASE)),
    ("presenter", re.compile(r"\b(?:presenters?|speakers?)\b", re.IGNORECASE)),
    ("title", re.compile(r"\b(?:topic|title|subject|talk|presentation)\b", re.IGNORECASE)),
    ("draft", re.compile(r"\b(?:draft|document|i-?d|internet-draft|url|link)\b", re.IGNORECASE)),
    ("requester", re.compile(r"\b(?:(?:requestor|requester|your|submitter|author)(?:'s)?(?: name)?|name)\b",
    re.IGNORECASE)),
)  # fmt: skip
_MARKED = re.compile(r"\W*[-*#|<>]|\d+[.)]\s")
_NOT = re.compile(r"\be-?mail\b|\btimestamp\b|\bphone\b", re.IGNORECASE)


def recognise(source: Source) -> str | None:
    """The first row names a topic or draft, and its presenter or its minutes."""
    if b"\0" in source.content[:1000] or b"\n" not in source.content[:20_000].replace(b"\r", b"\n"):
        return None
    head = one_kind_of_line(source.content[:20_000].decode("utf-8-sig", errors="replace"))
    rows = [row for _, row in _rows(head, 4)]
    columns = _columns(rows[0]) if rows else {}
    named = not any(durations(cell) or _MARKED.match(cell) for cell in (rows or [[]])[0])
    if (
        len(columns) < 2
        or not named
        or len({len(row) for row in rows}) != 1
        or not {"title", "draft"} & columns.keys()
        or not {"minutes", "presenter"} & columns.keys()
    ):
        return None
    return "its first row names the columns of slot requests"


def read(source: Source) -> Imported:
    """Each row as a slot without a time of day; raises Unreadable."""
    why = recognise(source)
    rows = _rows(one_kind_of_line(decoded(source)), MOST_ROWS + 1)
    if why is None or len(rows) < 2:
        raise Unreadable(
            source.origin, 1, "holds no slot requests: it needs a row of names, and a row for each request."
        )
    columns = _columns(rows[0][1])
    slots = tuple(slot for line, row in rows[1:] if (slot := _slot(row, columns, line)))
    return Imported("slot requests (CSV)", why, (Meeting(),), slots, (_UNPACKED, *_left_open(rows, slots)))


def _left_open(rows: Iterable[tuple[int, Sequence[str]]], slots: Iterable[Slot]) -> Iterator[Warning]:
    """Requests with `TBD` or the like in any of their cells."""
    titles = {slot.line: slot.title for slot in slots}
    for line, row in rows:
        found = placeholder_in(" | ".join(row))
        if found and line in titles:
            yield Warning(line, "placeholder", f"“{titles[line][:50]}” still holds {found}; fill it in.")


_UNPACKED = Warning(
    0,
    "not-scheduled",
    "Slot requests have no order and no times yet; put them in order and give date, start and end.",
)


def _rows(text: str, most: int) -> list[tuple[int, list[str]]]:
    """The rows that hold something, each with the line that it begins on: a cell may hold several lines."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[tuple[int, list[str]]] = []
    reader, line = csv.reader(io.StringIO(text), delimiter=delimiter), 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [" ".join(cell.split()) for cell in row]))
            line = reader.line_num + 1
            if len(rows) >= most:
                break
    except csv.Error:
        return []
    return rows if rows and len(rows[0][1]) > 1 else []


def _columns(head: Sequence[str]) -> dict[str, int]:
    """The place of each thing that is known; of several columns for one thing the first."""
    found: dict[str, int] = {}
    for place, name in enumerate(head):
        short = re.sub(r"\(.*?\)", "", name)
        if len(name) > 200 or _NOT.search(short):
            continue
        for thing, pattern in _NAMES:
            if pattern.search(short):
                found.setdefault(thing, place)
                break
    return found


def _slot(row: Sequence[str], columns: Mapping[str, int], line: int) -> Slot | None:
    cells = {thing: row[place] for thing, place in columns.items() if place < len(row)}
    named = drafts(" ".join(cells.get(thing, "") for thing in ("draft", "title")))
    title = cells.get("title") or (named[0] if named else cells.get("draft", ""))
    if not title:
        return None
    who = cells.get("presenter") or cells.get("requester", "")
    return Slot(1, title, tuple(people.split_names(who)), _minutes(cells.get("minutes", "")),
    None, named, kind_of(title),
                line=line)  # fmt: skip


def _minutes(text: str) -> int | None:
    found = durations(text)
    if found:
        return found[0].minutes
    number = re.match(r"\W*(\d{1,3})\b", text)
    return int(number[1]) if number else None
