"""Which occurrence of a repeated event is meant."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import Component, vRecur

from chatbot.importers.ical.parts import part, parts

MOST_STEPS = 4_000
"""Eleven years of a daily meeting; a rule that finds nothing within it is not followed further."""
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
    try:
        # In the wall time of the zone: a weekly meeting stays at its hour when summer time begins.
        dates: Iterable[datetime] = rrulestr(_without_zone(rule), dtstart=naive)
        stepped = [day.replace(tzinfo=zone) for day in islice(dates, MOST_STEPS)]
    except (ValueError, TypeError, OverflowError):
        return begin
    held = [day for day in stepped if _instant(day) not in excluded]
    coming = [day for day in held if after and _instant(day) >= after]
    return next(iter(coming or held), begin)


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
