"""What fits into one message of Slack's: rows kept or cut as wholes, buttons before words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.wording.filling import CUT

Json = dict[str, Any]

# Slack's limits are 50 blocks, 3,000 characters in one, and somewhat over 12,000 in all.
BLOCKS_LIMIT = 12_000
ROWS_OF_BUTTONS = 20
BUTTONS_LIMIT = 6_000
MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the message, kept or cut as a whole; `size` is that of its elements."""

    elements: tuple[Json, ...]
    text: str
    size: int
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A row of buttons."""

    block: Json
    text: str


def split(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows as pages of about equal limits; beyond the last page they are cut."""
    pages: list[list[Row]] = [[]]
    room = BLOCKS_LIMIT - 200
    for row in rows:
        room -= row.size + 100
        if room < 0 and len(pages) == MOST_PAGES:
            pages[-1].append(note(CUT))
            break
        if room < 0:
            pages.append([])
            room = BLOCKS_LIMIT - 200 - row.size - 100
        pages[-1].append(row)
    return pages


def note(sentence: str, number: int = 0, count: int = 0) -> Row:
    """A sentence of ours as a row."""
    said = sentence.format(number=number, count=count)
    return Row(({"type": "text", "text": said},), said, len(said) + 100)


def fitting(parts: Sequence[Row | Offer]) -> Iterator[Row | Offer]:
    """What fits into one message: buttons before words, and a note where words are cut."""
    rest = note(CUT)
    offers = _first_offers(parts)
    room = BLOCKS_LIMIT - sum(size_of([offer.block]) for offer in offers) - rest.size
    cut = False
    for part in parts:
        if isinstance(part, Offer):
            if part in offers:
                yield part
            continue
        room -= part.size + 100  # the section around it, or its place in a list
        if not cut and room < 0:
            yield rest
        cut = cut or room < 0
        if not cut:
            yield part


def _first_offers(parts: Sequence[Row | Offer]) -> list[Offer]:
    offers: list[Offer] = []
    for part in parts:
        if isinstance(part, Offer) and len(offers) < ROWS_OF_BUTTONS:
            size = sum(size_of([offer.block]) for offer in [*offers, part])
            offers += [part] if size <= BUTTONS_LIMIT else []
    return offers


def size_of(elements: Sequence[Json]) -> int:
    """Bytes, as nobody says whether Slack counts these or characters."""
    return len(json.dumps(elements, ensure_ascii=False).encode())
