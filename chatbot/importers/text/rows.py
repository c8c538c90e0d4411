"""Slots in a table: a row each, or a cell each where days are columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind, Row
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.entries import Entry, Votes, entry, slides
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.times import Clock, durations, moments, ranges
from chatbot.importers.text.titles import clean_title, without_extras
from chatbot.importers.text.vocabulary import TOTAL

_HEADS = {
    "time": re.compile(r"^\W*(?:time|slot|start|starts|when|begin|clock|hour|from|schedule|time ?slot|start ?time|time \(.*\)|times?)\W*(?:\(?[A-Z]{2,5}\)?)?\W*$", re.I),
    "length": re.compile(r"^\W*(?:length|duration|timebox|time ?box|minutes?|mins?|time \(?min.*|dur\.?|allotted|time requested|requested|how long|min\.|est\.? time|estimate)\W*(?:\(?min(?:ute)?s?\)?)?\W*$", re.I),
    "title": re.compile(r"^\W*(?:topics?|what|titles?|items?|subjects?|session|agenda(?: items?)?|description|drafts?|presentations?|talks?|activity|document|proposals?|details?|discussion|event|name of .*|draft name|title.*)\W*$", re.I),
    "people": re.compile(r"^\W*(?:who|presenters?(?:\(s\))?|speakers?(?:\(s\))?|people|owners?|leads?|champions?|persons?|discussion leads?|requesters?|authors?|facilitators?|led by|by|moderators?|presenter name.*|host)\W*$", re.I),
}  # fmt: skip
_PAPERS = re.compile(r"^\W*(?:internet-)?(?:drafts?|i-?ds?|documents?)\W*$", re.IGNORECASE)
_STRANGERS = re.compile(r"^\W*(?:location|city|organi[sz]ation|affiliation|company|github|country|time ?zone|e-?mail|day)\W*$", re.IGNORECASE)
_SAME = re.compile(r"^[\s⇊↓⬇︎▼|\"″〃'’.:v-]*$")


@dataclass(frozen=True, slots=True)
class _Columns:
    time: int | None = None
    length: int | None = None
    title: int | None = None
    people: int | None = None
    drafts: int | None = None


def table_slots(block: Block, group: str, votes: Votes) -> list[Candidate]:
    """The slots of a table, or none when it is about something else."""
    rows = [row for row in block.rows if any(cell.text.strip() for cell in row.cells)]
    if not rows:
        return []
    grid = _grid(rows)
    if grid:
        return grid
    head, body, columns = _columns(rows)
    if columns.title is None or (head and any(_STRANGERS.match(cell.text) for cell in head.cells)):
        return []
    if columns.time is None and columns.length is None and (head is None or columns.people is None):
        return []
    return _Rows(columns, group, votes).read(body)


def is_whole(block: Block) -> bool:
    """Whether a table names the columns of an agenda: time or length, title and people."""
    named = _named(block.rows[0]) if block.rows else {}
    return "title" in named and "people" in named and ("time" in named or "length" in named)


def _columns(rows: Sequence[Row]) -> tuple[Row | None, Sequence[Row], _Columns]:
    """What each column holds, by its head and by its values."""
    named = _named(rows[0])
    head = rows[0] if len(named) >= 1 and ("title" in named or len(named) > 1 or "time" in named) else None
    body = rows[1:] if head else rows
    if not head:
        named = {}
    width = max(len(row.cells) for row in rows)
    texts = [[row.cells[place].text.strip() for row in body if place < len(row.cells)] for place in range(width)]
    clocks = [place for place in range(width) if _share(texts[place], _is_clock) > 0.5]
    lengths = [place for place in range(width) if place not in clocks and _share(texts[place], _is_length) > 0.5]
    time = clocks[0] if clocks else None
    length = lengths[0] if lengths else named.get("length", named.get("time") if not clocks and _integers(texts, named) else None)
    taken = {time, length}
    title = named.get("title") if named.get("title") not in taken else None
    if title is None:
        title = _widest(texts, taken | {named.get("people")}) if time is not None or length is not None else None
    who = named.get("people")
    if who is None and not head:
        who = next((place for place in range(width) if place not in {*taken, title} and _share(texts[place], _is_people) > 0.6), None)
    papers = next((place for place, cell in enumerate(head.cells) if place != title and _PAPERS.match(cell.text)), None) if head else None
    if title is not None and _share(texts[title], _is_date) > 0.4:
        title = None
    return head, body, _Columns(time if time is not None else named.get("time") if length != named.get("time") else None, length, title, who, papers)


def _integers(texts: list[list[str]], named: dict[str, int]) -> bool:
    return "time" in named and _share(texts[named["time"]], lambda text: text.isdecimal() and int(text) <= 240) > 0.5


def _named(row: Row) -> dict[str, int]:
    named: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        for role, pattern in _HEADS.items():
            if role not in named and pattern.match(cell.text):
                named[role] = place
                break
    return named


def _share(texts: Sequence[str], test: object) -> float:
    filled = [text for text in texts if text]
    return sum(bool(test(text)) for text in filled) / len(filled) if filled else 0.0  # type: ignore[operator]


def _is_clock(text: str) -> bool:
    return _clock(text) is not None


def _is_length(text: str) -> bool:
    return bool(durations(text)) and len(text) < 30


def _is_date(text: str) -> bool:
    return bool(days(text)) or (weekday(text) is not None and len(text.split()) <= 3)


def _is_people(text: str) -> bool:
    return bool(people.names(text))


def _widest(texts: list[list[str]], taken: set[int | None]) -> int | None:
    free = [place for place in range(len(texts)) if place not in taken and any(texts[place])]
    return max(free, key=lambda place: sum(map(len, texts[place])), default=None)


def _clock(text: str) -> tuple[Clock, Clock | None] | None:
    text = text.strip(" *_~()")
    stretch = next(iter(ranges(text)), None)
    if stretch and stretch.start == 0:
        return stretch.first, stretch.last
    dotted = re.sub(r"^(\d{1,2})\.(\d\d)\b", r"\1:\2", text)
    moment = next(iter(moments(dotted)), None)
    return (moment.clock, None) if moment and moment.start == 0 and len(text) < 24 else None


class _Rows:
    """Reads the rows of a table in their order, since one may go on from the one above."""

    def __init__(self, columns: _Columns, group: str, votes: Votes) -> None:
        self._columns = columns
        self._group = group
        self._votes = votes
        self._slots: list[Candidate] = []

    def read(self, body: Sequence[Row]) -> list[Candidate]:
        timed = any(self._timed(row) for row in body)
        for row in body:
            self._row(row, timed)
        return self._slots

    def _cell(self, row: Row, place: int | None) -> Inline:
        return row.cells[place] if place is not None and place < len(row.cells) else Inline("")

    def _timed(self, row: Row) -> bool:
        return self._minutes(row) is not None or _is_clock(self._cell(row, self._columns.time).text)

    def _minutes(self, row: Row) -> int | None:
        text = self._cell(row, self._columns.length).text.strip(" *_~()")
        found = durations(text)
        if found:
            return found[0].minutes
        return int(text) if text.isdecimal() and int(text) <= 1440 else None

    def _row(self, row: Row, timed: bool) -> None:  # noqa: FBT001 - it is about the table
        title, who = self._cell(row, self._columns.title), self._cell(row, self._columns.people).text.strip()
        if TOTAL.match(title.text) or TOTAL.match(row.cells[0].text):
            return
        if timed and not self._timed(row) and _blank(self._cell(row, self._columns.time)) and _blank(self._cell(row, self._columns.length)):
            self._go_on(row, title, who)
        elif self._slots and not timed and not who and self._slots[-1].title[-1:] in "&,+":
            self._go_on(row, title, who)
        elif title.text.strip() or title.urls:
            self._slots.append(self._slot(row, title, who))

    def _read(self, row: Row, title: Inline) -> Entry:
        """The cell of the title; where time and people have columns of their own, it holds the title alone."""
        block = Block(Kind.ITEM, title, row.line)
        if self._columns.people is None or (self._columns.time is None and self._columns.length is None):
            return entry(block, self._votes)
        found = Entry(block, clean_title(without_extras(title).text), slides=slides(title))
        return found if found.title or not drafts(title.text, title.urls) else replace(found, title=drafts(title.text, title.urls)[0])

    def _go_on(self, row: Row, title: Inline, who: str) -> None:
        """A row without a time goes on from the one above, or heads the ones below."""
        text = " ".join(title.text.split()) or next((cell.text.strip() for cell in row.cells if cell.text.strip()), "")
        alone = not who and sum(bool(cell.text.strip()) for cell in row.cells) == 1
        if not self._slots or (alone and not drafts(text) and (not title.text.strip() or _bold(title))):
            self._group = text
            return
        last = self._slots[-1]
        glue = " & " if drafts(text) and last.title[-1:] not in "&,+/" else " "
        names = [name for name in people.split_names(who) if name not in last.presenters]
        self._slots[-1] = replace(
            last,
            title=f"{last.title}{glue}{text}".strip() if title.text.strip() else last.title,
            presenters=(*last.presenters, *names),
            drafts=tuple(dict.fromkeys((*last.drafts, *drafts(title.text, title.urls)))),
        )

    def _slot(self, row: Row, title: Inline, who: str) -> Candidate:
        read = self._read(row, title)
        clock = _clock(self._cell(row, self._columns.time).text)
        minutes = self._minutes(row)
        names = people.split_names(who) if who else list(read.presenters)
        return Candidate(
            row.line, read.title or title.text.strip(), tuple(names), minutes if minutes is not None else read.minutes,
            clock[0] if clock else read.start, clock[1] if clock else read.end, self._drafts(row, title),
            read.slides or next(filter(None, map(slides, row.cells)), ""), self._group, timed=clock is not None or minutes is not None or read.timed, whole=True,
        )  # fmt: skip


    def _drafts(self, row: Row, title: Inline) -> tuple[str, ...]:
        own = self._cell(row, self._columns.drafts)
        if drafts(own.text, own.urls):
            return drafts(own.text, own.urls)
        named = drafts(title.text, title.urls)
        beside = [cell for cell in row.cells if cell is not title]
        return named or tuple(dict.fromkeys(name for cell in beside for name in drafts(cell.text, cell.urls)))


def _blank(cell: Inline) -> bool:
    return bool(_SAME.match(cell.text))


def _bold(cell: Inline) -> bool:
    return sum(mark.end - mark.start for mark in cell.marks if mark.kind == "stressed") >= len(cell.text.strip()) - 1 > 0


def _grid(rows: Sequence[Row]) -> list[Candidate]:
    """The slots of a table whose columns are days and whose rows are times."""
    first = next((number for number, row in enumerate(rows) if row.cells and _is_clock(row.cells[0].text)), 0)
    clocked = [row for row in rows[first:] if row.cells and _is_clock(row.cells[0].text)]
    heads = [" ".join(row.cells[place].text for row in rows[:first] if place < len(row.cells)) for place in range(len(rows[0].cells))]
    dated = [place for place, text in enumerate(heads) if place and (weekday(text) is not None or days(text))]
    if not first or len(dated) < 2 or 2 * len(clocked) < len(rows) - first:
        return []
    return [slot for place in dated for slot in _day(heads[place], place, clocked)]


def _day(day: str, place: int, rows: Sequence[Row]) -> list[Candidate]:
    found: list[Candidate] = []
    last = ""
    for row in rows:
        cell = row.cells[place] if place < len(row.cells) else Inline("")
        clock = _clock(row.cells[0].text)
        same = bool(found) and cell.text.strip() == last
        last = cell.text.strip() or last
        if clock is None or _SAME.match(cell.text) or same:
            continue
        read = entry(Block(Kind.ITEM, cell, row.line), Votes())
        found.append(
            Candidate(row.line, read.title, read.presenters, read.minutes, clock[0], None, read.drafts, read.slides, day=" ".join(day.split()))
        )
    return found

