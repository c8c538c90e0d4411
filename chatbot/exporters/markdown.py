"""An agenda as Markdown: a header of keys and links, and a table for each group of items."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from chatbot.core.agenda import Agenda, Item, Person
from chatbot.exporters.planned import planned
from chatbot.grammar import part_spoken

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_HEAD = ("Start", "Minutes", "Topic", "Presenters", "Drafts", "Slides")


def as_markdown(agenda: Agenda) -> str:
    """The agenda as chairs write one."""
    parts = [f"# {_text(agenda.title)}", "\n".join(_header(agenda))]
    if agenda.links:
        links = (f"* [{_text(link.title)}]({link.url})" for link in agenda.links)
        parts += ["## Links", "\n".join(links)]
    return "\n\n".join([*parts, *_tables(agenda)]) + "\n"


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
        yield f"* Wanted: {role.places} {_text(role.name)}{'s' if role.places > 1 else ''}{part_spoken(role.part)}"


def _tables(agenda: Agenda) -> Iterator[str]:
    """One table for each run of items in a group, below its heading; items of no group stand below `Agenda`."""
    if agenda.items and agenda.items[0].group:
        yield "## Agenda"
    for group, items in groupby(planned(agenda), lambda entry: entry[0].group):
        rows = [_row(_cells(item, agenda.local(start))) for item, start in items]
        table = "\n".join([_row(_HEAD), _row(["---"] * len(_HEAD)), *rows])
        yield f"### {_text(group)}\n\n{table}" if group else f"## Agenda\n\n{table}"


def _cells(item: Item, clock: datetime) -> list[str]:
    minutes = f"{item.minutes} + {item.questions} min" if item.questions else str(item.minutes)
    slides = f"[slides]({item.slides})" if item.slides else ""
    return [f"{clock:%H:%M}", minutes, _text(item.title), _people(item.presenters), ", ".join(item.drafts), slides]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _people(people: Iterable[Person]) -> str:
    return ", ".join(_text(person.name) for person in people)


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
