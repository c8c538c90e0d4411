"""This person cannot do it, or it cannot be done to that one."""

from chatbot.core.agenda import WHOLE, Part, Participant
from chatbot.core.record import record


@record
class NotAChair:
    """Only chairs may do this."""


@record
class NoAccount:
    """Rights hang on accounts, and of this person only the name is known."""

    name: str


@record
class AlreadyAChair:
    """The person may command this session already."""

    name: str


@record
class UnknownRole:
    """No such role is wanted; `roles` are."""

    role: str
    roles: tuple[str, ...]


@record
class WhichRole:
    """Several roles could be meant."""

    roles: tuple[str, ...]


@record
class PlacesFull:
    """All places of the role are taken by `people`."""

    role: str
    people: tuple[Participant, ...]


@record
class AlreadySigned:
    """This person, the speaker where there is no `name`, holds a place of the role already."""

    role: str
    part: Part = WHOLE
    name: str = ""


@record
class AlreadyWaiting:
    """This person waits for a place already, as number `position`."""

    role: str
    part: Part
    position: int


@record
class UnknownPart:
    """The role is not wanted for that part of the session; it is for `parts`."""

    role: str
    parts: tuple[Part, ...]


@record
class WhichPart:
    """The person holds places in several parts of the session."""

    role: str
    parts: tuple[Part, ...]


@record
class Presents:
    """The person, the speaker where there is no `name`, presents `items` of the part meant.

    `instead` is another part in which there is a place.
    """

    role: str
    items: tuple[int, ...]
    instead: Part | None
    name: str = ""


@record
class Exempt:
    """The person wants never to be asked."""

    name: str


@record
class AlreadyAsked:
    """The person was asked, and has not answered yet."""

    name: str


@record
class NotAsked:
    """Nobody asked the speaker anything."""


@record
class NotOnRoster:
    """No one of that name holds a place."""

    name: str


@record
class NotSigned:
    """This person holds no place (of the role, where one was named)."""

    role: str


@record
class StillChairs:
    """The person chairs the session, which is not over, and cannot be forgotten before."""


PeopleReason = (
    NotAChair
    | NoAccount
    | StillChairs
    | AlreadyAChair
    | UnknownRole
    | WhichRole
    | PlacesFull
    | AlreadySigned
    | AlreadyWaiting
    | UnknownPart
    | WhichPart
    | Presents
    | Exempt
    | AlreadyAsked
    | NotAsked
    | NotOnRoster
    | NotSigned
)
