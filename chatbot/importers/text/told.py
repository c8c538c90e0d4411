"""What is told of a session away from its items: `Session 2 is on Thursday, March 11`, or all windows in one line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from chatbot.importers import zones
from chatbot.importers.text.blocks import Block
from chatbot.importers.text.dates import Day, days, without_dates
from chatbot.importers.text.facts import Facts, number_of
from chatbot.importers.text.times import Stretch, ranges


def completed(facts: Sequence[Facts], told: Iterable[Facts]) -> list[Facts]:
    """Each session with what is told of its number or its day elsewhere."""
    known = list(told)
    return [_with(one, next((other for other in known if _same(one, other)), None)) for one in facts]


def told_in_lines(lines: Iterable[Block]) -> list[Facts]:
    """The days and windows of single lines; a line may hold those of several sessions."""
    return [one for block in lines if len(block.text) < 400 for one in _in_line(block)]


def told_by_marks(marks: Sequence[Block], used: Sequence[Block], read: Callable[[Block, int], Facts]) -> list[Facts]:
    """What stands below headings such as `Session 1: Monday` whose items come later, below another heading."""
    ends = [mark.line for mark in marks[1:]] + [1 << 40]
    return [
        read(mark, end)
        for mark, end in zip(marks, ends, strict=True)
        if number_of(mark.text) and all(mark is not one for one in used)
    ]


def _same(one: Facts, other: Facts) -> bool:
    numbers = number_of(one.name), number_of(other.name)
    if all(numbers):
        return numbers[0] == numbers[1]
    begin = one.start is None or other.start is None or one.start.time == other.start.time
    return begin and one.day is not None and other.day is not None and _date(one.day) == _date(other.day)


def _with(one: Facts, other: Facts | None) -> Facts:
    if other is None:
        return one
    window = (one.start, one.end) if one.start else (other.start, other.end)
    if other.start and one.start and one.end is None and other.start.time == one.start.time:
        window = one.start, other.end
    return replace(
        one, day=one.day or other.day, day_line=one.day_line or other.day_line, start=window[0], end=window[1],
        window_line=one.window_line if one.start else other.window_line,
        zone=one.zone or other.zone, zone_line=one.zone_line if one.zone else other.zone_line,
    )  # fmt: skip


def _date(day: Day) -> tuple[int, int]:
    return day.month, day.day


def _in_line(block: Block) -> list[Facts]:
    text, name = block.text, number_of(block.text)
    dated = days(text)
    stretches = ranges(without_dates(text))
    if len(dated) < 2:
        day = dated[0] if dated else None
        alone = Facts(block.line, f"Session {name}" if name else "", day, block.line)
        return [_clocked(alone, stretches[:1], text)] if stretches and (name or day) else []
    borders = [day.start for day in dated] + [len(text)]
    return [
        _clocked(Facts(block.line, "", day, block.line), [one for one in stretches if first <= one.start < last], text)
        for day, (first, last) in zip(dated, pairwise(borders), strict=True)
    ]


def _clocked(facts: Facts, stretches: Sequence[Stretch], text: str) -> Facts:
    if not stretches:
        return facts
    one = stretches[0]
    zone, line = zones.written(text[one.end : one.end + 12]), facts.line
    return replace(facts, start=one.first, end=one.last, zone=zone, window_line=line, zone_line=line)
