"""The second stage: which blocks are slots. The deepest item that has a time of its own is one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import days
from chatbot.importers.text.drafts import drafts
from chatbot.importers.text.entries import Entry, Votes, entry
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.rows import is_whole, table_slots
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.titles import clean_title
from chatbot.importers.text.vocabulary import (
    AGAIN,
    AGENDA,
    AGENDA_ALONE,
    AOB,
    EACH,
    GENERIC,
    HEADER_KEY,
    MINUTES,
    NO_AGENDA,
    OPTIONAL,
    UNLESS_TIMED,
    kind_of,
)

_KEY = re.compile(
    r"^\W*(?:(?P<people>(?:co-)?presenters?|speakers?|requesters?|requestor|requested by|presented by|presenting|lead|leads?|discussion leads?|who|authors?|facilitators?|by)"
    r"|(?P<time>time(?: requested| needed| slot)?|time ?slot|slot|duration|length|minutes|timebox|estimated time|allotted time)"
    r"|(?P<paper>drafts?|i-?ds?|documents?|slides?|links?|urls?|materials?|chairs? action|remarks?|status|goals?|abstract|description|type|doctype|notes?|requester email|e-?mail|draft name|repo))"
    r"\s*(?:\(s\)|s)?\s*[:：]\s*(?P<value>.*)$",
    re.IGNORECASE,
)


_NUMBERED = re.compile(r"^(?:\w+ )?session\s+(?:\d{1,2}|[IVX]{1,4})\b", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:presentation|presented|slides|talk)\W+(?:by|from)\b", re.IGNORECASE)
_ADMINISTRIVIA = re.compile(r"^(?:\d+\W+)?(?:housekeeping|administr(?:ivia|ative(?: (?:tasks|items|matters|stuff))?))\W*$", re.IGNORECASE)
_ONLY_PRESENTATION = re.compile(r"^\W*(?:presentations?|slides|talk)?\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """The slots of a file, the lines of groups, and what was passed over, each with the reason."""

    slots: list[Candidate] = field(default_factory=list)
    groups: list[Entry] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)


def find_slots(document: Block, votes: Votes) -> Found:
    """The slots of a document. Where nothing has a time, each item at the top of a list is one."""
    walk = _Walk(votes)
    found = walk.below(document, "")
    kept = _kept(found, walk.agenda_lines)
    lines = {slot.line for slot in kept}
    passed = [*walk.passed, *((slot.line, slot.title) for slot in found if slot.line not in lines)]
    return Found(kept, walk.groups, passed)


def _kept(found: list[Candidate], agenda_lines: set[int]) -> list[Candidate]:
    """Those with times and their neighbours; where hardly anything has one, those below the heading `Agenda`, or all."""
    timed = [slot for slot in found if slot.timed]
    weighty = [slot for slot in timed if kind_of(slot.title) not in ("admin", "break")]
    if timed and (len(weighty) >= 3 or len(found) - len(timed) <= len(timed)):
        return [slot for slot in found if slot.timed or slot.whole]
    if timed:
        found = [slot for slot in found if slot.timed or slot.whole or kind_of(slot.title) != "admin"]
    below = [slot for slot in found if slot.line in agenda_lines or slot.timed]
    return below if any(not slot.timed for slot in below) else found


class _Walk:
    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self._part = 0
        self.agenda_lines: set[int] = set()
        self.groups: list[Entry] = []
        self.passed: list[tuple[int, str]] = []

    def below(self, block: Block, group: str) -> list[Candidate]:
        """The slots among a block's children; of a list with times, those without are slots as well."""
        found: list[Candidate] = []
        each: int | None = _each(block) if block.kind is not Kind.DOCUMENT else None
        for run in _runs(block.children):
            if run[0].kind is Kind.LINE and _each(run[0]) is not None:
                each = _each(run[0])
                continue
            if _tells_the_session(run, self._votes):
                continue
            slots = [self.at(child, group) for child in run]
            if each is not None:
                slots = [[_lasting(slot, each) for slot in some] for some in slots]
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
        if block.kind in (Kind.HEADING, Kind.CAPTION) and _no_agenda(block):
            self._pass_over(block)
            return []
        own = entry(block, self._votes)
        if _each(block) is not None:
            own = replace(own, minutes=None, start=None, fills=False, presenters=())
        if own.header and block.kind is Kind.ITEM:
            return []
        if _only_administrative(block):
            return [replace(self._candidate(own, group), timed=False, whole=True)]
        rest = self._absorb(own, block)
        own, children = rest
        label = _label(own)
        below = self.below(replace_children(block, children), label or group) if children else []
        slots = self._decide(own, block, below, group)
        if block.kind in (Kind.HEADING, Kind.CAPTION) and AGENDA_ALONE.match(clean_title(block.text)):
            self.agenda_lines.update(slot.line for slot in slots)
        return slots

    def _pass_over(self, block: Block) -> None:
        """Keep in mind the lines with a time in a section that is about something else than the agenda."""
        if MINUTES.match(clean_title(block.text)):
            return
        for one in block.walk():
            if one is not block and durations(one.text) and len(one.text) < 200:
                self.passed.append((one.line, one.text))

    def _decide(self, own: Entry, block: Block, below: list[Candidate], group: str) -> list[Candidate]:
        optional = bool(OPTIONAL.search(block.text))
        if any(slot.timed for slot in below):
            close = [slot for slot in below if slot.timed and block.kind is Kind.ITEM and slot.column == block.level + 1]
            if own.timed and close:
                return [self._candidate(own, group), *below]
            self.groups.append(own)
            below = [replace(slot, optional=slot.optional or optional) for slot in below]
            lasting = sum(slot.minutes or 0 for slot in below)
            itself = block.kind is Kind.ITEM and own.presenters and own.minutes is not None and own.minutes < lasting
            return [self._candidate(own, group), *below] if itself else below
        if own.timed and self._usable(own, block):
            if below and block.kind is Kind.CAPTION and not own.title:
                return [replace(slot, whole=True, timed=True) for slot in below]
            return [self._candidate(self._enriched(own, block), group)]
        if block.kind in (Kind.HEADING, Kind.CAPTION):
            self.groups.append(own)
            keep = optional or bool(AOB.search(own.title)) or bool(re.search(r"\bother matters\b|\blightning\b", own.title, re.I))
            return [replace(slot, optional=slot.optional or optional, whole=slot.whole or keep) for slot in below]
        if block.kind is Kind.ITEM and _each(block) is not None:
            return below
        empty = any(child.kind is Kind.TABLE for child in block.children) and not below
        if block.kind is Kind.ITEM and not own.header and own.title and not empty:
            return [self._candidate(own, group)]
        return below

    def _enriched(self, own: Entry, block: Block) -> Entry:
        """With the drafts that the lines below name, and with who presents when a line says so."""
        lines = [one for child in block.children for one in child.walk()]
        named = [name for one in lines for name in drafts(one.text, one.inline.urls)]
        by = (entry(one, self._votes).presenters for one in lines if _BY.match(one.text) and not own.presenters)
        return replace(
            own, drafts=tuple(dict.fromkeys((*own.drafts, *named))), presenters=own.presenters or next(filter(None, by), ())
        )

    def _candidate(self, own: Entry, group: str) -> Candidate:
        return _candidate(own, group, self._part)

    def _usable(self, own: Entry, block: Block) -> bool:
        return bool(own.title) or block.kind is not Kind.LINE

    def _absorb(self, own: Entry, block: Block) -> tuple[Entry, list[Block]]:
        """Take up the lines below an item that only give its time, its people or its papers."""
        rest: list[Block] = []
        for child in block.children:
            if child.kind is Kind.CAPTION and block.kind is Kind.HEADING and (below := self._length(own, child)):
                own = below
                rest += child.children
                continue
            line = None if child.children or child.kind in (Kind.TABLE, Kind.HEADING) else self._attribute(own, child)
            if line is None:
                rest.append(child)
            else:
                own = line
        return own, rest

    def _length(self, own: Entry, caption: Block) -> Entry | None:
        """The heading with the minutes of a line that stands over the topics, such as `~15 minutes`."""
        line = entry(caption, self._votes)
        if line.title or line.minutes is None or own.minutes is not None or not own.title:
            return None
        return replace(own, minutes=line.minutes)

    def _attribute(self, own: Entry, child: Block) -> Entry | None:
        """The item with what a line below adds, or None when the line is more than that."""
        key = _KEY.match(child.text)
        if key and own.block.kind is not Kind.DOCUMENT and not (key["time"] and not durations(key["value"]) and _window(key["value"])):
            return self._keyed(own, child, key)
        line = entry(child, self._votes)
        names = people.names(line.title) if line.title else []
        late = child.kind is Kind.LINE and own.block.kind is Kind.HEADING and line.title[:1].islower() and len(line.title.split()) <= 6
        bare = line.timed and not line.header and (not line.title or late or (bool(names) and self._alone(child)))
        generic = line.timed and own.block.kind is Kind.HEADING and bool(GENERIC.match(line.title)) and own.minutes is None
        if own.block.kind is Kind.DOCUMENT or not own.title or not (bare or (generic and self._alone(child))):
            return None
        if own.timed and own.minutes is not None and line.minutes is not None:
            return None
        return replace(
            own,
            minutes=own.minutes if own.minutes is not None else line.minutes,
            start=own.start or line.start, end=own.end or line.end,
            presenters=own.presenters or line.presenters or tuple(names if not late else ()),
            drafts=own.drafts or line.drafts, slides=own.slides or line.slides, fills=own.fills or line.fills,
        )  # fmt: skip

    def _alone(self, child: Block) -> bool:
        return child.parent is not None and sum(entry(one, self._votes).timed for one in child.parent.children) == 1

    def _keyed(self, own: Entry, child: Block, key: re.Match[str]) -> Entry:
        line = entry(Block(Kind.ITEM, child.inline, child.line), self._votes)
        own = replace(own, drafts=tuple(dict.fromkeys((*own.drafts, *line.drafts))))
        if key["people"] and not own.presenters:
            return replace(own, presenters=tuple(people.split_names(key["value"])))
        if key["time"]:
            timed = self._time_of(key["value"], child)
            return replace(own, minutes=timed.minutes if own.minutes is None else own.minutes, start=own.start or timed.start)
        lengths = durations(key["value"])
        minutes = lengths[-1].minutes if lengths and own.minutes is None and own.title else own.minutes
        return replace(own, slides=own.slides or line.slides, minutes=minutes)

    def _time_of(self, value: str, child: Block) -> Entry:
        number = re.fullmatch(r"\W*(\d{1,3})\W*", value)
        if number:
            return Entry(child, minutes=int(number[1]))
        return entry(Block(Kind.ITEM, Inline(value), child.line), self._votes)


