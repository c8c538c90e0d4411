"""The day, the window and the zone of a session, from the lines that it begins with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chatbot.importers import zones
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import days, weekday, without_dates
from chatbot.importers.text.facts import Facts
from chatbot.importers.text.times import Clock, Stretch, moments, ranges
from chatbot.importers.text.vocabulary import TIMES

MOST_CHARACTERS = 400  # of a line that tells a date or a time
DEADLINE = re.compile(
    r"\b(?:deadline|due|cut-?off|submission|register|registration|until|published|updated|minutes of|version)\b",
    re.IGNORECASE,
)
DATE_KEY = re.compile(r"^\W*(?:dates?|when|date (?:and|&|/) time)\W*[:：]?", re.IGNORECASE)
_TIME_KEY = re.compile(r"^\W*(?:time|when|session time|duration|hours)\W*[:：]", re.IGNORECASE)
_ZONE_KEY = re.compile(r"^\W*time ?zone\W*[:：]\W*", re.IGNORECASE)
_LOCAL = re.compile(r"\d\s*\(?local\b", re.IGNORECASE)


def gathered(lines: Iterable[Block], first: int, facts: Facts, slots: Sequence[Candidate]) -> Facts:
    """The facts with what the lines from the first on tell."""
    begun = min((slot.line for slot in slots if slot.line >= first), default=1 << 40)
    gathering = _Gathering(facts, begun)
    for block in lines:
        if block.line >= first and len(block.text) <= MOST_CHARACTERS and not DEADLINE.search(block.text):
            gathering.take(block, first)
    return gathering.result()


class _Gathering:
    """Goes over lines in their order; what tells more surely goes before what stands first."""

    def __init__(self, facts: Facts, begun: int) -> None:
        self._facts = facts
        self._begun = begun  # the line of the first item
        self._weight = -1
        self._loose: list[tuple[Block, Clock]] = []

    def take(self, block: Block, first: int) -> None:
        """One line: its day, its window or else a clock, its zone."""
        self._day(block)
        if self._facts.weekday is None and block.line == first:
            self._facts = replace(self._facts, weekday=weekday(block.text))
        if self._facts.start is None:
            self._window(block)
        told = TIMES.search(block.text) or days(block.text)
        if told and not _LOCAL.search(block.text):
            self._zone(block, zones.written(block.text))
        key = _ZONE_KEY.match(block.text)
        if key:
            self._zone(block, zones.written(block.text) or zones.unknown(block.text[key.end() :]))

    def _zone(self, block: Block, zone: str) -> None:
        """The first zone that is told stands."""
        if zone and not self._facts.zone:
            self._facts = replace(self._facts, zone=zone, zone_line=block.line)

    def result(self) -> Facts:
        """What was found; without a window, the first clock that stood alone begins the session."""
        facts = self._facts
        if facts.start is not None or not self._loose:
            return facts
        block, clock = self._loose[0]
        self._facts = replace(facts, start=clock, window_line=block.line)
        self._zone(block, zones.written(block.text))
        return self._facts

    def _day(self, block: Block) -> None:
        below = block.line > self._begun and any(one.kind is Kind.ITEM for one in block.ancestors())
        found = days(block.text) if _tells_day(block) and not below else []
        if found and _weight(block) > self._weight:
            self._weight = _weight(block)
            self._facts = replace(self._facts, day=found[0], day_line=block.line)

    def _window(self, block: Block) -> None:
        text = block.text
        stretches = ranges(without_dates(text))
        early = block.line < self._begun or bool(_TIME_KEY.match(text))
        if stretches and _tells_time(block) and (early or (days(text) and block.kind is not Kind.ITEM)):
            self._between(block, stretches[0])
            return
        alone = next(iter(moments(without_dates(text))), None)
        if alone is None or alone.clock.packed:
            return
        if days(text) or TIMES.search(text) or zones.written(text[alone.end : alone.end + 8]):
            self._loose.append((block, alone.clock))

    def _between(self, block: Block, window: Stretch) -> None:
        behind = block.text[window.end :]
        local = re.match(r"\s*\(?local\b", behind, re.IGNORECASE)
        self._facts = replace(self._facts, start=window.first, end=window.last, window_line=block.line)
        if not local:
            self._zone(block, zones.written(behind) or zones.written(block.text) or zones.unknown(behind))


def _weight(block: Block) -> int:
    """How surely a date is the session's: it stands with a window, behind a key, in a heading, or with its weekday."""
    text = block.text
    named = bool(DATE_KEY.match(text)) or block.kind is Kind.HEADING
    return 2 * bool(ranges(without_dates(text))) + 2 * named + (weekday(text) is not None)


def _tells_day(block: Block) -> bool:
    return block.kind is not Kind.LINE or len(block.text.split()) <= 30


def _tells_time(block: Block) -> bool:
    return len(block.text.split()) <= 40
