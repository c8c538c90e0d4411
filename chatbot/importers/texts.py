"""Text of others, made fit to be shown: decoded, on one line, bounded; and the lines on which it stands."""

from bisect import bisect_right
from itertools import accumulate

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Source
from chatbot.ports import MOST_BYTES

LONGEST_TITLE = 300


def bounded(source: Source) -> Source:
    """The source; raises Unreadable where it is larger than an agenda can be."""
    if len(source.content) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        raise Unreadable(source.origin, 0, f"is larger than {most}; give the part that holds your session.")
    return source


def decode(source: Source) -> str:
    """The source as text with `\\n` for every line end; raises Unreadable where it is too large or not UTF-8."""
    try:
        text = bounded(source).content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.content.count(b"\n", 0, error.start) + 1
        raise Unreadable(source.origin, line, "a character here is not UTF-8; save the file as UTF-8.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tidy(text: object, longest: int = LONGEST_TITLE) -> str:
    """The text on one line, printable and bounded; what is no text is the empty one."""
    if not isinstance(text, str):
        return ""
    line = " ".join(text[: 4 * longest].split())
    clean = "".join(char for char in line if char.isprintable())
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


class Lines:
    """Finds the line of a passage; passages are asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
        self._reached = 0

    def of(self, *passages: str) -> int:
        """The line of the next place where one of the passages stands, else the line reached last."""
        found = next((place for one in passages if (place := self._text.find(one, self._reached)) >= 0), None)
        if found is not None:
            self._reached = found + 1
        return self.at(max(self._reached - 1, 0))

    def at(self, offset: int) -> int:
        """The line of a character, counted from 1."""
        return bisect_right(self._ends, offset) + 1
