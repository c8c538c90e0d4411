"""Markdown, and plain text read as if it were Markdown, to a tree of blocks.

Only the block structure is CommonMark's. Indented code is read as text, since plain-text agendas are often indented;
tables need no outer pipes and no rule below their head, since chairs leave both out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from chatbot.importers.text import html, people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.drafts import is_draft
from chatbot.importers.text.inline import Inline, inline
from chatbot.importers.text.tables import is_row, read_rows
from chatbot.importers.text.times import durations
from chatbot.importers.text.vocabulary import NO_AGENDA

_PARSER = MarkdownIt("commonmark", {"maxNesting": 24}).disable(["code"])
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:(?:[-+*]|\d{1,9}[.)])\s+)*(?:[-+*]|\d{1,9}[.)])(?:\s+|$)")
_MARKED = re.compile(r"(?:--|[-+*–•])\s+\S|(?:[a-z]|\d{1,2})[.)]\s+\S|#\d+\b|(?:[A-Z][\w/&()-]* ?){1,3}:\s")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_LINK_ALONE = re.compile(r"\[[^\[\]]+\]\([^()\s]+\)")
_ATX = re.compile(r"^\s*#{1,6}(?:\s+|$)|\s+#+\s*$|\s*\{#[\w-]+\}\s*$")

_PEOPLE = re.compile(r"\(([^()]+)\)$")


def blocks(text: str) -> Block:
    """The tree of a text that `cleaning.plain` has prepared."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, env, tokens)
    references = {label: entry["href"] for label, entry in env.get("references", {}).items()}
    builder = _Builder(text.split("\n"), references)
    for token in tokens:
        builder.take(token)
    return builder.document


