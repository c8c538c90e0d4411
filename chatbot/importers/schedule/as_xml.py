"""The XML of frab, pretalx and c3voc."""

import re
from collections.abc import Iterable

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Source, Warning
from chatbot.importers.schedule import markup
from chatbot.importers.schedule.markup import Element
from chatbot.importers.schedule.talks import Talk, imported, minutes_of, missing, moment, schedule_of
from chatbot.importers.texts import tidy

_HEAD = 4_000
_MOST_BEFORE = 20
_ROOT = re.compile(rb"<schedule[\s>/]")
MOST_PEOPLE = 20


def recognise(source: Source) -> str | None:
    """XML whose root is `schedule`."""
    return "it is XML whose root is <schedule>" if _ROOT.match(_root(source.content[:_HEAD])) else None


def _root(head: bytes) -> bytes:
    """The text from its root on: behind a declaration, comments, and a document type (which is refused later)."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for _ in range(_MOST_BEFORE):
        if rest.startswith(b"<?"):
            end = b"?>"
        elif rest.startswith(b"<!--"):
            end = b"-->"
        elif rest.startswith(b"<!DOCTYPE"):
            end = b"]>" if b"[" in rest.partition(b">")[0] else b">"
        else:
            return rest
        rest = rest.partition(end)[2].lstrip()
    return b""


def read(source: Source) -> Imported:
    """One session a day and room; raises Unreadable."""
    root = markup.parse(source)
    if root.name != "schedule":
        raise Unreadable(source.origin, root.line, f"the root is <{tidy(root.name, 40)}>, not <schedule>.")
    conference = root.first("conference") or Element("conference", 1, {})
    found = (_talk(event, number, room) for number, room, event in _events(root))
    title = tidy(conference.value("title")) or tidy(conference.value("acronym"))
    schedule = schedule_of(title, tidy(conference.value("time_zone_name")), found, source.origin)
    return imported(schedule, "conference schedule (XML)", recognise(source) or "it was asked for")


def _events(root: Element) -> Iterable[tuple[int, str, Element]]:
    for number, day in enumerate(root.all("day"), 1):
        for room in day.all("room"):
            name = tidy(room.attributes.get("name"))
            yield from ((number, name, event) for event in room.all("event"))


def _talk(event: Element, day: int, room: str) -> Talk | Warning:
    title, begin = tidy(event.value("title")), moment(event.value("date"))
    if not title or begin is None:
        return missing(event.line, title, "it has no title" if begin else "its <date> is no instant with an offset")
    persons = event.first("persons")
    people = [tidy(person.text) for person in persons.all("person")] if persons else []
    return Talk(
        line=event.line,
        day=day,
        room=room,
        title=title,
        begin=begin,
        minutes=minutes_of(event.value("duration")),
        people=tuple(person for person in people if person)[:MOST_PEOPLE],
        track=tidy(event.value("track")),
        kind=tidy(event.value("type")),
        slides=_slides(event),
    )


def _slides(event: Element) -> str:
    attachments = event.first("attachments")
    found = attachments.all("attachment") if attachments else ()
    links = (one.attributes.get("href", "") for one in found if "slides" in one.text.lower())
    return next((link for link in links if link.startswith(("https://", "http://"))), "")
