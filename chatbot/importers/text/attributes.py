"""Lines below an item that only add to it: its minutes, its people, its papers."""

import re
from dataclasses import replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.drafts import drafts, is_draft
from chatbot.importers.text.entries import Entry, entry
from chatbot.importers.text.inline import Inline
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.vocabulary import (
    GENERIC,
    OPTIONAL,
)
from chatbot.importers.text.votes import Votes

MOST_NEIGHBOURS = 50
_KEY = re.compile(
    r"^\W*(?:(?P<people>(?:co-)?presenters?|speakers?|requesters?|requestor|requested by|contributors?|"
    r"presented by|presenting|"
    r"lead|leads?|discussion leads?|who|authors?|facilitators?|by)"
    r"|(?P<time>time(?: requested| needed| slot)?|time ?slot|slot|duration|length|minutes|timebox|estimated time|"
    r"allotted time)"
    r"|(?P<paper>drafts?|i-?ds?|documents?|slides?|links?|urls?|materials?|chairs? action|remarks?|status|goals?|"
    r"abstract|description|type|doctype|notes?|requester email|e-?mail|draft name|repo))"
    r"\s*(?:\(s\)|s)?\s*[:：]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_AFFILIATED = re.compile(r"(?<=[^\W\d_]{2})\s+[-–—]\s+[^,;/&]*?(?=\s*(?:$|[,;/&]|\band\s[^,;/&]+\s[-–—]\s))")
_CLOCK_ALONE = re.compile(r"^\W*(?:time|slot|when)\b\W*\d[\d:.h]*\W*(?:to|until)?\W*\d[\d:.h]*\W*$", re.IGNORECASE)
_COLUMNS = re.compile(r"(?:(?P<minutes>\d{1,3})|balance)(?:\s{2,}|\t)(?P<people>\S.*)$", re.IGNORECASE)
_MINUTES_BEHIND = re.compile(r"(?P<people>[^\d]{3,60}?)[\s,]*,\s*(?P<minutes>\d{1,3})$")
_POINTS = re.compile(r"^\W*(?:(?:please )?see|also|cf)(?: also)?\W*$", re.IGNORECASE)  # the words beside a bare address
_BY = re.compile(r"^\W*(?:presentation|presented|slides|talk)\W+(?:by|from)\b", re.IGNORECASE)


class Attributes:
    """Reads the lines below an item in the light of the file's votes."""

    def __init__(self, votes: Votes) -> None:
        self._votes = votes

    def absorbed(self, own: Entry, block: Block) -> tuple[Entry, list[Block]]:
        """Take up the lines below an item that only give its time, its people or its papers."""
        rest: list[Block] = []
        own, lines = self._clocked(own, block)
        for child in lines:
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

    def _clocked(self, own: Entry, block: Block) -> tuple[Entry, list[Block]]:
        """The item with the clock of a line `Time: 13:35 to 13:55` below it, where several items have one."""
        place = next((place for place, one in enumerate(block.children) if tells_clock(one)), None)
        listed = any(one.kind in (Kind.ITEM, Kind.TABLE, Kind.HEADING) for one in block.children)
        if place is None or listed or not self._votes.clocks_below or own.start or not own.title:
            return own, block.children
        line, stretch = block.children[place], ranges(block.children[place].text)[0]
        own = replace(own, start=stretch.first, end=stretch.last)
        return own, [*block.children[:place], *line.children, *block.children[place + 1 :]]

    def _length(self, own: Entry, caption: Block) -> Entry | None:
        """The heading with the minutes of a line over the topics, such as `~15 minutes` or `Ann Bell (5m)`."""
        line = entry(caption, self._votes)
        names = people.names(line.title)
        sure = bool(names) and all(people.certainty(name) > 1 for name in names)
        remark = line.title[:1].islower() and len(line.title.split()) <= 4
        if (line.title and not sure and not remark) or line.minutes is None or own.minutes is not None or not own.title:
            return None
        named = tuple(names if sure else ())
        return replace(own, minutes=line.minutes, presenters=own.presenters or line.presenters or named)

    def _attribute(self, own: Entry, child: Block) -> Entry | None:
        """The item with what a line below adds, or None when the line is more than that."""
        key = _KEY.match(child.text)
        if (
            key
            and own.block.kind is not Kind.DOCUMENT
            and not (key["time"] and not durations(key["value"]) and _window(key["value"]))
        ):
            return self._keyed(own, child, key)
        if own.title and (columns := _COLUMNS.match(child.text)) and (found := people.names(columns["people"])):
            lasts = int(columns["minutes"]) if columns["minutes"] else None
            return replace(own, minutes=lasts, fills=lasts is None, presenters=own.presenters or tuple(found))
        if own.title and own.minutes is None and (behind := self._minutes_behind(child)):
            lasts, names = behind
            return replace(own, minutes=lasts, presenters=own.presenters or names)
        if child.inline.urls and _POINTS.match(child.text):
            return replace(own, drafts=tuple(dict.fromkeys((*own.drafts, *drafts("", child.inline.urls)))))
        return None if own.block.kind is Kind.DOCUMENT or not own.title else self._timed(own, child)

    def _minutes_behind(self, child: Block) -> tuple[int, tuple[str, ...]] | None:
        """The minutes and the people of a line that holds no more, as `Ann Bell, 5` does."""
        hit = _MINUTES_BEHIND.match(child.text) if child.kind is Kind.ITEM else None
        found = people.names(hit["people"]) if hit else []
        if not hit or not found or any(not people.is_full(name) for name in found):
            return None
        return int(hit["minutes"]), tuple(found)

    def _timed(self, own: Entry, child: Block) -> Entry | None:
        """The item with the time of a line below that tells hardly more; None where it tells more, or again."""
        line = entry(child, self._votes)
        line = replace(line, title="" if OPTIONAL.fullmatch(line.title) else line.title)
        if not line.timed or (own.minutes is not None and line.minutes is not None) or (own.end and line.end):
            return None
        late = child.kind is Kind.LINE and own.block.kind is Kind.HEADING and self._says_when(line)
        names = () if late else self._names_of(line, own)
        specific = own.block.kind is Kind.HEADING and own.minutes is None and not GENERIC.match(own.title)
        generic = specific and bool(GENERIC.match(line.title))
        if line.title and not ((late or names or generic) and self._alone(child)):
            return None
        return replace(
            own,
            minutes=own.minutes if own.minutes is not None else line.minutes,
            start=own.start or line.start, end=own.end or line.end,
            presenters=own.presenters or (*names, *line.presenters),
            drafts=own.drafts or line.drafts, slides=own.slides or line.slides, fills=own.fills or line.fills,
        )  # fmt: skip

    def _names_of(self, line: Entry, own: Entry) -> tuple[str, ...]:
        """The names that are all of a line's title; more than one word about them must be sure."""
        names = people.names(line.title) if line.title else []
        if not names and _mailed(line):
            return (line.title,)
        sure = all(people.certainty(name) > 1 for name in names)
        item = own.block.kind is Kind.ITEM
        return tuple(names) if (item or not line.presenters) and (sure or (item and not line.presenters)) else ()

    def _says_when(self, line: Entry) -> bool:
        """Whether a line holds minutes and a few words such as `at the end`."""
        return line.title[:1].islower() and len(line.title.split()) <= 6 and not is_draft(line.title)

    def _alone(self, child: Block) -> bool:
        beside = child.parent.children if child.parent else []
        return len(beside) <= MOST_NEIGHBOURS and sum(entry(one, self._votes).timed for one in beside) == 1

    def _keyed(self, own: Entry, child: Block, key: re.Match[str]) -> Entry:
        line = entry(Block(Kind.ITEM, child.inline, child.line), self._votes)
        own = replace(own, drafts=tuple(dict.fromkeys((*own.drafts, *line.drafts))))
        lengths = durations(key["value"])
        minutes = lengths[-1].minutes if lengths and own.minutes is None and own.title else own.minutes
        if key["people"] and not own.presenters:
            value = key["value"][: lengths[-1].start].rstrip(" (,;-–") if lengths else key["value"]
            return replace(own, presenters=tuple(people.split_names(_AFFILIATED.sub("", value))), minutes=minutes)
        if key["time"]:
            timed = self._time_of(key["value"], child)
            return replace(
                own, minutes=timed.minutes if own.minutes is None else own.minutes, start=own.start or timed.start
            )
        return replace(own, slides=own.slides or line.slides, minutes=minutes)

    def _time_of(self, value: str, child: Block) -> Entry:
        number = re.fullmatch(r"\W*(\d{1,3})\W*", value)
        if number:
            return Entry(child, minutes=int(number[1]))
        return entry(Block(Kind.ITEM, Inline(value), child.line), self._votes)

    def _named_in(self, line: Block, above: Block) -> tuple[str, ...]:
        """Who presents, as a line below says: `Presentation by Ann Bell`, `Ann Bell. Ready for last call?`, a name."""
        if _BY.match(line.text):
            return entry(line, self._votes).presenters
        sentence = line.kind is Kind.LINE and ". " in line.text[:60]
        alone = re.sub(r"^\(([^()]*)\)$", r"\1", OPTIONAL.sub("", line.text).strip(" ,;-"))
        found = people.names(line.text.partition(". ")[0] if sentence else alone)
        below = (self._votes.people_below or above.kind is Kind.LINE) and not line.inline.urls
        sure = all(people.certainty(name) > 1 and (sentence or _alone(name, likely=below)) for name in found)
        return tuple(found) if sure else ()

    def enriched(self, own: Entry, block: Block) -> Entry:
        """With the drafts that the lines below name, and with who presents when a line says so."""
        lines = [one for child in block.children for one in child.walk()]
        named = [name for one in lines for name in drafts(one.text, one.inline.urls)]
        by = (self._named_in(one, block) for one in lines if not own.presenters)
        return replace(
            own,
            drafts=tuple(dict.fromkeys((*own.drafts, *named))),
            presenters=own.presenters or next(filter(None, by), ()),
        )


def tells_clock(line: Block) -> bool:
    """Whether a line holds no more than the word `Time` and from when until when."""
    return line.kind is Kind.LINE and bool(_CLOCK_ALONE.match(line.text)) and len(ranges(line.text)) == 1


def _alone(name: str, *, likely: bool) -> bool:
    """Whether a name that is all that a line holds is a person or a role, and no topic."""
    if people.is_role(name) or people.has_initials(name):
        return True
    return " " in name and (likely or people.is_given(name))


def _mailed(line: Entry) -> bool:
    """Whether two or three words before a mail address are all that a line holds: a person, in whatever letters."""
    mail = next((mark for mark in line.block.inline.marks if mark.kind == "mail"), None)
    before = line.block.text[: mail.start].strip(" <(") if mail else ""
    return before == line.title and bool(re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,2}", before))


def _window(value: str) -> bool:
    return bool(ranges(value) or moments(value))
