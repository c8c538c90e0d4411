"""Durations, clocks and ranges in a line of text, and where they stand in it."""

import re
from dataclasses import dataclass
from datetime import time

MOST_MINUTES = 720

_MINUTE = r"(?:minutes?|miinutes?|minuets?|mintues?|minuts|mins?|mim|mn|m)(?![\w@/])\.?"
_HOUR = r"(?:hours?|hrs?|h)(?![\w@/])\.?"
_ABOUT = r"(?:(?:~|≈|<=|=>|>=|==|≤|<|\b(?:max\.?|up to|ca\.|about|approx\.?|under))\s*)?"
_TO = r"(?:--?|–|—|−|‐|~|\bto\b|\buntil\b|\btill\b)"
_ONE = (
    rf"(?:(?<![\w.:#/-])(?:(?P<{{0}}half>half an hour|half hour)|(?P<{{0}}hours>\d{{{{1,2}}}}(?:[.,]\d+|"
    rf"½)?)\s*-?\s*{_HOUR}"
    rf"(?:\s*(?:and|,|:)?\s*(?P<{{0}}more>\d{{{{1,2}}}})\s*(?:{_MINUTE})?)?"
    rf"|(?P<{{0}}hour>\d{{{{1,2}}}})h(?P<{{0}}rest>[0-5]\d)\b"
    rf"|"
    rf"(?:(?P<{{0}}from>\d{{{{1,3}}}})\s*{_TO}\s*)?(?P<{{0}}minutes>\d{{{{1,3}}}})(?:\.0)?\s*\+?\s*-?\s*(?:{_MINUTE}|"
    rf"[′’'](?!\w))))"
).replace("{{{{", "{{").replace("}}}}", "}}")  # fmt: skip
_ASKED = r"(?:q\s*(?:&|/|and|\+)?\s*a|questions?|discussions?|disc\.?|talk|presentation|pres\.?|slides?|intro)"
_PLUS = (
    rf"(?:\s*{_ASKED})?\s*(?:\+|\bplus\b|\band\b|&)\s*"
    rf"(?P<added>\d{{1,3}})\s*-?\s*(?:{_MINUTE})?(?:\s*(?:for\s+)?{_ASKED}\b)?"
)
_AND_ASKED = r"\s*\+\s*(?:q\s*(?:&|/)?\s*a|questions|discussion)\b(?!\s*[:\d])"  # as long as it takes
_DURATION = re.compile(rf"{_ABOUT}{_ONE.format('')}(?:{_PLUS}|{_AND_ASKED})?", re.IGNORECASE)
_SUM = re.compile(rf"(?<![\w.:#/-])(\d{{1,3}})\s*\+\s*(\d{{1,3}})\s*(?:{_MINUTE}|(?=[)\]]))(?<=[\w.])", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:utc|gmt)\s*[+-]?|\b(?:ietf|rfc|issue|pr|bcp|section|interim|version|every|last|within|stage)|#|\$|€)\s*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s*(?:ago\b|before\b|late\b|early\b|of (?:the )?(?:last|previous)|from (?:the )?(?:last|previous)|"
    r"limit for\b|each\b)",
    re.IGNORECASE,
)

