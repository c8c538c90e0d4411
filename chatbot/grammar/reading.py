"""From what somebody typed to the words that matter."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1000
"""No command is longer than this many characters."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u00ad]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
    }
)
_BEFORE = " /:!,.;>*_~'\"-"
_AFTER = " .,;:!*_~'\"-"
_GREETING = re.compile(r"(?:hey|hi|hello|ok|okay|well|so|oh|and|then)\b(?!')[\s,:;.!]*", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:please|pls|plz|kindly|thanks|thank you|let's|lets|let us|(?:could|can|would|will) you|(?:can|may|could) i)"
    r"\b[\s,]*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:(?:show|tell)(?: me| us)?|list|display|give (?:me|us)(?= the\b)|what(?: i|')s|whats|what are)\b[\s,:]*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:^|[\s,.;:!]+)(please|pls|plz|(?:thanks|thank you)(?: a lot| so much| very much)?|thx|ty|cheers)$",
    re.IGNORECASE,
)
_PLUS = re.compile(r"^\+\s*(?=\d)")
_GLUED = re.compile(r"(?<=\d)(?=(?:m|mins?|minutes?)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """The words without courtesies, and whether they ask something.

    A command that is asked rather than said, such as `end?` or `show me next`, is not obeyed: somebody thinks aloud.
    `raw` are the words to their very end, as they were typed; `asked` says that they begin like a question.
    """

    words: str
    question: bool = False
    said: bool = True
    raw: str = ""
    asked: bool = False


def hear(text: str) -> Heard:
    """The words that matter."""
    words = plain_signs(text)
    polite = asking = question = False
    while True:
        before = words
        question = question or words.rstrip(_AFTER).endswith("?")
        words = words.lstrip(_BEFORE).rstrip(_AFTER + "?")
        words = _GREETING.sub("", words, count=1) if _GREETING.match(words) else words
        words, ask = _without(_ASKING, words)
        words, please = _without(_POLITE, words)
        tail = _THANKS.search(words)
        words = words[: tail.start()] if tail else words
        asking, polite = asking or ask, polite or please or bool(tail)
        if words == before:
            break
    words = _GLUED.sub(" ", _PLUS.sub("+ ", words))
    said = not asking and (polite or not question)
    return Heard(" ".join(words.split()), question or asking, said, _led_in(text), asking)


def _led_in(text: str) -> str:
    """The text without the courtesies before it."""
    words = plain_signs(text)
    while True:
        before = words
        words = words.lstrip(_BEFORE)
        words = _GREETING.sub("", words, count=1) if _GREETING.match(words) else words
        words, _ = _without(_POLITE, words)
        if words == before:
            return words


def plain_signs(text: str) -> str:
    """The text with one kind of blank, dash, quote and apostrophe."""
    signs = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_SIGNS)
    return " ".join(signs.split())


def _without(lead: re.Pattern[str], words: str) -> tuple[str, bool]:
    found = lead.match(words)
    return (words[found.end() :], True) if found else (words, False)
