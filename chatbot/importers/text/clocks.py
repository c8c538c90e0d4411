"""Clocks as written to times on the 24-hour clock, and the minutes between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from chatbot.importers.imported import Meeting
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.facts import Facts
from chatbot.importers.text.times import Clock

_DAY = 24 * 60
_MOST = 10 * 60
_ENDS = re.compile(
    r"\b(?:end|close|closing|conclusion) of (?:the )?(?:meeting|session|day|workshop)\b|\badjourn", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A slot with its session, its start and its minutes."""

    slot: Candidate
    start: time | None
    minutes: int | None

    @property
    def session(self) -> int:
        return self.slot.session


def placed(slots: Sequence[Candidate], facts: Sequence[Facts]) -> list[Placed]:
    """Each slot with its start on the 24-hour clock: without am or pm, times only rise within a day."""
    written: list[Candidate | Facts] = [*slots, *facts]
    clocks = [clock for one in written for clock in (one.start, one.end) if clock]
    twelve = not any(clock.hour > 12 for clock in clocks)
    found: list[Placed] = []
    last: dict[int, time] = {}
    for slot in slots:
        opening = facts[slot.session - 1].start
        before = last.get(slot.session) or (opening.time if opening else None)
        start = _risen(slot.start, before if twelve else None) if slot.start else None
        if start:
            last[slot.session] = start
        found.append(Placed(slot, start, slot.minutes if slot.minutes is not None else _length(slot, start)))
    return found


def _risen(clock: Clock, before: time | None) -> time:
    """`1:30` after `12:30` is 13:30."""
    found = clock.time
    if before is None or clock.half or clock.packed or clock.hour > 12 or found >= before:
        return found
    later = found.replace(hour=(found.hour + 12) % 24)
    return later if later >= before and before.hour - found.hour > 6 else found


def _length(slot: Candidate, start: time | None) -> int | None:
    if slot.end is None or start is None:
        return None
    end = _risen(slot.end, start)
    minutes = ((end.hour - start.hour) * 60 + end.minute - start.minute) % _DAY
    if minutes > _DAY // 2 and not slot.end.half:
        minutes -= _DAY // 2  # `12:00-1:30` also where other clocks have 24 hours
    return minutes if 0 < minutes <= _MOST else None


def window(meeting: Meeting, slots: Sequence[Placed]) -> Meeting:
    """The session with the window that its slots tell of, where none is written."""
    timed = [one for one in slots if one.start]
    if not timed:
        return meeting
    if meeting.start is None:
        meeting = replace(meeting, start=timed[0].start)
    last = timed[-1]
    if meeting.end is None and last.start and (last.slot.end or _ENDS.search(last.slot.title)):
        meeting = replace(meeting, end=_risen(last.slot.end, last.start) if last.slot.end else last.start)
    return meeting
