"""The neutral message as Slack's blocks and fallback text.

Blocks are rich text: its elements show their text literally, so there is nothing in outside text that could become a
mention, a link or emphasis. Sections in mrkdwn have no escape for `*`, `_`, `~` and backticks. The text beside the
blocks is what notifications and screen readers get; there the same signs are replaced by look-alikes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import chain
from typing import Any, assert_never

from chatbot.adapters.slack.accounts import user_id
from chatbot.adapters.slack.escape import address, clean, date, words
from chatbot.adapters.slack.fitting import BLOCKS_LIMIT, Offer, Row, fitting, note, size_of, split
from chatbot.messages import (
    CHECK,
    SIGNS,
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
    join,
    plain_line,
)
from chatbot.wording.filling import CUT, PAGE

Json = dict[str, Any]

EMOJI = {sign: sign for sign in SIGNS} | {CHECK: "white_check_mark"}
"""Slack's names of what the bot may react with."""

PRESS = "press-"
"""What the action ids of our buttons begin with."""

# Slack's limits are 50 blocks, 3,000 characters in one, somewhat over 12,000 in all, 4,000 of text in an edit.
TEXT_LIMIT = 3_900
PAGE_LIMIT = 2_500
LABEL_LIMIT = 75
ROW_OF_BUTTONS = 25
BETWEEN_CELLS = " · "

