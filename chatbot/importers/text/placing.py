"""Where in a line a time stands, so that it is the time of an item and not part of its words."""

import re
from dataclasses import dataclass, replace

from chatbot.importers.text import people
from chatbot.importers.text.dates import without_dates
from chatbot.importers.text.times import Clock, Duration, Moment, Span, durations, moments, ranges
from chatbot.importers.text.vocabulary import FILLS
from chatbot.importers.text.votes import Votes

_BARE = re.compile(r"[(\[]\s*(\d{1,3})\s*[)\]]")
_OPENING, _CLOSING = "([{", ")]}"
_COLUMNS = re.compile(
    r"^(?:\W*\d{1,2}[.)]?(?:\s{2,}|\t))?\W*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s{2,}|"
    r"\t\s*)(?P<minutes>\d{1,3})(?: ?(?:m|mins?|minutes?))?(?:\s{2,}|\t\s*)(?:title:)?",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"(?<=\S)(?:\s{2,}|\t+)(\d{1,3})(?=\s{2,}\S|\t+\S|\s*$)")
_EDGE = re.compile(r"[\W_]*")
_LENGTH_ALONE = re.compile(
    r"\W*\d{1,3} ?(?:h|hours?|m|mins?|minutes?)(?: ?\d{1,2} ?(?:m|mins?|minutes?))?\W*[(\[]", re.IGNORECASE
)
_ZONE = re.compile(r"\s*\(?(?:local(?: time)?|UTC|GMT|(?!TEST|TEXT)[A-Z]{2,3}T)\b(?:[+-]\d{1,2})?\)?(?=[\s:,;)–—-]|$)")
_LOCAL = re.compile(r"\s*(?:local(?: time)?|UTC|GMT|[A-Z]{2,4}T)?\b\W*(?:\d{1,2}:\d\d\s*(?:UTC|GMT|[A-Z]{2,4}T)?\W*)?$")


@dataclass(frozen=True, slots=True)
class When:
    minutes: int | None = None
    start: Clock | None = None
    end: Clock | None = None
    fills: bool = False
    spans: tuple[Span, ...] = ()


def time_of(text: str, votes: Votes, *, prose: bool) -> When:
    columns = _COLUMNS.match(text)
    if columns:
        clock = moments(text)[0]
        return When(int(columns["minutes"]), clock.clock, None, spans=(Span(*columns.span()),))
    undated = without_dates(text)
    stretches = [one for one in ranges(undated) if _stands_apart(text, one, prose=prose)]
    lengths = [one for one in durations(text) if _stands_apart(text, one, prose=prose)]
    start = next(
        (one for one in moments(undated) if _leads(text, one, votes) or ((not prose or lengths) and _ends(text, one))),
        None,
    )
    filling = FILLS.search(text)
    fills = Span(*filling.span()) if filling and _stands_apart(text, Span(*filling.span()), prose=prose) else None
    plain = bare(text) if votes.bare_minutes else None
    if votes.column_minutes and not lengths and not stretches and (number := column_number(text)):
        plain = Duration(*number.span(1), int(number[1]))
    chosen = plain or _chosen(text, lengths)
    stretches = [replace(one, end=one.end + _zone(text, one.end)) for one in stretches]
    start = replace(start, end=start.end + _zone(text, start.end)) if start else None
    spans = tuple(one for one in (*stretches, *lengths, plain, fills, start if not stretches else None) if one)
    if stretches:
        first = stretches[0]
        return When(chosen.minutes if chosen else None, first.first, first.last, bool(fills), spans)
    return When(chosen.minutes if chosen else None, start.clock if start else None, None, bool(fills), spans)


def _zone(text: str, place: int) -> int:
    """How far a time zone, or the same time in another one, goes on behind a clock."""
    hit = _LOCAL.match(text, place) or _ZONE.match(text, place)
    return hit.end() - place if hit and re.search(r"\w", hit[0]) else 0


