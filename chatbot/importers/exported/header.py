"""The keys that stand above the table. What stood for something unknown when it was exported is unknown again."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from chatbot.core.agenda import Role
from chatbot.importers.exported.lines import names, plain
from chatbot.importers.imported import Imported, Warning
from chatbot.importers.yaml.scalars import parse_places, part_of_role
from chatbot.importers.yaml.when import (
    UNKNOWN_DAY,
    UNKNOWN_START,
    UNKNOWN_ZONE,
    contradiction,
    parse_date,
    parse_time,
    parse_weekday,
)

_DAY = re.compile(r"(?:(?P<weekday>[A-Za-z]+), *)?(?P<date>\S.*)")
_WINDOW = re.compile(r"(?P<start>\d{1,2}:\d\d)(?: *[-–] *(?P<end>\d{1,2}:\d\d))?(?: +(?P<zone>\S+))?")
_WANTED = re.compile(r"(?P<places>\d{1,3}) +(?P<role>\S.*)")


def told(found: Imported, key: str, value: str, line: int) -> Imported | None:
    """The import with what a line `* Key: value` says; None where it says nothing that is known."""
    known = _KEYS.get(key.strip().casefold())
    with suppress(ValueError):
        return known(found, value.strip(), line) if known else None
    return None


def _date(found: Imported, value: str, line: int) -> Imported | None:
    hit = _DAY.fullmatch(value)
    if not hit:
        return None
    day, warnings = parse_date(hit["date"]), found.warnings
    if hit["weekday"] and (weekday := parse_weekday(hit["weekday"])) != day.weekday():
        said = f"{contradiction(day, weekday)}; correct the date or the weekday."
        warnings = (*warnings, Warning(line, "weekday", said))
    return replace(_with(found, date=None if day == UNKNOWN_DAY else day), warnings=warnings)


def _time(found: Imported, value: str, _line: int) -> Imported | None:
    hit = _WINDOW.fullmatch(value)
    if not hit:
        return None
    start, end = parse_time(hit["start"]), parse_time(hit["end"]) if hit["end"] else None
    zone = "" if hit["zone"] == UNKNOWN_ZONE else hit["zone"] or ""
    return _with(found, start=None if start == UNKNOWN_START and not end else start, end=end, timezone=zone)


def _with(found: Imported, **known: dt.date | dt.time | str | None) -> Imported:
    meeting = found.sessions[0]
    return replace(found, sessions=(replace(meeting, **known),))  # type: ignore[arg-type]  # callers give fields


def _wanted(found: Imported, value: str, _line: int) -> Imported | None:
    hit = _WANTED.fullmatch(plain(value))
    if not hit:
        return None
    name, part = part_of_role(hit["role"])
    return replace(found, roles=(*found.roles, Role(name, parse_places(hit["places"]), part)))


_KEYS: dict[str, Callable[[Imported, str, int], Imported | None]] = {
    "date": _date,
    "time": _time,
    "meeting": lambda found, value, _: replace(found, meeting=plain(value)),
    "group": lambda found, value, _: replace(found, group=plain(value)),
    "chairs": lambda found, value, _: replace(found, chairs=names(value)),
    "area directors": lambda found, value, _: replace(found, area_directors=names(value)),
    "wanted": _wanted,
    "adoption calls": lambda found, value, _: replace(found, adoption_calls=names(value)),
}
