"""iCalendar (RFC 5545): a calendar of sessions, or one of the talks in them."""

import re

from chatbot.importers.ical.events import events_of
from chatbot.importers.ical.meaning import imported
from chatbot.importers.imported import Imported, Reader, Source

_BEGINS = re.compile(rb"\A(\xef\xbb\xbf)?\s*BEGIN:(VCALENDAR|VEVENT)[ \t]*[\r\n]", re.IGNORECASE)


def recognise(source: Source) -> str | None:
    """A calendar says what it is in its first line."""
    found = _BEGINS.match(source.content)
    return f"it begins with BEGIN:{found[2].decode().upper()}" if found else None


def read(source: Source) -> Imported:
    """Sessions, and the talks of those whose talks are events; raises Unreadable."""
    calendar = events_of(source)
    return imported(calendar, recognise(source) or "it was asked for")


READER = Reader("iCalendar", recognise, read)
