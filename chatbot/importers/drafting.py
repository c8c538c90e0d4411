"""From an import to an agenda file that loads; what is missing gets a placeholder that stands out, and a warning."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from chatbot.core.agenda import Address, Agenda, Item, Person, Role
from chatbot.grammar import part_spoken
from chatbot.importers import yaml
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.text.dates import without_dates
from chatbot.importers.yaml.scalars import MOST_MINUTES, parse_draft, parse_url
from chatbot.importers.yaml.when import UNKNOWN_DAY, UNKNOWN_START, UNKNOWN_ZONE, end_day, instant, item_day
from chatbot.importers.zones import iana

OPTIONAL_GROUP = "As time permits"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """What a chair gives because the source does not say it; it goes before the source."""

    date: dt.date | None = None
    start: dt.time | None = None
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An agenda, and what in it was made up or derived."""

    agenda: Agenda
    warnings: tuple[Warning, ...] = ()

    def text(self, origin: str) -> str:
        """The agenda file, with what is still to do at its head."""
        first, rest = yaml.dump(self.agenda).split("\n", 1)
        todo = [f"#   {warning.message}" for warning in self.warnings]
        place = origin if "//" in origin else origin.rsplit("/", 1)[-1]
        remarks = [f"# Imported from {_printable(place)}.", *(["# Still to do:", *todo] if todo else []), ""]
        return "\n".join([first, *remarks, rest])


def given(imported: Imported, choice: Given) -> Imported:
    """The import with what a chair gave; a date given stands for the first session, the others keep their distance."""
    first = next((one.date for one in imported.sessions if one.date), None)
    moved = choice.date - first if choice.date and first else dt.timedelta()
    sessions = tuple(
        replace(
            one,
            date=(one.date + moved if one.date else choice.date),
            start=choice.start or one.start,
            timezone=choice.timezone or one.timezone,
        )
        for one in imported.sessions
    )
    return replace(imported, sessions=sessions)


def drafted(imported: Imported, number: int, name: str = "") -> Drafted:
    """The agenda of one session, counted from 1; `name` is its id, for a file of another name.

    The session must have at least one slot.
    """
    meeting = imported.sessions[number - 1]
    slots = [slot for slot in imported.slots if slot.session == number]
    warnings: list[Warning] = []
    day, start, zone = _when(meeting, warnings)
    items = tuple(_items(slots, replace(meeting, date=day, start=start, timezone=zone), warnings))
    agenda = Agenda(
        id=name,
        title=_title(imported, meeting),
        start=instant(day, start, zone).utc,
        timezone=zone,
        items=items,
        group=imported.group,
        meeting=imported.meeting,
        end=_end(meeting, day, start, zone, warnings),
        chairs=tuple(map(Person, dict.fromkeys(map(_printable, imported.chairs)))),
        links=tuple(
            Address(_printable(title), url) for title, url in imported.links if title and _valid(parse_url, url)
        ),
        area_directors=tuple(map(Person, dict.fromkeys(map(_printable, imported.area_directors)))),
        roles=_roles(imported, len(items), warnings),
        documents=imported.documents,
        adoption_calls=tuple(name for name in imported.adoption_calls if _valid(parse_draft, name)),
        notices=imported.notices,
    )
    return Drafted(agenda, tuple(warnings))


def _roles(imported: Imported, items: int, warnings: list[Warning]) -> tuple[Role, ...]:
    """The roles that are asked for, but for those of items that are not there."""
    if not imported.roles:
        return (Role("note taker", imported.note_takers),) if imported.note_takers else ()
    fitting = tuple(role for role in imported.roles if all(item <= items for item in role.part.items))
    for role in imported.roles:
        if role not in fitting:
            said = f"“{_printable(role.name)}{part_spoken(role.part)}” is left out: there are {items} items."
            warnings.append(Warning(0, "role-left-out", said))
    return fitting


def _title(imported: Imported, meeting: Meeting) -> str:
    named = _printable(imported.title) or _printable(imported.group)
    return named or _printable(without_dates(meeting.name)).strip(" ,.-–—") or "Session"


def _when(meeting: Meeting, warnings: list[Warning]) -> tuple[dt.date, dt.time, str]:
    day, start, zone = meeting.date, meeting.start, iana(meeting.timezone)
    if day is None:
        warnings.append(Warning(0, "placeholder-date", f"`date`: {UNKNOWN_DAY} stands for a date that is not known."))
    if start is None:
        warnings.append(
            Warning(0, "placeholder-start", f"`start`: {UNKNOWN_START:%H:%M} stands for a start that is not known.")
        )
    if zone is None:
        said = f"`timezone`: {UNKNOWN_ZONE} stands for a zone that is not known"
        said += f"; the source says {_printable(meeting.timezone)}." if meeting.timezone else "."
        warnings.append(Warning(0, "placeholder-zone", said))
    return day or UNKNOWN_DAY, start or UNKNOWN_START, zone or UNKNOWN_ZONE


