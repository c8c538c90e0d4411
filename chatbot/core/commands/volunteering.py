"""What is said about who helps with what; items are given by their places on the board, counted from 1."""

from chatbot.core.agenda import WHOLE, Part, Participant
from chatbot.core.record import record


@record
class Need:
    """Want this many volunteers for a role, in a part of the session; `by` an item, or when it begins.

    The role is None where only one can be meant.
    """

    role: str | None
    places: int
    part: Part = WHOLE
    by: int | None = None


@record
class Volunteer:
    """Take a place of the role; None where only one can be meant, and for the first part that has one free."""

    role: str | None = None
    part: Part | None = None


@record
class Withdraw:
    """Give a place back, or one in the line; None where only one can be meant."""

    role: str | None = None
    part: Part | None = None


@record
class SignUp:
    """Let the person, who may have no account, take a place."""

    person: Participant
    role: str | None = None
    part: Part | None = None


@record
class Release:
    """Take the person's place back."""

    person: Participant
    role: str | None = None
    part: Part | None = None


@record
class AskPerson:
    """Ask the person privately; `exempt` says that they want never to be asked, in whatever session they said so."""

    person: Participant
    role: str | None = None
    part: Part | None = None
    exempt: bool = False


@record
class Agree:
    """Say yes to what one was asked."""


@record
class Disagree:
    """Say no to it."""


@record
class NeverAsk:
    """Do not ask the speaker for anything, in no session."""


@record
class AskAgain:
    """The speaker may be asked again."""


@record
class ForgetMe:
    """Give back whatever place the speaker has, and remove what is known of them."""


Volunteering = (
    Need | Volunteer | Withdraw | SignUp | Release | AskPerson | Agree | Disagree | NeverAsk | AskAgain | ForgetMe
)  # fmt: skip
