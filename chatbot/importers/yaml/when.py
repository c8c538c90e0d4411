"""Dates, times and zones as people write them, and what to say when they contradict the calendar."""

import contextlib
import difflib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from chatbot.importers.yaml.problems import shown

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_YEARS = range(1970, 2200)
UNKNOWN_DAY = date(2199, 12, 31)
"""What an import writes for a date that its source does not tell: valid, never reached, and warned of."""
UNKNOWN_START, UNKNOWN_ZONE = time(0, 0), "Etc/UTC"
"""The same for a start and for a zone: people call the latter UTC."""
_TOLD = re.compile(
    r"\b(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\.?,?\s+"
    r"(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[a-z]+\.?\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\s+[0-9]{4}|"
    r"[0-9]{1,2}(?:st|nd|rd|th|\.)?\s+[a-z]+\.?,?\s+[0-9]{4})",
    re.IGNORECASE,
)

# Abbreviations that stand in real agendas, most of them ambiguous: the bot asks rather than guesses.
_PLACES = {
    "akdt": "America/Anchorage", "akst": "America/Anchorage", "hst": "Pacific/Honolulu",
    "pt": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles", "mdt": "America/Denver", "mst": "America/Denver",
    "ct": "America/Chicago", "cdt": "America/Chicago", "cst": "America/Chicago",
    "et": "America/New_York", "edt": "America/New_York", "est": "America/New_York",
    "gmt": "UTC", "z": "UTC", "utc": "UTC", "zulu": "UTC", "bst": "Europe/London", "ist": "Asia/Kolkata",
    "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "cet": "Europe/Berlin", "cest": "Europe/Berlin",
    "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "eet": "Europe/Helsinki", "eest": "Europe/Helsinki",
    "msk": "Europe/Moscow", "sgt": "Asia/Singapore", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip


def parse_weekday(text: str) -> int:
    """The number of a weekday, Monday is 0; three letters are enough."""
    found = _named(text, WEEKDAYS)
    if found is None:
        raise ValueError(f"{shown(text)} is no weekday; write it in full, such as Wednesday")
    return found


def parse_date(text: str) -> date:
    """A date, with or without its weekday, which then must be right."""
    words = [word for word in re.split(r"[\s,()]+", text) if word]
    weekdays = [found for word in words if (found := _named(word, WEEKDAYS)) is not None]
    day = _day([word for word in words if _named(word, WEEKDAYS) is None], text)
    if weekdays and weekdays[0] != day.weekday():
        raise ValueError(contradiction(day, weekdays[0]))
    return day


def told_wrong(text: str) -> str | None:
    """What is wrong with a date that is told with its weekday, as in `IETF 117, Wednesday, July 28th, 2023`."""
    for found in _TOLD.finditer(text):
        with contextlib.suppress(ValueError):
            day, weekday = parse_date(found["date"]), parse_weekday(found["weekday"])
            if day.weekday() != weekday:
                return contradiction(day, weekday)
    return None


def _day(words: list[str], text: str) -> date:
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words[0]) if len(words) == 1 else None
    if iso:
        year, month, number = (int(part) for part in iso.groups())
    elif len(words) == 3:
        year, month, number = _spelled(words)
    else:
        year = month = number = 0
    if not (year and month and number):
        raise ValueError(f"{shown(text)} is no clear date; write year-month-day, such as 2023-07-26")
    if year not in _YEARS:
        raise ValueError(f"the year {year} is out of range ({_YEARS[0]} to {_YEARS[-1]})")
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"{shown(text)} is not in the calendar; write year-month-day, such as 2023-07-26") from None


def _spelled(words: list[str]) -> tuple[int, int, int]:
    """`July 26th 2023` or `26 July 2023`; zeros where it is neither."""
    first, second, year = words
    name, number = (first, second) if first[:1].isalpha() else (second, first)
    month = _named(name, _MONTHS)
    ordinal = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?", number.lower())
    if month is None or not ordinal or not re.fullmatch(r"[0-9]{4}", year):
        return 0, 0, 0
    return int(year), month + 1, int(ordinal[1])


