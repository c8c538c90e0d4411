"""Lines that stand below the line of a longer range, as talks do below `0900-1200 Plenary`."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import days, weekday, without_dates
from chatbot.importers.text.times import ranges

MOST_AHEAD = 12
_STEP = 2  # columns that a line stands further right than the one it belongs to


@dataclass(frozen=True, slots=True)
class _Range:
    """A line with its minutes of the day; `leads` is that it begins with them."""

    line: Block
    first: int
    last: int
    leads: bool

    def holds(self, other: "_Range") -> bool:
        return self.first <= other.first and other.last <= self.last and (self.first, self.last) != (
            other.first, other.last,
        )  # fmt: skip


def nest_ranges(children: Sequence[Block]) -> list[Block]:
    """The lines of a section, those within the range of another below it."""
    kept: list[Block] = []
    above: list[tuple[_Range, bool]] = []
    for place, child in enumerate(children):
        own = _range(child)
        while above and not _below(child, own, *above[-1]):
            above.pop()
        if above:
            above[-1][0].line.add(child)
        else:
            kept.append(child)
        after = [found for one in children[place + 1 : place + MOST_AHEAD] if (found := _range(one))][:2] if own else []
        if own and after and _apart(own, after[0]):
            above.append((own, True))
        elif own and len(after) == 2 and all(map(own.holds, after)) and own.first == after[0].first:
            above.append((own, False))
    return kept


def _apart(own: _Range, after: _Range) -> bool:
    """Whether the next range begins its line further to the right."""
    return after.leads and after.line.level >= own.line.level + _STEP


def _below(child: Block, own: _Range | None, above: _Range, apart: bool) -> bool:  # noqa: FBT001 - of the one above
    if child.kind is not Kind.LINE:
        return False
    if own is None:
        return child.level > above.line.level and not days(child.text) and weekday(child.text) is None
    return child.level >= above.line.level + _STEP if apart else above.holds(own)


def _range(line: Block) -> _Range | None:
    text = without_dates(line.text) if line.kind is Kind.LINE and len(line.text) < 300 else ""
    found = ranges(text)
    if not found or found[0].last is None or found[0].first.half or found[0].last.half:
        return None
    first, last = found[0].first, found[0].last
    leads = not text[: found[0].start].strip(" -*([")
    return _Range(line, 60 * first.hour + first.minute, 60 * last.hour + last.minute, leads)
