"""One line that may be an item: its time, its people, its title."""

import re
from dataclasses import dataclass, field, replace

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import days, weekday, without_dates
from chatbot.importers.text.drafts import drafts, is_draft
from chatbot.importers.text.inline import Inline, Mark
from chatbot.importers.text.times import Clock, Duration, Moment, Span, Stretch, durations, moments, ranges
from chatbot.importers.text.titles import clean_title, without_extras
from chatbot.importers.text.vocabulary import FILLS, HEADER_KEY, TOTAL

CUT = "\x1f"  # stands where a time was
_PRESENCE = re.compile(
    r"\s*(?:[,(\[]|\s[-–—])\s*(?:remote|remotely|on-?\s?site|in[- ]person|virtual|online)\s*[)\]]?(?=\s*(?:$|[,;\x1f–—-]|\(|\[|and\b|&|/))", re.IGNORECASE
)
_ONLY_COUNTS = re.compile(r"^(?:in )?(?:total|max(?:imum)?|overall|altogether|allotted|allocated|scheduled|tentative|approximately|approx|about)\W*$", re.IGNORECASE)
_SEPARATORS = " -–—:;,.*_|~=>()[]\t"
_PAPERS = re.compile(r"(?<=\w{3})(?<!draft)(?:\s*[,;]\s*|\s+[-–—]+\s+)draft-(?!.*[\s)(]\w).*$")
_BARE = re.compile(r"[(\[]\s*(\d{1,3})\s*[)\]]")
_OPENING, _CLOSING = "([{", ")]}"
_COLUMNS = re.compile(r"^(?:\W*\d{1,2}[.)]?(?:\s{2,}|\t))?\W*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s{2,}|\t\s*)(?P<minutes>\d{1,3})(?:\s{2,}|\t\s*)(?:title:)?", re.IGNORECASE)
_SESSION = re.compile(r"^\W*(?:[\w ]+ )?session\s+(?:\d{1,2}|[IVX]{1,4})\b", re.IGNORECASE)
_RESOURCE = re.compile(
    r"^\W*(?:(?:meeting|session|remote|wg|upload|see|view|live|ietf|online|full|agenda) )*(?:meetecho|chat|jabber|zulip|slack|irc|minutes|notes?|notepad|slides|materials|recordings?|"
    r"zoom|webex|teams|on-?site tool|on-?site|room|link|floor ?plan|etherpad|hedgedoc|codimd|note well|registration|mailing list|github|datatracker|arrangements|details|listing|video|attendee list|calendar|full client)\b"
    r"(?:[\s/]+(?:room|client|participation|remote participation|link|tool|session|chat|notes|minutes|in .*|login|requires.*|here))*\W*$",
    re.IGNORECASE,
)
_ONLY_LINK = re.compile(r"^[\w ./&-]{2,40}\s?:\s*$")
_EDGE = re.compile(r"[\W_]*")
_ZONE = re.compile(r"\s*\(?(?:local(?: time)?|UTC|GMT|(?!TEST|TEXT)[A-Z]{2,3}T)\b(?:[+-]\d{1,2})?\)?(?=[\s:,;)–—-]|$)")
_LOCAL = re.compile(r"\s*(?:local(?: time)?|UTC|GMT|[A-Z]{2,4}T)?\b\W*(?:\d{1,2}:\d\d\s*(?:UTC|GMT|[A-Z]{2,4}T)?\W*)?$")


@dataclass(frozen=True, slots=True)
class Votes:
    """What the whole file does: whether plain numbers in brackets are minutes, whether four digits alone are a clock,
    whether a line with a range is the window of a session rather than an item, and on which side people stand.
    """

    bare_minutes: bool = False
    packed_clocks: bool = False
    windows: bool = False
    people_left: bool = False
    people_right: bool = False


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
    urls: tuple[str, ...] = field(default=(), repr=False)

    @property
    def timed(self) -> bool:
        return not self.header and (self.minutes is not None or self.start is not None or self.fills)

    @property
    def line(self) -> int:
        return self.block.line


@dataclass(frozen=True, slots=True)
class _Time:
    minutes: int | None = None
    start: Clock | None = None
    end: Clock | None = None
    fills: bool = False
    spans: tuple[Span, ...] = ()


def entry(block: Block, votes: Votes) -> Entry:
    """The line of a heading, item or paragraph as an item."""
    text, urls = block.text, block.inline.urls
    if is_header(block, votes) or TOTAL.match(text):
        return Entry(block, title=clean_title(text), header=True, urls=urls, drafts=drafts(text, urls))
    extras = without_extras(block.inline)
    when = _time(extras.text, votes, prose=block.kind is Kind.LINE)
    read = _Parts(_cut(extras, when.spans), votes)
    title = clean_title(read.title)
    found = Entry(
        block, "" if _ONLY_COUNTS.match(title) else title, read.people, when.minutes, when.start, when.end,
        drafts(text, urls), slides(block.inline), when.fills, remark=read.remark, urls=urls,
    )  # fmt: skip
    return found if found.title or not found.drafts else replace(found, title=found.drafts[0])


