"""What an importer makes of a source: sessions, slots, and what it did not understand."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from chatbot.core.agenda import DocumentState, Notice, Role


@dataclass(frozen=True, slots=True)
class Source:
    """What was given: its bytes, and where they came from (a path, an address, or a name such as `datatracker:…`)."""

    content: bytes
    origin: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of the source: its day and window in the local time of `timezone`, as far as they are written.

    The lines are those that tell the window and the zone, 0 where none does.
    """

    name: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    timezone: str = ""
    room: str = ""
    window_line: int = field(default=0, compare=False)
    zone_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: `session` counts from 1, `minutes` is None where none are written, `line` counts from 1.

    `kind` is `admin`, `break`, `aob` or empty; `optional` is for what is taken up as time permits. `questions` are
    those of the minutes that are for questions; a `fixed` slot is not to begin before its start.
    """

    session: int
    title: str
    presenters: tuple[str, ...] = ()
    minutes: int | None = None
    start: dt.time | None = None
    drafts: tuple[str, ...] = ()
    kind: str = ""
    group: str = ""
    optional: bool = False
    line: int = 0
    slides: str = ""
    questions: int = 0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - it is what the report calls it
    """Something to look at: its line (0 for the whole source), a stable code, and a sentence with the remedy."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The whole of what was read; `taken_for` names the kind of source, `why` says what showed it.

    `meeting` is what the sessions belong to, such as `IETF 117`; `group` is an acronym; what is not told is empty.
    `note_takers` is how many are named in passing, `roles` what a source asks for in so many words.
    """

    taken_for: str
    why: str
    sessions: tuple[Meeting, ...]
    slots: tuple[Slot, ...]
    warnings: tuple[Warning, ...] = ()
    chairs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    documents: tuple[DocumentState, ...] = ()
    title: str = ""
    meeting: str = ""
    group: str = ""
    note_takers: int = 0
    roles: tuple[Role, ...] = ()
    area_directors: tuple[str, ...] = ()
    adoption_calls: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of source: `recognise` says why the content is of this kind, or None; `read` reads it."""

    name: str
    recognise: Callable[[Source], str | None]
    read: Callable[[Source], Imported]
