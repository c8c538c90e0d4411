"""Utterances as lines: local time, who speaks, and what was said."""

import io
from zoneinfo import ZoneInfo

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.table import Table as RichTable
from rich.text import Text as RichText

from chatbot.adapters.console.chat import Utterance
from chatbot.messages import (
    Block,
    Bold,
    Bullets,
    Button,
    Buttons,
    Code,
    Instant,
    Line,
    Link,
    Mention,
    Message,
    Paragraph,
    Span,
    Table,
    Text,
)

INDENT = 10


def entry(utterance: Utterance, zone: str) -> RenderableType:
    """One entry of the transcript; lines after the first are indented."""
    head = RichText()
    head.append(f"{utterance.at.astimezone(ZoneInfo(zone)):%H:%M:%S} {_who(utterance)}: ", style="dim")
    if isinstance(utterance.message, str):
        return head + RichText(_clean(utterance.message))
    first, *rest = renderables(utterance.message)
    if isinstance(first, RichText):
        return Group(head + first, *(Padding(one, (0, 0, 0, INDENT)) for one in rest))
    return Group(head, *(Padding(one, (0, 0, 0, INDENT)) for one in (first, *rest)))


def as_text(utterance: Utterance, zone: str) -> str:
    """The entry as plain text without colours, one string with line ends."""
    parts = _plain_parts(utterance, zone)
    if parts is not None:
        return "".join(f"{line.rstrip()}\n" for line in parts)
    out = io.StringIO()
    # Wide enough that no line is folded: whoever reads a transcript by program wants whole lines.
    console = Console(
        file=out, width=500, no_color=True, highlight=False, markup=False, emoji=False, force_terminal=False
    )
    console.print(entry(utterance, zone))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _plain_parts(utterance: Utterance, zone: str) -> list[str] | None:
    """The entry's lines, where no table has to be laid out, which takes long."""
    head = f"{utterance.at.astimezone(ZoneInfo(zone)):%H:%M:%S} {_who(utterance)}: "
    if isinstance(utterance.message, str):
        return [head + _clean(utterance.message)]
    if any(isinstance(block, Table) for block in utterance.message.blocks):
        return None
    rows = [row for block in utterance.message.blocks for row in _plain_rows(block)]
    return [head + rows[0], *(" " * INDENT + row for row in rows[1:])]


def _plain_rows(block: Block) -> list[str]:
    match block:
        case Paragraph(spans):
            return ["".join(map(_words, spans))]
        case Bullets(lines):
            return ["- " + "".join(map(_words, one)) for one in lines]
        case Buttons(buttons):
            return ["  ".join(f"[{button.label}]" for button in buttons)] if buttons else []
        case Table():
            return []


def renderables(message: Message) -> list[RenderableType]:
    """The message's blocks for the terminal."""
    return [one for block in message.blocks for one in _block(block)]


def row_of(sign: str, shown: RenderableType, width: int) -> int | None:
    """The first row of the screen, from 0, that holds the sign when this is shown so wide."""
    console = Console(file=io.StringIO(), width=max(width, 1), color_system=None)
    rows = ("".join(segment.text for segment in row) for row in console.render_lines(shown, pad=False))
    return next((number for number, row in enumerate(rows) if sign in row), None)


def _who(utterance: Utterance) -> str:
    to = f" (to {utterance.to} only)" if utterance.to else ""
    reacts = f" (reacts to {utterance.on})" if utterance.on else ""
    return f"{utterance.who}{to}{' (edits)' if utterance.edited else ''}{reacts}"


def _block(block: Block) -> list[RenderableType]:
    match block:
        case Paragraph(spans):
            return [_line(spans)]
        case Bullets(lines):
            return [RichText("- ") + _line(one) for one in lines]
        case Table(header, rows):
            return [_table(header, rows)]
        case Buttons(buttons):
            return [RichText("  ").join(_button(button) for button in buttons)] if buttons else []


def _table(header: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> RichTable:
    table = RichTable(*(Column(RichText(title)) for title in header), box=None, pad_edge=False, header_style="dim")
    for row in rows:
        table.add_row(*(_line(cell) for cell in row))
    return table


def _button(button: Button) -> RichText:
    return RichText(f"[{button.label}]", style="reverse")


def _line(spans: Line) -> RichText:
    return RichText("").join(_span(span) for span in spans)


def _span(span: Span) -> RichText:
    match span:
        case Bold() | Mention(loud=True):
            style = "bold"
        case Code():
            style = "cyan"
        case Link():
            style = "underline"
        case Text() | Mention() | Instant():
            style = ""
    return RichText(_words(span), style=style)


def _words(span: Span) -> str:
    match span:
        case Text(text) | Bold(text):
            return _clean(text)
        case Code(text):
            return f"`{_clean(text)}`"
        case Link(text, url):
            return _clean(url if text == url else f"{text} <{url}>")
        case Mention(_, name):
            return _clean(name)
        case Instant():
            return span.local()


def _clean(text: str) -> str:
    """Outside text without control characters: an escape sequence could otherwise redraw the terminal."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
