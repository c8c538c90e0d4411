"""What both forms of a conference schedule say, and what sessions it makes: one a day and room."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.kinds import kind_of

MOST_TALKS = 5_000
LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Talk:
    """One event of a schedule; `day` is the conference's, which runs past midnight, `begin` has its offset."""

    line: int
    day: int
    room: str
    title: str
    begin: datetime
    minutes: int | None
    people: tuple[str, ...] = ()
    track: str = ""
    kind: str = ""
    slides: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A conference: `timezone` is empty where the file names none; `left_out` are events that cannot be read."""

    title: str
    timezone: str
    talks: tuple[Talk, ...]
    left_out: tuple[Warning, ...] = ()


def schedule_of(title: str, timezone: str, found: Iterable[Talk | Warning], origin: str) -> Schedule:
    """The schedule with these events, each read or left out; raises Unreadable when there are too many."""
    talks: list[Talk] = []
    left_out: list[Warning] = []
    for one in found:
        if isinstance(one, Talk):
            talks.append(one)
        else:
            left_out.append(one)
        if len(talks) + len(left_out) > MOST_TALKS:
            raise Unreadable(origin, one.line, f"has more than {MOST_TALKS} events; give one day of it.")
    return Schedule(title, timezone, tuple(talks), tuple(left_out))


def imported(schedule: Schedule, taken_for: str, why: str) -> Imported:
    """The sessions of a schedule."""
    halls: dict[tuple[int, str], list[Talk]] = {}
    for talk in schedule.talks:
        halls.setdefault((talk.day, talk.room), []).append(_at_home(talk, schedule.timezone))
    meetings: list[Meeting] = []
    slots: list[Slot] = []
    warnings = [*schedule.left_out]
    for number, hall in enumerate(halls.values(), 1):
        talks = sorted(hall, key=lambda talk: (talk.begin, talk.line))
        meetings.append(_meeting(schedule, talks))
        slots += [_slot(talk, number) for talk in talks]
        warnings += _doubts(talks)
    if not slots:
        warnings.append(Warning(0, "no-slots", "The schedule holds no event with a time; export it once it is public."))
    return Imported(taken_for, why, tuple(meetings), tuple(slots), (*warnings, *_zone_doubts(schedule)))


def _at_home(talk: Talk, timezone: str) -> Talk:
    """The talk in the local time of the conference; some programs write instants in UTC."""
    if timezone not in available_timezones():
        return talk
    try:
        return replace(talk, begin=talk.begin.astimezone(ZoneInfo(timezone)))
    except OverflowError:  # the first or last day that there is
        return talk


def _zone_doubts(schedule: Schedule) -> Iterable[Warning]:
    if schedule.timezone and schedule.timezone not in available_timezones():
        said = f"“{schedule.timezone}” is no time zone; set `timezone` to a place such as Europe/Vienna."
        yield Warning(0, "unknown-zone", said)
    elif schedule.talks and not schedule.timezone:
        offset = _offset(schedule.talks[0].begin)
        said = f"The schedule names no time zone, only the offset {offset}; set `timezone` to its place."
        yield Warning(0, "zone-offset", said)


def minutes_of(duration: str) -> int | None:
    """`00:30` is hours and minutes, `1:00:30` has days before them; None for what no event can last."""
    if not re.fullmatch(r"[0-9]{1,3}:[0-9]{1,2}(:[0-9]{1,2})?", duration):
        return None
    *days, hours, minutes = (int(part) for part in duration.split(":"))
    total = (days[0] if days else 0) * 24 * 60 + hours * 60 + minutes
    return total if 0 < total <= LONGEST_MINUTES else None


def moment(written: str) -> datetime | None:
    """An instant with its offset, to the minute; None for anything else."""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    return instant.replace(second=0, microsecond=0) if instant.utcoffset() is not None else None


def missing(line: int, title: str, what: str) -> Warning:
    """An event that is left out, and why."""
    return Warning(line, "left-out", f"“{title or 'An event without a title'}” is left out: {what}; add it by hand.")


def _meeting(schedule: Schedule, talks: Sequence[Talk]) -> Meeting:
    first, ends = talks[0], [end for talk in talks if (end := _end(talk))]
    return Meeting(
        name=" – ".join(part for part in (schedule.title, first.room) if part),
        date=first.begin.date(),
        start=first.begin.time(),
        end=max(ends).time() if ends else None,
        timezone=schedule.timezone or _offset(first.begin),
        room=first.room,
    )


def _slot(talk: Talk, session: int) -> Slot:
    return Slot(
        session=session,
        title=talk.title,
        presenters=talk.people,
        minutes=talk.minutes,
        start=talk.begin.time(),
        kind=kind_of(talk.kind) or kind_of(talk.title),
        group=talk.track,
        line=talk.line,
        slides=talk.slides,
    )


def _doubts(talks: Sequence[Talk]) -> Iterable[Warning]:
    for talk in talks:
        if talk.minutes is None:
            yield Warning(talk.line, "no-minutes", f"“{talk.title}” has no duration; set its `minutes`.")


def _end(talk: Talk) -> datetime | None:
    try:
        return talk.begin + timedelta(minutes=talk.minutes) if talk.minutes else None
    except OverflowError:  # the last day that there is
        return None


def _offset(begin: datetime) -> str:
    return f"UTC{_hours(begin)}" if begin.utcoffset() else "UTC"


def _hours(begin: datetime) -> str:
    return f"{begin:%z}"[:3] + ":" + f"{begin:%z}"[3:5]