def _end(meeting: Meeting, day: dt.date, start: dt.time, zone: str, warnings: list[Warning]) -> dt.datetime | None:
    if meeting.end is None or meeting.start is None:
        return None
    try:
        return instant(end_day(day, start, meeting.end), meeting.end, zone).utc
    except (ValueError, OverflowError):
        warnings.append(
            Warning(0, "end-left-out", f"`end`: {meeting.end:%H:%M} is left out; it is not after the start.")
        )
        return None


def _items(slots: Sequence[Slot], meeting: Meeting, warnings: list[Warning]) -> Iterator[Item]:
    """The items, with a break wherever the source leaves time free between two starts."""
    lengths = _lengths(slots, meeting, warnings)
    clock, before = meeting.start, None
    for slot, minutes in zip(slots, lengths, strict=True):
        free = _minutes(clock, slot.start) if clock and slot.start else 0
        if 0 < free <= MOST_MINUTES // 2 and not slot.fixed:
            said = f"{free} min before “{_printable(slot.title)[:50]}” are free in the source; a break fills them."
            warnings.append(Warning(slot.line, "break-added", said))
            yield Item("Break", free, group=_group(slot) if before and _group(before) == _group(slot) else "")
        clock = _after(slot.start if slot.start and free <= MOST_MINUTES // 2 else clock, minutes)
        if not minutes and slot.minutes is None:
            clock = None  # the time until the next start is this item's, as long as nobody says how much of it
        before = slot
        yield _item(slot, minutes, _fixed(slot, meeting))


def _lengths(slots: Sequence[Slot], meeting: Meeting, warnings: list[Warning]) -> list[int]:
    """The minutes of each slot: as written, until the next start, or what the window leaves."""
    lengths = [slot.minutes for slot in slots]
    for place, slot in enumerate(slots):
        until = slots[place + 1].start if place + 1 < len(slots) else meeting.end
        if lengths[place] is None and slot.start and until and _minutes(slot.start, until) <= MOST_MINUTES // 2:
            lengths[place] = _minutes(slot.start, until)
    lacking = [place for place, slot in enumerate(slots) if lengths[place] is None and not slot.optional]
    rest = _minutes(meeting.start, meeting.end) - sum(minutes or 0 for minutes in lengths)
    if len(lacking) == 1 and meeting.end and 0 < rest <= MOST_MINUTES // 2:
        lengths[lacking[0]] = rest
        said = f"“{_printable(slots[lacking[0]].title)[:50]}” gets the {rest} min that are left."
        warnings.append(Warning(slots[lacking[0]].line, "rest-given", said))
    elif lacking:
        said = f"{len(lacking)} items have no minutes and stay open until a chair says `next`; give them minutes."
        if len(lacking) == 1:
            said = (
                f"“{_printable(slots[lacking[0]].title)[:50]}” stays open until a chair says `next`; give it minutes."
            )
        warnings.append(Warning(slots[lacking[0]].line, "no-minutes", said))
    most = [MOST_MINUTES + min(slot.questions, MOST_MINUTES) for slot in slots]
    return [min(minutes or 0, longest) for minutes, longest in zip(lengths, most, strict=True)]


def _item(slot: Slot, minutes: int, fixed: dt.datetime | None) -> Item:
    questions = min(slot.questions, minutes)
    return Item(
        title=_printable(slot.title) or "Item",
        minutes=minutes - questions,
        questions=questions,
        presenters=tuple(map(Person, dict.fromkeys(filter(None, map(_printable, slot.presenters))))),
        group=_group(slot),
        drafts=tuple(name for name in slot.drafts if _valid(parse_draft, name)),
        slides=slot.slides if slot.slides and _valid(parse_url, slot.slides) else "",
        fixed=fixed,
    )


def _fixed(slot: Slot, meeting: Meeting) -> dt.datetime | None:
    """The instant at which a slot must not begin earlier; none where no agenda file could hold it."""
    if not slot.fixed or not slot.start or not meeting.date or not meeting.start:
        return None
    with suppress(ValueError, OverflowError):
        return instant(item_day(meeting.date, meeting.start, slot.start), slot.start, meeting.timezone).utc
    return None


def _group(slot: Slot) -> str:
    return _printable(slot.group) or (OPTIONAL_GROUP if slot.optional else "")


def _minutes(one: dt.time | None, two: dt.time | None) -> int:
    """Minutes from a time of day to the next such time."""
    if one is None or two is None:
        return 0
    return ((two.hour - one.hour) * 60 + two.minute - one.minute) % (24 * 60)


def _after(clock: dt.time | None, minutes: int) -> dt.time | None:
    if clock is None:
        return None
    total = (clock.hour * 60 + clock.minute + minutes) % (24 * 60)
    return dt.time(total // 60, total % 60)


def _valid(parse: Callable[[str], T], text: str) -> bool:
    with suppress(ValueError):
        parse(text)
        return True
    return False


def _printable(text: str) -> str:
    return " ".join("".join(char for char in text.replace("\t", " ") if char.isprintable()).split())[:300].strip()
