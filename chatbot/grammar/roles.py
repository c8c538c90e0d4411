"""How people name a role and the part of the session that it is for, and what these are called."""

import re

from chatbot.core.agenda import HALVES, WHOLE, Part
from chatbot.core.session.finding import NUMBER_WORDS

_FILLERS = re.compile(r"^(?:(?:as|for|from|to|be|being|a|an|the|my|our)(?:\s+|$))+")
_JOBS = {
    "notes": "note taker",
    "note taking": "note taker",
    "notetaking": "note taker",
    "take notes": "note taker",
    "taking notes": "note taker",
    "minutes": "note taker",
    "take minutes": "note taker",
    "taking minutes": "note taker",
    "scribing": "scribe",
}
"""A job named by what is done."""
_NO_ROLES = frozenset({"more", "another", "minute", "minutes", "min", "mins", "time"})
"""First words that show that no role was meant, as in `need 5 minutes`."""
_LONGEST = 60
_MOST_ITEMS = 500
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(NUMBER_WORDS)})"
_IN = r"(?:^|\s)(?:(?:for|from|in|during|of|on)\s+)?(?:the\s+)?"
_HALF = re.compile(rf"{_IN}(?P<half>first|1st|second|2nd|other|last)\s+half\s*$", re.IGNORECASE)
_ITEMS = re.compile(
    rf"{_IN}(?:items?|numbers?|#)\s*(?P<items>{_NUMBER}(?:\s*(?:-|to|through|until|and|,|&)\s*#?{_NUMBER})*)\s*$",
    re.IGNORECASE,
)
_ALL = re.compile(rf"{_IN}(?:whole|entire|full)\s+(?:session|meeting|time)\s*$", re.IGNORECASE)
_BY = re.compile(rf"\s+by\s+(?:item|number|#)?\s*(?P<by>{_NUMBER})\s*$", re.IGNORECASE)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|to|through|until)\s*#?({_NUMBER})", re.IGNORECASE)


def role_named(words: str) -> str | None:
    """The role's name in lower-case singular; None when the words name none."""
    bare = _FILLERS.sub("", words.lower().strip(" \"'"))
    taker = re.fullmatch(r"minutes?[ -]takers?", bare)
    if not taker and (not bare or bare.split()[0] in _NO_ROLES or len(bare) > _LONGEST):
        return _JOBS.get(bare)
    return _JOBS.get(bare) or singular(bare)


def part_named(words: str) -> tuple[str, Part | None]:
    """The words without the part of the session at their end, and that part; items by their numbers."""
    if found := _HALF.search(words):
        first = found["half"].lower() in ("first", "1st")
        return words[: found.start()].strip(), HALVES[0 if first else 1]
    if found := _ITEMS.search(words):
        return words[: found.start()].strip(), Part(items=_numbers(found["items"]))
    if found := _ALL.search(words):
        return words[: found.start()].strip(), WHOLE
    return words.strip(), None


def item_by(words: str) -> tuple[str, int | None]:
    """The words without `by item N` at their end, and the number."""
    found = _BY.search(words)
    return (words[: found.start()].strip(), _number(found["by"])) if found else (words, None)


def part_spoken(part: Part | None) -> str:
    """The part, by its items' numbers, as it is said behind a role; with a blank before it."""
    if part is None:
        return ""
    if part.half:
        return f" for the {'first' if part.half == 1 else 'second'} half"
    if not part.items:
        return ""
    if len(part.items) == 1:
        return f" for item {part.items[0]}"
    first, last = part.items[0], part.items[-1]
    if part.items == tuple(range(first, last + 1)):
        return f" for items {first}-{last}"
    return f" for items {', '.join(map(str, part.items))}"


def _numbers(words: str) -> tuple[int, ...]:
    """`4-7` as four numbers, `4, 6 and 9` as three; in their order, each once."""
    found: list[int] = []
    for first, last in _RANGE.findall(words):
        found += range(_number(first), min(_number(last), _number(first) + _MOST_ITEMS) + 1)
    found += (_number(one) for one in re.findall(_NUMBER, _RANGE.sub("", words), re.IGNORECASE))
    return tuple(sorted(set(found)))


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBER_WORDS.index(word.lower())


def singular(role: str) -> str:
    """`note takers` as `note taker`; words such as `press` and `census` stay."""
    if role.endswith("ies") and len(role) > len("series"):
        return role[:-3] + "y"
    return role if not role.endswith("s") or role.endswith(("ss", "us", "is", "series")) else role[:-1]