_MERIDIEM = r"(?:\s*(?P<{0}half>[ap]\.?\s?m\b\.?))?"
_CLOCK = (
    r"(?:(?P<{0}noon>noon|midnight)\b|(?P<{0}hour>\d{{1,2}})[:.h](?P<{0}minute>[0-5]\d)(?::[0-5]\d)?(?!\d|:\d)"
    + _MERIDIEM
    + r"|(?P<{0}packed>[0-2]\d[0-5]\d)(?!\d|:\d)"
    + r"|(?P<{0}bare>\d{{1,2}})(?![\d:.h/])"
    + _MERIDIEM.replace("{0}half", "{0}barehalf")
    + r")"
)
_ZONES = r"(?:\s*\(?(?:UTC|GMT|[A-Z]{2,4}T|Z)(?:[+-]\d{1,2})?\)?)?"
_RANGE = re.compile(
    rf"(?<![\w:.@/+-])(?:{_CLOCK.format('a')}){_ZONES}\s*{_TO}\s*(?:{_CLOCK.format('b')}|(?P<open>late|end|close|(?:lunch|break)(?=\s*:)|"
    rf"\.\.\.))",
    re.IGNORECASE,
)
_START = re.compile(
    rf"(?<![\w:.@/+-])(?:(?P<noon>noon|midnight)\b|"
    rf"(?P<hour>\d{{1,2}})(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:%]|\.\d)"
    rf"{_MERIDIEM.format('')}|(?P<packed>[0-2]\d[0-5]\d)(?![\d./-]|:\d)|"
    rf"(?P<bare>\d{{1,2}})\s*(?P<barehalf>[ap]\.?\s?m\b\.?))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duration(Span):
    """So many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written: `half` is `am`, `pm` or empty; `packed` for four digits without a colon."""

    hour: int
    minute: int
    half: str = ""
    packed: bool = False

    @property
    def time(self) -> time:
        hour = self.hour % 12 + 12 * (self.half == "pm") if self.half else self.hour
        return time(hour % 24, self.minute)


@dataclass(frozen=True, slots=True)
class Stretch(Span):
    """From a clock to a clock; the second is None for an open end."""

    first: Clock
    last: Clock | None


@dataclass(frozen=True, slots=True)
class Moment(Span):
    """A clock alone."""

    clock: Clock


def durations(text: str) -> list[Duration]:
    """All durations with a unit, in their order."""
    found = [Duration(hit.start(), hit.end(), int(hit[1]) + int(hit[2])) for hit in _SUM.finditer(text)]
    for hit in _DURATION.finditer(text):
        minutes, start = _minutes(hit), hit.start()
        if hit["from"] and int(hit["from"]) >= int(hit["minutes"]):
            start = hit.start("minutes")  # `Planning for IETF 119 - 15 minutes` is no stretch
        inside = any(one.start < hit.end() and hit.start() < one.end for one in found)
        if inside or not 0 <= minutes <= MOST_MINUTES:
            continue
        if not _NOT_BEFORE.search(text[:start]) and not _NOT_AFTER.match(text, hit.end()):
            found.append(Duration(start, hit.end(), minutes))
    return sorted(found, key=lambda one: one.start)


def _minutes(hit: re.Match[str]) -> int:
    added = int(hit["added"] or 0)
    if hit["half"]:
        return 30 + added
    if hit["hours"]:
        hours = float(hit["hours"].replace(",", ".").replace("½", ".5"))
        return round(60 * hours) + int(hit["more"] or 0) + added
    if hit["hour"]:
        return 60 * int(hit["hour"]) + int(hit["rest"]) + added
    return int(hit["minutes"]) + added


def ranges(text: str) -> list[Stretch]:
    """All stretches from clock to clock, such as `9:30 - 11:00`, `1300-1500`, `1 - 2.30 pm`."""
    found = []
    for hit in _RANGE.finditer(text):
        stretch = _stretch(hit)
        if hit["open"] and hit["open"].lower() in ("end", "close") and not text[hit.end() :].strip(" *_)"):
            continue  # `17:00 - End` names what happens then
        if stretch:
            found.append(stretch)
    return found


def _stretch(hit: re.Match[str]) -> Stretch | None:
    first = _clock(hit, "a")
    last = _clock(hit, "b") if not hit["open"] else None
    if first is None or (last is None and not hit["open"]):
        return None
    if hit["abare"] and not (first.half or (last and last.half)):
        return None  # two plain numbers are no clocks
    if hit["bbare"] and not (last and last.half):
        return None
    if (hit["apacked"] and not (hit["bpacked"] or hit["open"])) or (hit["bpacked"] and not hit["apacked"]):
        return None
    if last and last.half and not first.half:
        first = _same_half(first, last)
    return Stretch(hit.start(), hit.end(), first, last)


def _same_half(first: Clock, last: Clock) -> Clock:
    """`11:30 - 1 pm` begins in the morning, `1 - 2.30 pm` in the afternoon."""
    for half in (last.half, "am", "pm"):
        candidate = Clock(first.hour, first.minute, half)
        if first.hour <= 12 and candidate.time < last.time:
            return candidate
    return first


def _clock(hit: re.Match[str], name: str) -> Clock | None:
    if hit[f"{name}noon"]:
        return Clock(12 if hit[f"{name}noon"].lower() == "noon" else 0, 0)
    if hit[f"{name}packed"]:
        return _valid(int(hit[f"{name}packed"][:2]), int(hit[f"{name}packed"][2:]), "", packed=True)
    if hit[f"{name}bare"]:
        return _valid(int(hit[f"{name}bare"]), 0, hit[f"{name}barehalf"])
    return _valid(int(hit[f"{name}hour"]), int(hit[f"{name}minute"]), hit[f"{name}half"])


def _valid(hour: int, minute: int, half: str | None, *, packed: bool = False) -> Clock | None:
    half = (half or "")[:1].lower().replace("a", "am").replace("p", "pm")
    if half and not 1 <= hour <= 12:
        half = ""
    if hour > 24 or (hour == 24 and minute) or minute > 59:
        return None
    return Clock(hour, minute, half, packed)


def moments(text: str) -> list[Moment]:
    """All clocks that stand alone."""
    found = []
    for hit in _START.finditer(text):
        clock = _clock_alone(hit)
        if clock:
            found.append(Moment(hit.start(), hit.end(), clock))
    return found


def _clock_alone(hit: re.Match[str]) -> Clock | None:
    if hit["noon"]:
        return Clock(12 if hit["noon"].lower() == "noon" else 0, 0)
    if hit["packed"]:
        return _valid(int(hit["packed"][:2]), int(hit["packed"][2:]), "", packed=True)
    if hit["bare"]:
        return _valid(int(hit["bare"]), 0, hit["barehalf"])
    return _valid(int(hit["hour"]), int(hit["minute"]), hit["half"])
