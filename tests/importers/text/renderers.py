"""Writes agendas in the layouts that chairs use, from slots that are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """A slot as it is to be written and to be read."""

    title: str
    people: tuple[str, ...]
    minutes: int

    @property
    def names(self) -> str:
        return " and ".join(self.people)


def clock(minutes: int) -> str:
    return f"{9 + minutes // 60:02}:{minutes % 60:02}"


def starts(slots: Sequence[Written]) -> list[str]:
    """The start of each slot, from nine o'clock on."""
    ends = [sum(slot.minutes for slot in slots[:number]) for number in range(len(slots))]
    return [clock(end) for end in ends]


def duration_first(slots: Sequence[Written]) -> str:
    return "".join(f"* {slot.minutes} min - {slot.title}{_tail(' - ', slot)}\n" for slot in slots)


def duration_in_brackets(slots: Sequence[Written]) -> str:
    return "".join(
        f"1. {slot.title} ({', '.join((f'{slot.minutes}m', *filter(None, [slot.names])))})\n" for slot in slots
    )


def duration_last(slots: Sequence[Written]) -> str:
    return "".join(f"- **{slot.title}**{_tail(', _', slot, '_')}, {slot.minutes} minutes\n" for slot in slots)


def duration_below(slots: Sequence[Written]) -> str:
    return "".join(
        f"### {slot.title}\n\n{_tail('- Presenter: ', slot)}\n- Time Requested: {slot.minutes}m\n\n" for slot in slots
    )


def ranges(slots: Sequence[Written]) -> str:
    lines = []
    for slot, start in zip(slots, starts(slots), strict=True):
        hour, minute = int(start[:2]), int(start[3:])
        end = clock((hour - 9) * 60 + minute + slot.minutes)
        lines.append(f"* {start}-{end} {slot.title}{_tail(' (', slot, ')')}\n")
    return "".join(lines)


def table(slots: Sequence[Written]) -> str:
    rows = [
        f"| {start} | {slot.minutes}m | {slot.title} | {slot.names} |\n"
        for slot, start in zip(slots, starts(slots), strict=True)
    ]
    return "| Time | Length | What | Who |\n|---|---|---|---|\n" + "".join(rows)


def table_without_pipes(slots: Sequence[Written]) -> str:
    rows = [
        f"{start} | {slot.minutes} | {slot.title} | {slot.names}\n"
        for slot, start in zip(slots, starts(slots), strict=True)
    ]
    return "Time | Minutes | Topic | Speaker\n---- | ---- | ---- | ----\n" + "".join(rows)


def html(slots: Sequence[Written]) -> str:
    items = (f"<li>{slot.title}{_tail(' - ', slot)} ({slot.minutes} min)</li>" for slot in slots)
    return f"<html><body><h2>Agenda</h2><ul>{''.join(items)}</ul></body></html>"


def _tail(before: str, slot: Written, after: str = "") -> str:
    return f"{before}{slot.names}{after}" if slot.people else ""


UNCLOCKED: tuple[Callable[[Sequence[Written]], str], ...] = (
    duration_first, duration_in_brackets, duration_last, duration_below, html,
)  # fmt: skip
CLOCKED: tuple[Callable[[Sequence[Written]], str], ...] = (ranges, table, table_without_pipes)
