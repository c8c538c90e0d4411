"""From the text of a calendar to its events, each with its line."""

import re
import warnings
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component

from chatbot.importers.errors import Unreadable
from chatbot.importers.ical.calendar import Calendar, Event
from chatbot.importers.ical.parts import part, parts
from chatbot.importers.ical.repeating import occurrence
from chatbot.importers.ical.zones import Zone, zone_of
from chatbot.importers.imported import Source, Warning
from chatbot.importers.texts import decode, tidy

MOST_EVENTS = 2_000
MOST_REPEATED = 200
MOST_LINES = 60_000
"""Far above a calendar of a whole IETF meeting; what is larger would take longer than anybody waits."""
LONGEST_DESCRIPTION = 20_000
LONGEST_EVENT = 24 * 60
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FAST = re.compile(r"FREQ=(SECOND|MINUTE|HOUR|DAI|WEEK)LY", re.IGNORECASE)


def events_of(source: Source) -> Calendar:
    """The events of a calendar; raises Unreadable."""
    text = decode(source)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _bounded(source, text)]
    components = _components(source, text)
    found = [event for component in components for event in component.walk("VEVENT")]
    if not found:
        raise Unreadable(source.origin, 1, "the calendar holds no event; export it again with its events.")
    if sum("RRULE" in event for event in found) > MOST_REPEATED:
        message = f"has more than {MOST_REPEATED} repeated events; export the calendar of your session."
        raise Unreadable(source.origin, 0, message)
    first = components[0]
    events: list[Event] = []
    remarks: list[Warning] = []
    for event, line in zip(found, lines if len(lines) == len(found) else [0] * len(found), strict=True):
        read, said = _event(event, line, tidy(first.get("X-WR-TIMEZONE")))
        events += [read] if read else []
        remarks += said
    return Calendar(tidy(first.get("X-WR-CALNAME")), tidy(first.get("PRODID")), tuple(events), tuple(remarks))


def _bounded(source: Source, text: str) -> list[re.Match[str]]:
    found = list(_BEGIN.finditer(text))
    if len(found) > MOST_EVENTS or text.count("\n") > MOST_LINES:
        message = f"has more than {MOST_EVENTS} events or {MOST_LINES} lines; export the calendar of your session."
        raise Unreadable(source.origin, 0, message)
    inside = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.upper().startswith(("BEGIN:VTIMEZONE", "END:VTIMEZONE")):
            inside = number if line[:1] in "Bb" else 0
        elif inside and _FAST.search(line):
            raise Unreadable(source.origin, inside, "the time zone changes more often than once a month; remove it.")
    return found


def _components(source: Source, text: str) -> list[Component]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of zones with a vendor's prefix: we look at their names ourselves
            return Component.from_ical(text, multiple=True)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError, OSError) as error:
        # The library lets through what its own parts raise; all of it means that the calendar is broken.
        reason = tidy(str(error), 120)
        raise Unreadable(source.origin, 0, f"is no whole calendar: {reason}; export it again.") from error


def _event(component: Component, line: int, calendar_zone: str) -> tuple[Event | None, list[Warning]]:
    """The event, or why it is left out; and what to look at."""
    title = tidy(component.get("SUMMARY")) or "(no title)"
    status = tidy(component.get("STATUS")).upper()
    if status in ("CANCELLED", "CANCELED"):
        return None, [Warning(line, "cancelled", f"“{title}” is cancelled; it is left out.")]
    remarks = [Warning(line, "broken-field", f"“{title}”: {tidy(name)} cannot be read; look at it.")
                for name, _ in component.errors]  # fmt: skip
    if status.startswith("RESCHEDULED"):
        remarks.append(Warning(line, "rescheduled", f"“{title}”: {status.lower()}; check its date and time."))
    begin = _moment(component, "DTSTART")
    if begin is None:
        return None, [*remarks, Warning(line, "no-start", f"“{title}” has no start and is left out; give it one.")]
    zone = zone_of(component, calendar_zone, begin)
    begin, repeated = occurrence(component, begin)
    minutes = _minutes(component)
    remarks += [Warning(line, code, f"“{title}” {said}") for code, said in (*zone.doubts, *repeated)]
    return _of(component, line, title, _local(begin, zone), minutes, zone.name), remarks


def _of(
    component: Component, line: int, title: str, local: datetime | date, minutes: int | None, zone: str
) -> Event:  # fmt: skip
    timed = isinstance(local, datetime)
    return Event(
        line=line,
        uid=tidy(component.get("UID")),
        title=title,
        day=local.date() if isinstance(local, datetime) else local,
        start=local.time().replace(second=0, microsecond=0) if isinstance(local, datetime) else None,
        minutes=minutes if timed else None,
        timezone=zone,
        room=tidy(component.get("LOCATION")),
        url=tidy(component.get("URL"), 2000),
        description=str(component.get("DESCRIPTION") or "")[:LONGEST_DESCRIPTION],
        category=_category(component),
        people=tuple(_speakers(component)),
    )


def _moment(component: Component, name: str) -> datetime | date | None:
    value = part(component.get(name), "dt")
    return value if isinstance(value, date) else None


def _minutes(component: Component) -> int | None:
    """How long the event lasts, where that makes sense."""
    start, end = _moment(component, "DTSTART"), _moment(component, "DTEND")
    length = part(component.get("DURATION"), "dt")
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None):
        length = _between(start, end)
    if not isinstance(length, timedelta):
        return None
    minutes = length // timedelta(minutes=1)
    return minutes if 0 < minutes <= LONGEST_EVENT else None


def _between(start: datetime, end: datetime) -> timedelta | None:
    """The real time between two moments: across a change to summer time, the clock's difference is not the length."""
    try:
        return end.astimezone(UTC) - start.astimezone(UTC) if start.tzinfo else end - start
    except OverflowError:  # the first or last day that there is
        return None


def _local(begin: datetime | date, zone: Zone) -> datetime | date:
    if not isinstance(begin, datetime) or begin.tzinfo is None or not zone.converts:
        return begin
    try:
        return begin.astimezone(ZoneInfo(zone.name))
    except OverflowError:  # the first or last day that there is
        return begin


def _category(component: Component) -> str:
    names = part(component.get("CATEGORIES"), "cats")
    return tidy(str(names[0])) if names else ""


def _speakers(component: Component) -> Iterable[str]:
    """Conference systems name the speakers as attendees who chair."""
    for parameters in parts(component.get("ATTENDEE"), "params"):
        if str(parameters.get("ROLE", "")).upper() == "CHAIR" and parameters.get("CN"):
            yield tidy(str(parameters["CN"]))
