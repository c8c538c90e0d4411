"""A table whose columns are days and whose rows are times."""

import re
from collections.abc import Sequence

from chatbot.importers.text.blocks import Block, Kind, Row
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.columns import clock_of, is_clock
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.entries import entry
from chatbot.importers.text.inline import Inline
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


def _day(day: str, clocks: int, place: int, rows: Sequence[Row]) -> list[Candidate]:
    """The slots of one day; an empty cell goes on with what stands above."""
    found: list[Candidate] = []
    last = ""
    for row in rows:
        cell = row.cells[place] if place < len(row.cells) else Inline("")
        clock = clock_of(row.cells[clocks].text) if clocks < len(row.cells) else None
        same = bool(found) and cell.text.strip() == last
        last = cell.text.strip() or last
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
                None,
                read.drafts,
                read.slides,
                day=" ".join(day.split()),
            )
        )
    return found