def is_header(block: Block, votes: Votes) -> bool:
    """Whether the line tells of the session itself: its date, place, chairs, links."""
    text = block.text
    if (block.kind is not Kind.HEADING and HEADER_KEY.match(text)) or (_ONLY_LINK.match(text) and block.inline.urls):
        return True
    if votes.windows and block.kind is not Kind.ITEM and ranges(text):
        return True
    if _tells_window(block) or (block.kind is not Kind.ITEM and _SESSION.match(text) and ranges(text)):
        return True
    if block.kind is Kind.ITEM and _RESOURCE.match(text) and block.inline.urls:
        return True
    lengthy = durations(text) or (votes.bare_minutes and _bare(text))
    if block.kind is Kind.ITEM and not lengthy and weekday(text) is not None and ranges(text) and re.search(r"\bsession\b|\b(?:UTC|GMT|[A-Z]{2,4}T)\b", text, re.IGNORECASE):
        return True
    dated = bool(days(text)) or (weekday(text) is not None and block.kind is not Kind.ITEM)
    if block.kind is not Kind.ITEM:
        return dated
    return dated and not lengthy and bool(ranges(without_dates(text)) or moments(without_dates(text)))


def _tells_window(block: Block) -> bool:
    """Whether a line with a clock stands alone below a heading with a day."""
    if block.kind not in (Kind.LINE, Kind.CAPTION) or block.parent is None or not _dated(block.parent):
        return False
    clocked = [one for one in block.parent.children if one.kind is block.kind and (ranges(one.text) or moments(one.text))]
    return clocked == [block]


def _dated(block: Block) -> bool:
    return block.kind is Kind.HEADING and (bool(days(block.text)) or weekday(block.text) is not None)


def slides(line: Inline) -> str:
    """The address of the slides, when the line links them."""
    for mark in line.marks:
        if mark.url and re.search(r"\bslides?\b|\bpresentation\b|\bdeck\b", line.text[mark.start : mark.end], re.IGNORECASE):
            return mark.url
    return ""


def _time(text: str, votes: Votes, *, prose: bool) -> _Time:
    columns = _COLUMNS.match(text)
    if columns:
        clock = moments(text)[0]
        return _Time(int(columns["minutes"]), clock.clock, None, spans=(Span(*columns.span()),))
    undated = without_dates(text)
    stretches = [one for one in ranges(undated) if _stands_apart(text, one, prose=prose)]
    lengths = [one for one in durations(text) if _stands_apart(text, one, prose=prose)]
    start = next((one for one in moments(undated) if _leads(text, one, votes) or (not prose and _ends(text, one))), None)
    filling = FILLS.search(text)
    fills = Span(*filling.span()) if filling and _stands_apart(text, Span(*filling.span()), prose=prose) else None
    bare = _bare(text) if votes.bare_minutes else None
    chosen = bare or _chosen(text, lengths)
    stretches = [replace(one, end=one.end + _zone(text, one.end)) for one in stretches]
    start = replace(start, end=start.end + _zone(text, start.end)) if start else None
    spans = tuple(one for one in (*stretches, *lengths, bare, fills, start if not stretches else None) if one)
    if stretches:
        first = stretches[0]
        return _Time(chosen.minutes if chosen else None, first.first, first.last, bool(fills), spans)
    return _Time(chosen.minutes if chosen else None, start.clock if start else None, None, bool(fills), spans)


def _zone(text: str, place: int) -> int:
    """How far a time zone, or the same time in another one, goes on behind a clock."""
    hit = _LOCAL.match(text, place) or _ZONE.match(text, place)
    return hit.end() - place if hit else 0


def _chosen(text: str, lengths: list[Duration]) -> Duration | None:
    """Of several lengths the first of the line when it leads, else the last."""
    if not lengths:
        return None
    return lengths[0] if _EDGE.fullmatch(text[: lengths[0].start]) else lengths[-1]


def _bare(text: str) -> Duration | None:
    hit = next((one for one in _BARE.finditer(text) if int(one[1]) <= 240), None)
    return Duration(hit.start() + 1, hit.end() - 1, int(hit[1])) if hit else None


