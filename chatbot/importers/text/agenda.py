"""The second stage: which blocks are slots. The deepest item that has a time of its own is one."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from chatbot.importers.kinds import AOB, kind_of
from chatbot.importers.text import people
from chatbot.importers.text.attributes import Attributes
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import days
from chatbot.importers.text.entries import Entry, entry
from chatbot.importers.text.headings import (
    beside_timed,
    gathers_items,
    heads_an_item,
    is_topic,
    stands_amid_topics,
    topics_below,
)
from chatbot.importers.text.rows import table_slots
from chatbot.importers.text.sections import (
    each_of,
    goes_on_in_a_sentence,
    is_only_administrative,
    is_something_else,
    label,
    lasting,
    runs,
    tells_the_session,
)
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.titles import clean_title
from chatbot.importers.text.vocabulary import (
    AGAIN,
    AGENDA_ALONE,
    GENERIC,
    MINUTES,
    OPTIONAL,
)
from chatbot.importers.text.votes import Votes

MOST_LINES = 200  # that are looked at beside one
_LASTING = re.compile(r"\(\s*\d{1,3}\s*(?:m|mins?|minutes?)\s*\)\W*$", re.IGNORECASE)
_FRAME = re.compile(
    r"^(?:start|begin|resume|reconvene|end|close|adjourn)(?: of)?(?: the)?(?: \w+)? (?:meeting|session|day)\W*$",
    re.IGNORECASE,
)
_ONLY_PRESENTATION = re.compile(r"^\W*(?:presentations?|slides|talk)?\W*$", re.IGNORECASE)

_OPEN_END = re.compile(rf"{AOB.pattern}|\bother matters\b|\blightning\b", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """The slots of a file, and the lines that were passed over, each with its words."""

    slots: list[Candidate] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)


def find_slots(document: Block, votes: Votes) -> Found:
    """The slots of a document. Where nothing has a time, each item at the top of a list is one."""
    walk = _Walk(votes)
    found = walk.below(document, "")
    kept = _kept(found, walk.agenda_lines or {slot.line for slot in found if slot.line > walk.agenda_from > 0})
    lines = {slot.line for slot in kept}
    passed = [*walk.passed, *((slot.line, slot.title) for slot in found if slot.line not in lines)]
    return Found(kept, passed)


def _kept(found: list[Candidate], agenda_lines: set[int]) -> list[Candidate]:
    """Those with times and their neighbours; where hardly any has one, those below the heading `Agenda`, or all."""
    timed = [slot for slot in found if slot.timed]
    weighty = [slot for slot in timed if kind_of(slot.title) not in ("admin", "break") and not _FRAME.match(slot.title)]
    if timed and (len(weighty) >= 3 or len(found) - len(timed) <= len(weighty) or _unbroken(timed)):
        return [slot for slot in found if slot.timed or slot.whole]
    if timed:
        found = [
            slot
            for slot in found
            if slot.timed or slot.whole or slot.line in agenda_lines or kind_of(slot.title) != "admin"
        ]
    below = [slot for slot in found if slot.line in agenda_lines or slot.timed or slot.whole]
    return below if any(not slot.timed and slot.line in agenda_lines for slot in below) else found


def _unbroken(timed: list[Candidate]) -> bool:
    """Whether four items at least go on from one another by the clock; they leave no time for others."""
    joined = sum(one.end is not None and one.end == two.start for one, two in pairwise(timed))
    return joined >= 3 and joined >= len(timed) - 2


class _Walk:
    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self._attributes = Attributes(votes)
        self._part = 0
        self.agenda_lines: set[int] = set()
        self.agenda_from = 0
        self.passed: list[tuple[int, str]] = []

    def below(self, block: Block, group: str) -> list[Candidate]:
        """The slots among a block's children; of a list with times, those without are slots as well."""
        found: list[Candidate] = []
        each: int | None = each_of(block) if block.kind is not Kind.DOCUMENT else None
        for run in runs(block.children):
            if run[0].kind is Kind.LINE and each_of(run[0]) is not None:
                each = each_of(run[0])
                continue
            if tells_the_session(run, self._votes):
                continue
            if run[0].kind is Kind.LINE and _stands_over_clocks(block) and not moments(run[0].text):
                continue
            slots = [self.at(child, group) for child in run]
            if each is not None:
                slots = [[lasting(slot, each) for slot in some] for some in slots]
            if run[0].kind is Kind.ITEM and any(slot.timed for some in slots for slot in some):
                slots = [[replace(slot, whole=True) for slot in some] for some in slots]
            found += [slot for some in slots for slot in some]
        return found

    def at(self, block: Block, group: str) -> list[Candidate]:
        """The slots of a block and of what stands below it."""
        if block.kind is Kind.TABLE:
            self._part += 1
            slots = [replace(slot, part=self._part) for slot in table_slots(block, group, self._votes)]
            self._part += 1
            return slots
        if AGAIN.match(block.text):
            self._part += 1
            return [replace(slot, detailed=True) for slot in self._at(block, group)]
        return self._at(block, group)

    def _at(self, block: Block, group: str) -> list[Candidate]:
        if block.kind in (Kind.HEADING, Kind.CAPTION) and is_something_else(block, self._votes):
            self._pass_over(block)
            return []
        own = entry(block, self._votes)
        if each_of(block) is not None:
            own = replace(own, minutes=None, start=None, fills=False, presenters=())
        if (own.header and block.kind is Kind.ITEM) or goes_on_in_a_sentence(block):
            return []
        if is_only_administrative(block):
            return [replace(self._candidate(own, group), timed=False, whole=True)]
        if is_topic(block) and own.title and not any(durations(one.text) for one in block.children):
            deeper = [self.at(one, group) for one in topics_below(block)]
            return [replace(self._candidate(own, group), whole=True), *(slot for some in deeper for slot in some)]
        if stands_amid_topics(block) and not own.timed:
            self.passed.append((block.line, block.text))
            return []
        own, children = self._attributes.absorbed(own, block)
        below = self.below(replace(block, children=children), label(own) or group) if children else []
        slots = self._decide(own, block, below, group)
        if block.kind in (Kind.HEADING, Kind.CAPTION) and AGENDA_ALONE.match(clean_title(block.text)):
            self.agenda_lines.update(slot.line for slot in slots)
            self.agenda_from = self.agenda_from or block.line
        return slots

    def _pass_over(self, block: Block) -> None:
        """Keep in mind the lines with a time in a section that is about something else than the agenda.

        Minutes tell of times too; of them only what ends with its length, as an item does.
        """
        told = MINUTES.match(clean_title(block.text))
        for one in block.children if told else block.walk():
            lasting = _LASTING.search(one.text) if told else durations(one.text)
            if one is not block and lasting and len(one.text) < 200 and (not told or one.kind is Kind.ITEM):
                self.passed.append((one.line, one.text))

    def _decide(self, own: Entry, block: Block, below: list[Candidate], group: str) -> list[Candidate]:
        """Whether the block is a slot, or those below it are, or both."""
        if any(slot.timed for slot in below):
            return self._over_timed(own, block, below, group)
        if own.fills and own.minutes is None and own.start is None and _presented(below):
            return _marked(below, block, whole=True)
        if own.timed and below and _FRAME.match(own.title):
            return below
        if own.timed and (own.title or block.kind is not Kind.LINE):
            if below and block.kind is Kind.CAPTION and not own.title:
                return [replace(slot, whole=True, timed=True) for slot in below]
            return [self._enriched(own, block, group)]
        return self._untimed(own, block, below, group)

    def _over_timed(self, own: Entry, block: Block, below: list[Candidate], group: str) -> list[Candidate]:
        """Slots below an item go before it, unless they only stand a step to the right, or take longer than it does."""
        close = [slot for slot in below if slot.timed and block.kind is Kind.ITEM and slot.column == block.level + 1]
        if own.timed and close:
            return [self._candidate(own, group), *below]
        lasting = sum(slot.minutes or 0 for slot in below)
        itself = block.kind is Kind.ITEM and own.presenters and own.minutes is not None and own.minutes < lasting
        below = _marked(below, block)
        return [self._candidate(own, group), *below] if itself else below

    def _untimed(self, own: Entry, block: Block, below: list[Candidate], group: str) -> list[Candidate]:
        if not below and (self._votes.column_minutes or _timed_beside(block)) and _is_row(own, block):
            return [replace(self._candidate(own, group), whole=True)]
        if heads_an_item(own, block, self._votes):
            whole = bool(own.presenters or AOB.search(own.title)) or beside_timed(block)
            return [replace(self._enriched(own, block, group), whole=whole)]
        if block.kind in (Kind.HEADING, Kind.CAPTION):
            return _marked(below, block, whole=bool(OPTIONAL.search(block.text) or _OPEN_END.search(own.title)))
        if block.kind is Kind.ITEM and AGENDA_ALONE.match(own.title):
            return below
        gathers = gathers_items(own, block.children) and bool(below)
        if block.kind is Kind.ITEM and (each_of(block) is not None or gathers or self._over_talks(own, block, below)):
            return below
        empty = any(child.kind is Kind.TABLE for child in block.children) and not below
        if block.kind is Kind.ITEM and not own.header and own.title and not empty:
            return [self._enriched(own, block, group)]
        return below

    def _over_talks(self, own: Entry, block: Block, below: list[Candidate]) -> bool:
        """Whether half of what stands below an item that nobody presents are talks with people of their own."""
        talks = [
            slot
            for slot in below
            if slot.title != own.title
            and re.search(r"[^\W\d_]{2}", slot.title)
            and any(not people.is_role(one) for one in slot.presenters)
        ]
        if 2 * sum(bool(days(slot.title)) for slot in below) >= len(below):
            return False  # they are meetings to come
        presented = own.presenters or self._attributes.enriched(own, block).presenters
        return bool(talks) and 2 * len(talks) >= len(below) and not presented and not kind_of(own.title)

    def _enriched(self, own: Entry, block: Block, group: str) -> Candidate:
        return self._candidate(self._attributes.enriched(own, block), group)

    def _candidate(self, own: Entry, group: str) -> Candidate:
        return _candidate(own, group, self._part)


