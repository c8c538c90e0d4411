"""What looks wrong in a text: weekdays, guessed years, links to another meeting, lines that were not used."""

import re
from collections.abc import Iterable, Iterator, Sequence

from chatbot.importers.imported import Warning
from chatbot.importers.links import stale
from chatbot.importers.placeholders import is_left_open, placeholder_in
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.candidates import Candidate
from chatbot.importers.text.dates import WEEKDAYS
from chatbot.importers.text.facts import Facts
from chatbot.importers.text.sequence import Dated
from chatbot.importers.text.vocabulary import HEADER_KEY

MOST_UNUSED = 20


def doubts_of_dates(facts: Sequence[Facts], dates: Sequence[Dated]) -> Iterator[Warning]:
    """Weekdays that contradict their date, and days and years that stand elsewhere."""
    for one, dated in zip(facts, dates, strict=True):
        day = dated.day
        if dated.guessed_from:
            said = f"No date stands here; {day:%Y-%m-%d} is taken from {dated.guessed_from}. Check it."
            yield Warning(one.line, "date-guessed", said)
            continue
        if one.day is None or day is None:
            continue
        if one.day.weekday is not None and one.day.weekday != day.weekday():
            told, is_one = (WEEKDAYS[number].capitalize() for number in (one.day.weekday, day.weekday()))
            said = f"{day:%Y-%m-%d} is a {is_one}, not a {told}; correct the date or the weekday."
            yield Warning(one.day_line, "weekday", said)
        if one.day.year is None:
            said = f"No year stands with the date; {day.year} is taken from elsewhere in the source. Check it."
            yield Warning(one.day_line, "year-guessed", said)


def doubts_of_links(document: Block, meeting: str) -> Iterator[Warning]:
    """Links that name another meeting than the title, each address once."""
    told: set[str] = set()
    for block in document.walk():
        for url in block.inline.urls:
            said = stale(url, meeting)
            if said and url not in told:
                told.add(url)
                yield Warning(block.line, "stale-link", said)


def doubts_of_placeholders(document: Block, slots: Sequence[Candidate]) -> Iterator[Warning]:
    """Lines of items or of the header that still hold `TBD` or the like, also where it is taken for nobody's name."""
    titles = {slot.line: slot.title for slot in slots}
    for line, text in _lines(document):
        found = placeholder_in(text)
        if found and (line in titles or is_left_open(text) or HEADER_KEY.match(text)):
            said = f"{_short(titles.get(line) or text)} still holds {found}; fill it in."
            yield Warning(line, "placeholder", said)


def _lines(document: Block) -> Iterator[tuple[int, str]]:
    for block in document.walk():
        yield from ((row.line, " | ".join(cell.text for cell in row.cells)) for row in block.rows)
        if block.kind not in (Kind.DOCUMENT, Kind.TABLE):
            yield block.line, block.text


def unused_lines(unused: Iterable[tuple[int, str]]) -> Iterator[Warning]:
    """Lines that look like content and were not taken up."""
    found = sorted(dict(unused).items())
    for line, text in found[:MOST_UNUSED]:
        yield Warning(line, "unused", f"This line was not taken for an item: {_short(text)}. Add it if it is one.")
    if len(found) > MOST_UNUSED:
        said = f"{len(found) - MOST_UNUSED} more lines below were not taken for items; look the source through."
        yield Warning(found[MOST_UNUSED][0], "unused", said)


def _short(text: str) -> str:
    text = " ".join(re.sub(r"\s+", " ", text).split())
    return f"“{text[:60]}…”" if len(text) > 61 else f"“{text}”"
