"""What is asked to be shown; nothing changes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShowAgenda:
    """All items with their times."""


@dataclass(frozen=True, slots=True)
class ShowNow:
    """The current item."""


@dataclass(frozen=True, slots=True)
class ShowNext:
    """The item after the current one."""


@dataclass(frozen=True, slots=True)
class ShowWhen:
    """When an item or a presenter is on: a number, words of a title, a name, a draft, or `me`."""

    what: str


@dataclass(frozen=True, slots=True)
class ShowWho:
    """Who presents, chairs and takes notes."""


@dataclass(frozen=True, slots=True)
class ShowLinks:
    """All links of the session."""


@dataclass(frozen=True, slots=True)
class ShowNotes:
    """Where notes are taken, and by whom."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Where the session and the group's documents stand."""


@dataclass(frozen=True, slots=True)
class ShowNoteWell:
    """The notices of the session, word for word."""


@dataclass(frozen=True, slots=True)
class ShowChairs:
    """Chairs and area directors."""


@dataclass(frozen=True, slots=True)
class ShowVolunteers:
    """Who has signed up, and which places are free."""


@dataclass(frozen=True, slots=True)
class ShowServed:
    """Who served in the role, in the sessions of the group; None for any role."""

    role: str | None = None


@dataclass(frozen=True, slots=True)
class ShowQueue:
    """Who speaks, and who waits."""


@dataclass(frozen=True, slots=True)
class ShowPolls:
    """The open poll, and the results of those before."""


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """What can be said; about one command, if it is named."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class ShowLate:
    """How far off plan the session is, and what would help."""


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """The board, posted anew."""


@dataclass(frozen=True, slots=True)
class ShowRecord:
    """Actions, decisions and notes so far."""


@dataclass(frozen=True, slots=True)
class ShowSlides:
    """The slides of an item: by its number, else of the current one and the next."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShowDocument:
    """Where a document stands, and when it is on."""

    name: str


Query = (
    ShowAgenda
    | ShowNow
    | ShowNext
    | ShowWhen
    | ShowWho
    | ShowLinks
    | ShowNotes
    | ShowStatus
    | ShowNoteWell
    | ShowChairs
    | ShowVolunteers
    | ShowServed
    | ShowQueue
    | ShowPolls
    | ShowHelp
    | ShowLate
    | ShowBoard
    | ShowRecord
    | ShowSlides
    | ShowDocument
)
