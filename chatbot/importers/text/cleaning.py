"""Bytes to lines that can be read, with every line where it stood."""

import re

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Source

MOST_BYTES = 300_000
MOST_LINES = 5_000

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,40}?---[ \t]*(?=\n|\Z)")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\ufe0f"), "")
_BREAKS = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_SIGNS = re.compile(r"^([ \t]*)[•·▪◦‣●○■□➢–—](?=[ \t])", re.MULTILINE)
_ITEM = re.compile(r"(?:[-+*]|\d{1,2}[.)])\s+\S")
_HEADING = re.compile(r"^(#{2,6})(?=[^\s#])", re.MULTILINE)  # `##Agenda` without a space
_LETTER_SIGNS = re.compile(r"^([ \t]*)o(?=[ \t]+\S)", re.MULTILINE)


def decoded(source: Source) -> str:
    """The text of a source; raises Unreadable for what is too large or no text."""
    content = source.content
    if len(content) > MOST_BYTES:
        raise Unreadable(source.origin, 0, "is larger than 300 kB; give the part that holds your session.")
    text = _text(content)
    if "\0" in text or _controls(text) > len(text) // 50 + 2:
        raise Unreadable(source.origin, 0, "is not text; save the agenda as Markdown or plain text in UTF-8.")
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise too_long(source)
    return text


def too_long(source: Source) -> Unreadable:
    """The error for a source of more than MOST_LINES lines."""
    return Unreadable(source.origin, 0, f"has more than {MOST_LINES} lines; give the part that holds your session.")


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _controls(text: str) -> int:
    return sum(map(text.count, ("\ufffd", *map(chr, (*range(1, 9), *range(14, 32), 127)))))


def one_kind_of_line(text: str) -> str:
    """The text with `\\n` alone between its lines and plain spaces alone within them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS | _SPACES | _NOTHING)


def plain(text: str) -> str:
    """Markdown without comments and front matter, and with bullets that Markdown knows; lines stay where they are."""
    text = _FRONT_MATTER.sub(_only_breaks, one_kind_of_line(text))
    text = _SIGNS.sub(r"\1-", _COMMENT.sub(_only_breaks, text))
    text = _HEADING.sub(r"\1 ", text)
    text = _shifted(_dedented(text))
    return _LETTER_SIGNS.sub(r"\1-", text) if len(_LETTER_SIGNS.findall(text)) > 1 else text


def _dedented(text: str) -> str:
    """Text that is mostly indented by one margin, without that margin; Markdown would take it for code."""
    lines = text.split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    margin = min((one for one in margins if one >= 3), default=0)
    if (
        not margin
        or any(_ITEM.match(line) for line in lines)
        or any(0 < one < margin for one in margins)
        or 5 * sum(one >= margin for one in margins) < 3 * len(margins)
    ):
        return text
    return "\n".join(line[margin:] if line.startswith(" " * margin) else line for line in lines)


def _shifted(text: str) -> str:
    """Lists that begin far to the right without a list above, moved to the left, since Markdown would not see them."""
    lines, shift, listed = text.split("\n"), 0, False
    for number, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            continue
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip(" "))
        shift = 0 if indent < shift else shift
        item = bool(_ITEM.match(stripped))
        listed = (listed and indent > 0) or item
        if item and not shift and indent >= 4 and not above(lines, number):
            shift = indent
        if shift:
            lines[number] = expanded[shift:]
    return "\n".join(lines)


def above(lines: list[str], number: int) -> bool:
    """Whether a list goes on above a line, which then is part of it."""
    for line in reversed(lines[:number]):
        if line.strip():
            return bool(_ITEM.match(line.lstrip())) or line[:1] in " \t"
    return False


def _only_breaks(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
