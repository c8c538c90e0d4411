"""Utterances as lines of plain text: local time, who speaks, and what was said."""

from zoneinfo import ZoneInfo

from rich.cells import cell_len

from chatbot.adapters.console.chat import Utterance
from chatbot.messages import (
    Block,
    Bold,
    Bullets,
    Buttons,
    Code,
    Instant,
    Line,
    Link,
    Mention,
    Paragraph,
    Span,
    Table,
    Text,
)

INDENT = 10
BETWEEN = "  "
"""What stands between two columns."""


def as_text(utterance: Utterance, zone: str) -> str:
    """The entry as plain text without colours, one string with line ends; lines after the first are indented."""
    first, *rest = _body(utterance)
    lines = [head(utterance, zone) + first, *(" " * INDENT + line for line in rest)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def head(utterance: Utterance, zone: str) -> str:
    """When it was said, and by whom to whom."""
    to = f" (to {utterance.to} only)" if utterance.to else ""
    reacts = f" (reacts to {utterance.on})" if utterance.on else ""
    edits = " (edits)" if utterance.edited else ""
    return f"{utterance.at.astimezone(ZoneInfo(zone)):%H:%M:%S} {utterance.who}{to}{edits}{reacts}: "


def words(span: Span) -> str:
    """What a span says, without what its kind would look like."""
    match span:
        case Text(text) | Bold(text):
            return clean(text)
        case Code(text):
            return f"`{clean(text)}`"
        case Link(text, url):
            return clean(url if text == url else f"{text} <{url}>")
        case Mention(_, name):
            return clean(name)
        case Instant():
            return span.local()


def clean(text: str) -> str:
    """Outside text without control characters: an escape sequence could otherwise redraw the terminal."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def _body(utterance: Utterance) -> list[str]:
    if isinstance(utterance.message, str):
        return [clean(utterance.message)]
    first, *rest = utterance.message.blocks
    above = [""] if isinstance(first, Table) else []  # a table begins below the head
    return [*above, *(row for block in (first, *rest) for row in _rows(block))]


def _rows(block: Block) -> list[str]:
    match block:
        case Paragraph(spans):
            return [_plain(spans)]
        case Bullets(lines):
            return [f"- {_plain(one)}" for one in lines]
        case Table(header, rows):
            return _columns([[clean(title) for title in header], *([_plain(cell) for cell in row] for row in rows)])
        case Buttons(buttons):
            return ["  ".join(f"[{button.label}]" for button in buttons)] if buttons else []


def _columns(rows: list[list[str]]) -> list[str]:
    """The rows with each column as wide as its widest cell; some letters are wider than others."""
    wide = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    padded = ([cell + " " * (width - cell_len(cell)) for cell, width in zip(row, wide, strict=True)] for row in rows)
    return [BETWEEN.join(row) for row in padded]


def _plain(spans: Line) -> str:
    return "".join(map(words, spans))
