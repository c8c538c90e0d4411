"""Which column of a table holds the time, the title, the people."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Row
from chatbot.importers.text.dates import days, weekday
from chatbot.importers.text.times import Clock, durations, moments, ranges

_HEADS = {
    "time": re.compile(
        r"^\W*(?:time|slot|start|starts|when|begin|clock|hour|from|schedule|time ?slot|start ?time|time \(.*\)|times?)"
        r"\W*(?:\(?[A-Z]{2,5}\)?)?\W*$",
        re.IGNORECASE,
    ),
    "length": re.compile(
        r"^\W*(?:length|duration|timebox|time ?box|minutes?|mins?|time \(?min.*|dur\.?|allotted|time requested|"
        r"requested|how long|min\.|est\.? time|estimate|time slot duration)\W*(?:\(?min(?:ute)?s?\)?)?\W*$",
        re.IGNORECASE,
    ),
    "title": re.compile(
        r"^\W*(?:topics?|what|titles?|items?|subjects?|session|agenda(?: items?)?|description|drafts?|presentations?|"
        r"talks?|activity|document|proposals?|details?|discussion|event|name of .*|draft name|title.*|"
        r"draft topic.*)\W*$",
        re.IGNORECASE,
    ),
    "people": re.compile(
        r"^\W*(?:who|presenters?(?:\(s\))?|speakers?(?:\(s\))?|people|owners?|leads?|champions?|persons?|"
        r"discussion leads?|requesters?|authors?|facilitators?|led by|by|moderators?|presenter name.*|host)\W*$",
        re.IGNORECASE,
    ),
}
_PAPERS = re.compile(r"^\W*(?:internet-)?(?:drafts?|i-?ds?|documents?)\W*$", re.IGNORECASE)
STRANGERS = re.compile(
    r"^\W*(?:location|city|organi[sz]ation|affiliation|company|github|country|time ?zone|e-?mail|day)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Columns:
    time: int | None = None
    length: int | None = None
    title: int | None = None
    people: int | None = None
    drafts: int | None = None


def is_whole(block: Block) -> bool:
    """Whether a table names the columns of an agenda: time or length, title and people."""
    named = _named(block.rows[0]) if block.rows else {}
    return "title" in named and "people" in named and ("time" in named or "length" in named)


def columns_of(rows: Sequence[Row]) -> tuple[Row | None, Sequence[Row], Columns]:
    """What each column holds, by its head and by its values."""
    named = _named(rows[0])
    head = rows[0] if named and ("title" in named or len(named) > 1 or "time" in named) else None
    body = rows[1:] if head else rows
    return head, body, _Guess(head, body, named if head else {}).columns()


class _Guess:
    """Tells the columns of a table by the names in its head, where there are some, and by their values."""

    def __init__(self, head: Row | None, body: Sequence[Row], named: dict[str, int]) -> None:
        self._head = head
        self._named = named
        width = max(len(row.cells) for row in (*body, *([head] if head else [])))
        self._texts = [
            [row.cells[place].text.strip() for row in body if place < len(row.cells)] for place in range(width)
        ]

    def columns(self) -> Columns:
        """The columns of the table; without a title it is about something else."""
        clock = self._first(is_clock)
        length = self._length(clock)
        title = self._title(clock, length)
        who = self._who({clock, length, title})
        time = self._named.get("time")
        return Columns(clock if clock is not None else time if length != time else None, length, title, who,
                       self._papers(title))  # fmt: skip

    def _first(
        self, test: Callable[[str], bool], least: float = 0.5, taken: frozenset[int | None] = frozenset()
    ) -> int | None:
        fitting = (
            place for place, column in enumerate(self._texts) if place not in taken and _share(column, test) > least
        )
        return next(fitting, None)

    def _length(self, clock: int | None) -> int | None:
        clocks = frozenset(place for place, column in enumerate(self._texts) if _share(column, is_clock) > 0.5)
        found = self._first(_is_length, taken=clocks)
        if found is not None or "length" in self._named:
            return found if found is not None else self._named["length"]
        return self._named["time"] if clock is None and _integers(self._texts, self._named) else None

    def _title(self, clock: int | None, length: int | None) -> int | None:
        title = self._named.get("title")
        if title is None or title in (clock, length):
            timed = clock is not None or length is not None
            title = _widest(self._texts, {clock, length, self._named.get("people")}) if timed else None
        elsewhere = self._head is None and any(_share(column, _is_date) > 0.5 for column in self._texts)
        if title is None or elsewhere or _share(self._texts[title], _is_date) > 0.4:
            return None
        return title

    def _who(self, taken: set[int | None]) -> int | None:
        named = self._named.get("people")
        return named if named is not None or self._head else self._first(_is_people, 0.6, frozenset(taken))

    def _papers(self, title: int | None) -> int | None:
        cells = self._head.cells if self._head else ()
        return next((place for place, cell in enumerate(cells) if place != title and _PAPERS.match(cell.text)), None)


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


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The part of the filled cells that pass."""
    filled = [text for text in texts if text]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def is_clock(text: str) -> bool:
    return clock_of(text) is not None


def _is_length(text: str) -> bool:
    return bool(durations(text)) and len(text) < 30


def _is_date(text: str) -> bool:
    return bool(days(text)) or (weekday(text) is not None and len(text.split()) <= 3)


def _is_people(text: str) -> bool:
    return bool(people.names(text))


def _widest(texts: list[list[str]], taken: set[int | None]) -> int | None:
    free = [place for place in range(len(texts)) if place not in taken and any(texts[place])]
    return max(free, key=lambda place: sum(map(len, texts[place])), default=None)


def clock_of(text: str) -> tuple[Clock, Clock | None] | None:
    text = text.strip(" *_~()")
    stretch = next(iter(ranges(text)), None)
    if stretch and stretch.start == 0:
        return stretch.first, stretch.last
    dotted = re.sub(r"^(\d{1,2})\.(\d\d)\b", r"\1:\2", text)
    moment = next(iter(moments(dotted)), None)
    return (moment.clock, None) if moment and moment.start == 0 and len(text) < 24 else None
