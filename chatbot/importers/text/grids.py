"""A table whose columns are days and whose rows are times."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.importers.text.blocks import Block, Kind, Row
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.columns import clock_of, is_clock
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.entries import entry
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.times import Clock
from chatbot.importers.text.votes import Votes

SAME = re.compile(r"^[\s⇊↓⬇︎▼|\"″〃'’.:v-]*$")


def grid_slots(rows: Sequence[Row]) -> list[Candidate]:
    """The slots of a table whose columns are days and whose rows are times."""
    first = next((number for number, row in enumerate(rows) if row.cells and is_clock(row.cells[0].text)), 0)
    clocked = [row for row in rows[first:] if row.cells and is_clock(row.cells[0].text)]
    heads = [
        " ".join(row.cells[place].text for row in rows[:first] if place < len(row.cells))
        for place in range(len(rows[0].cells))
    ]
    dated = [place for place, text in enumerate(heads) if weekday(text) is not None or days(text)]
    if not first or len(dated) < 2 or 2 * len(clocked) < len(rows) - first:
        return []
    if all(_has_clocks(clocked, place) for place in dated):
        return [slot for place in dated for slot in _day(heads[place], place, place + 1, clocked)]
    return [slot for place in dated if place for slot in _day(heads[place], 0, place, clocked)]


def _has_clocks(rows: Sequence[Row], place: int) -> bool:
    """Whether a day stands over times of its own, with what happens in the column beside it."""
    clocks = sum(place < len(row.cells) and is_clock(row.cells[place].text) for row in rows)
    return 2 * clocks > len(rows)


def _end(row: Row, clocks: int, place: int) -> Clock | None:
    """Until when a row lasts: the second clock of its range, or the clock in a column beside its start."""
    cells = row.cells[clocks : min(clocks + 2, place)]
    clock = clock_of(cells[0].text) if cells else None
    beside = clock_of(cells[1].text) if len(cells) > 1 else None
    return (clock[1] if clock else None) or (beside[0] if beside else None)


def _day(day: str, clocks: int, place: int, rows: Sequence[Row]) -> list[Candidate]:
    """The slots of one day; an empty cell goes on with what stands above, except where rows tell when they end."""
    found: list[Candidate] = []
    last = ""
    for row in rows:
        cell = row.cells[place] if place < len(row.cells) else Inline("")
        clock = clock_of(row.cells[clocks].text) if clocks < len(row.cells) else None
        end = _end(row, clocks, place)
        same = bool(found) and cell.text.strip() == last
        last = cell.text.strip() or last
        if same or (found and cell.text.strip() and SAME.match(cell.text)):
            found[-1] = replace(found[-1], end=end or found[-1].end)
        if clock is None or SAME.match(cell.text) or same:
            continue
        read = entry(Block(Kind.ITEM, cell, row.line), Votes())
        found.append(
            Candidate(
                row.line,
                read.title,
                read.presenters,
                read.minutes,
                clock[0],
                end,
                read.drafts,
                read.slides,
                day=" ".join(day.split()),
            )
        )
    return found