def _leads(text: str, moment: Moment, votes: Votes) -> bool:
    """Whether a clock begins the line, or a bracket that ends it."""
    before, after = text[: moment.start], text[moment.end :]
    if _EDGE.fullmatch(before):
        return not moment.clock.packed or (votes.packed_clocks and bool(re.match(r"\s*(?:[-–:|]|\s[A-Za-z(])", after)))
    return before.rstrip().endswith(("(", "[", "@", " at")) and bool(re.match(r"[\s)\]]*$|\s*,", after))


def _ends(text: str, moment: Moment) -> bool:
    """Whether a clock with its zone ends the line, as in `Lunch 12:30 local / 19:30 UTC`."""
    after = text[moment.end :]
    return bool(re.match(r"\s*(?:local|UTC|GMT|[A-Z]{2,4}T)\b", after)) and bool(_LOCAL.match(after))


def _stands_apart(text: str, span: Span, *, prose: bool) -> bool:
    """Whether a time is set off from the words: at an end, in a bracket of its own, or between separators."""
    before, after = text[: span.start], text[span.end :]
    if _EDGE.fullmatch(before):
        return True
    if _bracketed(text, span):
        return True
    ends = re.fullmatch(r"[\s\-–—:;,.*_|~)\]]*(?:(?:local(?: time)?|UTC|GMT|[A-Z]{2,4}T)\b[\s/|)]*(?:[\d:–—-]|\s|UTC|GMT|[A-Z]{2,4}T\b)*)?(?:\([^()]*\)|\[[^\[\]]*\]|\s)*[.\s]*", after)
    if ends:
        return not prose or bool(re.search(r"(?:[\-–—:;,.(\[|\t]|\s{2,})\s*$", before)) or len(before.split()) <= 12
    if re.search(r"(?:\s{2}|\t)\s*$", before) and re.match(r"\s{2}|\t", after):
        return True
    return bool(re.search(r"(?:\s[\-–—]|[:;,])\s*$", before)) and bool(re.match(r"\s*(?:[\-–—:;,.]|$)", after))


def _bracketed(text: str, span: Span) -> bool:
    """Whether it stands in a bracket with little more than names or a clock."""
    opened = max(text.rfind(sign, 0, span.start) for sign in _OPENING)
    if opened < 0 or any(sign in text[opened + 1 : span.start] for sign in _CLOSING):
        return False
    closed = min((place for sign in _CLOSING if (place := text.find(sign, span.end)) >= 0), default=len(text))
    beside = text[opened + 1 : span.start] + text[span.end : closed]
    return len(beside.split()) <= 6


def _cut(line: Inline, spans: tuple[Span, ...]) -> Inline:
    """The line with its times taken out; brackets that held nothing else go with them."""
    text = line.text
    for span in spans:
        text = text[: span.start] + CUT * (span.end - span.start) + text[span.end :]
    return Inline(text, line.marks)


