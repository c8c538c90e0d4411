"""What somebody wants to be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ping:
    """Tell the speaker when an item is near, begins or moves: a number, words of a title, a name."""

    what: str


@dataclass(frozen=True, slots=True)
class Unping:
    """Tell the speaker no more about an item, or about any."""

    what: str = ""


Personal = Ping | Unping
