"""This person cannot do it, or it cannot be done to that one."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class NotAChair:
    """Only chairs may do this."""


@dataclass(frozen=True, slots=True)
class NoAccount:
    """Rights hang on accounts, and of this person only the name is known."""

    name: str


@dataclass(frozen=True, slots=True)
class AlreadyAChair:
    """The person may command this session already."""

    name: str


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


PeopleReason = (
    NotAChair
    | NoAccount
    | AlreadyAChair
    | UnknownRole
    | WhichRole
    | PlacesFull
    | AlreadySigned
    | NotSigned
    | PlacesTaken
)
