"""From what somebody typed to the words that matter."""

import re
import unicodedata
from dataclasses import dataclass

from chatbot.core.session.finding import NUMBER_WORDS

LONGEST = 1000
"""No command is longer than this many characters."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u00ad]")
# No database keeps all of these: PostgreSQL knows no NUL, and half a surrogate pair is no UTF-8.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
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
_ONLY_THANKS = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|oh|great|good|perfect|super|cool|nice)\b[\s,.;:!]*)*"
    r"(?:many thanks|thanks|thank you|thx|ty|cheers)"
    r"(?: a lot| a bunch| so much| very much| again| bot| all| everyone| everybody)*",
    re.IGNORECASE,
)
_PLUS = re.compile(r"^\+\s*(?=\d)")
_QUEUE = re.compile(r"^q(?:(q)|ueue)?\s?([+-])-?(?:\W*$|\s*)", re.IGNORECASE)
_LEAVING = re.compile(r"(q(?:ueue)?\s?-)\W*$", re.IGNORECASE)
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
    raw = _queue_sign(_led(words))
    polite = asking = question = False
    while True:
        before = words
        question = question or words.rstrip(_AFTER).endswith("?")
        words = _trimmed(words)
        words = _GREETING.sub("", words, count=1) if _GREETING.match(words) else words
        words, ask = _without(_ASKING, words)
        words, please = _without(_POLITE, words)
        tail = _THANKS.search(words)
        words = words[: tail.start()] if tail else words
        asking, polite = asking or ask, polite or please or bool(tail)
        if words == before:
            break
    words = _queue_sign(_GLUED.sub(" ", _PLUS.sub("+ ", words)))
    said = not asking and (polite or not question)
    return Heard(" ".join(words.split()), question or asking, said, " ".join(raw.split()), asking)


def is_thanks(text: str) -> bool:
    """Whether the text is a courtesy and nothing else, which needs no answer."""
    words = plain_signs(text).replace(",", " ")
    return len(words) <= LONGEST and _ONLY_THANKS.fullmatch(" ".join(words.split()).strip(_BEFORE + _AFTER)) is not None


def number_of(words: str) -> int:
    """The number that digits or words name; `a` is 1, anything unknown 0 or 1."""
    if words.isdecimal():
        return int(words)
    return NUMBER_WORDS.index(words.lower()) if words.lower() in NUMBER_WORDS else int(words.lower() in ("a", "an"))


def plain_signs(text: str) -> str:
    """The text with one kind of blank, dash, quote and apostrophe, and without what is no text."""
    shown = _NO_TEXT.sub(" ", _INVISIBLE.sub("", text))
    signs = unicodedata.normalize("NFKC", shown).translate(_SIGNS)
    return " ".join(signs.split())


def _trimmed(words: str) -> str:
    """Without punctuation around; the dash of `q-` is none."""
    bare = words.lstrip(_BEFORE)
    leaving = _LEAVING.match(bare)
    return leaving[1] if leaving else bare.rstrip(_AFTER + "?")


def _led(words: str) -> str:
    """Without courtesies and signs before it, and without thanks after it."""
    while True:
        before = words
        words, _ = _without(_GREETING, words.lstrip(_BEFORE))
        words, _ = _without(_ASKING, words)
        words, _ = _without(_POLITE, words)
        tail = _THANKS.search(words)
        words = words[: tail.start()] if tail else words
        if words == before:
            return words


def _queue_sign(words: str) -> str:
    """`queue +`, `q+Mary` and `Q +` as `q+`, with what follows apart."""
    return _QUEUE.sub(lambda found: f"{'qq' if found[1] else 'q'}{found[2]} ", words, count=1).rstrip()


def _without(lead: re.Pattern[str], words: str) -> tuple[str, bool]:
    found = lead.match(words)
    return (words[found.end() :], True) if found else (words, False)
