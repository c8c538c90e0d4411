"""What is asked to be shown; nothing changes."""

from chatbot.core.record import record


@record
class ShowAgenda:
    """All items with their times."""


@record
class ShowNow:
    """The current item."""


@record
class ShowNext:
    """The item after the current one."""


@record
class ShowWhen:
    """When an item or a presenter is on: a number, words of a title, a name, a draft, or `me`."""

    what: str


@record
class ShowWho:
    """Who presents, chairs and takes notes."""


@record
class ShowLinks:
    """All links of the session."""


@record
class ShowNotes:
    """Where notes are taken, and by whom."""


@record
class ShowStatus:
    """Where the session and the group's documents stand."""


@record
class ShowNoteWell:
    """The notices of the session, word for word."""


@record
class ShowChairs:
    """Chairs and area directors."""


@record
class ShowVolunteers:
    """Who has signed up, and which places are free."""


@record
class ShowServed:
    """Who served in the role, in the sessions of the group; None for any role."""

    role: str | None = None


@record
class ShowQueue:
    """Who speaks, and who waits."""


@record
class ShowPolls:
    """The open poll, and the results of those before."""


@record
class ShowHelp:
    """What can be said; about one command, if it is named."""

    topic: str = ""


@record
class ShowLate:
    """How far off plan the session is, and what would help."""


@record
class ShowBoard:
    """The board, posted anew."""


@record
class ShowRecord:
    """Actions, decisions and notes so far."""


@record
class ShowSlides:
    """The slides of an item: by its number, else of the current one and the next."""

    number: int | None = None


@record
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
