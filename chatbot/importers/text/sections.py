"""What a block stands for as a whole: a section about something else, a group, a limit for each talk."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chatbot.importers.kinds import kind_of
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.columns import is_whole
from chatbot.importers.text.dates import days, weekday_alone
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.entries import Entry, entry
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.titles import clean_title
from chatbot.importers.text.vocabulary import (
    AGENDA,
    AGENDA_ALONE,
    EACH,
    HEADER_KEY,
    MINUTES,
    NO_AGENDA,
    UNLESS_TIMED,
)
from chatbot.importers.text.votes import Votes

MOST_KEYS = 30  # of a form
_FIELD = re.compile(r"^\W*[A-Z][^:?]{2,80}(?:\([^()]*\))?[:?]\s")
MOST_LINES = 300  # that are looked at above one
_ELSEWHERE = re.compile(r"\W*(?:UTC|GMT|[A-Z]{2,4}T|BST|Z)\b\W*\d{1,2}[:.]\d\d\b")  # a clock of another place
_NUMBERED = re.compile(r"^(?:\w+ )?session\s+(?:\d{1,2}|[IVX]{1,4})\b", re.IGNORECASE)
_ADMINISTRIVIA = re.compile(
    r"^(?:\d+\W+)?(?:housekeeping|administr(?:ivia|ativia|ation|ative(?: (?:tasks|items|matters|stuff))?))\W*$",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"^(?:\d+\W+)?(?:(?:wg|working group) )?(?:documents?|drafts?)\W*$", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:\d+\W+)?(?:(?:chairs?'?|wg|session|meeting|and|&) )*(?:admin(?:istration)?|welcome|"
    r"intro(?:duction)?s?|opening|preliminaries|chairs?|kick-?off|start)(?: (?:and|&) \w+)?\W*$",
    re.IGNORECASE,
)


def tells_the_session(run: list[Block], votes: Votes) -> bool:
    """Whether a list holds the session's date and place and no item with a time, or its time in several zones."""
    if run[0].kind is not Kind.ITEM:
        return False
    if sum(bool(_ELSEWHERE.match(one.text)) for one in run) >= 3:
        return True
    read = [entry(one, votes) for one in run] if len(run) <= MOST_KEYS else []
    if _fills_in(read):
        return True
    if len(run) > 8:
        return False
    if _only_resources(read):
        return True
    dated = any(one.header and (ranges(one.block.text) or days(one.block.text)) for one in read)
    dated = dated or any(_is_day(one.block.text) for one in read)
    headers = sum(one.header for one in read)
    if dated and headers >= 3 and 2 * headers > len(run) and all(one.minutes is None for one in read):
        return True
    windows = [one for one in read if one.timed and one.end and len(one.title.split()) <= 3 and not one.presenters]
    return (
        dated
        and sum(one.timed for one in read) <= min(1, len(windows))
        and not any(one.children and durations(child.text) for one in run for child in one.walk())
    )


def _only_resources(read: list[Entry]) -> bool:
    """Whether a list holds two keys such as `Chat:` at least, and else links alone; what is discussed has more."""
    if sum(one.header for one in read) < 2 or any(one.timed or one.presenters for one in read):
        return False
    return all(one.header or _is_link(one.block) for one in read) and not any(one.block.children for one in read)


def _fills_in(read: list[Entry]) -> bool:
    """Whether a list fills in a form: `Status: …`, `Responsible AD: …`, `Does it need a bridge? No`."""
    keyed = sum(one.header or bool(_FIELD.match(one.block.text)) for one in read)
    timed = any(one.minutes is not None and not _FIELD.match(one.block.text) for one in read)
    return len(read) >= 5 and 4 * keyed >= 3 * len(read) and sum(one.header for one in read) >= 2 and not timed


def _is_link(block: Block) -> bool:
    marks = [mark for mark in block.inline.marks if mark.url]
    return len(marks) == 1 and marks[0].end - marks[0].start >= len(block.text.strip())


def _is_day(text: str) -> bool:
    """Whether a line is a date alone, perhaps with its weekday."""
    found = days(text)
    rest = text[: found[0].start] + text[found[0].end :] if found else text
    return bool(found) and (not re.search(r"\w", rest) or weekday_alone(rest))


def each_of(block: Block) -> int | None:
    """The minutes that a line gives to each of the items below it."""
    hit = EACH.search(block.text) if len(block.text) < 200 else None
    if not hit or (
        block.kind is Kind.ITEM and not hit["c"] and not any(one.kind is Kind.ITEM for one in block.children)
    ):
        return None
    return int(hit["a"] or hit["b"] or hit["c"])


