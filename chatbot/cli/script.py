"""Rehearsal scripts: who says what at which time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chatbot.core.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Cue:
    """At the instant `at`, `name` says `text`."""

    at: datetime
    name: str
    text: str


class BadScript(Exception):
    """Lines of the script that cannot be read: one sentence each, with its line number."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_script(text: str, agenda: Agenda) -> tuple[Cue, ...]:
    """The cues of lines such as `15:47 Tero Kivinen: next`, times in the session's zone; raises BadScript."""
    cues: list[Cue] = []
    problems: list[str] = []
    for number, line in _lines(text):
        before = cues[-1].at if cues else agenda.start
        cue = _cue(line, before, agenda.timezone)
        if isinstance(cue, str):
            problems.append(f"line {number}: {cue}")
        elif cues and cue.at < before:
            problems.append(f"line {number}: goes back in time; put the lines in order of time")
        else:
            cues.append(cue)
    if problems:
        raise BadScript(problems)
    return tuple(cues)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line and not line.startswith("#"):
            yield number, line


def _cue(line: str, near: datetime, zone: str) -> Cue | str:
    clock, _, said = line.partition(" ")
    name, colon, text = said.partition(":")
    if not colon or not name.strip():
        return "needs a time, a name and a colon, as in `15:47 Tero Kivinen: next`"
    try:
        moment = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))
    except ValueError:
        return f"{clock} is no time of day; write HH:MM or HH:MM:SS"
    return Cue(_nearest(moment, near, zone), name.strip(), text.strip())


def _nearest(moment: time, near: datetime, zone: str) -> datetime:
    """The instant nearest to `near` at which clocks in the zone show this time: sessions may pass midnight."""
    local = near.astimezone(ZoneInfo(zone))
    days = (local.date() + timedelta(days=offset) for offset in (-1, 0, 1))
    instants = (datetime.combine(day, moment, ZoneInfo(zone)).astimezone(UTC) for day in days)
    return min(instants, key=lambda instant: abs(instant - near))
