"""What chairs say about the agenda; items are given by their places on the board, counted from 1."""

from dataclasses import dataclass

from chatbot.core.agenda import Attendance, Participant


@dataclass(frozen=True, slots=True)
class Swap:
    """Let two items change places."""

    number: int
    other: int


@dataclass(frozen=True, slots=True)
class Move:
    """Put an item behind another one, or `before` it."""

    number: int
    other: int
    before: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new item at the end, or behind another one."""

    title: str
    minutes: int
    by: Participant | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Take an item off the agenda."""

    number: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Give an item another title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class SetPresenter:
    """Let this person present an item."""

    number: int
    person: Participant
    attendance: Attendance = Attendance.EXPECTED


Arranging = Swap | Move | Add | Drop | Rename | SetPresenter
