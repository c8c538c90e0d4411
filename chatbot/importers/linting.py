"""What looks wrong in an import of any kind, and what would put it right."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from chatbot.core.agenda import folded
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.placeholders import placeholder_in
from chatbot.importers.text.people import is_role
from chatbot.importers.zones import MEANINGS, iana

_DAY = 24 * 60


def linted(imported: Imported) -> Imported:
    """The import with a warning for everything that looks wrong, in the order of the lines."""
    found = [*imported.warnings]
    if not imported.slots and not any(warning.code == "no-slots" for warning in found):
        found.append(Warning(0, "no-slots", "No items were found; write them as a list, each with its minutes."))
    for number, meeting in enumerate(imported.sessions, 1):
        slots = [slot for slot in imported.slots if slot.session == number]
        where = f"Session {number}" if len(imported.sessions) > 1 else "The session"
        line = min((slot.line for slot in slots), default=0)
        for check in (_unknown, _clocks, _budget, _slots):
            found += check(meeting, slots, where, line)
    presented = [slot.line for slot in imported.slots if any(not is_role(name) for name in slot.presenters)]
    if presented:
        found.append(Warning(min(presented), "no-account", _NO_ACCOUNTS))
    ordered = sorted(_once(found), key=lambda warning: warning.line)
    return replace(imported, warnings=tuple(ordered))


def _once(warnings: Iterable[Warning]) -> list[Warning]:
    """Each remark once; of several placeholders on a line, the first that was seen in the source."""
    return list({(one.line, one.code, one.code == "placeholder" or one.message): one for one in reversed([*warnings])}
                .values())[::-1]  # fmt: skip


_NO_ACCOUNTS = (
    "Presenters without a chat account are not mentioned when their turn comes; give ids in the agenda file, "
    "such as {name: Ann Example, zulip: 1234}."
)


def _unknown(meeting: Meeting, slots: Sequence[Slot], where: str, line: int) -> Iterator[Warning]:
    if meeting.date is None:
        yield Warning(
            line, "no-date", f"{where} has no date that could be read; give it with --date, such as 2026-03-19."
        )
    if meeting.start is None:
        yield Warning(line, "no-start", f"{where} has no start; give it with --start, such as 15:30.")
    zone = meeting.timezone
    if not zone:
        said = f"{where} has no time zone; give it with --timezone, such as Europe/Vienna."
        yield Warning(meeting.window_line or line, "no-zone", said)
    elif zone.upper() in MEANINGS:
        said = f"{zone} can mean {' or '.join(MEANINGS[zone.upper()])}; say which with --timezone."
        yield Warning(meeting.zone_line or line, "ambiguous-zone", said)
    elif iana(zone) is None:
        said = f"{zone} is no time zone that is known; give its IANA name with --timezone."
        yield Warning(meeting.zone_line or line, "unknown-zone", said)
    elif "/" not in zone and iana(zone) != "UTC":
        said = f"{zone} is taken for {iana(zone)}; give another with --timezone if it is wrong."
        yield Warning(meeting.zone_line or line, "zone-guessed", said)


def _clocks(meeting: Meeting, slots: Sequence[Slot], where: str, line: int) -> Iterator[Warning]:
    """Gaps and overlaps between slots whose start is written."""
    timed = [slot for slot in slots if slot.start is not None]
    if timed and meeting.start and timed[0].start != meeting.start and timed[0] is slots[0]:
        said = f"The first item starts at {_at(timed[0])}, the session at {meeting.start:%H:%M}; correct one of them."
        yield Warning(timed[0].line, "first-start", said)
    for one, two in pairwise(timed):
        distance = _between(one.start, two.start)
        if distance > _DAY // 2:
            said = f"{_named(two)} starts at {_at(two)}, before the item above ({_at(one)}); correct one of the times."
            yield Warning(two.line, "order", said)
        elif one.minutes is not None and slots.index(two) == slots.index(one) + 1:
            yield from _meeting_at(one, two, distance - one.minutes)


def _meeting_at(one: Slot, two: Slot, rest: int) -> Iterator[Warning]:
    if rest > 0:
        said = f"{rest} min are free between {_named(one)} and {_named(two)}; move one, or add a break."
        yield Warning(two.line, "gap", said)
    elif rest < 0:
        said = f"{_named(one)} takes {-rest} min more than there are before {_named(two)} at {_at(two)}"
        said += "; shorten or move one."
        yield Warning(two.line, "overlap", said)


def _budget(meeting: Meeting, slots: Sequence[Slot], where: str, line: int) -> Iterator[Warning]:
    """The minutes of all items against the window."""
    if meeting.start is None or meeting.end is None or not slots:
        return
    window, line = _between(meeting.start, meeting.end) or _DAY, meeting.window_line or line
    planned = sum(slot.minutes or 0 for slot in slots if not slot.optional)
    if planned > window:
        said = f"{where} has {window} min, its items take {planned}: {planned - window} too many. Shorten or drop some."
        yield Warning(line, "over-run", said)
    elif planned < window and all(slot.minutes is not None for slot in slots):
        said = f"{where} has {window} min, its items take {planned}: {window - planned} are left over."
        yield Warning(line, "under-run", said)


def _slots(meeting: Meeting, slots: Sequence[Slot], where: str, line: int) -> Iterator[Warning]:
    seen: dict[str, int] = {}
    for slot in slots:
        key = folded(slot.title)
        if key in seen and slot.kind != "break":
            said = f"{_named(slot)} stands on line {seen[key]} too; drop one, or give them different titles."
            yield Warning(slot.line, "duplicate", said)
        seen.setdefault(key, slot.line)
        placeholder = placeholder_in(" ".join((slot.title, *slot.presenters)))
        if placeholder:
            yield Warning(slot.line, "placeholder", f"{_named(slot)} still holds {placeholder}; fill it in.")
    lacking = [slot for slot in slots if slot.minutes is None and slot.start is None and not slot.optional]
    if lacking and len(lacking) == len(slots):
        yield Warning(
            line, "no-minutes", f"No item of {where.lower()} has minutes; give each its minutes in the agenda file."
        )
    else:
        for slot in lacking:
            yield Warning(slot.line, "no-minutes", f"{_named(slot)} has no minutes; give them in the agenda file.")


def _between(one: dt.time | None, two: dt.time | None) -> int:
    """Minutes from a time of day to the next such time."""
    if one is None or two is None:
        return 0
    return ((two.hour - one.hour) * 60 + two.minute - one.minute) % _DAY


def _at(slot: Slot) -> str:
    return f"{slot.start:%H:%M}" if slot.start else ""


def _named(slot: Slot) -> str:
    title = " ".join(slot.title.split())
    return f"“{title[:50]}…”" if len(title) > 51 else f"“{title}”"
