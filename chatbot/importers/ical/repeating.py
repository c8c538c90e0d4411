"""Which occurrence of a repeated event is meant."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import Component, vRecur

from chatbot.importers.ical.parts import part, parts

LONGEST = timedelta(days=3_660)
"""A meeting that has been repeated for longer is not followed to the present."""
MOST_STEPS = 4_000
"""More than ten years of a daily meeting."""
_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_SIMPLE = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile("[1-9][0-9]{0,2}"),
    "COUNT": re.compile("[1-9][0-9]{0,4}"),
    "UNTIL": re.compile("[0-9]{8}(T[0-9]{6}Z?)?"),
    "WKST": re.compile(_DAY),
    "BYDAY": re.compile(rf"(-?[1-5])?{_DAY}(,(-?[1-5])?{_DAY}){{0,6}}"),
    "BYSETPOS": re.compile("-?[1-5]"),
    "BYMONTHDAY": re.compile("[1-9]|[12][0-9]|3[01]"),
}
_SLOW = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

Doubts = tuple[tuple[str, str], ...]


def occurrence(event: Component, begin: datetime | date) -> tuple[datetime | date, Doubts]:
    """The start of the occurrence that is meant, and what to say about the choice.

    That is the first one after the calendar was written (DTSTAMP), else the first one; excluded ones are not meant.
    """
    given = event.get("RRULE")
    rule = next(iter(given), None) if isinstance(given, list) else given
    if not isinstance(rule, vRecur):
        return begin, ()
    text = rule.to_ical().decode()  # type: ignore[no-untyped-call]
    every = str(next(iter(rule.get("FREQ") or ()), "")).upper()
    said = "is repeated"
    if every not in _SLOW or not isinstance(begin, datetime):
        return begin, (("repeated", f"{said}; its first date is taken: set `date` if you mean another."),)
    chosen = _chosen(text, begin, _excluded(event), _written(event))
    when = f"{chosen:%Y-%m-%d}"
    return chosen, (("repeated", f"{said} ({every.lower()}); {when} is taken: set `date` if you mean another."),)


def _chosen(rule: str, begin: datetime, excluded: set[datetime], after: datetime | None) -> datetime:
    zone, naive = begin.tzinfo, begin.replace(tzinfo=None)
    if not _is_simple(rule) or (after and after.replace(tzinfo=None) - naive > LONGEST):
        return begin
    try:
        # In the wall time of the zone: a weekly meeting stays at its hour when summer time begins.
        dates: Iterable[datetime] = rrulestr(_without_zone(rule), dtstart=naive)
        stepped = [day.replace(tzinfo=zone) for day in islice(dates, MOST_STEPS)]
    except (ValueError, TypeError, OverflowError):
        return begin
    held = [day for day in stepped if _instant(day) not in excluded]
    coming = [day for day in held if after and _instant(day) >= after]
    return next(iter(coming or held), begin)


def _is_simple(rule: str) -> bool:
    """Whether the rule is one that comes true again and again; others could be followed to the end of the calendar."""
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    if not all(key in _SIMPLE and _SIMPLE[key].fullmatch(value) for key, value in parts.items()):
        return False
    monthly, days = parts.get("FREQ") == "MONTHLY", parts.get("BYDAY", "")
    if "BYMONTHDAY" in parts:
        return monthly and not days and "BYSETPOS" not in parts and parts.get("INTERVAL", "1") == "1"
    return "BYSETPOS" not in parts or (monthly and days.replace(",", "").isalpha())


def _without_zone(rule: str) -> str:
    """The rule whose UNTIL is no instant but a wall time, as its start is; a day too many is of no matter here."""
    return ";".join(part.removesuffix("Z") if part.upper().startswith("UNTIL=") else part for part in rule.split(";"))


def _instant(day: datetime) -> datetime:
    """A floating time is compared as if it were UTC."""
    try:
        return day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)
    except OverflowError:
        return day.replace(tzinfo=UTC)


def _excluded(event: Component) -> set[datetime]:
    values = (part(one, "dt") for dates in parts(event.get("EXDATE"), "dts") for one in dates)
    return {_instant(value) for value in values if isinstance(value, datetime)}


def _written(event: Component) -> datetime | None:
    value = part(event.get("DTSTAMP"), "dt")
    return _instant(value) if isinstance(value, datetime) else None
