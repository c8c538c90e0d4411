"""An agenda as Markdown: a header of keys, links, a table for each group of items, documents and notices.

`importers.exported` reads it again.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from chatbot.core.agenda import Address, Agenda, Document, Item, Notice, Person, Role
from chatbot.exporters.planned import planned
from chatbot.grammar import part_spoken, singular

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;)|#(?=\s*$))")
_IN_BRACKETS = re.compile(r"[()|\\]")
_HEAD = ("Start", "Minutes", "Topic", "Presenters", "Drafts", "Slides")


def as_markdown(agenda: Agenda) -> str:
    """The agenda as chairs write one."""
    parts = [f"# {_text(agenda.title)}", "\n".join(_header(agenda))]
    if agenda.links:
        parts += ["## Links", "\n".join(map(_link, agenda.links))]
    parts += [*_tables(agenda), *_documents(agenda), *(part for one in agenda.notices for part in _notice(one))]
    return "\n\n".join(parts) + "\n"


def _header(agenda: Agenda) -> Iterator[str]:
    start = agenda.local(agenda.start)
    until = f"-{agenda.local(agenda.end):%H:%M}" if agenda.end else ""
    yield f"* Date: {start:%A, %Y-%m-%d}"
    yield f"* Time: {start:%H:%M}{until} {agenda.timezone}"
    if agenda.meeting:
        yield f"* Meeting: {_text(agenda.meeting)}"
    if agenda.group:
        yield f"* Group: {_text(agenda.group)}"
    if agenda.chairs:
        yield f"* Chairs: {_people(agenda.chairs)}"
    if agenda.area_directors:
        yield f"* Area directors: {_people(agenda.area_directors)}"
    for role in agenda.roles:
        yield f"* Wanted: {_role(role)}"
    if agenda.adoption_calls:
        yield f"* Adoption calls: {', '.join(agenda.adoption_calls)}"


def _role(role: Role) -> str:
    several = role.places > 1 and singular(f"{role.name}s") == role.name
    return f"{role.places} {_text(role.name)}{'s' if several else ''}{part_spoken(role.part)}"


def _tables(agenda: Agenda) -> Iterator[str]:
    """One table for each run of items in a group, below its heading; items of no group stand below `Agenda`."""
    if agenda.items and agenda.items[0].group:
        yield "## Agenda"
    for group, items in groupby(planned(agenda), lambda entry: entry[0].group):
        rows = [_row(_cells(item, agenda.local(item.fixed or start))) for item, start in items]
        table = "\n".join([_row(_HEAD), _row(["---"] * len(_HEAD)), *rows])
        yield f"### {_text(group)}\n\n{table}" if group else f"## Agenda\n\n{table}"


def _cells(item: Item, clock: datetime) -> list[str]:
    minutes = f"{item.minutes} + {item.questions} min" if item.questions else str(item.minutes)
    slides = f"[slides]({_url(item.slides)})" if item.slides else ""
    start = f"{clock:%H:%M} fixed" if item.fixed else f"{clock:%H:%M}"
    return [start, minutes, _text(item.title), _people(item.presenters), ", ".join(item.drafts), slides]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _documents(agenda: Agenda) -> Iterator[str]:
    """Each state with its documents below it; a state without any has none."""
    if agenda.documents:
        yield "## Documents"
        yield "\n".join(
            line
            for state in agenda.documents
            for line in (f"* {_text(state.name)}", *(f"  * {_document(one)}" for one in state.documents))
        )


def _document(document: Document) -> str:
    return f"{document.name}: {_text(document.title)}" if document.title else document.name


def _notice(notice: Notice) -> Iterator[str]:
    """The text as a quote, word for word."""
    yield f"## {_text(notice.title)}"
    yield "\n".join(f"> {_escaped(line)}" if line else ">" for line in notice.text.split("\n"))
    if notice.links:
        yield "\n".join(map(_link, notice.links))


def _link(link: Address) -> str:
    return f"* [{_text(link.title)}]({_url(link.url)})"


def _url(url: str) -> str:
    return f"<{_escaped(url)}>" if _IN_BRACKETS.search(url) else url


def _people(people: Iterable[Person]) -> str:
    return ", ".join(_text(person.name).replace(",", "\\,") for person in people)


def _text(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
