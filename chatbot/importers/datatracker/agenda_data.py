"""`/api/meeting/N/agenda-data`: what the datatracker's own agenda page is made from."""

import re
from collections.abc import Iterable
from datetime import timedelta

from chatbot.importers import trees
from chatbot.importers.datatracker.scheduled import Scheduled, bounded, imported, instant_of, known_zone
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Source
from chatbot.importers.texts import Lines, decode
from chatbot.importers.trees import Tree, child, children, text

_OBJECT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_MARKS = (re.compile(rb"\"schedule\"\s*:\s*\["), re.compile(rb"\"(startDateTime|groupAcronym|startDate)\"\s*:"))
_LINKS = {
    "chat": "Chat",
    "videoStream": "Meetecho",
    "onsiteTool": "Meetecho onsite",
    "webex": "Webex",
    "calendar": "Calendar",
}
MOST_SESSIONS = 2_000


def recognise(source: Source) -> str | None:
    """An object with a meeting and a list named `schedule`."""
    if _OBJECT.match(source.content) and all(mark.search(source.content) for mark in _MARKS):
        return "it is JSON with the `schedule` of an IETF meeting"
    return None


def read(source: Source) -> Imported:
    """The sessions of a meeting in its local time; raises Unreadable."""
    zone, sessions = sessions_of(source)
    return imported(sessions, zone, "datatracker agenda data (JSON)", recognise(source) or "it was asked for")


def sessions_of(source: Source) -> tuple[str, tuple[Scheduled, ...]]:
    """The meeting's zone (empty where it names none that exists) and its sessions; raises Unreadable."""
    tree = trees.parse(source)
    meeting = child(tree, "meeting")
    entries = list(children(tree.get("schedule")))
    if not isinstance(tree.get("schedule"), list):
        raise Unreadable(source.origin, 1, "holds no `schedule`; fetch the meeting's agenda-data again.")
    if len(entries) > MOST_SESSIONS:
        raise Unreadable(source.origin, 0, f"has more than {MOST_SESSIONS} sessions; give those of your group.")
    zone = known_zone(text(meeting, "timezone"))
    lines = Lines(decode(source))
    return zone, tuple(_session(entry, zone, lines) for entry in entries)


def _session(entry: Tree, zone: str, lines: Lines) -> Scheduled:
    seconds = trees.number(entry, "duration")
    kind = text(entry, "type")
    group = kind in ("regular", "plenary", "other", "")
    return Scheduled(
        line=lines.of(*trees.identified(entry, "id")),
        acronym=text(entry, "groupAcronym", "acronym") if group else "",
        name=(text(entry, "groupName") if group else "") or text(entry, "name", "acronym"),
        start=instant_of(text(entry, "startDateTime"), zone),
        length=bounded(timedelta(seconds=seconds)) if seconds and abs(seconds) < 10**6 else None,
        status=text(entry, "status") or "sched",
        kind=kind,
        room=text(entry, "room"),
        agenda=text(child(entry, "agenda"), "url"),
        note=text(entry, "note"),
        links=tuple(_links(entry)),
    )


def _links(entry: Tree) -> Iterable[tuple[str, str]]:
    """Whole addresses only: old dumps hold templates such as `{meeting.number}`, and paths."""
    agenda = text(child(entry, "agenda"), "url")
    given = child(entry, "links")
    for title, url in [("Agenda", agenda), *((title, text(given, key)) for key, title in _LINKS.items())]:
        if url.startswith(("https://", "http://")) and not re.search(r"[{}\s]", url):
            yield title, url
