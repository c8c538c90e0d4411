"""What the whole file does, decided before any line is."""

import re
from collections.abc import Sequence
from itertools import pairwise

from chatbot.importers.text import people
from chatbot.importers.text.attributes import tells_clock
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import without_dates
from chatbot.importers.text.facts import names_session
from chatbot.importers.text.placing import column_number
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.vocabulary import NUMBERS_ARE_MINUTES, TOTAL
from chatbot.importers.text.votes import Votes

_NUMBER = re.compile(r"[(\[]\s*(\d{1,3})\s*[)\]]")
_PACKED = re.compile(r"^\W*((?:[01]\d|2[0-3])[0-5]\d)\b(?![.,/])")
_LEFT = re.compile(r"^\s*(?:\W*\d{1,3}\s*(?:min\w*|m)\W+)?([^:–—-]{2,50}?)(?::\s|\s[-–—]\s)\s*\S")
_ENDING = re.compile(r"\s*[,–-]?\s*[(\[]?~?\d+\s*(?:min\w*|m)\b[^A-Z]*$")
PEOPLE_AND_DRAFT = re.compile(r"(?P<names>[^:(\[]{2,60}?)[,\s]\s*(?=[\[(]?draft-)")
_BEHIND_DRAFT = re.compile(r"draft-[\w-]+[,\s]\s*(.{2,60})$")
_KEY_OF_PEOPLE = re.compile(r"^\W*(?:presenters?|speakers?|who|lead|authors?)\W*:", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_BORDER = re.compile(r"\s[-–—]+\s*|,\s+|\s{2,}|\t|\)\s+")


def vote(document: Block) -> Votes:
    """The votes of all lines that could be items."""
    lines = [block for block in document.walk() if block.kind in (Kind.ITEM, Kind.HEADING, Kind.LINE, Kind.CAPTION)]
    items = [block.text for block in lines if len(block.text) < 300 and _could_be_item(block)]
    return Votes(
        _bare(lines), _packed(lines), _windows(lines), *_sides(items),
        people_behind_colon=_behind_colon(items), initials=_initials(items), column_minutes=_column(lines),
        people_before_draft=_before_draft(items), people_below=_below(lines),
        clocks_below=_clocks_below(lines),
    )  # fmt: skip


def _could_be_item(block: Block) -> bool:
    if block.kind is Kind.LINE:
        return bool(durations(block.text) or moments(block.text))
    return block.kind is Kind.ITEM or (block.kind is Kind.HEADING and block.level >= 3)


def _packed(lines: Sequence[Block]) -> bool:
    """Whether several lines begin with four digits that rise as clocks do."""
    clocks = [int(hit[1]) for block in lines if (hit := _PACKED.match(block.text))]
    return len(clocks) >= 3 and sum(one <= two for one, two in pairwise(clocks)) >= 0.8 * (len(clocks) - 1)


def _windows(lines: Sequence[Block]) -> bool:
    """Whether items have lengths, and ranges are rare: then a range is a session's window."""
    texts = [block.text for block in lines if len(block.text) < 300]
    lengths, stretches = (sum(bool(find(without_dates(text))) for text in texts) for find in (durations, ranges))
    return lengths >= 3 and lengths > 2 * stretches


def _bare(lines: Sequence[Block]) -> bool:
    """Whether plain numbers in brackets are minutes: the file says so, sums them up, or does it all the time."""
    texts = [block.text for block in lines if len(block.text) < 400]
    numbered = sum(bool(_NUMBER.search(text)) for text in texts)
    with_unit = sum(bool(durations(text)) for text in texts)
    if numbered < 2 or with_unit > numbered:
        return False
    said = any(NUMBERS_ARE_MINUTES.search(text) or TOTAL.match(text) for text in texts)
    values = [int(hit[1]) for text in texts if (hit := _NUMBER.search(text))]
    return said or (numbered >= 4 and sum(value % 5 == 0 and value <= 120 for value in values) >= 0.7 * len(values))


def _behind_colon(items: Sequence[str]) -> bool:
    """Whether full names stand behind a colon, several times and much more often than before one."""
    told = [text for text in items if not _KEY_OF_PEOPLE.match(text)]
    sides = [text.rpartition(": ")[::2] for text in map(_without_ending, told) if ": " in text]
    right, left = (
        sum(bool(found) and all(people.certainty(name) > 1 for name in found) for found in map(people.names, side))
        for side in ([after for _, after in sides], [before for before, _ in sides])
    )
    return right >= 3 and right > 2 * left


def _initials(items: Sequence[str]) -> bool:
    """Whether the brackets that end items hold people nearly always, two at least by role or name."""
    inner = [hit[1] for hit in map(_BRACKET.search, map(_without_ending, items)) if hit]
    inner = [text for text in inner if not people.UNKNOWN.match(text)]
    named = sum(bool(people.names(text)) for text in inner)
    short = sum(bool(people.names(text, initials=True)) for text in inner)
    telling = sum(bool(_BRACKET.search(_without_ending(text)) or durations(text)) for text in items)
    enough = (named >= 2 and short >= 3) or (named >= 1 and short >= 4)
    return enough and short >= 0.8 * len(inner) and 2 * len(inner) >= telling


def _below(lines: Sequence[Block]) -> bool:
    """Whether several lines below items hold a full name alone."""
    deep = [one for one in lines if one.parent and one.parent.kind is Kind.ITEM and not one.children]
    alone = (people.names(one.text) for one in deep if not one.inline.urls)
    return sum(bool(found) and all(" " in name and people.is_given(name) for name in found) for found in alone) >= 2


def _clocks_below(lines: Sequence[Block]) -> bool:
    """Whether a line `Time: 13:35 to 13:55` stands below two headings at least, neither of which names a session."""
    above = {id(one.parent): one.parent for one in lines if one.parent and tells_clock(one)}
    return sum(one.kind is Kind.HEADING and not names_session(one.text) for one in above.values()) >= 2


def _before_draft(items: Sequence[str]) -> bool:
    """Whether lines often begin with names and go on with a draft, and hardly any has names behind one."""
    before = sum(bool(hit and people.names(hit["names"])) for hit in map(PEOPLE_AND_DRAFT.match, items))
    behind = sum(bool(hit and people.names(hit[1])) for hit in map(_BEHIND_DRAFT.search, map(_without_ending, items)))
    return before >= 3 and before > 2 * behind


def _column(lines: Sequence[Block]) -> bool:
    """Whether plain numbers stand in a column of their own, and look like minutes."""
    numbers = [hit for block in lines if (hit := column_number(block.text))]
    values = [int(hit[1]) for hit in numbers]
    return len(values) >= 2 and sum(value % 5 == 0 and 0 < value <= 180 for value in values) >= 0.7 * len(values)


def _without_ending(text: str) -> str:
    """A line without the minutes that end it, and without what stands in brackets about its people."""
    return _ENDING.sub("", text).strip()


def _names_end(text: str) -> bool:
    """Whether names end a line, or are all that stands beside its minutes."""
    parts = _parts(text)
    return (len(parts) > 1 or bool(durations(text))) and bool(people.names(parts[-1]))


def _parts(text: str) -> list[str]:
    return [part.strip(" -–—") for part in _BORDER.split(_ENDING.sub("", text).strip(" ()[]*_"))]


def _sides(items: list[str]) -> tuple[bool, bool]:
    left = sum(bool(hit and people.names(hit[1])) for hit in map(_LEFT.match, items))
    right = sum(_names_end(text) for text in items)
    sure = sum(
        bool(hit and any(people.certainty(one) > 1 for one in people.split_names(hit[1])))
        for hit in map(_LEFT.match, items)
    )
    return left >= 3 and sure >= 2 and left > 2 * right, right >= 2 and 2 * right >= left
