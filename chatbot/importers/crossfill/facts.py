"""What the datatracker knows of a group's sessions at a meeting."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Document


@dataclass(frozen=True, slots=True)
class Known:
    """A session as it is scheduled; `start` and `end` are UTC instants, read in the meeting's `timezone`."""

    name: str
    start: datetime | None
    end: datetime | None
    timezone: str
    room: str = ""
    agenda: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: `stage` is a key of an agenda file's `documents`, empty where none fits; `state` is for people."""

    document: Document
    stage: str
    state: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found; `troubles` are sentences about what could not be asked.

    `chairs` are those of today: the datatracker keeps no list for the day of a past meeting.
    """

    sessions: tuple[Known, ...] = ()
    chairs: tuple[str, ...] = ()
    drafts: tuple[tuple[str, Draft], ...] = ()
    unknown_drafts: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