class _Builder:
    """Follows the parser's tokens; holds the place in the tree where the next block goes."""

    def __init__(self, lines: Sequence[str], references: Mapping[str, str]) -> None:
        self.document = Block(Kind.DOCUMENT)
        self._lines = lines
        self._references = references
        self._section = self.document
        self._items: list[Block] = []  # the list items we are in, as the parser nests them
        self._lists: list[list[Block]] = []  # for each list we are in, the items a next one may stand under
        self._sizes: list[int] = []  # for each list we are in, how many items it has so far
        self._closed = 0  # how many the list had that ended last
        self._quotes = 0
        self._ruled = False
        self._readers: dict[str, Callable[[Token], None]] = {
            "heading_open": self._heading,
            "bullet_list_open": self._open_list, "bullet_list_close": self._close_list,
            "ordered_list_open": self._open_list, "ordered_list_close": self._close_list,
            "list_item_open": self._item, "list_item_close": self._close_item,
            "paragraph_open": lambda token: self._paragraph(*_span(token)),
            "fence": self._fence, "html_block": self._html, "hr": self._rule,
        }  # fmt: skip

    def take(self, token: Token) -> None:
        """One token; what is quoted is left out."""
        if token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if token.type == "blockquote_open" else -1
        elif not self._quotes and (reader := self._readers.get(token.type)):
            reader(token)

    def _open_list(self, _token: Token) -> None:
        if self._ruled and not self._lists:
            self._leave()
        self._lists.append([])
        self._sizes.append(0)

    def _rule(self, _token: Token) -> None:
        self._ruled = not self._items

    def _leave(self) -> None:
        """A list behind a rule does not go on with a section such as `Links`; what is not a list may."""
        self._ruled = False
        if NO_AGENDA.match(self._section.text):
            while self._section.kind is Kind.HEADING and self._section.level > 1:
                self._section = self._section.parent or self.document

    def _close_list(self, _token: Token) -> None:
        self._closed = self._sizes.pop()
        self._lists.pop()

    def _close_item(self, _token: Token) -> None:
        self._items.pop()

    def _inline(self, numbers: Sequence[int]) -> Inline:
        return inline(" ".join(self._lines[number].strip() for number in numbers), self._references)

    def _heading(self, token: Token) -> None:
        first, last = _span(token)
        self._ruled = False
        level = int(token.tag[1])
        if token.markup in ("-", "="):
            self._underlined(first, last - 1, level)
            return
        raw = _ATX.sub("", self._lines[first])
        self._open(Block(Kind.HEADING, inline(raw, self._references), first + 1, level))

    def _underlined(self, first: int, last: int, level: int) -> None:
        """A heading of several lines is a paragraph above a rule, unless it is short."""
        if last - first > 2 or self._items or any(is_row(self._lines[number]) for number in range(first, last)):
            self._paragraph(first, last)
        else:
            self._open(Block(Kind.HEADING, self._inline(range(first, last)), first + 1, level))

    def _open(self, heading: Block) -> None:
        if self._items:
            self._items[-1].add(heading)
            return
        section = self._section
        while section.kind is Kind.HEADING and section.level >= heading.level:
            section = section.parent or self.document
        self._section = section.add(heading)

    def _place(self) -> Block:
        return self._items[-1] if self._items else self._section

    def _item(self, token: Token) -> None:
        first, _ = _span(token)
        column = _column(self._lines[first])
        above = self._lists[-1]
        while above and above[-1].level >= column - (1 if token.info else 0):
            above.pop()
        parent = above[-1] if above else self._beside(token, column)
        item = parent.add(Block(Kind.ITEM, line=first + 1, level=column, ordered=bool(token.info)))
        above.append(item)
        self._sizes[-1] += 1
        self._items.append(item)

    def _beside(self, token: Token, column: int) -> Block:
        """Where an item goes that no other of its list stands over: bullets at the column of a number belong to it."""
        place = self._place()
        last = place.children[-1] if place.children else None
        if last is None or last.kind is not Kind.ITEM or len(self._lists) > 1 or token.info:
            return place
        fits = last.ordered and last.level == column and self._closed == 1
        return last if fits or last.level < column else place

    def _paragraph(self, first: int, last: int) -> None:
        place, number = self._place(), first
        fresh = place.kind is Kind.ITEM and not place.children and not place.text
        while number < last:
            rows, end = read_rows(self._lines, number, last, self._references)
            if rows:
                place.add(Block(Kind.TABLE, line=number + 1, rows=rows))
                number = end
            elif fresh:
                number = self._first_lines(place, number, last)
            else:
                self._line(place, number)
                number += 1
            fresh = False

    def _line(self, place: Block, number: int) -> None:
        """A line of its own; one with a number, further to the right than its item, is an item below it."""
        text = self._lines[number]
        column = _column(text)
        if place.kind is Kind.ITEM and column > place.level and (marked := _NUMBERED.match(text)):
            rest = inline(text[marked.end() :].strip(), self._references)
            place.add(Block(Kind.ITEM, rest, number + 1, column, ordered=True))
            return
        below = self._section if self._left_of_list(number) else place
        below.add(Block(Kind.LINE, inline(text.strip(), self._references), number + 1, column))

    def _left_of_list(self, number: int) -> bool:
        """Whether a line begins further left than the bullets above, which it then does not go on with."""
        return bool(self._items) and _column(self._lines[number]) < self._items[0].level

    def _first_lines(self, item: Block, first: int, last: int) -> int:
        """An item's own text may run over several lines."""
        end = first + 1
        while end < last and not self._apart(first, end) and not read_rows(self._lines, end, last, self._references)[0]:
            end += 1
        lines = [_BULLET.sub("", self._lines[first]), *(line.strip() for line in self._lines[first + 1 : end])]
        item.inline = inline(" ".join(lines), self._references)
        return end

    def _apart(self, first: int, number: int) -> bool:
        """Whether a line below an item's first does not go on from it: a bullet, a key, a remark below a whole line."""
        line, before = self._lines[number].strip(), self._lines[number - 1].rstrip()
        if _MARKED.match(line) or self._left_of_list(number):
            return True
        if _LINK_ALONE.fullmatch(_BULLET.sub("", self._lines[first]).strip()) and line[:1].isupper():
            return True
        if before[-1:] not in ",;:&-–—(" and _adds(line):
            return True
        told = _PEOPLE.search(before)
        if told and line[:1].isupper() and people.names(told[1]):
            return True
        head = self._lines[first].rstrip(" .)]*_")
        if any(head[one.end :].strip(" .)]*_") == "" and head[: one.start].strip(" -*+") for one in durations(head)):
            return True
        if (
            _column(self._lines[number]) <= _column(self._lines[first])
            and line[:1].isupper()
            and before[-1:] not in ",;:&-–—("
        ):
            return True
        whole = bool(durations(self._lines[first])) and len(before) < 60 and before[-1:] not in ",;:&-–—("
        return whole and number == first + 1 and line[:1].isupper()

    def _fence(self, token: Token) -> None:
        """Plain text that stands in a fence to keep its columns; a fence of a language is code."""
        first, last = _span(token)
        if not token.info.strip() or token.info.strip() in ("text", "txt"):
            for number in range(first + 1, last - 1):
                text = self._lines[number]
                if text.strip():
                    self._place().add(Block(Kind.LINE, inline(text.strip(), {}), number + 1, _column(text)))

    def _html(self, token: Token) -> None:
        first, _ = _span(token)
        for block in html.blocks(token.content, first).children:
            self._place().add(block)


def _adds(line: str) -> bool:
    """Whether a line only adds a paper, or the people and the minutes, to the title above."""
    if is_draft(line) or re.match(
        r"(?:(?:see|cf\.?|slides|details)(?: also)?:?\s+)?<?https?://\S+$", line, re.IGNORECASE
    ):
        return True
    lengths = durations(line)
    if len(lengths) != 1:
        return False
    rest = (line[: lengths[0].start] + line[lengths[0].end :]).strip(" ()[],;:-–—.")
    found = people.names(rest)
    return bool(found) and any(people.certainty(name) > 1 for name in found)


def _span(token: Token) -> tuple[int, int]:
    assert token.map is not None
    return token.map[0], token.map[1]


def _column(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