def _named(word: str, names: tuple[str, ...]) -> int | None:
    key = word.strip().rstrip(".").lower()
    return next((number for number, name in enumerate(names) if len(key) >= 3 and name.lower().startswith(key)), None)


def contradiction(day: date, weekday: int) -> str:
    """Says which weekday the date really is, and which dates near it are the wanted one."""
    before = day - timedelta(days=(day.weekday() - weekday) % 7)
    near = sorted((before, before + timedelta(days=7)), key=lambda other: abs(other - day))
    name = WEEKDAYS[weekday]
    return f"{day} is a {WEEKDAYS[day.weekday()]}, not a {name}; the nearest {name}s are {near[0]} and {near[1]}"


def parse_time(text: str) -> time:
    """A time of day on the 24-hour clock."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?", text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise ValueError(f"{shown(text)} is no time of day; write it as {_meant(text)}")


def _meant(text: str) -> str:
    found = re.fullmatch(r"([0-9]{1,2})[.:h ]?([0-9]{2})? *(?:([ap])\.?m\.?)?", text.lower())
    if not found:
        return "hours and minutes, such as 15:30"
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else "hours and minutes, such as 15:30"


@cache
def _zones() -> dict[str, str]:
    """Names with a place in them and UTC: `EST` or `CET` are also files in the database, but mislead."""
    return {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}


def parse_zone(text: str) -> str:
    """An IANA zone name."""
    if text in _zones().values():
        return text
    raise ValueError(f"{shown(text)} is no zone name{_zone_tip(text)}")


def _zone_tip(text: str) -> str:
    key = text.lower()
    known = _PLACES.get(key.rpartition("/")[2].replace("_", " ")) or _zones().get(key.replace(" ", "_"))
    if known:
        return f"; write {known}"
    if re.match(r"(utc|gmt)?\s*[+\-−]?[0-9]", key):
        return ": an offset does not follow summer time; write a place, such as America/Los_Angeles, or UTC"
    cities = {name.rpartition("/")[2]: name for name in sorted(_zones(), reverse=True)}
    wanted = key.replace(" ", "_")
    near = difflib.get_close_matches(wanted, _zones(), 1, 0.8)
    near = near or [cities[city] for city in difflib.get_close_matches(wanted.rpartition("/")[2], cities, 1, 0.8)]
    return f"; did you mean {_zones()[near[0]]}?" if near else "; write one such as America/Los_Angeles or UTC"


@dataclass(frozen=True, slots=True)
class Instant:
    """A local time as an instant, and a sentence where summer time makes it doubtful or impossible."""

    utc: datetime
    impossible: str = ""
    doubtful: str = ""


def instant(day: date, at: time, zone: str) -> Instant:
    """The UTC instant of a local time."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    utc = local.astimezone(UTC)
    back = utc.astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None):
        return Instant(utc, impossible=f"{at:%H:%M} does not exist on {day} in {zone}: "
                       f"the clocks go forward over it; write {back:%H:%M} or another time")  # fmt: skip
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return Instant(utc, doubtful=f"{at:%H:%M} comes twice on {day} in {zone}, as the clocks go back; "
                       f"the first is taken ({utc:%H:%M} UTC)")  # fmt: skip
    return Instant(utc)


def item_day(day: date, start: time, fixed: time) -> date:
    """The day on which an item of a fixed start begins; before the session's start it is the next day's."""
    if fixed >= start:
        return day
    try:
        return end_day(day, start, fixed)
    except ValueError:
        raise ValueError(f"{fixed:%H:%M} is before the session's start, {start:%H:%M}; write a later time") from None


def end_day(day: date, start: time, end: time) -> date:
    """The day a session ends on: an end before the start is the next day's, if that makes at most twelve hours."""
    if end > start:
        return day
    hours = datetime.combine(day + timedelta(days=1), end) - datetime.combine(day, start)
    if hours > timedelta(hours=12):
        raise ValueError(f"the end {end:%H:%M} is not after the start {start:%H:%M}; write a later time "
                         "(an end on the next day may be at most 12 hours after the start)")  # fmt: skip
    return day + timedelta(days=1)