def lasting(slot: Candidate, minutes: int) -> Candidate:
    return slot if slot.minutes is not None or slot.end else replace(slot, minutes=minutes, timed=True, whole=True)


def label(own: Entry) -> str:
    """What a group is called; the title of the whole agenda and remarks are no names of groups."""
    told = (
        own.header
        or bool(_NUMBERED.search(own.title))
        or AGENDA.search(own.title)
        or len(own.title.split()) > 10
        or own.block.kind is Kind.DOCUMENT
    )
    caption = own.block.kind is Kind.CAPTION
    remark = caption and (
        len(own.title.split()) > 7 or bool(re.match(r"(?:see|note|please|also)\b", own.title, re.IGNORECASE))
    )
    if told or remark or each_of(own.block) is not None or _titles_the_file(own.block):
        return ""
    return clean_title(own.block.text) if own.remark else own.title


def _titles_the_file(block: Block) -> bool:
    """Whether a heading stands over everything else."""
    above = block.parent
    if block.kind is not Kind.HEADING or above is None or above.kind is not Kind.DOCUMENT:
        return False
    others = any(one.kind is Kind.HEADING and one is not block for one in above.children)
    return not others and (block.level == 1 or len(block.children) > 1)


def is_only_administrative(block: Block) -> bool:
    """A heading such as Administrivia, or Welcome over routine alone, stands for one slot if its list has no times."""
    title = clean_title(block.text)
    routine = all(kind_of(child.text) == "admin" for child in block.children)
    return (
        block.kind is Kind.HEADING
        and bool(block.children)
        and bool(_ADMINISTRIVIA.match(title) or (_OPENING.match(title) and routine))
        and not any(durations(one.text) or one.rows for child in block.children for one in child.walk())
    )


def _timed_below(block: Block) -> bool:
    below = [one for child in block.children for one in child.walk()]
    clocks = sum(one.kind is Kind.HEADING and bool(moments(one.text)) for one in below)
    return clocks > 1 or any(durations(one.text) for one in below)


def _presented_below(block: Block) -> bool:
    """Whether items below name who presents them."""
    items = [child for child in block.children[:50] if child.kind is Kind.ITEM]
    return any(entry(item, Votes()).presenters for item in items)


def _plain_below(block: Block) -> bool:
    """Whether a section `Documents` holds items in words, and not links to papers."""
    inner = [child for child in block.children if child.kind in (Kind.ITEM, Kind.HEADING)]
    linked = sum(bool(child.inline.urls) or bool(drafts(child.text)) for child in inner)
    return bool(_DOCUMENTS.match(clean_title(block.text))) and len(inner) >= 2 and 2 * linked < len(inner)


def _heads_agenda(block: Block) -> bool:
    """Whether a heading says that the agenda stands below it, whatever stands above it."""
    return block.kind is Kind.HEADING and bool(AGENDA_ALONE.match(clean_title(block.text)))


def is_something_else(block: Block, votes: Votes) -> bool:
    """Whether a heading stands over something else; some do so unless it has times."""
    text = clean_title(block.text).rstrip(":")
    if any(is_whole(child) or _heads_agenda(child) for child in block.children):
        return False
    unless = (_timed_below, _presented_below, _plain_below, lambda block: bool(entry(block, votes).presenters))
    if UNLESS_TIMED.match(text.partition(" - ")[0]) and any(told(block) for told in unless):
        return False
    key = text.partition(":")[0] if block.kind is Kind.HEADING and not AGENDA.search(text) else ""
    told = bool(NO_AGENDA.match(text) or MINUTES.match(text) or (key and NO_AGENDA.match(key)))
    return told or (block.kind is Kind.CAPTION and bool(HEADER_KEY.match(block.text)))


def goes_on_in_a_sentence(block: Block) -> bool:
    """Whether a line goes on with the sentence of the line above it, and so is prose."""
    if block.kind is not Kind.LINE or block.parent is None or not block.text[:1].islower():
        return False
    above = next((one for one in block.parent.children[:MOST_LINES] if one.line + one.height == block.line), None)
    level = above is not None and above.kind is Kind.LINE and above.level == block.level
    return above is not None and level and min(len(one.text.split()) for one in (above, block)) > 5


def runs(children: Iterable[Block]) -> Iterator[list[Block]]:
    """Neighbouring items of one list together, everything else by itself."""
    run: list[Block] = []
    for child in children:
        same = child.kind is Kind.ITEM and bool(run) and run[-1].kind is Kind.ITEM and child.ordered == run[-1].ordered
        if run and not same:
            yield run
            run = []
        run.append(child)
    if run:
        yield run
