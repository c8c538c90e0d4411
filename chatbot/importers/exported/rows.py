"""A row of the table as a slot."""

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from chatbot.importers.drafting import OPTIONAL_GROUP
from chatbot.importers.exported.lines import link, names, plain
from chatbot.importers.imported import Slot
from chatbot.importers.kinds import kind_of
from chatbot.importers.yaml.scalars import parse_minutes
from chatbot.importers.yaml.when import parse_time

HEAD = ("Start", "Minutes", "Topic", "Presenters", "Drafts", "Slides")
_START = re.compile(r"(\d{1,2}:\d\d)?(?: *\(?(fixed)\)?)?", re.IGNORECASE)
_MINUTES = re.compile(r"(?:(\d{1,4})(?: *\+ *(\d{1,4}))? *(?:min(?:utes?)?|m)?)?", re.IGNORECASE)


def is_ruled(row: Sequence[str]) -> bool:
    """Whether the row is the line below the head of a table."""
    return all(re.fullmatch(r":?-+:?", cell) for cell in row)


def slot(row: Sequence[str], group: str, line: int) -> Slot | None:
    """The slot of a row; None where it is no such row. Cells at the end may be left out."""
    start, minutes, title, people, drafts, slides = (*row, *[""] * (len(HEAD) - len(row)))[: len(HEAD)]
    begins, lasts, deck = _START.fullmatch(start), _MINUTES.fullmatch(minutes), link(slides)
    if len(row) > len(HEAD) or not plain(title) or not begins or not lasts or (slides and not deck):
        return None
    clock = _clock(begins[1] or "")
    if begins[1] and clock is None:
        return None
    return Slot(
        session=1,
        title=plain(title),
        presenters=names(people),
        minutes=_number(lasts[1]) + _number(lasts[2]) if lasts[1] else None,
        start=clock,
        drafts=names(drafts),
        kind=kind_of(plain(title)),
        group=group,
        optional=group == OPTIONAL_GROUP,
        line=line,
        slides=deck[1] if deck else "",
        questions=_number(lasts[2]),
        fixed=bool(begins[2] and clock),
    )


def _clock(text: str) -> dt.time | None:
    with suppress(ValueError):
        return parse_time(text)
    return None


def _number(text: str | None) -> int:
    with suppress(ValueError):
        return parse_minutes(text or "")
    return 0
