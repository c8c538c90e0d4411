"""What a form is, and how its phrases are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from chatbot.core.agenda import Participant
from chatbot.core.commands import Command, Query
from chatbot.grammar.reading import NUMBER_WORDS


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
    TIME = "Chairs, time"
    PEOPLE = "Chairs, people"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Given:
    """What stood in a phrase's places; nothing for those that the phrase has not.

    `mentions` are the people mentioned anywhere in what was said.
    """

    number: int = 0
    text: str = ""
    mentions: tuple[Participant, ...] = ()

    def person(self) -> Participant:
        """Whom the text names: somebody mentioned, else a name without an account."""
        name = self.text.lstrip("@").strip("\"' ")
        for one in self.mentions:
            if one.name.casefold() == name.casefold():
                return one
        return Participant("", name)


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be said.

    `usage` and each of `also` is a phrase: words, `a|b` for either, `[word]` for one that may be missing, capitals
    for what is filled in; a final `?` asks for a question. `build` makes the ask, or None when what was filled in
    does not fit. A `bare` form may be said without a mention of the bot where the agenda allows it. What is filled in
    to a `verbatim` form is taken as typed: a question mark in it is not a doubt of the one who speaks.
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


PLACES = {
    "N": rf"(?P<number>\d{{1,9}}|{'|'.join(NUMBER_WORDS)}|an?)",
    "ROLE": r"(?P<text>\S.*?)",
    "PERSON": r"(?P<text>\S.*?)",
    "NOTES": r"(?P<text>notes|minutes)",
    "WHAT-OR-WHO": r"(?P<text>\S.*?)",
    "COMMAND": r"(?P<text>\S.*?)",
    "TEXT": r"(?P<text>\S.*?)",
    "REMARK": r"(?P<text>(?:to|about|on|regarding|re|because|for|i|i'd|i'm|we|what|why|how|is|this)\b.*?)",
    "OPTION": r"(?P<text>\S.*?)",
    "QUESTION": r"(?P<text>\S.*?)",
    '"QUESTION"': r"(?P<text>\".*?)",
    "TERMS": r"(?P<text>\S.*?)",
}


def opening(phrase: str) -> str:
    """The words of a phrase up to the first that is filled in; of alternatives the first, optional ones left out."""
    words: list[str] = []
    for token in phrase.split():
        if token.strip("[]") in PLACES:
            break
        if not token.startswith("["):
            words.append(token.split("|")[0])
    return " ".join(words)


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as a pattern over words that each end in one blank."""
    pieces = []
    for token in phrase.removesuffix("?").split():
        word = token.strip("[]")
        piece = PLACES.get(word) or f"(?:{'|'.join(re.escape(one) for one in word.split('|'))})"
        pieces.append(f"(?:{piece} )?" if token.startswith("[") else f"{piece} ")
    return re.compile("".join(pieces), re.IGNORECASE)
