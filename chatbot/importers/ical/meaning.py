"""What the events of a calendar are: sessions, or the talks of sessions."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from chatbot.importers.ical.calendar import Calendar, Event
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.kinds import kind_of
from chatbot.importers.texts import tidy

_JOINED = re.compile(
    r"meetecho|zoom\.us|webex|teams\.microsoft|meet\.google|meet\.jit|onsite tool|w3\.org/events", re.I
)
_URL = re.compile(r"https?://[^\s<>\"]+")
_DRAFT = re.compile(r"\bdraft-[a-z0-9]+(?:-[a-z0-9]+)+\b")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?: [\w.'’\-]+){0,4}$")
MOST_LINKS = 20


def imported(calendar: Calendar, why: str) -> Imported:
    """The sessions of a calendar with the talks in them."""
    events = sorted(calendar.events, key=lambda event: (event.day, event.room, event.start or time.min, event.line))
    halls = [list(group) for _, group in groupby(events, lambda event: (event.day, event.room))]
    if _of_sessions(calendar, halls):
        return _sessions(calendar, sorted(events, key=lambda event: (event.day, event.start or time.min)), why)
    return _talks(calendar, sorted(halls, key=lambda hall: (hall[0].day, hall[0].line)), why)


def _of_sessions(calendar: Calendar, halls: Sequence[Sequence[Event]]) -> bool:
    """Whether each event is a session: people join it, or it stands alone in its room on its day."""
    ours = [event for hall in halls for event in hall]
    joined = sum(bool(event.uid.startswith("ietf-") or _JOINED.search(event.description + event.url)) for event in ours)
    alone = sum(len(hall) for hall in halls if len(hall) == 1)
    return "ietf.org" in calendar.program.lower() or 2 * joined > len(ours) or 2 * alone > len(ours)


def _sessions(calendar: Calendar, events: Sequence[Event], why: str) -> Imported:
    warnings = [*calendar.warnings]
    for event in events:
        said = f"The calendar says when “{event.title}” is, not what is in it; import its agenda too."
        warnings.append(Warning(event.line, "no-slots", said))
        if event.start is None:
            warnings.append(Warning(event.line, "no-time", f"“{event.title}” lasts whole days; set `start` and `end`."))
    links = [(title, url) for event in events for title, url in _links(event, named=len(events) > 1)]
    meetings = tuple(
        Meeting(event.title, event.day, event.start, _end(event), event.timezone, event.room) for event in events
    )
    return Imported("iCalendar", f"{why}; each event is a session", meetings, (), tuple(warnings),
                    links=tuple(dict.fromkeys(links[: MOST_LINKS * 5])))  # fmt: skip


def _talks(calendar: Calendar, halls: Sequence[Sequence[Event]], why: str) -> Imported:
    speakers_in_title = _tells_speakers(calendar)
    meetings, slots, warnings = [], [], [*calendar.warnings]
    for number, hall in enumerate(halls, 1):
        first = hall[0]
        name = " – ".join(part for part in (calendar.name, first.room) if part) or f"Session {number}"
        ends = [end for event in hall if (end := _end(event))]
        last = max(hall, key=lambda event: event.start or time.min)
        end = _end(last) or max(ends, default=None)
        meetings.append(Meeting(name, first.day, first.start, end, first.timezone, first.room))
        slots += [_slot(event, number, split=speakers_in_title) for event in hall]
        warnings += [
            Warning(event.line, "no-minutes", f"“{event.title}” has no end; set its `minutes`.")
            for event in hall
            if event.minutes is None
        ]
    reason = f"{why}; events that share a day and a room are the talks of one session"
    return Imported("iCalendar", reason, tuple(meetings), tuple(slots), tuple(warnings))


def _slot(event: Event, session: int, *, split: bool) -> Slot:
    title, people = _divided(event.title) if split else (event.title, ())
    return Slot(
        session=session,
        title=title,
        presenters=people or event.people,
        minutes=event.minutes,
        start=event.start,
        drafts=tuple(dict.fromkeys(_DRAFT.findall(f"{event.title} {event.description}"))),
        kind=kind_of(event.title),
        group=event.category,
        line=event.line,
    )


def _divided(title: str) -> tuple[str, tuple[str, ...]]:
    """`Title - Speaker, Speaker`: what stands after the last dash, if all of it looks like names."""
    before, dash, after = title.rpartition(" - ")
    people = tuple(part.strip() for part in after.split(","))
    if not dash or not all(_NAME.match(person) for person in people):
        return title, ()
    return before, people


def _tells_speakers(calendar: Calendar) -> bool:
    divided = sum(bool(_divided(event.title)[1]) for event in calendar.events)
    return "pretalx" in calendar.program.lower() or 3 * divided >= 2 * len(calendar.events)


def _end(event: Event) -> time | None:
    if event.start is None or event.minutes is None:
        return None
    # On any day that has one after it: the first and last days of the calendar may have none.
    return (datetime.combine(date(2000, 1, 1), event.start) + timedelta(minutes=event.minutes)).time()


def _links(event: Event, *, named: bool) -> Iterable[tuple[str, str]]:
    """The addresses in an event, with the words before them."""
    prefix = f"{event.title}: " if named else ""
    if event.url:
        yield f"{prefix}Agenda" if "agenda" in event.url else f"{prefix}Page", event.url
    for title, url in islice(_addresses(event.description), MOST_LINKS):
        if url != event.url:
            yield prefix + title, url


def _addresses(description: str) -> Iterable[tuple[str, str]]:
    """The first address of each line, with the words before it."""
    # The datatracker's own template leaves the ends of its lines written out.
    for line in description.replace("\\n", "\n").split("\n"):
        found = _URL.search(line)
        if found:
            before = tidy(line[: found.start()], 60).rstrip(": -–")
            yield before.capitalize() or "Link", found[0].rstrip(".,;)")