class _Parts:
    """Splits a line without its times into title, people and remark."""

    def __init__(self, line: Inline, votes: Votes) -> None:
        self._votes = votes
        self.people: tuple[str, ...] = ()
        self.remark = ""
        text = self._brackets(self._stressed(Inline(_without_presence(line.text), line.marks)))
        before, cut, after = text.partition(CUT)
        if cut and re.search(r"\w", before):
            rest = after.replace(CUT, " ").strip()
            self._after(rest)
            self.title = self._tail(before)
        else:
            self.title = self._tail((before + after).replace(CUT, " ").strip(" -–—:;,.|~=>\t"))
        self.title = _PAPERS.sub("", self._linked(line, self.title))

    def _stressed(self, line: Inline) -> str:
        """Names in italics or bold, unless they begin the line as its title does."""
        text, behind = line.text, len(line.text)
        for mark in reversed(line.marks):
            inner = text[mark.start : mark.end]
            beside = not self.people or bool(re.fullmatch(r"\W*(?:and)?\W*", text[mark.end : behind].replace(CUT, "")))
            if mark.kind != "stressed" or not beside or not self._after_title(text, mark):
                continue
            found = people.names(inner.replace(CUT, ""), handles=True)
            if found:
                text = text[: mark.start] + " " * (behind - mark.start if self.people else mark.end - mark.start) + text[behind if self.people else mark.end :]
                self.people, behind = (*found, *self.people), mark.start
        return text

    def _after_title(self, text: str, mark: Mark) -> bool:
        return bool(text[: mark.start].replace(CUT, "").strip(" -–—:;,.*_|~=>()[]"))

    def _brackets(self, text: str) -> str:
        """Take out the brackets that hold a time or names."""
        places = list(re.finditer(r"[(\[]([^()\[\]]*)[)\]]", text))
        for place in reversed(places):
            inner = place[1].replace(CUT, " ").strip(" ,;:-–—+/")
            timed = CUT in place[1]
            last = not text[place.end() :].replace(CUT, "").strip(" -–—:;,.*_|()[]") or self._short_rest(text[place.end() :])
            found = self._named(inner, timed=timed) if (timed or last) and not self.people else []
            if found and (timed or not _abbreviates(inner, text[: place.start()])):
                self.people = tuple(found)
            elif not timed:
                continue
            text = text[: place.start()] + (CUT if timed else " ") * (place.end() - place.start()) + text[place.end() :]
        return re.sub(rf"[(\[]\s*{CUT}*\s*[)\]]", CUT, text) if CUT in text else text

    def _named(self, inner: str, *, timed: bool) -> list[str]:
        """The names in a bracket; `Chairs, Ann for the demo` names two with a word about one."""
        found = people.names(inner, initials=timed)
        if found or not re.search(r",|\band\b|&|/", inner):
            return found
        return people.names_with_words(inner)

    def _short_rest(self, rest: str) -> bool:
        """Whether no word of weight follows, such as `onsite`."""
        return not people.plain_names("x " + rest.replace(CUT, "")).removeprefix("x").strip(" -–—:;,.()[]")

    def _after(self, rest: str) -> None:
        """What follows a time: names, a remark, or both, as in `draft-x (10): Ann. Ready?`."""
        self.remark = rest.strip(" -–—:;,.*")
        if self.people or not rest:
            return
        whole = people.names(rest.strip(" -–—:;,.*_()"))
        if whole:
            self.people, self.remark = tuple(whole), ""
            return
        for part in re.split(r"(?<=[^A-Z])[.:;](?=\s|$)|[:;]\s|\s[-–—]\s", rest):
            found = people.names(part)
            if found:
                self.people = tuple(found)
                return

    def _tail(self, text: str) -> str:
        """Names at the end of the title, or before it."""
        text = text.rstrip(" -–—:;,.|*_~\t")
        if self.people:
            return text.rstrip(" -–—:;,.|*_~\t")
        by = re.search(r"^(?P<title>.*?)\s*[,–-]?\s*\b(?:presented by|presentation (?:by|from)|led by|by|from)\s+(?P<names>[^:;]+)$", text, re.IGNORECASE)
        if by and (found := people.names(by["names"])) and any(people.certainty(name) > 1 for name in found):
            self.people = tuple(found)
            return by["title"] or "Presentation"
        if self._votes.people_left and (left := self._left(text)):
            return left
        return self._right(text)

    def _left(self, text: str) -> str:
        hit = re.match(r"(?P<names>[^:]{2,60}?)(?::\s+|\s+[-–—]\s+)(?P<title>.+)", text)
        found = people.names(hit["names"]) if hit else []
        if hit and found:
            self.people = tuple(found)
            return hit["title"]
        return ""

    def _linked(self, line: Inline, title: str) -> str:
        """A title that is a link, without the drafts or the remark that follow it."""
        first = next((mark for mark in line.marks if mark.kind in ("link", "stressed")), None)
        words = line.text[first.start : first.end].replace(CUT, "").strip() if first else ""
        if not first or not re.search(r"[^\W\d_]{4}" if first.kind == "link" else r"[^\W\d_]", words) or line.text[: first.start].replace(CUT, "").strip(_SEPARATORS + "0123456789"):
            return title
        rest = title[title.find(words) + len(words) :] if words in title else ""
        remark = re.match(r"\s+[-–—]\s+\S", rest) if first.kind == "link" and not is_draft(words) else None
        papers = re.match(r"(?:\s*[,;–—-]+\s*draft-[\w-]+)+[\s,;–—-]*$", rest) if not is_draft(words) else None
        return words if remark or papers else title

    def _right(self, text: str) -> str:
        """The longest list of names behind a separator."""
        for hit in re.finditer(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:]\s+|\s{2,}|\t+", text):
            head, tail = text[: hit.start()], text[hit.end() :]
            found = people.names(tail)
            if not head.strip() or not found or (":" in hit[0] and not is_draft(head)):
                continue
            dashed = any(sign in hit[0] for sign in "-–—")
            sure = all(people.certainty(name) > 1 for name in found)
            if sure or self._votes.people_right or is_draft(head):
                self.people = tuple(found)
                return head.rstrip(" -–—:;,.")
        return text


def _without_presence(text: str) -> str:
    """Blank the words behind a name that tell where the person will be."""
    return _PRESENCE.sub(lambda hit: " " * len(hit[0]), text)


def _abbreviates(short: str, before: str) -> bool:
    """Whether a bracket holds the initials of the words before it."""
    letters = [word[0].lower() for word in re.findall(r"[\w']+", before)[-len(short) - 2 :]]
    return short.isupper() and " " not in short and all(letter in letters for letter in short.lower()[:1])
