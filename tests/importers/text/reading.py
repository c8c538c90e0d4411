"""Reads agendas that are written in the tests, and shows their slots as short tuples."""

from textwrap import dedent

from chatbot.importers import sniffing
from chatbot.importers.imported import Imported, Meeting, Slot, Source

Short = tuple[str, tuple[str, ...], int | None, str]


def read(text: str | bytes, origin: str = "agenda.md") -> Imported:
    """What the text is read as."""
    content = text if isinstance(text, bytes) else dedent(text).encode()
    return sniffing.read(Source(content, origin))


def slots(text: str | bytes) -> list[Short]:
    """Title, presenters, minutes and start of each slot."""
    return [short(slot) for slot in read(text).slots]


def short(slot: Slot) -> Short:
    return slot.title, slot.presenters, slot.minutes, f"{slot.start:%H:%M}" if slot.start else ""


def when(meeting: Meeting) -> str:
    """Day, window and zone of a session, as one text."""
    start, end = (f"{time:%H:%M}" if time else "?" for time in (meeting.start, meeting.end))
    return f"{meeting.date} {start}-{end} {meeting.timezone}".strip()


def sessions(text: str, origin: str = "agenda.md") -> list[str]:
    return [when(meeting) for meeting in read(text, origin).sessions]