def _chosen(text: str, lengths: list[Duration]) -> Duration | None:
    """Of several lengths the first of the line when it leads, else the last."""
    if not lengths:
        return None
    return lengths[0] if _EDGE.fullmatch(text[: lengths[0].start]) else lengths[-1]


def bare(text: str) -> Duration | None:
    hit = next((one for one in _BARE.finditer(text) if int(one[1]) <= 240), None)
    return Duration(hit.start() + 1, hit.end() - 1, int(hit[1])) if hit else None


def column_number(text: str) -> re.Match[str] | None:
    """A plain number with wide gaps about it, as in a table that is drawn with spaces."""
    return _COLUMN.search(text)


def _leads(text: str, moment: Moment, votes: Votes) -> bool:
    """Whether a clock begins the line, or a bracket that ends it."""
    before, after = text[: moment.start], text[moment.end :]
    if _EDGE.fullmatch(before):
        return not moment.clock.packed or (
            moment.clock.minute % 5 == 0 and votes.packed_clocks and bool(re.match(r"\s*(?:[-–:|]|\s[A-Za-z(])", after))
        )
    if _LENGTH_ALONE.fullmatch(before) and re.match(r"[)\]]", after):
        return True
    return before.rstrip().endswith(("(", "[", "@", " at")) and bool(re.match(r"[\s)\]]*$|\s*,", after))


def _ends(text: str, moment: Moment) -> bool:
    """Whether a clock ends the line, with its zone or behind minutes: `Lunch 12:30 local`, `Types, 10 min - 9:15`."""
    before, after = text[: moment.start], text[moment.end :]
    if not after.strip(" )].") and re.search(r"\d\s*(?:m|mins?|minutes?)\W{1,4}$", before, re.IGNORECASE):
        return True
    return bool(re.match(r"\s*(?:local|UTC|GMT|[A-Z]{2,4}T)\b", after)) and bool(_LOCAL.match(after))


def _stands_apart(text: str, span: Span, *, prose: bool) -> bool:
    """Whether a time is set off from the words: at an end, in a bracket of its own, or between separators."""
    before, after = text[: span.start], text[span.end :]
    if _EDGE.fullmatch(before):
        return True
    if _bracketed(text, span):
        return True
    ends = re.fullmatch(
        r"[\s\-–—:;,.*_|~)\]]*(?:(?:local(?: time)?|UTC|GMT|[A-Z]{2,4}T)\b[\s/|)]*(?:[\d:–—-]|\s|UTC|GMT|"
        r"[A-Z]{2,4}T\b)*)?(?:\([^()]*\)|\[[^\[\]]*\]|\s)*[.\s]*",
        after,
    )
    if ends:
        return not prose or bool(re.search(r"(?:[\-–—:;,.(\[|\t]|\s{2,})\s*$", before)) or len(before.split()) <= 12
    apart = bool(re.search(r"(?:\s{2}|\t)\s*$", before))
    if apart and (re.match(r"\s{2}|\t", after) or _sure_names(after)):
        return True
    return bool(re.search(r"(?:\s[\-–—]|[:;,])\s*$", before)) and bool(re.match(r"\s*(?:[\-–—:;,.(\[]|$)", after))


def _sure_names(text: str) -> bool:
    found = people.names(text.strip(" ,;:-–—()"))
    return bool(found) and all(people.certainty(name) > 1 for name in found)


def _bracketed(text: str, span: Span) -> bool:
    """Whether it stands in a bracket with little more than names or a clock."""
    opened = max(text.rfind(sign, 0, span.start) for sign in _OPENING)
    if opened < 0 or any(sign in text[opened + 1 : span.start] for sign in _CLOSING):
        return False
    closed = min((place for sign in _CLOSING if (place := text.find(sign, span.end)) >= 0), default=len(text))
    beside = text[opened + 1 : span.start] + text[span.end : closed]
    return len(beside.split()) <= 6 or bool(people.names(beside.strip(" ,;:-–—")))
