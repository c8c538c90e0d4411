"""An agenda as a web page that stands alone."""

from collections.abc import Iterator
from datetime import datetime
from html import escape

from chatbot.core.agenda import Agenda, Item
from chatbot.exporters.planned import planned

_STYLE = (
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}td,th{padding:.3em .8em;text-align:left}"
)


def as_page(agenda: Agenda) -> str:
    """The agenda in HTML; every text of it is escaped."""
    start, title = agenda.local(agenda.start), escape(" – ".join(filter(None, (agenda.title, agenda.meeting))))
    until = f"{agenda.local(agenda.planned_end):%H:%M} {escape(agenda.timezone)}"
    links = "".join(f'<li><a href="{escape(link.url)}">{escape(link.title)}</a></li>' for link in agenda.links)
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head><body>',
        f"<h1>{title}</h1>",
        f"<p>{start:%A, %d %B %Y}, {start:%H:%M}-{until}</p>",
        *([f"<h2>Links</h2><ul>{links}</ul>"] if links else []),
        "<h2>Agenda</h2>",
        "<table><tr><th>Time</th><th>Minutes</th><th>Topic</th><th>Presenters</th></tr>",
        *_rows(agenda),
        "</table></body></html>",
    ]) + "\n"  # fmt: skip


def _rows(agenda: Agenda) -> Iterator[str]:
    for item, start in planned(agenda):
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(agenda, item, start))}</tr>"


def _cells(agenda: Agenda, item: Item, start: datetime) -> tuple[str, ...]:
    title = escape(item.title)
    linked = f'<a href="{escape(item.slides)}">{title}</a>' if item.slides else title
    minutes = item.minutes + item.questions
    names = ", ".join(escape(person.name) for person in item.presenters)
    return f"{agenda.local(start):%H:%M}", f"{minutes} min" if minutes else "", linked, names
