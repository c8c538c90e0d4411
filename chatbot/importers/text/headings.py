"""Headings that are items themselves, where a chair writes an agenda of headings instead of a list."""

import re
from collections.abc import Sequence

from chatbot.importers.kinds import AOB
from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.drafts import drafts, is_draft
from chatbot.importers.text.entries import Entry
from chatbot.importers.text.sections import is_something_else
from chatbot.importers.text.times import durations
from chatbot.importers.text.titles import clean_title
from chatbot.importers.text.vocabulary import AGENDA_ALONE, HEADER_KEY, NO_AGENDA, OPTIONAL
from chatbot.importers.text.votes import Votes

MOST_REMARKS = 3
MOST_NEIGHBOURS = 100
MOST_WORDS = 60  # below a heading; more is what was said, and not what is to come
MOST_WORDS_OF_PROSE = 200  # below each of several headings that all have some
_STRUCTURE = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:the|wg|rg|group|working group|research group|active|adopted|current|new|existing|proposed|"
    r"drafts?|documents?|proposals|discussions|individual|candidate|expired|other|further|related|open|future|possible|to|consider|adopting|"
    r"for|adoption|"
    r"presentation|preliminary|remaining|general|more|additional|and|misc(?:ellaneous)?|status|of)\W+)*"
    r"(?:drafts?|documents?|docs|items?|work|business|updates?|discussions?|topics?|presentations?|talks?|proposals?|"
    r"issues|status|agenda|adopting|adoption|consideration|work items|slides|sessions?|meetings?)\W*$",
    re.IGNORECASE,
)

_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_SEVERAL = re.compile(
    r"\b(?:drafts|documents|docs|items|talks|presentations|topics|updates|proposals|discussions)\b", re.IGNORECASE
)
_REFERENCES = re.compile(r"\W*(?:references?|links?|background|see also|related)\W*$", re.IGNORECASE)
_TOPIC = re.compile(r"\s*(?:topic|agenda item)(?: \d{1,2})?\s*:\s*\w", re.IGNORECASE)


def heads_an_item(own: Entry, block: Block, votes: Votes) -> bool:
    """Whether a heading without a time is an item: it names who presents, a draft, or stands beside others like it."""
    if block.kind is not Kind.HEADING or not own.title or own.header or HEADER_KEY.match(block.text):
        return False
    if _divides(own.title) or _numbers_the_next(block):
        return False
    if _amid_prose(block, votes):
        return True
    if _lists(block):
        return _over_remarks(own, block, votes)
    if own.presenters and not NO_AGENDA.match(own.title):
        return True
    if _words_below(block) > MOST_WORDS:
        return False
    bare, timed = len(_bare_beside(block, votes)), _timed_beside(block)
    if AOB.search(own.title) and not _below_agenda(block):
        return bare > 0
    if _below_agenda(block) and (timed or _is_only_heading(block)):
        return bare > 0
    return bare + timed >= (3 if _below_agenda(block) or bare == 1 else 2) and bare > 0


def gathers_items(own: Entry, below: Sequence[Block]) -> bool:
    """Whether an item only gathers those below it, as `Proposals and discussions` does."""
    items = [one for one in below if one.kind is Kind.ITEM]
    papers = all(is_draft(one.text) or one.text.startswith("http") for one in items)
    return bool(_SEVERAL.search(own.title)) and _divides(own.title) and not own.presenters and not papers


def is_topic(block: Block) -> bool:
    """Whether a heading says itself that it is an item, as `Topic: Open issues` does; minutes may stand below it."""
    return block.kind is Kind.HEADING and bool(_TOPIC.match(block.text))


def topics_below(block: Block) -> list[Block]:
    """The headings below a topic that say `Topic:` themselves."""
    return [one for child in block.children if child.kind is Kind.HEADING for one in child.walk() if is_topic(one)]


def stands_amid_topics(block: Block) -> bool:
    """Whether a heading stands beside several that say `Topic:`, and so is part of what was said there."""
    if block.kind is not Kind.HEADING or block.parent is None or AOB.search(block.text):
        return False
    return sum(map(is_topic, block.parent.children[:MOST_NEIGHBOURS])) > 1


def beside_timed(block: Block) -> bool:
    """Whether a heading stands below `Agenda`, or beside headings that have times."""
    return _below_agenda(block) or _timed_beside(block) > 0


