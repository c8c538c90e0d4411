"""Dates as chairs write them, often without a year or with the wrong weekday."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = (
    r"(?P<{0}>jan(?:u?ar?y)?|feb(?:[ru]{{0,3}}ary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:[a-z]{{0,5}}ber)?|oct(?:[a-z]{{0,3}}ber)?|nov(?:[a-z]{{0,5}}ber)?|dec(?:[a-z]{{0,5}}ber)?)\b\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_MORE = r"(?:\s*(?:-|–|—|/|&|and|to)\s*[0-3]?\d(?:st|nd|rd|th)?)*"
_YEAR = r"(?:\s*,?\s*(?:of\s+)?(?P<{0}>(?:19|20)\d\d))?(?!\d|:\d)"
_DATE = re.compile(
    r"(?<!\d)(?P<iyear>(?:19|20)\d\d)[-/.](?P<imonth>[01]?\d)[-/.](?P<iday>[0-3]?\d)(?!\d)"
    rf"|"
    rf"(?<![\d:.])\b{_DAY.format('day')}{_MORE}\s*(?:of\s+)?[-/,]?\s*{_MONTH.format('month')}[-/]?{_YEAR.format('year')}"
    rf"|\b{_MONTH.format('mmonth')}\s*,?\s*{_DAY.format('mday')}(?!\d|:\d|\s*(?:am|pm)\b){_MORE}{_YEAR.format('myear')}"
    r"|(?<![\d/.:])(?P<fday>[0-3]?\d)(?P<sep>[./-])(?P<fmonth>[01]?\d)(?P=sep)(?P<fyear>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)\b",
    re.IGNORECASE,
)
_IN_LINK = re.compile(r"iso=((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)", re.IGNORECASE)
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]{1,2})([01]\d)(?:[-_/.]{1,2})([0-3]\d)(?!\d)")
_YEAR_ALONE = re.compile(r"(?<!\d)(20[0-4]\d|199\d)(?!\d)")
_IETF = re.compile(r"(?<![a-z])ietf[\s#_-]*(\d{2,3})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: where it stands, and what of it is written; `weekday` counts from Monday, 0."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


def days(text: str) -> list[Day]:
    """All dates in a text, each with the weekday that stands beside it."""
    found = []
    for hit in _DATE.finditer(text):
        month, number = _month(hit), int(hit["iday"] or hit["day"] or hit["mday"] or hit["fday"])
        year = hit["iyear"] or hit["year"] or hit["myear"] or hit["fyear"]
        if hit["fmonth"] and month > 12 >= number:
            month, number = number, month
        if _exists(int(year or 2000), month, number):
            near = text[max(0, hit.start() - 24) : hit.end() + 24]
            found.append(Day(hit.start(), hit.end(), month, number, int(year) if year else None, weekday(near)))
    return found


def without_dates(text: str) -> str:
    """The text with spaces where dates stand, so that a year is not taken for a clock."""
    for hit in list(_DATE.finditer(text)):
        text = text[: hit.start()] + " " * (hit.end() - hit.start()) + text[hit.end() :]
    return text


def _month(hit: re.Match[str]) -> int:
    digits = hit["imonth"] or hit["fmonth"]
    if digits:
        return int(digits)
    short = (hit["month"] or hit["mmonth"])[:3].lower()
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(short))


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def weekday(text: str) -> int | None:
    """The first weekday named in a text."""
    hit = _WEEKDAY.search(text)
    return (
        next(number for number, name in enumerate(WEEKDAYS) if name.startswith(hit["day"][:3].lower())) if hit else None
    )


def weekday_alone(text: str) -> bool:
    """Whether a text is hardly more than a weekday, as the heading of a day is."""
    words = text.strip(" *_#:")
    rest = _WEEKDAY.sub("", words).split()
    return (len(rest) <= 1 and bool(_WEEKDAY.search(words))) or (len(rest) <= 3 and bool(_WEEKDAY.match(words)))


def in_links(urls: Iterable[str]) -> list[date]:
    """Dates in links to a clock of the world."""
    hits = (hit for url in urls for hit in _IN_LINK.finditer(url))
    return [date(*map(int, hit.groups())) for hit in hits if _exists(*map(int, hit.groups()))]


def in_path(path: str) -> date | None:
    """The date that a path or an address names, as `2024/04/09-town/README.md` does."""
    hits = (tuple(map(int, hit.groups())) for hit in _IN_PATH.finditer(path))
    return next((date(*numbers) for numbers in hits if _exists(*numbers)), None)


def years(text: str) -> list[int]:
    """Years in a path or an address."""
    return [int(year) for year in _YEAR_ALONE.findall(text)]


def ietf_year(text: str) -> tuple[int, int] | None:
    """The year of the IETF meeting that a text names, and its usual month: three a year since the 20th in 1991."""
    hit = _IETF.search(text)
    number = int(hit[1]) if hit else 0
    if not 20 <= number <= 200:
        return None
    return 1991 + (number - 20) // 3, (3, 7, 11)[(number - 20) % 3]


def resolve(day: Day, candidates: Iterable[int]) -> date | None:
    """The date, with the year from elsewhere when none is written: one that has the weekday, else the first."""
    if day.year is not None:
        return date(day.year, day.month, day.day)
    possible = [date(year, day.month, day.day) for year in candidates if _exists(year, day.month, day.day)]
    fitting = [one for one in possible if day.weekday in (None, one.weekday())]
    return next(iter(fitting or possible), None)
