"""The first stage: a document as a tree of headings, list items, lines and tables, each with its source line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from chatbot.importers.text.inline import Inline


class Kind(StrEnum):
    """What a block is. A caption is a line of its own that stands above a list or table as a heading would."""

    DOCUMENT = "document"
    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    LINE = "line"
    TABLE = "table"


NOTHING = Inline("")


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: its cells, and the line it stands on."""

    cells: tuple[Inline, ...]
    line: int


@dataclass(eq=False)
class Block:
    """A node of the tree; `level` is a heading's level, or the column where an item or line begins."""

    kind: Kind
    inline: Inline = NOTHING
    line: int = 0
    level: int = 0
    height: int = 1
    ordered: bool = False
    children: list["Block"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    parent: "Block | None" = field(default=None, repr=False)

    @property
    def text(self) -> str:
        return self.inline.text

    def add(self, block: "Block") -> "Block":
        block.parent = self
        self.children.append(block)
        return block

    def walk(self) -> Iterator["Block"]:
        """This block and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(reversed(block.children))

    def ancestors(self) -> Iterator["Block"]:
        """What it stands under, nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent
