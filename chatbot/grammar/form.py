"""What a form is, and how its phrases are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import cache

from chatbot.core.agenda import Participant
from chatbot.core.commands import Command, Query
from chatbot.core.session.finding import NUMBER_WORDS


class Who(StrEnum):
    """Who may say it."""

    EVERYONE = "everyone"
    CHAIRS = "chairs"


class Topic(StrEnum):
    """What belongs together in help."""

    SESSION = "Session"
    VOLUNTEERS = "Volunteers"
    QUEUE = "Speaker queue"
    POLLS = "Polls"
    PERSONAL = "Personal"
    RECORD = "Record"
    TIME = "Chairs, time"
    AGENDA = "Chairs, agenda"
    PEOPLE = "Chairs, people"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Given:
    """What stood in a phrase's places; nothing for those that the phrase has not.

    `number` and `other` are None where the phrase has such places, but they were left out. `mentions` are the people
    mentioned anywhere in what was said.
    """

    number: int = 0
    text: str = ""
    mentions: tuple[Participant, ...] = ()
    other: int | None = None
    name: str = ""
    clock: time | None = None
    word: str = ""

    def person(self) -> Participant:
        """Whom the name, else the text, gives: somebody mentioned, else a name without an account."""
        name = (self.name or self.text).lstrip("@").strip("\"' ")
        for one in self.mentions:
            if one.name.casefold() == name.casefold():
                return one
        return Participant("", name)


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be said.

    `usage` and each of `also` is a phrase: words, `a|b` for either, `[words]` for what may be missing, capitals
    for what is filled in; a final `?` asks for a question. `build` makes the ask, or None when what was filled in
    does not fit. A `bare` form may be said without a mention of the bot where the agenda allows it. What is filled
    into a `verbatim` form is kept as it was typed, question marks and courtesies and all.
    """

    usage: str
    who: Who
    topic: Topic
    says: str
    example: str
    build: Callable[[Given], Command | Query | None]
    also: tuple[str, ...] = ()
    bare: bool = False
    verbatim: bool = False

    @property
    def name(self) -> str:
        """The words before what is filled in: `extend` of `extend N`."""
        return opening(self.usage)

    @property
    def takes(self) -> bool:
        """Whether anything has to be, or can be, filled in."""
        return self.name != self.usage


_NUMBER = rf"\d{{1,9}}|{'|'.join(NUMBER_WORDS)}|an?"
_ITEM = r"(?:item |number |#)?"
_OTHER = rf"{_ITEM}(?P<other>{_NUMBER})"
PLACES = {
    "N": rf"(?P<number>{_NUMBER})",
    "A": rf"{_ITEM}(?P<number>{_NUMBER})",
    "B": _OTHER,
    "M": _OTHER,
    "MIN": rf"(?P<number>{_NUMBER})",
    "TITLE": r"(?P<text>\S.*?)",
    '"TITLE"': r'"?(?P<text>[^"\s][^"]*?)"?',
    "NAME": r"(?P<name>\S.*?)",
    "WHO": r"(?P<name>@?\S+?)",
    "TEXT": r"(?P<text>(?!takers?\b)\S.*?)",  # a note taker is a role, and no note
    "HH:MM": r"(?P<clock>\d{1,2}[:.h]\d\d)",
    "ATTENDANCE": r"(?P<word>remote|absent)",
    "TOPIC": r"(?P<text>\S.*?)",
    "ADDRESS": r"(?P<text>\S+)",
    "MINUTES": r"(?P<text>\d{1,4})",
    "ROLE": r"(?P<text>\S.*?)",
    "PERSON": r"(?P<text>\S.*?)",
    "NOTES": r"(?P<text>notes|minutes)",
    "WHAT-OR-WHO": r"(?P<text>\S.*?)",
    "COMMAND": r"(?P<text>\S.*?)",
    "REASON": r"(?P<text>\S.*?)",
    "REMARK": r"(?P<text>(?:to|about|on|regarding|re|because|for|i|i'd|i'm|we|what|why|how|is|this)\b.*?)",
    "OPTION": r"(?P<text>\S.*?)",
    "QUESTION": r"(?P<text>\S.*?)",
    '"QUESTION"': r"(?P<text>\".*?)",
    "TERMS": r"(?P<text>\S.*?)",
}


def opening(phrase: str) -> str:
    """The words of a phrase up to the first that is filled in; of alternatives the first, optional ones left out."""
    words: list[str] = []
    for token in tokens(phrase):
        if any(word in PLACES for word in token.strip("[]").split()):
            break
        if not token.startswith("["):
            words.append(token.split("|")[0])
    return " ".join(words)


def tokens(phrase: str) -> list[str]:
    """The words of a phrase; words that may be missing together are one, in their brackets."""
    return re.findall(r"\[[^\]]*\]|\S+", phrase)


@cache
def first_words(phrase: str) -> frozenset[str]:
    """The words with which the phrase can only begin; none where it can begin with anything."""
    found: set[str] = set()
    for token in tokens(phrase.removesuffix("?")):
        first = token.strip("[]").split()[0]
        if first in PLACES:
            break
        found.update(first.lower().split("|"))
        if not token.startswith("["):
            return frozenset(found)
    return frozenset()


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as a pattern over words that each end in one blank."""
    pieces = []
    for token in tokens(phrase.removesuffix("?")):
        piece = "".join(f"{_piece(word)} " for word in token.strip("[]").split())
        pieces.append(f"(?:{piece})?" if token.startswith("[") else piece)
    return re.compile("".join(pieces), re.IGNORECASE)


def _piece(word: str) -> str:
    return PLACES.get(word) or f"(?:{'|'.join(re.escape(one) for one in word.split('|'))})"
