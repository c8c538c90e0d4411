"""The sessions of a file: where each begins, its day, its window and its zone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import (
    Day,
    days,
    ietf_year,
    in_links,
    resolve,
    weekday,
    weekday_alone,
    years,
)
from chatbot.importers.text.facts import Facts, number_of
from chatbot.importers.text.gathering import DATE_KEY, DEADLINE, gathered
from chatbot.importers.text.told import completed, told_by_marks, told_in_lines

_NUMBERED = re.compile(
    r"^\W*(?:session|day|part|meeting|slot|agenda for (?:session|day))\s*#?\s*(?:\d{1,2}|[IVX]{1,4}|one|two|three|"
    r"four)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:hackathon|code sprint|dinner|social)\b", re.IGNORECASE)  # goes on beside the sessions


@dataclass(frozen=True, slots=True)
class Region:
    """From this line on, a session, counted from 1."""

    line: int
    session: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What helps to find a year: the links, the path, and the meeting's number."""

    urls: tuple[str, ...]
    origin: str
    text: str


def find_sessions(document: Block, slots: Sequence[Candidate]) -> tuple[list[Facts], list[Region]]:
    """The sessions in their order, one at least, and the regions of the file that belong to them."""
    lines = [block for block in document.walk() if block.kind is not Kind.DOCUMENT]
    taken = {slot.line for slot in slots}
    marks = [block for block in lines if _begins(block) and block.line not in taken]
    starts = _with_slots(marks, slots)
    free = [block for block in lines if block.line not in taken and block.kind is not Kind.TABLE]
    regions = _regions(starts)
    if len({region.session for region in regions}) < 2:
        line = starts[0].line if starts else 0
        head = gathered([block for block in free if block.line < line], 0, Facts(0), slots)
        facts = gathered(free, line, Facts(line, _name(starts[0]) if starts else ""), slots)
        return [_filled(facts, head)], [Region(0, 1)]
    several = _completed(_several(starts, regions, free, slots), marks, starts, free)
    return _agreed(
        several, gathered([block for block in free if block.line < starts[0].line], 0, Facts(0), slots)
    ), regions


def _regions(starts: Sequence[Block]) -> list[Region]:
    """A session that is told of again, as in `Detailed agenda: session 1`, goes on there."""
    numbers: dict[str, int] = {}
    regions: list[Region] = []
    count = 0
    for start in starts:
        told = number_of(start.text)
        key = told if told and not days(start.text) else f"line {start.line}"
        if key not in numbers:
            count += 1
            numbers[key] = count
        regions.append(Region(start.line, numbers[key]))
    return regions


def _completed(
    facts: list[Facts], marks: Sequence[Block], starts: Sequence[Block], free: Sequence[Block]
) -> list[Facts]:
    """The sessions with what is told of them before the first begins, or below a heading without items."""

    def below(mark: Block, end: int) -> Facts:
        inside = (block for block in free if mark.line <= block.line < end)
        return gathered(inside, mark.line, Facts(mark.line, _name(mark)), ())

    head = told_in_lines(block for block in free if block.line < starts[0].line)
    return completed(facts, [*told_by_marks(marks, starts, below), *head])


def _several(
    starts: Sequence[Block], regions: Sequence[Region], free: Sequence[Block], slots: Sequence[Candidate]
) -> list[Facts]:
    facts: list[Facts] = []
    for number, (start, region) in enumerate(zip(starts, regions, strict=True)):
        if region.session <= len(facts):
            continue
        last = starts[number + 1].line if number + 1 < len(starts) else 1 << 40
        inside = [block for block in free if start.line <= block.line < last]
        facts.append(gathered(inside, start.line, Facts(start.line, _name(start)), slots))
    return facts


def _agreed(facts: Sequence[Facts], head: Facts) -> list[Facts]:
    """The sessions with the zone and the day of the whole file, where they have none of their own."""
    told = next((one for one in (head, *facts) if one.zone), head)
    day = (head.day, head.day_line) if len({one.day for one in facts}) == 1 else (None, 0)
    found = [
        replace(
            one,
            zone=one.zone or told.zone,
            zone_line=one.zone_line if one.zone else told.zone_line,
            day=one.day or day[0],
            day_line=one.day_line or day[1],
        )
        for one in facts
    ]
    first = found[0]
    return [replace(first, day=first.day or head.day, day_line=first.day_line or head.day_line), *found[1:]]


