"""Rows of cells between pipes."""

import re
from collections.abc import Mapping, Sequence

from chatbot.importers.text.blocks import Row
from chatbot.importers.text.inline import inline

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
_CODE = re.compile(r"`[^`]*`")


def is_row(line: str) -> bool:
    """Whether the line holds cells."""
    return len(_PIPE.findall(line)) >= 2 or bool(_PIPE.search(line.strip(" |")))


def is_rule(line: str) -> bool:
    """Whether the line only separates a table's head from its body."""
    return bool(_RULE.match(line)) and ("|" in line or "+" in line)


def read_rows(lines: Sequence[str], first: int, last: int, references: Mapping[str, str]) -> tuple[list[Row], int]:
    """The rows of a table that begins on line `first`, counted from 0, and the line after it; none when none begins."""
    end = first
    while end < last and (is_row(lines[end]) or is_rule(lines[end])):
        end += 1
    if end - first < 2:
        return [], first
    rows = [
        Row(tuple(inline(cell.strip().replace("\\|", "|"), references) for cell in cells(lines[number])), number + 1)
        for number in range(first, end)
        if not is_rule(lines[number])
    ]
    return (rows, end) if max((len(row.cells) for row in rows), default=0) > 1 else ([], first)


def cells(line: str) -> list[str]:
    """The cells of a row, with or without pipes at its ends."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return _PIPE.split(line)
