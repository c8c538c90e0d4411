"""One line that may be an item: its time, its people, its title."""

import re
from dataclasses import dataclass, replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.parts import Parts, cut
from chatbot.importers.text.placing import time_of
from chatbot.importers.text.telling import is_header
from chatbot.importers.text.times import Clock
from chatbot.importers.text.titles import clean_title, without_extras
from chatbot.importers.text.vocabulary import FILLS, TOTAL
from chatbot.importers.text.votes import Votes

MOST_OF_A_TITLE = 120  # characters; of a longer one the first sentence is taken
_SENTENCES = re.compile(r"(.{20,}?[a-z)\]])\.\s+[A-Z]")
MOST_CHARACTERS = 1_000  # of an item; more is prose
_ONLY_COUNTS = re.compile(
    r"^(?:in )?(?:total|max(?:imum)?|overall|altogether|allotted|allocated|scheduled|tentative|approximately|"
    r"approx|about)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says of an item; `timed` is that it has a time of its own, `fills` that it takes what is left."""

    block: Block
    title: str = ""
    presenters: tuple[str, ...] = ()
    minutes: int | None = None
    start: Clock | None = None
    end: Clock | None = None
    drafts: tuple[str, ...] = ()
    slides: str = ""
    fills: bool = False
    header: bool = False
    remark: str = ""

    @property
    def timed(self) -> bool:
        return not self.header and (self.minutes is not None or self.start is not None or self.fills)

    @property
    def line(self) -> int:
        return self.block.line


def entry(block: Block, votes: Votes) -> Entry:
    """The line of a heading, item or paragraph as an item."""
    text, urls = block.text, block.inline.urls
    if len(text) > MOST_CHARACTERS:
        return Entry(block, title=clean_title(text[:MOST_CHARACTERS]), header=True)
    if is_header(block, votes) or TOTAL.match(text):
        return Entry(block, title=clean_title(text), header=True, drafts=drafts(text, urls))
    extras = without_extras(block.inline)
    when = time_of(extras.text, votes, prose=block.kind is Kind.LINE)
    read = Parts(cut(extras, when.spans), votes)
    title = clean_title(_first_sentence(read.title))
    found = Entry(
        block, "" if _ONLY_COUNTS.match(title) else title, read.people, when.minutes, when.start, when.end,
        drafts(text, urls), slides(block.inline), when.fills, remark=read.remark,
    )  # fmt: skip
    if found.fills and not found.title and block.kind in (Kind.HEADING, Kind.ITEM):
        return replace(found, title=FILLS.search(text)[0])  # type: ignore[index]  # it is what filled
    if found.drafts and not found.presenters and extras.text.rstrip().endswith(":") and _is_people(found.title):
        found = replace(found, title="", presenters=tuple(people.split_names(found.title)))
    return found if found.title or not found.drafts else replace(found, title=found.drafts[0])


def _first_sentence(title: str) -> str:
    """A title without the sentences that explain it."""
    hit = _SENTENCES.match(title) if len(title) > MOST_OF_A_TITLE else None
    return hit[1] if hit else title


def _is_people(title: str) -> bool:
    """Whether names are all that stands before a draft's address, as in `Ann Bell: https://…`."""
    found = people.names(title)
    return bool(found) and all(people.certainty(name) > 1 for name in found)


def slides(line: Inline) -> str:
    """The address of the slides, when the line links them."""
    for mark in line.marks:
        if mark.url and re.search(
            r"\bslides?\b|\bpresentation\b|\bdeck\b", line.text[mark.start : mark.end], re.IGNORECASE
        ):
            return mark.url
    return ""
