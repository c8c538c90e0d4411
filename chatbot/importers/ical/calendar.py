"""What we want to know of a calendar and its events."""

from dataclasses import dataclass
from datetime import date, time

from chatbot.importers.imported import Warning


@dataclass(frozen=True, slots=True)
class Event:
    """One event in the local time of its zone; `start` is None for whole days, `minutes` where no end is written."""

    line: int
    uid: str
    title: str
    day: date
    start: time | None
    minutes: int | None
    timezone: str
    room: str = ""
    url: str = ""
    description: str = ""
    category: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar: its name, the program that wrote it, its events, and what was wrong with others."""

    name: str
    program: str
    events: tuple[Event, ...]
    warnings: tuple[Warning, ...] = ()