def _timed_beside(block: Block) -> int:
    beside = block.parent.children[:MOST_NEIGHBOURS] if block.parent else []
    return sum(one.kind is Kind.HEADING and one.level == block.level and bool(durations(one.text)) for one in beside)


def _amid_prose(block: Block, votes: Votes) -> bool:
    """Whether it is one of several headings of which most have a few sentences below, with remarks in lists."""
    beside = block.parent.children[:MOST_NEIGHBOURS] if block.parent else []
    alike = [
        one
        for one in beside
        if one.kind is Kind.HEADING and one.level == block.level and not is_something_else(one, votes)
    ]
    if len(alike) < 4 or any(_divides(clean_title(one.text)) or AOB.search(one.text) for one in alike):
        return False
    told = sum(_begins_with_prose(one) for one in alike)
    return 5 * told >= 3 * len(alike) and all(_words_in(one) <= MOST_WORDS_OF_PROSE for one in alike)


def _begins_with_prose(heading: Block) -> bool:
    first = heading.children[0] if heading.children else None
    return first is not None and first.kind in (Kind.LINE, Kind.CAPTION) and _words_in(heading) >= 5


def _words_in(heading: Block) -> int:
    return sum(len(one.text.split()) for child in heading.children for one in child.walk())


def _over_remarks(own: Entry, block: Block, votes: Votes) -> bool:
    """Whether what is listed below a heading are remarks about it, and no items of their own."""
    items = [one for one in block.children if one.kind is Kind.ITEM]
    others = any(one.kind in (Kind.TABLE, Kind.HEADING) for one in block.children)
    if others or not items or _SEVERAL.search(own.title) or any(_of_its_own(one) for one in items):
        return False
    named = any(people.certainty(name) > 1 and not people.is_role(name) for name in own.presenters)
    beside = len(items) <= MOST_REMARKS and len(_bare_beside(block, votes)) >= 2
    return named or beside or is_draft(own.title)


def _of_its_own(item: Block) -> bool:
    """Whether a listed line is more than a remark: it names a draft, or is a link alone."""
    linked = next((mark for mark in item.inline.marks if mark.url), None)
    whole = linked is not None and linked.start == 0 and linked.end > 0
    return bool(drafts(item.text, item.inline.urls)) or whole or bool(re.search(r"\([^()]+\)$| [-–—] \S", item.text))


def _bare_beside(block: Block, votes: Votes) -> list[Block]:
    """The headings of the same level about this one, itself included, that have no list below."""
    beside = block.parent.children if block.parent else []
    return [
        one
        for one in beside[:MOST_NEIGHBOURS]
        if one.kind is Kind.HEADING
        and one.level == block.level
        and not _lists(one)
        and _words_below(one) <= MOST_WORDS
        and not _divides(clean_title(one.text))
        and not is_something_else(one, votes)
    ]


def _is_only_heading(block: Block) -> bool:
    """Whether nothing but this heading and words below it stand beside it."""
    beside = block.parent.children if block.parent else []
    return all(one is block or one.kind is Kind.LINE for one in beside) and bool(block.children)


def _numbers_the_next(block: Block) -> bool:
    """Whether `2.` is followed by `2.1` on the same level, and so divides."""
    number = _NUMBERED.match(block.text)
    beside = block.parent.children[:MOST_NEIGHBOURS] if block.parent else []
    after = next((one.text for one in beside if one.line > block.line), "")
    return number is not None and after.lstrip().startswith(f"{number[1]}.") and bool(_NUMBERED.match(after))


def _words_below(heading: Block) -> int:
    return sum(len(one.text.split()) for one in heading.children)


def _divides(title: str) -> bool:
    """Whether a heading only divides an agenda, as `Active drafts` and `As time permits` do."""
    rest = OPTIONAL.sub("", title)
    return bool(_STRUCTURE.match(title)) or bool(AGENDA_ALONE.match(title)) or not re.search(r"\w{2}", rest)


def _below_agenda(block: Block) -> bool:
    above = block.parent
    return above is not None and bool(AGENDA_ALONE.match(clean_title(above.text)))


def _lists(heading: Block) -> bool:
    return any(
        one.kind in (Kind.ITEM, Kind.TABLE, Kind.HEADING)
        or (one.kind is Kind.CAPTION and not _REFERENCES.match(one.text))
        for one in heading.children
    )
