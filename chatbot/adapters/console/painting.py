"""Utterances for the screen, with colours."""

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.table import Table as RichTable
from rich.text import Text as RichText

from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.transcript import INDENT, clean, head, words
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


def entry(utterance: Utterance, zone: str) -> RenderableType:
    """One entry of the transcript; lines after the first are indented."""
    above = RichText()
    above.append(head(utterance, zone), style="dim")
    if isinstance(utterance.message, str):
        return above + RichText(clean(utterance.message))
    first, *rest = renderables(utterance.message)
    if isinstance(first, RichText):
        return Group(above + first, *(Padding(one, (0, 0, 0, INDENT)) for one in rest))
    return Group(above, *(Padding(one, (0, 0, 0, INDENT)) for one in (first, *rest)))


def renderables(message: Message) -> list[RenderableType]:
    """The message's blocks for the terminal."""
    return [one for block in message.blocks for one in _block(block)]


def row_of(sign: str, shown: RenderableType, width: int) -> int | None:
    """The first row of the screen, from 0, that holds the sign when this is shown so wide."""
    console = Console(file=io.StringIO(), width=max(width, 1), color_system=None)
    rows = ("".join(segment.text for segment in row) for row in console.render_lines(shown, pad=False))
    return next((number for number, row in enumerate(rows) if sign in row), None)


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
    return RichText(words(span), style=style)
