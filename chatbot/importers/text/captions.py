"""Lines that stand over a list, a table or other lines as a heading would."""

import re

from chatbot.importers.text import people
from chatbot.importers.text.attributes import tells_clock
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import days
from chatbot.importers.text.drafts import is_draft
from chatbot.importers.text.inline import Inline, Mark
from chatbot.importers.text.nesting import nest_ranges
from chatbot.importers.text.times import durations, ranges
from chatbot.importers.text.titles import clean_title
from chatbot.importers.text.vocabulary import AGENDA_ALONE, HEADER_KEY, NO_AGENDA

_MOST_WORDS = 14
_EDGES = " ()[],;:-–—.*_"
_COLUMNS_ALONE = re.compile(r"\d{1,3}(?:\s{2,}|\t)\S")
_TOLD = re.compile(r"^\W*(?:abstract|description|summary|relevant [\w -]{3,30})\s*:", re.IGNORECASE)
_KEYED = re.compile(
    r"^\W*(?:presenters?|speakers?|drafts?|i-?ds?|slides|duration|time requested|requesters?)\s*(?:\(s\))?\s*:|"
    r"^\W*(?:time|length)\s*:\W*\d{1,3}\s*(?:m|mins?|minutes?)\b",
    re.IGNORECASE,
)


def join_and_nest(block: Block) -> None:
    """Join wrapped lines, and put what a caption stands over below it, in the whole tree."""
    for one in list(block.walk()):
        if len(one.children) > 1:
            one.children = _joined(one.children)
            if one.kind not in (Kind.ITEM, Kind.LINE):
                _gather(one)
                one.children = nest_ranges(one.children)
            _nest(one)


def _joined(children: list[Block]) -> list[Block]:
    """A line without a time goes on in the next one when that stands further to the right."""
    kept: list[Block] = []
    clocked = sum(one.kind is Kind.LINE and _leads_with_clock(one) for one in children) >= 3
    for child in children:
        last = kept[-1] if kept else None
        if last and (_goes_on(last, child) or (clocked and _titles(last, child))):
            last.inline = _together(last.inline, child.inline)
            last.height = child.line + child.height - last.line
        else:
            kept.append(child)
    return kept


def _leads_with_clock(line: Block) -> bool:
    return any(not line.text[: one.start].strip(_EDGES) for one in ranges(line.text))


def _titles(clock: Block, line: Block) -> bool:
    """Whether a line gives the title of the range that stands alone on the line above."""
    lines = clock.kind is Kind.LINE and line.kind is Kind.LINE
    alone = lines and _leads_with_clock(clock) and not re.search(r"[^\W\d_]{3}", clock.text)
    return alone and not ranges(line.text) and not HEADER_KEY.match(line.text) and len(line.text.split()) <= _MOST_WORDS


def _gather(block: Block) -> None:
    """Put the lines that only add to the first of their paragraph below it: a draft, names, minutes."""
    kept: list[Block] = []
    for child in block.children:
        last = kept[-1] if kept else None
        if last and _adds(last, child):
            last.add(child)
            last.height = child.line + child.height - last.line
        else:
            kept.append(child)
    block.children = kept


def _adds(first: Block, line: Block) -> bool:
    """Whether a line tells no more than the minutes, the people or the draft of its paragraph's first line."""
    lines = first.kind is Kind.LINE and line.kind is Kind.LINE and line.line == first.line + first.height
    if not lines or not re.search(r"\w{3}", first.text) or HEADER_KEY.match(first.text):
        return False
    if ranges(first.text) and line.level <= first.level:
        return False
    found = durations(line.text)
    rest = line.text
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    rest = rest.strip(_EDGES)
    timed = bool(durations(first.text) or ranges(first.text)) or any(durations(child.text) for child in first.children)
    if timed and (found or line.level <= first.level):
        return False
    names = people.names(rest)
    sure = bool(names) and all(people.certainty(name) > 1 for name in names)
    return (
        (bool(found) and not rest) or (sure and (bool(found) or timed)) or (is_draft(rest) and not is_draft(first.text))
    )


def _goes_on(last: Block, child: Block) -> bool:
    lines = last.kind is Kind.LINE and child.kind is Kind.LINE and child.line == last.line + last.height
    timed = bool(durations(child.text)) or bool(_COLUMNS_ALONE.match(child.text))
    wrapped = child.level >= last.level + 4 and child.text[:1].islower() and bool(ranges(last.text))
    return lines and ((child.level > last.level and not durations(last.text) and timed) or (wrapped and not timed))


def _together(first: Inline, second: Inline) -> Inline:
    shift = len(first.text) + 2
    moved = (Mark(mark.start + shift, mark.end + shift, mark.kind, mark.url) for mark in second.marks)
    return Inline(f"{first.text}  {second.text}", (*first.marks, *moved))


def _nest(block: Block) -> None:
    children, block.children = block.children, []
    agenda = bool(AGENDA_ALONE.match(clean_title(block.text)))
    caption: Block | None = None
    last: Block | None = None
    for number, child in enumerate(children):
        after = children[number + 1] if number + 1 < len(children) else None
        if child.kind is Kind.HEADING:
            caption = None
        elif (
            child.kind is Kind.LINE
            and number
            and block.kind is not Kind.ITEM
            and (_KEYED.match(child.text) or (agenda and tells_clock(child)))
            and children[number - 1].kind is Kind.LINE
        ):
            if not _TOLD.match(children[number - 1].text):
                last = last if _KEYED.match(children[number - 1].text) else children[number - 1]
            (last or block).add(child)
            continue
        elif child.kind is Kind.LINE and after and not child.children and _stands_over(child, after):
            child.kind = Kind.CAPTION
            caption = None
        elif child.kind is Kind.LINE and caption and not _ends_with_colon(caption):
            caption = None
        (caption or block).add(child)
        if child.kind is Kind.CAPTION:
            caption = child


def _stands_over(line: Block, after: Block) -> bool:
    text = line.text.strip()
    if not text or len(text.split()) > _MOST_WORDS or text.startswith("http"):
        return False
    if HEADER_KEY.match(text) and not (_ends_with_colon(line) and NO_AGENDA.match(text)):
        return False
    if after.kind in (Kind.ITEM, Kind.TABLE):
        return not re.search(r"[^.]\.$", text)
    apart = after.line > line.line + line.height
    headed = _ends_with_colon(line) or (len(text.split()) <= 6 and text[-1:].isalnum() and bool(durations(after.text)))
    return after.kind is Kind.LINE and apart and headed and not durations(text) and not days(text)


def _ends_with_colon(block: Block) -> bool:
    """A key that has its link behind it stands over nothing."""
    return block.text.rstrip(" *_").endswith(":") and not block.inline.urls