def _filled(facts: Facts, head: Facts) -> Facts:
    return replace(
        facts,
        day=facts.day or head.day, day_line=facts.day_line or head.day_line,
        zone=facts.zone or head.zone, zone_line=facts.zone_line if facts.zone else head.zone_line,
        start=facts.start or head.start, end=facts.end if facts.start else head.end,
        weekday=facts.weekday if facts.weekday is not None else head.weekday,
        window_line=facts.window_line or head.window_line,
    )  # fmt: skip


def _name(start: Block) -> str:
    """What a session is called; a line that only tells its date does not name it."""
    return "" if DATE_KEY.match(start.text) else " ".join(start.text.split())


def _begins(block: Block) -> bool:
    """Whether a session can begin here: a heading with a day, or `Session 2`; or a line that gives the date."""
    text = block.text
    if block.kind is Kind.ITEM or (block.kind is Kind.LINE and len(text) < 80 and DATE_KEY.match(text)):
        return bool(DATE_KEY.match(text)) and bool(days(text))
    if block.kind is Kind.LINE and block.level == 0 and not DEADLINE.search(text) and not _BESIDE.search(text):
        return len(text) < 80 and weekday(text[:10]) is not None and any(day.start < 20 for day in days(text))
    if block.kind in (Kind.HEADING, Kind.CAPTION):
        dated = days(text)
        most = 24 if dated and dated[0].start < 20 and block.kind is Kind.HEADING else 14
        if len(text.split()) > most or DEADLINE.search(text):
            return False
        if block.kind is Kind.CAPTION and ((dated and dated[0].start > 24) or _BESIDE.search(text)):
            return False
        numbered = _NUMBERED.match(text) or (block.kind is Kind.HEADING and number_of(text) and len(text.split()) <= 6)
        return bool(numbered) or bool(dated) or weekday_alone(text)
    return False


def _with_slots(marks: Sequence[Block], slots: Sequence[Candidate]) -> list[Block]:
    """The marks that have slots before the next; of marks without any between them, the one that says most."""
    kept: list[Block] = []
    waiting: list[Block] = []
    for number, mark in enumerate(marks):
        last = marks[number + 1].line if number + 1 < len(marks) else 1 << 40
        waiting.append(mark)
        if any(mark.line < slot.line < last for slot in slots):
            kept.append(_first_of(waiting))
            waiting = []
    return kept


def _first_of(waiting: Sequence[Block]) -> Block:
    """Go back over marks that only add to one another, such as `Session I` and `Date: …` below it."""
    chosen = waiting[-1]
    for mark in reversed(waiting[:-1]):
        if (days(mark.text) and days(chosen.text)) or _numbers_differ(mark, chosen):
            break
        if number_of(chosen.text) and not number_of(mark.text):
            continue
        if days(mark.text) or days(chosen.text) or _NUMBERED.match(mark.text):
            chosen = mark if not (days(mark.text) and days(chosen.text)) else chosen
    return chosen


def _numbers_differ(one: Block, other: Block) -> bool:
    return bool(number_of(one.text) and number_of(other.text)) and number_of(one.text) != number_of(other.text)


def date_of(facts: Facts, around: Surroundings, *, columns: bool = False) -> date | None:
    """The session's date, its year perhaps from a link, the meeting's number or the path.

    What is written stands, even where its weekday contradicts it, but not against the weekdays that head `columns`.
    """
    linked = in_links(around.urls)
    if facts.day is None:
        return _linked(facts, linked)
    candidates = [day.year for day in linked if (day.month, day.day) == (facts.day.month, facts.day.day)]
    meeting = ietf_year(around.text) or ietf_year(" ".join(around.urls)) or ietf_year(around.origin)
    other = [day.year for day in days(around.text) if day.year]
    near = [day.year for day in linked]
    candidates += [
        *near,
        *([meeting[0]] if meeting else []),
        *years(around.origin),
        *other,
        *years(" ".join(around.urls)),
    ]
    found = resolve(facts.day, candidates)
    return _corrected(found, facts.day, candidates) if found and columns else found


def _linked(facts: Facts, linked: Sequence[date]) -> date | None:
    fitting = [day for day in linked if facts.weekday is None or day.weekday() == facts.weekday]
    alone = len(set(linked)) == 1 or (facts.weekday is not None and len(set(fitting)) == 1)
    return fitting[0] if fitting and alone else None


def _corrected(found: date, day: Day, candidates: Iterable[int]) -> date:
    """A year that is written, but contradicts the weekday, gives way to another of the file that fits it."""
    if day.weekday is None or day.weekday == found.weekday():
        return found
    others = (
        resolve(replace(day, year=None), [year])
        for year in candidates
        if year != found.year and abs(year - found.year) <= 12
    )
    return next((one for one in others if one and one.weekday() == day.weekday), found)
