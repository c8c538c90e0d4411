"""The JSON of frab, pretalx and c3voc."""

import re
from collections.abc import Iterable

from chatbot.importers import trees
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Source, Warning
from chatbot.importers.schedule.talks import Talk, imported, minutes_of, missing, moment, schedule_of
from chatbot.importers.texts import Lines, decode, tidy
from chatbot.importers.trees import Tree, child, children, text

_OBJECT = re.compile(rb"\A(\xef\xbb\xbf)?\s*\{")
_MARK = re.compile(rb"\"schedule\"\s*:\s*\{")
_DAYS = re.compile(rb"\"(days|rooms|conference)\"\s*:")
MOST_PEOPLE = 20


def recognise(source: Source) -> str | None:
    """An object with a `schedule` that has a conference or days."""
    if not _OBJECT.match(source.content):
        return None
    mark = _MARK.search(source.content)
    if not mark or not _DAYS.search(source.content, mark.end()):
        return None
    return "it is JSON with a `schedule` of a conference"


def read(source: Source) -> Imported:
    """One session a day and room; raises Unreadable."""
    tree = trees.parse(source)
    schedule = child(tree, "schedule")
    conference = child(schedule, "conference")
    days = conference.get("days") if isinstance(conference.get("days"), list) else schedule.get("days")
    if not isinstance(days, list):
        raise Unreadable(source.origin, 0, "the schedule has no `days`; export it in the JSON form of frab or pretalx.")
    lines = Lines(decode(source))
    found = (
        _talk(event, number, room, lines)
        for number, day in enumerate(children(days), 1)
        for room, event in _events(day)
    )
    title, zone = text(conference, "title", "acronym"), text(conference, "time_zone_name")
    schedule_read = schedule_of(title, zone, found, source.origin)
    return imported(schedule_read, "conference schedule (JSON)", recognise(source) or "it was asked for")


def _events(day: Tree) -> Iterable[tuple[str, Tree]]:
    for room, events in child(day, "rooms").items():
        yield from ((tidy(room), event) for event in children(events))


def _talk(event: Tree, day: int, room: str, lines: Lines) -> Talk | Warning:
    title = text(event, "title")
    line = lines.of(*trees.identified(event, "guid", "code", "id"))
    begin = moment(text(event, "date"))
    if not title or begin is None:
        return missing(line, title, "it has no title" if begin else "its `date` is no instant with an offset")
    people = [text(person, "public_name", "name", "full_public_name") for person in children(event.get("persons"))]
    slides = [text(one, "url") for one in children(event.get("attachments")) if "slides" in text(one, "title").lower()]
    return Talk(
        line=line,
        day=day,
        room=room,
        title=title,
        begin=begin,
        minutes=minutes_of(text(event, "duration")),
        people=tuple(person for person in people if person)[:MOST_PEOPLE],
        track=_name(event.get("track")),
        kind=_name(event.get("type")),
        slides=next((url for url in slides if url.startswith(("https://", "http://"))), ""),
    )


def _name(value: object) -> str:
    """A text, or the first of its translations."""
    return tidy(next(iter(value.values()), "") if isinstance(value, dict) else value)
