"""What chairs say about the agenda; items are given by their places on the board, counted from 1."""

from chatbot.core.agenda import Attendance, Participant
from chatbot.core.record import record


@record
class Swap:
    """Let two items change places."""

    number: int
    other: int


@record
class Move:
    """Put an item behind another one, or `before` it."""

    number: int
    other: int
    before: bool = False


@record
class Add:
    """Put a new item at the end, or behind another one."""

    title: str
    minutes: int
    by: Participant | None = None
    after: int | None = None


@record
class Drop:
    """Take an item off the agenda."""

    number: int


@record
class Rename:
    """Give an item another title."""

    number: int
    title: str


@record
class SetPresenter:
    """Let this person present an item."""

    number: int
    person: Participant
    attendance: Attendance = Attendance.EXPECTED


Arranging = Swap | Move | Add | Drop | Rename | SetPresenter
