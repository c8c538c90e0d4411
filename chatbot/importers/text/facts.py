"""What is known of a session."""

import re
from dataclasses import dataclass

from chatbot.importers.text.dates import Day, days, weekday_alone
from chatbot.importers.text.times import Clock

_NUMBER = re.compile(r"\bsession\s*#?\s*(\d{1,2}|[IVX]{1,4})\b", re.IGNORECASE)
_DAY = re.compile(r"^\W*day\s*#?\s*(?:\d|one|two|three|four)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a session: its first line, and what is written of its time."""

    line: int
    name: str = ""
    day: Day | None = None
    day_line: int = 0
    start: Clock | None = None
    end: Clock | None = None
    zone: str = ""
    weekday: int | None = None
    window_line: int = 0
    zone_line: int = 0

    @property
    def empty(self) -> bool:
        return self.day is None and self.start is None and self.weekday is None


def names_session(text: str) -> bool:
    """Whether a heading is that of a session: it tells its number, its day or its weekday."""
    return bool(number_of(text) or _DAY.search(text) or days(text) or weekday_alone(text))


def number_of(text: str) -> str:
    """The number of the session that a text names, as in `Session II`."""
    hit = _NUMBER.search(text)
    return hit[1].upper() if hit else ""
