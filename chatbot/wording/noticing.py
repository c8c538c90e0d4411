"""Notices, word for word."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from chatbot.core.agenda import Notice
from chatbot.messages import Block, Bold, Bullets, Line, Link, Message, Paragraph, Span, Text, paragraph
from chatbot.wording.common import links

_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>|(https?://[^\s<>]*[^\s<>.,;:!?)\]'\"])")
_BULLET = "- "


def notices(shown: Sequence[Notice]) -> Message:
    """Titles, texts and links as written, with nothing added."""
    return Message(tuple(block for notice in shown for block in _blocks(notice)))


def _blocks(notice: Notice) -> Iterator[Block]:
    yield paragraph(Bold(notice.title))
    for listed, rows in groupby(_unwrapped(notice.text), key=lambda row: row.startswith(_BULLET)):
        if listed:
            yield Bullets(tuple(linked(row.removeprefix(_BULLET)) for row in rows))
        else:
            yield from (Paragraph(linked(row)) for row in rows)
    if notice.links:
        yield Bullets(links(notice.links))


def _unwrapped(text: str) -> Iterator[str]:
    """Paragraphs and list entries, each on one line, however the text was broken into lines."""
    current: list[str] = []
    for row in [*text.splitlines(), ""]:
        bare = row.strip()
        if current and (not bare or bare.startswith(_BULLET)):
            yield " ".join(current)
            current = []
        if bare:
            current.append(bare)


def linked(text: str) -> Line:
    """The text with its web addresses as links."""
    spans: list[Span] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        url = found.group(1) or found.group(2)
        spans += [Text(text[end : found.start()]), Link(url, url)]
        end = found.end()
    return tuple(span for span in (*spans, Text(text[end:])) if span != Text(""))
