"""Single lines of an exported agenda: cells, lists of names, links, and text without its escapes."""

import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\((?:<((?:\\.|[^>\\])*)>|([^()\s]+))\)")
_PIECE = {sign: re.compile(rf"(?:\\.|[^{re.escape(sign)}\\]|\\$)*") for sign in "|,"}


def unescaped(text: str) -> str:
    """The text as it is shown, with the blanks around it."""
    return _ESCAPED.sub(r"\1", text)


def plain(text: str) -> str:
    """The text as it is shown."""
    return unescaped(text.strip())


def split(text: str, sign: str) -> list[str]:
    """The pieces between signs (`|` or `,`) that are not escaped, still with their escapes."""
    pieces, place = [], 0
    while place <= len(text):
        hit = _PIECE[sign].match(text, place)
        end = hit.end() if hit else place
        pieces.append(text[place:end].strip())
        place = end + 1
    return pieces


def names(text: str) -> tuple[str, ...]:
    """A list of names with commas between them."""
    return tuple(filter(None, map(plain, split(text, ","))))


def link(text: str) -> tuple[str, str] | None:
    """Title and address of a link that is all of the text."""
    hit = _LINK.fullmatch(text.strip())
    return (plain(hit[1]), plain(hit[2] or hit[3])) if hit else None


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return split(line.strip()[1:].rstrip().removesuffix("|"), "|")