def replace_children(block: Block, children: list[Block]) -> Block:
    return Block(block.kind, block.inline, block.line, block.level, block.height, children)


def _candidate(own: Entry, group: str, part: int) -> Candidate:
    title, where = own.title, group
    if _ONLY_PRESENTATION.match(title) and group and not GENERIC.match(group) and own.presenters:
        title, where = group, ""
    elif not title:
        title = group
    return Candidate(
        own.line, title, own.presenters, own.minutes, own.start, own.end, own.drafts, own.slides, where,
        bool(OPTIONAL.search(own.title)), own.timed, own.block.level, part=part,
    )  # fmt: skip


def _window(value: str) -> bool:
    return bool(ranges(value) or moments(value))


def _tells_the_session(run: list[Block], votes: Votes) -> bool:
    """Whether a list holds the session's date and place, and no item with a time."""
    if run[0].kind is not Kind.ITEM or len(run) > 8:
        return False
    read = [entry(one, votes) for one in run]
    dated = any(one.header and (ranges(one.block.text) or days(one.block.text)) for one in read)
    return dated and not any(one.timed for one in read) and not any(one.children and durations(child.text) for one in run for child in one.walk())


def _each(block: Block) -> int | None:
    """The minutes that a line gives to each of the items below it."""
    hit = EACH.search(block.text) if len(block.text) < 200 else None
    if not hit or (block.kind is Kind.ITEM and not hit["c"]):
        return None
    return int(hit["a"] or hit["b"] or hit["c"])