def _stands_over_clocks(block: Block) -> bool:
    """Whether headings with clocks stand below a heading; a line above them tells of the whole."""
    below = [one for one in block.children[:MOST_LINES] if one.kind is Kind.HEADING]
    return block.kind is Kind.HEADING and bool(below) and all(moments(one.text) or ranges(one.text) for one in below)


def _marked(slots: list[Candidate], above: Block, *, whole: bool = False) -> list[Candidate]:
    """Slots that are optional where what stands above them says so, and kept though they have no times if `whole`."""
    optional = bool(OPTIONAL.search(above.text))
    return [replace(slot, optional=slot.optional or optional, whole=slot.whole or whole) for slot in slots]


def _timed_beside(block: Block) -> bool:
    """Whether lines with minutes stand right above a line."""
    beside = block.parent.children if block.parent else []
    above = [one for one in beside[:MOST_LINES] if one.line < block.line and one.level == block.level]
    return (
        block.kind is Kind.LINE
        and len(above) > 1
        and all(one.kind is Kind.LINE and durations(one.text) for one in above[-2:])
    )


def _is_row(own: Entry, block: Block) -> bool:
    """Whether a line is a row of a table drawn with spaces that only lacks its minutes, or ends the agenda."""
    if block.kind is not Kind.LINE or own.header or not own.title:
        return False
    apart = bool(own.presenters) and bool(re.search(r"\S(?:\s{2,}|\t)\S", block.text))
    return apart or (bool(AOB.search(own.title)) and len(own.title.split()) <= 4)


def _presented(slots: list[Candidate]) -> bool:
    return any(not people.is_role(name) for slot in slots for name in slot.presenters)


def _presenters_alone(title: str) -> tuple[str, ...]:
    """Names that are all that a line holds: who presents what the heading above says."""
    found = people.names(title)
    return tuple(found) if found and all(people.is_role(name) or people.is_given(name) for name in found) else ()


def _candidate(own: Entry, group: str, part: int) -> Candidate:
    title, where = own.title, group
    if group and not own.presenters and (alone := _presenters_alone(title)) and not GENERIC.match(group):
        own, title, where = replace(own, presenters=alone), group, ""
    if _ONLY_PRESENTATION.match(title) and group and not GENERIC.match(group) and own.presenters:
        title, where = group, ""
    elif not title:
        title = group
    return Candidate(
        own.line, title, own.presenters, own.minutes, own.start, own.end, own.drafts, own.slides, where,
        bool(OPTIONAL.search(own.title)), own.timed, own.block.level, part=part,
    )  # fmt: skip
