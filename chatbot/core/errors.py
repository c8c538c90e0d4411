"""What the rules refuse, and why.

Refused                 carries one reason; nothing has changed
├── NotAChair           only chairs may do this
├── NotStarted, AlreadyRunning, AlreadyOver, NotHeld, AlreadyHeld
├── StaleNext           the session has moved on since
├── JustAdvanced        somebody else went on a moment ago
├── NoItemLeft          nothing comes after the current item
├── OutOfRange          a number that cannot be meant
├── NoAccount, AlreadyAChair
├── UnknownRole, WhichRole, PlacesFull, AlreadySigned, NotSigned, PlacesTaken
"""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class NotAChair:
    """Only chairs may do this."""


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The session has not begun, so there is no current item."""


@dataclass(frozen=True, slots=True)
class AlreadyRunning:
    """The session has begun before."""


@dataclass(frozen=True, slots=True)
class AlreadyOver:
    """The session has ended."""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """The clock is not on hold."""


@dataclass(frozen=True, slots=True)
class AlreadyHeld:
    """The clock is on hold already."""


@dataclass(frozen=True, slots=True)
class StaleNext:
    """The speaker saw another item as current than `item`, the one that is."""

    item: int


@dataclass(frozen=True, slots=True)
class JustAdvanced:
    """`item` began `seconds` ago, started by `by` (None: by the clock)."""

    item: int
    seconds: int
    by: Participant | None


@dataclass(frozen=True, slots=True)
class NoItemLeft:
    """Nothing comes after the current item."""


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that must lie between `least` and `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class UnknownRole:
    """No such role is wanted; `roles` are."""

    role: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhichRole:
    """Several roles could be meant."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacesFull:
    """All places of the role are taken by `people`."""

    role: str
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class AlreadySigned:
    """This person holds a place of the role already."""

    role: str


@dataclass(frozen=True, slots=True)
class NotSigned:
    """This person holds no place (of the role, where one was named)."""

    role: str


@dataclass(frozen=True, slots=True)
class PlacesTaken:
    """More people hold a place of the role than would be left."""

    role: str
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class NoAccount:
    """Rights hang on accounts, and of this person only the name is known."""

    name: str


@dataclass(frozen=True, slots=True)
class AlreadyAChair:
    """The person may command this session already."""

    name: str


Reason = (
    NotAChair
    | NotStarted
    | AlreadyRunning
    | AlreadyOver
    | NotHeld
    | AlreadyHeld
    | StaleNext
    | JustAdvanced
    | NoItemLeft
    | OutOfRange
    | UnknownRole
    | WhichRole
    | PlacesFull
    | AlreadySigned
    | NotSigned
    | PlacesTaken
    | NoAccount
    | AlreadyAChair
)


class Refused(Exception):
    """The command is not obeyed; `reason` is for people."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
