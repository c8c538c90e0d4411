"""The materials of one session: its slides are the nearest thing to a list of talks that it holds."""

import re

from chatbot.importers import trees
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.kinds import kind_of
from chatbot.importers.texts import Lines, decode
from chatbot.importers.trees import child, children, text

_OBJECT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_MARKS = (re.compile(rb"\"slides\"\s*:\s*\{"), re.compile(rb"\"decks\"\s*:\s*\["))
MOST_DECKS = 200


def recognise(source: Source) -> str | None:
    """An object whose `slides` have `decks`."""
    if _OBJECT.match(source.content) and all(mark.search(source.content) for mark in _MARKS):
        return "it is JSON with the slides of a session"
    return None


def read(source: Source) -> Imported:
    """A slot for each deck of slides, without minutes or speakers, which no material tells; raises Unreadable."""
    tree = trees.parse(source)
    lines = Lines(decode(source))
    given = list(children(child(tree, "slides").get("decks")))
    decks = sorted(given, key=lambda one: trees.number(one, "order") or 0)[:MOST_DECKS]
    slots = tuple(
        Slot(
            session=1,
            title=text(deck, "title", "name") or "(no title)",
            kind=kind_of(text(deck, "title")),
            line=lines.of(*trees.identified(deck, "id")),
            slides=_address(text(deck, "url")),
        )
        for deck in decks
    )
    agenda, minutes = _address(text(tree, "url")), _address(text(child(tree, "minutes"), "url"))
    said = "Materials name slides, no times and no speakers; add `minutes` and `presenters`, or import the agenda."
    warnings = [Warning(0, "no-minutes", said)]
    if len(given) > MOST_DECKS:
        warnings.append(Warning(0, "left-out", f"Only the first {MOST_DECKS} of {len(given)} decks are taken."))
    links = tuple((title, url) for title, url in (("Agenda", agenda), ("Minutes", minutes)) if url)
    return Imported("datatracker session materials (JSON)", recognise(source) or "it was asked for",
                    (Meeting(),), slots, tuple(warnings), links=links)  # fmt: skip


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""
