"""What is asked: commands change a session, prompts come from the clock, queries change nothing."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Agenda, Participant


@dataclass(frozen=True, slots=True)
class Start:
    """Begin the session."""


@dataclass(frozen=True, slots=True)
class Next:
    """Go on to the next item; `seen` is the item that the speaker saw as current, where that is known."""

    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the current item more minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current item for later and go on."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Stop the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock go on."""


@dataclass(frozen=True, slots=True)
class End:
    """Close the session."""


@dataclass(frozen=True, slots=True)
class Need:
    """Want this many volunteers for a role."""

    role: str
    places: int


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Take a place of the role; None where only one can be meant."""

    role: str | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Give a place back; None where only one can be meant."""

    role: str | None = None


@dataclass(frozen=True, slots=True)
class AddChair:
    """Let the person command this session."""

    person: Participant


@dataclass(frozen=True, slots=True)
class Revise:
    """The agenda's source has changed."""

    agenda: Agenda


@dataclass(frozen=True, slots=True)
class CallStart:
    """The planned start has come: tell the chair."""


@dataclass(frozen=True, slots=True)
class Advance:
    """The item's time is over: go on to the next one."""

    item: int


@dataclass(frozen=True, slots=True)
class CallTime:
    """The item's time is over: tell the chair."""

    item: int


@dataclass(frozen=True, slots=True)
class AskVolunteers:
    """It is time for the round-th request for volunteers."""

    round: int


Command = Start | Next | Extend | Skip | Hold | Resume | End | Need | Volunteer | Withdraw | AddChair
Prompt = Revise | CallStart | Advance | CallTime | AskVolunteers


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt


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
class ShowHelp:
    """What can be said; about one command, if it is named."""

    topic: str = ""


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
    | ShowHelp
)