Element = Callable[[Button, int], Json]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Slack is given: `text` always, `blocks` unless the message is empty."""

    text: str
    blocks: list[Json]


def render(message: Message) -> tuple[Rendered, ...]:
    """The message as pages within Slack's limits.

    A message with buttons has one page, by which a press names it; what is cut says so.
    """
    parts = _all_parts(message, press)
    offers = any(isinstance(part, Offer) for part in parts)
    if offers or sum(part.size + 100 for part in parts if isinstance(part, Row)) <= BLOCKS_LIMIT:
        return (_rendered(list(fitting(parts))),)
    rows = [part for part in parts if isinstance(part, Row)]
    pages = split(rows)
    return tuple(_rendered([*page, note(PAGE, number, len(pages))]) for number, page in enumerate(pages, 1))


def blocks(message: Message, element: Element) -> list[Json]:
    """The message as blocks, with buttons made by `element`; for a view, whose length is limited in blocks alone."""
    return list(_blocks(_all_parts(message, element)))


def press(button: Button, _: int) -> Json:
    """A button that names its offer."""
    return labelled(button) | {"action_id": PRESS + button.sign, "value": button.sign}


def labelled(button: Button) -> Json:
    """A button with its label alone."""
    return {"type": "button", "text": {"type": "plain_text", "text": _label(button), "emoji": False}}


def _rendered(parts: Sequence[Row | Offer]) -> Rendered:
    text = _text(part.text for part in parts)
    return Rendered(text if text.strip() else "…", list(_blocks(parts)))


def _all_parts(message: Message, element: Element) -> list[Row | Offer]:
    return [part for block in message.blocks for part in _parts(block, element)]


def _parts(block: Block, element: Element) -> Iterator[Row | Offer]:
    match block:
        case Paragraph(spans):
            yield from _rows(spans)
        case Bullets(lines):
            for one in lines:
                yield from _rows(one, bullet=True)
        case Table(header, rows):
            yield from _rows((Bold(BETWEEN_CELLS.join(header)),) if any(header) else ())
            for cells in rows:
                yield from _rows(join((cell for cell in cells if plain_line(cell).strip()), BETWEEN_CELLS))
        case Buttons(buttons, back):
            every = (*buttons, back) if back else buttons
            for start in range(0, len(every), ROW_OF_BUTTONS):
                yield _offer(every[start : start + ROW_OF_BUTTONS], element)
        case _:
            assert_never(block)


def _rows(spans: Line, *, bullet: bool = False) -> Iterator[Row]:
    """A line as one row, or as several when it is longer than a page."""
    pieces = list(chain.from_iterable(map(_pieces, spans)))
    whole = [_element(span) for span in pieces]
    # Nearly every line is short: measured once as a whole, it need not be measured piece by piece.
    if whole and size_of(whole) <= PAGE_LIMIT:
        yield _row(whole, map(_span_text, pieces), bullet=bullet)
        return
    elements: list[Json] = []
    texts: list[str] = []
    size = 0
    for span, element in zip(pieces, whole, strict=True):
        more = size_of([element])
        if elements and size + more > PAGE_LIMIT:
            yield _row(elements, texts, bullet=bullet)
            elements, texts, size = [], [], 0
        elements.append(element)
        texts.append(_span_text(span))
        size += more
    if elements:
        yield _row(elements, texts, bullet=bullet)


def _row(elements: Iterable[Json], texts: Iterable[str], *, bullet: bool) -> Row:
    merged = _merged(elements)
    return Row(merged, "".join(texts), size_of(merged), bullet)


def _pieces(span: Span) -> Iterator[Span]:
    """The span as spans that Slack takes: none without text, none longer than half a page or so."""
    match span:
        case Text(text) | Bold(text) | Code(text):
            shown = clean(text)
            for start in range(0, len(shown), 500):
                yield type(span)(shown[start : start + 500])
        case Link(text, url) if address(url) is None:
            yield from _pieces(Text(text if text == url else f"{text}: {url}"))
        case Link(text, url):
            yield Link(clean(text)[:500], address(url) or "")
        case Mention(account, name, loud) if not loud or user_id(account) is None:
            # Slack has no silent mention: the plain name wakes nobody.
            yield from _pieces(Text(name))
        case Mention() | Instant():
            yield span
        case _:
            assert_never(span)


def _element(span: Span) -> Json:
    match span:
        case Text(text):
            return {"type": "text", "text": text}
        case Bold(text):
            return {"type": "text", "text": text, "style": {"bold": True}}
        case Code(text):
            return {"type": "text", "text": text, "style": {"code": True}}
        case Link(text, url):
            return {"type": "link", "url": url} | ({"text": text} if text.strip() else {})
        case Mention(account, _):
            return {"type": "user", "user_id": user_id(account)}
        case Instant():
            template, fallback = date(span)
            stamp = int(span.at.astimezone(UTC).timestamp())
            return {"type": "date", "timestamp": stamp, "format": template, "fallback": fallback}
        case _:
            assert_never(span)


def _span_text(span: Span) -> str:
    match span:
        case Text(text) | Bold(text) | Code(text):
            return words(text)
        case Link(text, url):
            shown = words(url, in_address=True)
            return f"{words(text)}: {shown}" if text.strip() and text != url else shown
        case Mention(account, _):
            return f"<@{user_id(account)}>"
        case Instant():
            template, fallback = date(span)
            return f"<!date^{int(span.at.astimezone(UTC).timestamp())}^{template}|{words(fallback)}>"
        case _:
            assert_never(span)


def _merged(elements: Iterable[Json]) -> tuple[Json, ...]:
    """Neighbouring plain words as one element."""
    merged: list[Json] = []
    for element in elements:
        plain = element.keys() == {"type", "text"}
        if merged and plain and merged[-1].keys() == {"type", "text"}:
            merged[-1] = {"type": "text", "text": merged[-1]["text"] + element["text"]}
        else:
            merged.append(element)
    return tuple(merged)


def _offer(buttons: Sequence[Button], element: Element) -> Offer:
    elements = [element(button, number) for number, button in enumerate(buttons)]
    labels = " ".join(f"[{words(_label(button))}]" for button in buttons)
    return Offer({"type": "actions", "elements": elements}, labels)


def _label(button: Button) -> str:
    label = " ".join(clean(button.label).split()) or button.sign
    return label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 1] + "…"


def _blocks(parts: Sequence[Row | Offer]) -> Iterator[Json]:
    page: list[Row] = []
    for part in parts:
        full = isinstance(part, Offer) or sum(row.size for row in page) + part.size > PAGE_LIMIT
        if page and full:
            yield _page(page)
            page = []
        if isinstance(part, Offer):
            yield part.block
        else:
            page.append(part)
    if page:
        yield _page(page)


def _page(rows: Sequence[Row]) -> Json:
    """Rows as one rich-text block: runs of lines as sections, runs of bullets as lists."""
    elements: list[Json] = []
    for row in rows:
        section: Json = {"type": "rich_text_section", "elements": list(row.elements)}
        last = elements[-1] if elements else {}
        if row.bullet and last.get("type") == "rich_text_list":
            last["elements"].append(section)
        elif row.bullet:
            elements.append({"type": "rich_text_list", "style": "bullet", "elements": [section]})
        elif last.get("type") == "rich_text_section":
            joined = [*last["elements"], {"type": "text", "text": "\n"}, *row.elements]
            elements[-1] = {"type": "rich_text_section", "elements": list(_merged(joined))}
        else:
            elements.append(section)
    return {"type": "rich_text", "elements": elements}


def _text(texts: Iterable[str]) -> str:
    kept: list[str] = []
    room = TEXT_LIMIT - len(CUT) - 1
    for text in texts:
        room -= len(text) + 1
        if room < 0:
            return "\n".join([*kept, CUT])
        kept.append(text)
    return "\n".join(kept)
