"""A session as the datatracker has scheduled it, whichever of its forms told so; and what it makes of an import."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.kinds import kind_of
from chatbot.importers.texts import tidy

CALLED_OFF = ("canceled", "canceledpa", "deleted", "disappr", "notmeet")
LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation of a session: slides, or a draft that is discussed."""

    title: str
    url: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One session: `start` has its zone (UTC where the form does not tell the meeting's)."""

    line: int
    acronym: str
    name: str
    start: datetime | None
    length: timedelta | None
    status: str = "sched"
    kind: str = ""
    room: str = ""
    agenda: str = ""
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()
    decks: tuple[Deck, ...] = ()

    @property
    def end(self) -> datetime | None:
        return self.start + self.length if self.start and self.length else None

    @property
    def title(self) -> str:
        return f"{self.acronym} – {self.name}" if self.acronym and self.name != self.acronym else self.name


def imported(sessions: Sequence[Scheduled], timezone: str, taken_for: str, why: str) -> Imported:
    """The sessions that are on; a schedule holds no talks, so their presentations stand in for them."""
    meeting = [one for one in sessions if one.status not in CALLED_OFF]
    in_order = sorted(meeting, key=lambda one: (one.start is None, one.start or datetime.max.replace(tzinfo=UTC)))
    warnings = [Warning(one.line, "cancelled", f"“{one.title}” is cancelled; it is left out.")
                for one in sessions if one.status in CALLED_OFF]  # fmt: skip
    slots: list[Slot] = []
    for number, one in enumerate(in_order, 1):
        slots += [_slot(one, deck, number) for deck in one.decks]
        warnings += _doubts(one)
    if not timezone and in_order:
        said = (
            "The datatracker's agenda names no time zone, so times are in UTC; set `timezone` to the meeting's place."
        )
        warnings.append(Warning(0, "no-zone", said))
    return Imported(
        taken_for,
        why,
        tuple(meeting_of(one, timezone) for one in in_order),
        tuple(slots),
        tuple(warnings),
        links=tuple(_links(in_order)),
    )


def meeting_of(one: Scheduled, timezone: str) -> Meeting:
    """The session's day and window in local time."""
    start, end = (local(instant, timezone) if instant else None for instant in (one.start, one.end))
    return Meeting(
        name=one.title,
        date=start.date() if start else None,
        start=start.time() if start else None,
        end=end.time() if end else None,
        timezone=timezone or "UTC",
        room=one.room,
    )


def local(instant: datetime, timezone: str) -> datetime:
    """The instant in the meeting's zone, where there is one."""
    return instant.astimezone(ZoneInfo(timezone) if timezone else UTC)


def known_zone(name: str) -> str:
    """The name, if there is such a zone."""
    return name if name in available_timezones() else ""


def instant_of(written: str, zone: str) -> datetime | None:
    """An instant, to the minute; one without an offset is local to `zone`."""
    try:
        moment = datetime.fromisoformat(written).replace(second=0, microsecond=0)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        # Far from the ends of the calendar, no later sum can leave it.
        return aware if 1970 <= aware.year <= 2200 else None
    except ValueError:
        return None


def bounded(length: timedelta) -> timedelta | None:
    """The length, if a session can last so long."""
    return length if timedelta() < length <= LONGEST else None


def _slot(one: Scheduled, deck: Deck, number: int) -> Slot:
    return Slot(
        session=number,
        title=deck.title,
        drafts=(deck.draft,) if deck.draft else (),
        kind=kind_of(deck.title),
        line=one.line,
        slides=deck.url,
    )


def _doubts(one: Scheduled) -> Iterable[Warning]:
    if one.start is None or one.length is None:
        missing = "start" if one.start is None else "duration"
        yield Warning(one.line, "no-time", f"“{one.title}” has no {missing}; set `date`, `start` and `end`.")
    if one.status in ("resched", "schedpa"):
        yield Warning(one.line, "rescheduled", f"“{one.title}” has moved; check its date and time.")
    if one.note:
        yield Warning(one.line, "note", f"“{one.title}”: {tidy(one.note, 200)}")
    if one.kind == "break":
        return
    source = f"its agenda ({one.agenda})" if one.agenda else "its agenda"
    if one.decks:
        said = f"The talks of “{one.title}” are taken from its presentations, without minutes; better import {source}."
        yield Warning(one.line, "from-presentations", said)
    else:
        yield Warning(one.line, "no-slots", f"“{one.title}” holds no talks here; import {source}.")


def _links(sessions: Sequence[Scheduled]) -> Iterable[tuple[str, str]]:
    for one in sessions:
        prefix = f"{one.acronym or one.name}: " if len(sessions) > 1 else ""
        yield from ((prefix + title, url) for title, url in one.links)