def _lasting(slot: Candidate, minutes: int) -> Candidate:
    return slot if slot.minutes is not None or slot.end else replace(slot, minutes=minutes, timed=True, whole=True)


def _label(own: Entry) -> str:
    """What a group is called; the title of the whole agenda and remarks are no names of groups."""
    told = own.header or bool(_NUMBERED.search(own.title)) or AGENDA.search(own.title) or len(own.title.split()) > 10 or own.block.kind is Kind.DOCUMENT
    caption = own.block.kind is Kind.CAPTION
    remark = caption and (len(own.title.split()) > 7 or bool(re.match(r"(?:see|note|please|also)\b", own.title, re.IGNORECASE)))
    if told or remark or _each(own.block) is not None or _titles_the_file(own.block):
        return ""
    return clean_title(own.block.text) if own.remark else own.title


def _titles_the_file(block: Block) -> bool:
    """Whether a heading stands over everything else."""
    above = block.parent
    if block.kind is not Kind.HEADING or above is None or above.kind is not Kind.DOCUMENT:
        return False
    return [one for one in above.children if one.kind is Kind.HEADING] == [block] and (block.level == 1 or len(block.children) > 1)


def _only_administrative(block: Block) -> bool:
    """A heading such as Administrivia over a list without times stands for one slot."""
    short = block.kind is Kind.HEADING and bool(_ADMINISTRIVIA.match(clean_title(block.text)))
    return short and bool(block.children) and not any(durations(one.text) or one.rows for child in block.children for one in child.walk())


def _no_agenda(block: Block) -> bool:
    """Whether a heading stands over something else; some do so unless it has times."""
    text = clean_title(block.text).rstrip(":")
    if any(is_whole(child) for child in block.children):
        return False
    if UNLESS_TIMED.match(text) and any(durations(one.text) for child in block.children for one in child.walk()):
        return False
    key = text.partition(":")[0] if block.kind is Kind.HEADING and not AGENDA.search(text) else ""
    told = bool(NO_AGENDA.match(text) or MINUTES.match(text) or (key and NO_AGENDA.match(key)))
    return told or (block.kind is Kind.CAPTION and bool(HEADER_KEY.match(block.text)))


def _runs(children: Iterable[Block]) -> Iterator[list[Block]]:
    """Neighbouring items of one list together, everything else by itself."""
    run: list[Block] = []
    for child in children:
        if run and not (child.kind is Kind.ITEM and run[-1].kind is Kind.ITEM):
            yield run
            run = []
        run.append(child)
    if run:
        yield run
