"""HTML to the same tree of blocks as Markdown."""

import re
from html.parser import HTMLParser

from chatbot.importers.text.blocks import Block, Kind, Row
from chatbot.importers.text.inline import Inline, Mark

MOST_DEPTH = 40
MOST_BLOCKS = 3  # on one line; more is a page without line breaks
_BLOCK = re.compile(r"(?=<(?:p|div|li|tr|h[1-6]|ul|ol|table|br)\b)", re.IGNORECASE)
_SILENT = {"script", "style", "head", "nav", "footer", "template", "svg", "noscript", "button", "select", "form"}
_STRESSED = {"b": "stressed", "strong": "stressed", "em": "stressed", "i": "stressed", "del": "struck", "s": "struck",
             "strike": "struck"}  # fmt: skip
_BREAKING = {"p", "div", "br", "tr", "section", "article", "main", "header", "dt", "dd", "dl", "pre", "hr", "table"}
_HEADING = re.compile(r"h[1-6]$")
_ADDRESS = re.compile(  # in words it is an address, and no part of a title
    r"(?:https?|xmpp|irc)://[^\s<>|\"]+[^\s<>|\".,;:!?)\]}'*_]|<?(?P<mail>[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+)>?"
)


def blocks(text: str, lines_before: int = 0) -> Block:
    """The tree of an HTML text; `lines_before` is added to each line number."""
    reader = _Reader(lines_before)
    reader.feed(_finished(text))
    reader.close()
    reader.flush()
    return reader.document


def spread(text: str) -> tuple[str, list[int]]:
    """The text with a line for each block where one line holds many, and for each line the source's, from 1."""
    lines: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = _BLOCK.split(line) if len(_BLOCK.findall(line)) > MOST_BLOCKS else [line]
        lines += parts
        numbers += [number] * len(parts)
    return "\n".join(lines), numbers


def _finished(text: str) -> str:
    """Without a comment that never ends, and with tags that never end as text.

    The parser would look for the end of each anew, up to the end of the text: a page of many would take minutes.
    """
    comment = text.find("<!--", text.rfind("-->") + 1)
    text = text if comment < 0 else text[:comment]
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")


class _Reader(HTMLParser):
    def __init__(self, lines_before: int) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Block(Kind.DOCUMENT)
        self._before = lines_before
        self._section = self.document
        self._lists: list[Block | None] = []  # for each list we are in, the item we are in
        self._heading = 0
        self._table: Block | None = None
        self._cells: list[Inline] | None = None
        self._row_line = 0
        self._silent = 0
        self._pre = False
        self._start()

    def _start(self) -> None:
        self._text = ""
        self._marks: list[Mark] = []
        self._open: list[tuple[str, int, str]] = []
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if self._silent:
            return
        if tag in ("td", "th", "tr"):
            self._cell(tag)
        elif tag in ("ul", "ol", "li") or _HEADING.match(tag):
            self.flush()
            self._enter(tag)
        elif tag == "a" or tag in _STRESSED:
            self._open.append((_STRESSED.get(tag, "link"), len(self._text), dict(attrs).get("href") or ""))
        elif tag in _BREAKING and not (tag == "br" and self._cells is not None):
            self.flush()
        if tag == "table" and self._table is None:
            self._table = self._place().add(Block(Kind.TABLE, line=self._here()))
        self._text += " " if tag == "br" else ""
        self._pre = self._pre or tag == "pre"

    def _enter(self, tag: str) -> None:
        if tag == "li":
            self._item()
        elif tag in ("ul", "ol"):
            if len(self._lists) < MOST_DEPTH:
                self._lists.append(None)
        else:
            self._heading = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            return
        if self._silent:
            return
        if tag == "a" or tag in _STRESSED:
            self._mark(_STRESSED.get(tag, "link"))
        elif _HEADING.match(tag):
            self.flush()
            self._heading = 0
        elif tag in ("ul", "ol"):
            self.flush()
            if self._lists:
                self._lists.pop()
        elif tag == "table":
            self._end_row()
            self._table = None
        elif tag in _BREAKING or tag == "li":
            self.flush()
        self._pre = self._pre and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._pre:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self.flush()
                self._write(line, self._here() + number)
        else:
            self._write(
                re.sub(r"\s+", " ", data), self._here() + (len(data) - len(data.lstrip())) * data[:1].count("\n")
            )

    def _write(self, text: str, line: int) -> None:
        if text.strip() and not self._line:
            self._line = line
        place = 0
        for hit in _ADDRESS.finditer(text):
            self._text += text[place : hit.start()]
            kind, url = ("mail", "") if hit["mail"] else ("link", hit[0])
            self._marks.append(Mark(len(self._text), len(self._text), kind, url))
            place = hit.end()
        self._text += text[place:]

    def _here(self) -> int:
        return self.getpos()[0] + self._before

    def _mark(self, kind: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == kind:
                _, start, url = self._open.pop(place)
                self._marks.append(Mark(start, len(self._text), kind, url))
                return

    def _inline(self) -> Inline:
        lead = len(self._text) - len(self._text.lstrip())
        text = self._text.strip()
        marks = (Mark(max(0, m.start - lead), min(len(text), m.end - lead), m.kind, m.url) for m in self._marks)
        return Inline(text, tuple(sorted(marks, key=lambda mark: mark.start)))

    def _place(self) -> Block:
        return next((item for item in reversed(self._lists) if item), self._section)

    def _item(self) -> None:
        self.flush()
        if not self._lists:
            self._lists.append(None)
        self._lists[-1] = None
        item = self._place().add(Block(Kind.ITEM, line=self._here(), level=2 * len(self._lists)))
        self._lists[-1] = item

    def _cell(self, tag: str) -> None:
        if self._table is None:
            return
        if tag == "tr":
            self._end_row()
            self._cells, self._row_line = [], self._here()
        else:
            self._end_cell()
            self._cells = [] if self._cells is None else self._cells
        self._start()

    def _end_cell(self) -> None:
        if self._cells is not None and (self._line or self._cells or self._text):
            self._cells.append(self._inline())

    def _end_row(self) -> None:
        if self._cells is not None and self._table is not None:
            self._cells.append(self._inline())
            cells = self._cells[1:] if self._cells and not self._cells[0].text and len(self._cells) > 1 else self._cells
            self._table.rows.append(Row(tuple(cells), self._row_line))
        self._cells = None
        self._start()

    def flush(self) -> None:
        """End the text so far as a block of its own."""
        if self._cells is not None:
            return
        found, line = self._inline(), self._line or self._here()
        self._start()
        if not found.text and not found.marks:
            return
        place = self._place()
        if self._heading:
            self._section = _under(self._section, self.document, self._heading).add(
                Block(Kind.HEADING, found, line, self._heading)
            )
        elif place.kind is Kind.ITEM and not place.text and not place.children:
            place.inline, place.line = found, line
        else:
            place.add(Block(Kind.LINE, found, line))


def _under(section: Block, document: Block, level: int) -> Block:
    while section.kind is Kind.HEADING and section.level >= level:
        section = section.parent or document
    return section
