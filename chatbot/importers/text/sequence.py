"""The dates of a file's sessions, of which often only the first has one: `Sunday`, `Day 2`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chatbot.importers.text.dates import in_path
from chatbot.importers.text.facts import Facts
from chatbot.importers.text.sessions import Surroundings, date_of

_DAY = re.compile(r"\bday\s*#?\s*(?P<number>\d{1,2}|one|two|three|four|five)\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a session; `guessed_from` says where it is from when it does not stand there."""

    day: date | None
    guessed_from: str = ""


def dates_of(facts: Sequence[Facts], around: Surroundings, *, columns: bool) -> list[Dated]:
    """The date of each session; one that only names its weekday or its number follows the session before it."""
    found = [Dated(date_of(one, around, columns=columns)) for one in facts]
    if not any(one.day for one in found) and (day := _in_path(facts[0], around)):
        found[0] = Dated(day, "the path")
    for number in range(1, len(found)):
        own = facts[number].day is not None and facts[number].day_line != facts[0].day_line
        before = found[number - 1].day
        if before and not own and not columns:
            day = _after(before, facts[number - 1], facts[number], first=number == 1)
            found[number] = Dated(day, "the session before") if day else found[number]
    return found


def _in_path(facts: Facts, around: Surroundings) -> date | None:
    day = in_path(around.origin)
    return day if day and facts.weekday in (None, day.weekday()) else None


def _after(before: date, last: Facts, this: Facts, *, first: bool) -> date | None:
    """The day of a session by its weekday, or by how many days its number is on."""
    if this.weekday is not None:
        return before + timedelta(days=(this.weekday - before.weekday()) % 7)
    number, begun = _number(this.name), _number(last.name) or (1 if first else None)
    if number is None or begun is None or not 0 <= number - begun <= 7:
        return None
    return before + timedelta(days=number - begun)


def _number(name: str) -> int | None:
    hit = _DAY.search(name)
    return (_NUMBERS.get(hit["number"].lower()) or int(hit["number"])) if hit else None
