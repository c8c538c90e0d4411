"""One line of Markdown as plain text, with what was linked, stressed or struck out.

Chairs leave brackets open and stars unbalanced; whatever does not pair is dropped, never the words.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_CHARACTERS = 4_000  # of one paragraph; what is longer is no item of an agenda
MOST_BRACKETS = 100

_TEXT = r"\[(?P<{0}>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){{0,600}})\]"
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[[^\[\]]{0,200}\](?:\([^()\s]{0,500}[^()]{0,100}\)|\[[^\[\]]{0,100}\]))"
    r"|" + _TEXT.format("text") +
    r"(?:(?:[ ](?=\(\s?https?:))?\(\s*<?(?P<url>(?:[^()\s<>]|\([^()\s]*\))*)"
    r">?(?:\s+[\"'][^\"']*[\"'])?\s*(?P<closed>\))?|"
    r"\[(?P<ref>[^\[\]]{0,100})\])?"
    r"|<(?P<auto>(?:https?|mailto|xmpp|irc)[^<>\s]+)>"
    r"|<?(?P<mail>[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+)>?"
    r"|(?P<bare>(?:https?|xmpp|irc)://?[^\s<>|\"]+[^\s<>|\".,;:!?)\]}'*_])"
    r"|`+(?P<code>[^`]+)`+"
    r"|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,500}>"
    r"|(?P<mark>\*{1,3}|~~|_{1,3})",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the plain text: `kind` is `link`, `mail`, `stressed` or `struck`; a link has its address."""

    start: int
    end: int
    kind: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(mark.url for mark in self.marks if mark.url)


def inline(raw: str, references: Mapping[str, str]) -> Inline:
    """The plain text of a paragraph's Markdown; `references` are the addresses of `[text][label]`."""
    raw = raw[:MOST_CHARACTERS]
    if raw.count("[") > MOST_BRACKETS:
        return Inline(raw)
    reading = _Reading(references)
    reading.read(raw)
    return reading.result()


class _Reading:
    def __init__(self, references: Mapping[str, str]) -> None:
        self._references = references
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open: dict[str, tuple[int, int]] = {}

    def result(self) -> Inline:
        for sign, (_, part) in self._open.items():
            self._parts[part] = "" if sign != "_" else self._parts[part]
        text = "".join(self._parts)
        return Inline(text, tuple(sorted(self._marks, key=lambda mark: mark.start)))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def read(self, raw: str) -> None:
        place = 0
        for token in _TOKEN.finditer(raw):
            self._add(html.unescape(raw[place : token.start()]))
            place = token.end()
            self._token(token, raw)
        self._add(html.unescape(raw[place:]))

    def _token(self, token: re.Match[str], raw: str) -> None:
        kind = token.lastgroup
        if token["escaped"]:
            self._add(token["escaped"])
        elif token["text"] is not None:
            self._link(token)
        elif kind in ("auto", "bare"):
            self._marks.append(Mark(self._length, self._length, "link", token[kind]))
        elif kind == "mail":
            self._marks.append(Mark(self._length, self._length, "mail"))
        elif kind == "code":
            self._add(token["code"])
        elif kind == "tag":
            self._add(" " if token["tag"].lower() in ("br", "p", "/p", "td", "div", "li") else "")
        elif kind == "mark":
            self._stress(token, raw)

    def _link(self, token: re.Match[str]) -> None:
        text = token["text"]
        label = token["ref"] or text
        url = token["url"] if token["url"] is not None else self._references.get(_label(label), "")
        if not url and (token["ref"] or "").isdecimal():
            self.read(text)
            return
        if not url and token["url"] is None:
            self._add("[")
            self.read(text)
            self._add("]" if token["ref"] is None else f"][{token['ref']}]")
            return
        start = self._length
        self.read(text)
        self._marks.append(Mark(start, self._length, "link", url))

    def _stress(self, token: re.Match[str], raw: str) -> None:
        sign, before, after = token["mark"], raw[token.start() - 1 : token.start()], raw[token.end() : token.end() + 1]
        if sign[0] == "_" and before.isalnum() and after.isalnum():
            self._add(sign)
            return
        opened = self._open.pop(sign, None)
        if opened is not None and opened[0] < self._length:
            self._marks.append(Mark(opened[0], self._length, "struck" if sign == "~~" else "stressed"))
        elif not after.isspace() and after:
            self._open[sign] = (self._length, len(self._parts))
            self._parts.append("")


def _label(label: str) -> str:
    return " ".join(label.split()).upper()
