"""`/meeting/N/agenda.json`: sessions, rooms and areas in one list under the meeting's number; times in UTC."""

import re
from collections.abc import Iterable
from datetime import timedelta

from chatbot.importers import trees
from chatbot.importers.datatracker.scheduled import Deck, Scheduled, bounded, imported, instant_of
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Source
from chatbot.importers.texts import Lines, decode
from chatbot.importers.trees import Tree, child, children, text

_MARK = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{\s*\"(?P<meeting>[a-z0-9\-]{1,80})\"\s*:\s*\[")
_TYPED = re.compile(rb"\"objtype\"\s*:")
MOST_SESSIONS = 2_000
MOST_DECKS = 100


def recognise(source: Source) -> str | None:
    """A list under the meeting's number, whose entries have an `objtype`."""
    found = _MARK.match(source.content)
    if not found or not _TYPED.search(source.content):
        return None
    return f"it is JSON with the sessions of meeting {found['meeting'].decode()}"


def read(source: Source) -> Imported:
    """The sessions of a meeting, in UTC, as this form names no zone; raises Unreadable."""
    _, sessions = sessions_of(source)
    return imported(sessions, "", "datatracker agenda (JSON)", recognise(source) or "it was asked for")


def sessions_of(source: Source) -> tuple[str, tuple[Scheduled, ...]]:
    """The meeting's number and its sessions; raises Unreadable."""
    tree = trees.parse(source)
    meeting = next((key for key, value in tree.items() if isinstance(value, list)), None)
    if meeting is None:
        raise Unreadable(source.origin, 1, "holds no list of sessions; fetch the meeting's agenda.json again.")
    entries = [one for one in children(tree[meeting]) if one.get("objtype") == "session"]
    if len(entries) > MOST_SESSIONS:
        raise Unreadable(source.origin, 0, f"has more than {MOST_SESSIONS} sessions; give those of your group.")
    lines = Lines(decode(source))
    return meeting, tuple(_session(entry, meeting, lines) for entry in entries)


def _session(entry: Tree, meeting: str, lines: Lines) -> Scheduled:
    group = child(entry, "group")
    agenda, minutes = text(entry, "agenda"), text(entry, "minutes")
    written = (("Agenda", agenda), ("Minutes", minutes), ("Meetecho", text(entry, "remote_instructions")))
    return Scheduled(
        line=lines.of(*trees.identified(entry, "id")),
        acronym=text(group, "acronym"),
        name=text(entry, "name") or text(group, "name", "acronym"),
        start=instant_of(text(entry, "start"), "UTC"),
        length=_length(text(entry, "duration")),
        status=text(entry, "status") or "sched",
        room=text(entry, "location"),
        agenda=agenda if agenda.startswith("http") else "",
        note=text(entry, "agenda_note"),
        links=tuple((title, url) for title, url in written if url.startswith(("https://", "http://"))),
        decks=tuple(_decks(entry, meeting))[:MOST_DECKS],
    )


def _length(written: str) -> timedelta | None:
    """`1:30:00`: hours, minutes and seconds."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])", written)
    return bounded(timedelta(hours=int(found[1]), minutes=int(found[2]))) if found else None


def _decks(entry: Tree, meeting: str) -> Iterable[Deck]:
    """What is presented, in its order; the agenda and the minutes of a session are listed there too."""
    given = sorted(children(entry.get("presentations")), key=lambda one: trees.number(one, "order") or 0)
    for one in given:
        name, title = text(one, "name"), text(one, "title")
        if name.startswith("slides-") and re.fullmatch(r"[\w.\-]+", name):
            revision = text(one, "rev")
            shown = f"{name}-{revision}" if revision.isdigit() else name
            yield Deck(title or name, f"https://datatracker.ietf.org/meeting/{meeting}/materials/{shown}")
        elif name.startswith("draft-"):
            yield Deck(title or name, draft=name)
