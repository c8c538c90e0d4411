"""What was left over when an agenda was written from another: made-up dates, old links, people without accounts."""

from collections.abc import Iterator

from chatbot.importers.links import stale
from chatbot.importers.yaml.checks import items
from chatbot.importers.yaml.lines import Node
from chatbot.importers.yaml.problems import Findings, shown
from chatbot.importers.yaml.when import UNKNOWN_DAY, UNKNOWN_START, UNKNOWN_ZONE

ROLES = frozenset({"chair", "chairs", "co-chairs", "wg chairs", "editors", "authors", "ads", "all", "everyone"})
"""Presenters that are no persons, and so need no account."""


def check_leftovers(root: Node, findings: Findings) -> None:
    """Reports them as warnings: a session can run all the same."""
    for check in (_unknown_day, _unknown_start, _unknown_zone, _links, _presenters):
        check(root, findings)


def _unknown_day(root: Node, findings: Findings) -> None:
    if (root.text("date") or "").strip() == str(UNKNOWN_DAY):
        line = (root.get("date") or root).where
        findings.warning(line, f"`date`: {UNKNOWN_DAY} stands for a date that was not known; write the day")


def _unknown_start(root: Node, findings: Findings) -> None:
    """An import that knows no start writes midnight, and no end."""
    start = root.get("start")
    if start and not root.text("end") and (root.text("start") or "").strip() == f"{UNKNOWN_START:%H:%M}":
        said = f"`start`: {UNKNOWN_START:%H:%M} stands for a start that was not known; write the start, "
        findings.warning(start.where, said + "or an `end` too if it is midnight")


def _unknown_zone(root: Node, findings: Findings) -> None:
    zone = root.get("timezone")
    if zone and (root.text("timezone") or "").strip() == UNKNOWN_ZONE:
        said = (
            f"`timezone`: {UNKNOWN_ZONE} stands for a zone that was not known; write it, such as Europe/Vienna or UTC"
        )
        findings.warning(zone.where, said)


def _links(root: Node, findings: Findings) -> None:
    meeting, links = root.text("meeting") or "", root.get("links")
    for node in links.value.values() if links and isinstance(links.value, dict) else ():
        said = stale(node.value, meeting) if isinstance(node.value, str) else None
        if said:
            findings.warning(node.line, said.removesuffix("."))


def _presenters(root: Node, findings: Findings) -> None:
    """Presenters whom no chat of the session knows, each once; without channels nobody is mentioned anyway."""
    channels = root.get("channels")
    chats = [chat for chat in ("zulip", "slack") if channels and channels.get(chat)]
    known = {_name(person) for person in _people(root) if any(person.get(chat) for chat in chats)}
    told: set[str] = set()
    for person in _presenting(root) if chats else ():
        name = _name(person)
        if name and name not in known | told | ROLES:
            told.add(name)
            example = f"{{name: …, {chats[0]}: {'1234' if chats[0] == 'zulip' else 'U0123ABCD'}}}"
            findings.warning(
                person.line,
                f"{shown(person.text('name') or str(person.value))} has no account, so nobody is mentioned when their "
                f"turn comes; write `{example}`",
            )


def _presenting(root: Node) -> Iterator[Node]:
    for item in items(root):
        yield from item.entries("presenters")


def _people(root: Node) -> Iterator[Node]:
    for key in ("chairs", "area_director", "area_directors"):
        yield from root.entries(key)
    yield from _presenting(root)


def _name(person: Node) -> str:
    text = person.text("name") if isinstance(person.value, dict) else person.value
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""
