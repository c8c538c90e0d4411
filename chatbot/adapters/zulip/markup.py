"""The neutral message as Zulip Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import pairwise
from typing import assert_never
from urllib.parse import quote

from chatbot.adapters.zulip.escape import code, joined, line_start, one_line, words
from chatbot.messages import (
    CHECK,
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
from chatbot.wording.filling import CUT, REACT

EMOJI = {
    "raised_hand": "270b",
    "memo": "1f4dd",
    "speech_balloon": "1f4ac",
    "microphone": "1f3a4",
    "eyes": "1f440",
    "wave": "1f44b",
    "one": "0031-20e3",
    "two": "0032-20e3",
    "three": "0033-20e3",
    "four": "0034-20e3",
    "five": "0035-20e3",
    "six": "0036-20e3",
    "seven": "0037-20e3",
    "eight": "0038-20e3",
    "nine": "0039-20e3",
    "ten": "1f51f",
}
"""Button sign -> Zulip's code of the emoji; the signs are Zulip's own names for them."""

REACTIONS = EMOJI | {CHECK: "2705"}
"""What the bot may react with: the buttons' signs, and the one that acknowledges."""

SIGNS_BY_CODE = {emoji: sign for sign, emoji in EMOJI.items()}

MOST_PAGES = 10
_SAFE_IN_URL = "-._~:/?#@!&+,;=%"


@dataclass(frozen=True, slots=True)
class _Row:
    """A piece of the message that is kept or dropped as a whole; `gap` stands before it.

    `head` stands above a table's row that begins a page.
    """

    gap: str
    text: str
    needed: bool = False
    head: str = ""


def account(user_id: int) -> str:
    """The neutral name of a Zulip account."""
    return f"zulip:{user_id}"


def user_id(account_name: str) -> int | None:
    """The Zulip id in a neutral account name; None for other platforms."""
    chat, _, number = account_name.partition(":")
    return int(number) if chat == "zulip" and number.isascii() and number.isdigit() else None


def render(message: Message, limit: int = 10_000) -> str:
    """The message as Zulip Markdown of at most `limit` characters; what is cut says so."""
    rows = list(_rows(message))
    if sum(len(row.gap) + len(row.text) for row in rows) > limit:
        rows = list(_fitting(rows, limit))
    return "".join(row.gap + row.text for row in rows).strip()


def pages(message: Message, limit: int = 10_000) -> list[str]:
    """The message as one or more texts of at most `limit` characters, parted between blocks and rows.

    Beyond MOST_PAGES it is cut, which is said: nobody reads on, and a room is not to be flooded.
    """
    if message.single or message.buttons:
        return [render(message, limit)]
    texts, rest = [""], f"\n\n{CUT}"
    limit -= len(rest)
    for row in _rows(message):
        if len(texts[-1]) + len(row.gap) + len(row.text) <= limit:
            texts[-1] += row.gap + row.text
        elif len(texts) == MOST_PAGES:
            texts[-1] += rest
            break
        else:
            begun = row.head + row.text
            texts.append(begun if len(begun) <= limit else CUT)
    return [text for one in texts if (text := one.strip())] or [""]


def topic(name: str, limit: int = 60) -> str:
    """A topic that Zulip takes as it is; a longer one is cut visibly."""
    clean = one_line(name).strip()
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def in_address(name: str) -> str:
    """A topic's name as it stands in an address: percent signs would not survive a narrow."""
    return quote(name, safe="").replace(".", "%2E").replace("%", ".")


def _rows(message: Message) -> Iterator[_Row]:
    if message.blocks:
        yield from _block("", message.blocks[0])
    for before, block in pairwise(message.blocks):
        # Lists and tables end, and tables begin, at an empty line.
        tight = isinstance(before, Paragraph | Buttons) and isinstance(block, Paragraph | Buttons)
        yield from _block("\n" if tight else "\n\n", block)


def _block(gap: str, block: Block) -> Iterator[_Row]:
    match block:
        case Paragraph(spans):
            yield _Row(gap, line_start(_line(spans)))
        case Bullets(lines):
            for number, text in enumerate(filter(None, map(_line, lines))):
                yield _Row("\n" if number else gap, "- " + line_start(text))
        case Table(header, rows):
            head = _table_row(words(cell) for cell in header) + "\n" + _table_row("---" for _ in header)
            yield _Row(gap, head)
            for cells in rows:
                padded = (*cells, *[()] * (len(header) - len(cells)))[: len(header)]
                yield _Row("\n", _table_row(_line(cell, in_table=True) for cell in padded), head=head + "\n")
        case Buttons(buttons, unseen=unseen):
            for number, button in enumerate(buttons):
                shown = _bold(button.label).strip() if unseen else _button(button)
                yield _Row("\n" if number else gap, line_start(shown), needed=True)
        case _:
            assert_never(block)


def _fitting(rows: list[_Row], limit: int) -> Iterator[_Row]:
    note = _Row("\n\n", CUT)
    room = limit - len(note.gap + note.text) - sum(len(row.gap + row.text) for row in rows if row.needed)
    cut = False
    for row in rows:
        room -= 0 if row.needed else len(row.gap + row.text)
        if row.needed or room >= 0:
            yield row
        elif not cut:
            cut = True
            yield note


def _table_row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _button(button: Button) -> str:
    return REACT.format(label=_bold(button.label).strip(), emoji=f":{button.sign}:")


def _line(spans: Line, *, in_table: bool = False) -> str:
    return joined([piece for span in _merged(spans, in_table=in_table) if (piece := _span(span))]).strip()


def _merged(spans: Line, *, in_table: bool) -> Iterator[Span]:
    """Neighbouring plain words as one, so that no pattern hides in their seam."""
    plain = ""
    for span in spans:
        # The bar in `@**|8**` would part a table's cells.
        named = isinstance(span, Mention) and (in_table or user_id(span.account) is None)
        if isinstance(span, Text):
            plain += span.text
        elif isinstance(span, Mention) and named:
            plain += span.name
        elif isinstance(span, Text | Bold | Code) and not one_line(span.text).strip():
            plain += " " if span.text else ""
        else:
            yield from [Text(plain)] if plain else []
            yield span
            plain = ""
    yield from [Text(plain)] if plain else []


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return words(text)
        case Bold(text):
            return _bold(text)
        case Code(text):
            return code(text)
        case Link(text, url):
            return _link(text, url)
        case Mention(who, _, loud):
            return f"@{'' if loud else '_'}**|{user_id(who)}**"
        case Instant(at):
            return f"<time:{at.astimezone(UTC).isoformat(timespec='seconds')}>"
        case _:
            assert_never(span)


def _bold(text: str) -> str:
    shown = words(text)
    inner = shown.strip()
    before, after = (" " if shown.startswith(" ") else ""), (" " if shown.endswith(" ") else "")
    return f"{before}{joined(['**' + inner, '**'])}{after}" if inner else before


def _link(text: str, url: str) -> str:
    if not url.lower().startswith(("https://", "http://", "mailto:")):
        return joined([words(f"{text} " if text != url else ""), code(url)])
    label = words(text, label=True).strip() if text != url else ""
    # The bare address as its own label would be linked once more, inside the link.
    return f"[{label or code(url.partition(':')[2].lstrip('/'))}]({quote(url, safe=_SAFE_IN_URL)})"
