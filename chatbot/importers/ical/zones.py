"""The zone in which an event's times are meant."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import available_timezones

from icalendar import Component

from chatbot.importers.ical.parts import part
from chatbot.importers.texts import tidy

_PLACE = re.compile(r"[A-Za-z][A-Za-z_]+(?:/[A-Za-z0-9_+\-]+){1,2}$")


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA name, or what stands there; `converts` says that a UTC time has to be read there.

    `doubts` are codes, and sentences that go on after the event's title.
    """

    name: str
    converts: bool = False
    doubts: tuple[tuple[str, str], ...] = ()


def zone_of(event: Component, calendar_zone: str, begin: datetime | date) -> Zone:
    """The zone of an event: its own, else the meeting's or the calendar's, else UTC where the times say so."""
    elsewhere = _known(tidy(event.get("X-MEETING-TZ"))) or _known(calendar_zone)
    parameters = part(event.get("DTSTART"), "params") or {}
    written = tidy(str(parameters.get("TZID", "")))
    if written and written.upper() not in ("UTC", "ETC/UTC"):
        name = _known(written) or _key(begin)
        if name:
            return Zone(name)
        said = f"is in the zone “{written}”, which is no place; set `timezone` to one such as Europe/Vienna."
        return Zone(written, doubts=(("unknown-zone", said),))
    if not isinstance(begin, datetime):
        return Zone(elsewhere)
    if begin.tzinfo is not None:
        return Zone(elsewhere or "UTC", converts=True)
    if elsewhere:
        return Zone(elsewhere)
    return Zone("", doubts=(("no-zone", "names no time zone; set `timezone` to a place such as Europe/Vienna."),))


def _known(written: str) -> str:
    """The IANA name in `Europe/Vienna`, `/example.org/20200101/Europe/Vienna` or `custom_Europe/Vienna`."""
    found = _PLACE.search(written)
    name = found[0] if found else ""
    while name:
        if name.lower() in _names():
            return _names()[name.lower()]
        separator = re.search(r"[/_]", name)
        name = name[separator.end() :] if separator and "/" in name[separator.end() :] else ""
    return ""


@cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name}


def _key(begin: datetime | date) -> str:
    """The name under which the library knows a zone that its writer named otherwise (Windows has its own names)."""
    key = getattr(getattr(begin, "tzinfo", None), "key", "")
    return _known(key) if isinstance(key, str) else ""
