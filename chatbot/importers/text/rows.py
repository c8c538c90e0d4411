"""Slots in a table, a row each."""

from collections.abc import Sequence
from dataclasses import replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind, Row
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.columns import STRANGERS, Columns, clock_of, columns_of, is_clock
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.entries import Entry, entry, slides
from chatbot.importers.text.grids import SAME, grid_slots
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.times import durations
from chatbot.importers.text.titles import clean_title, without_extras
from chatbot.importers.text.vocabulary import TOTAL
from chatbot.importers.text.votes import Votes

_WRAPPED = 32  # characters; a title that is longer may go on in the next row


def table_slots(block: Block, group: str, votes: Votes) -> list[Candidate]:
    """The slots of a table, or none when it is about something else."""
    rows = [row for row in block.rows if any(cell.text.strip() for cell in row.cells)]
    if not rows:
        return []
    grid = grid_slots(rows)
    if grid:
        return grid
    head, body, columns = columns_of(rows)
    if columns.title is None or (head and any(STRANGERS.match(cell.text) for cell in head.cells)):
        return []
    if columns.time is None and columns.length is None and (head is None or columns.people is None):
        return []
    return _Rows(columns, group, votes).read(body)


class _Rows:
    """Reads the rows of a table in their order, since one may go on from the one above."""

    def __init__(self, columns: Columns, group: str, votes: Votes) -> None:
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
        return self._minutes(row) is not None or is_clock(self._cell(row, self._columns.time).text)

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
        if (
            timed
            and not self._timed(row)
            and _blank(self._cell(row, self._columns.time))
            and _blank(self._cell(row, self._columns.length))
        ) or (self._slots and not timed and not who and self._slots[-1].title[-1:] in "&,+"):
            self._go_on(row, title, who)
        elif title.text.strip() or title.urls:
            self._slots.append(self._slot(row, title, who))

    def _read(self, row: Row, title: Inline) -> Entry:
        """The cell of the title; where time and people have columns of their own, it holds the title alone."""
        block = Block(Kind.ITEM, title, row.line)
        if self._columns.people is None or (self._columns.time is None and self._columns.length is None):
            return entry(block, self._votes)
        found = Entry(block, clean_title(without_extras(title).text), slides=slides(title))
        return (
            found
            if found.title or not drafts(title.text, title.urls)
            else replace(found, title=drafts(title.text, title.urls)[0])
        )

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
            title=f"{last.title}{glue}{text}".strip()
            if title.text.strip() and not _topic(last.title, text)
            else last.title,
            presenters=(*last.presenters, *names),
            drafts=tuple(dict.fromkeys((*last.drafts, *drafts(title.text, title.urls)))),
        )

    def _slot(self, row: Row, title: Inline, who: str) -> Candidate:
        read = self._read(row, title)
        clock = clock_of(self._cell(row, self._columns.time).text)
        minutes = self._minutes(row)
        names = people.split_names(who) if who else list(read.presenters)
        return Candidate(
            row.line, read.title or title.text.strip(), tuple(names), minutes if minutes is not None else read.minutes,
            clock[0] if clock else read.start, clock[1] if clock else read.end, self._drafts(row, title),
            read.slides or next(filter(None, map(slides, row.cells)), ""), self._group,
            timed=clock is not None or minutes is not None or read.timed, whole=True,
        )  # fmt: skip

    def _drafts(self, row: Row, title: Inline) -> tuple[str, ...]:
        own = self._cell(row, self._columns.drafts)
        if drafts(own.text, own.urls):
            return drafts(own.text, own.urls)
        named = drafts(title.text, title.urls)
        beside = [cell for cell in row.cells if cell is not title]
        return named or tuple(dict.fromkeys(name for cell in beside for name in drafts(cell.text, cell.urls)))


def _topic(title: str, text: str) -> bool:
    """Whether a row without a time names a topic of the item above, whose title is short and whole."""
    return not drafts(text) and text[:1].isupper() and len(title) < _WRAPPED and title[-1:] not in "&,+/-–—:("


def _blank(cell: Inline) -> bool:
    return bool(SAME.match(cell.text))


def _bold(cell: Inline) -> bool:
    return (
        sum(mark.end - mark.start for mark in cell.marks if mark.kind == "stressed") >= len(cell.text.strip()) - 1 > 0
    )
