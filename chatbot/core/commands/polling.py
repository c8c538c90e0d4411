"""What is said about polls."""

from chatbot.core.record import record


@record
class OpenPoll:
    """Ask the room; without options yes, no or no opinion. With 0 minutes it is open until a chair closes it."""

    question: str
    options: tuple[str, ...] = ()
    hidden: bool = False
    minutes: int = 0


@record
class OfferAdoption:
    """Ask the room about the agenda's next adoption call."""

    hidden: bool = False
    minutes: int = 0


@record
class ClosePoll:
    """Take no more votes and tell the result."""


@record
class Vote:
    """Vote for an option: its name, its number, or `#` and its number; None stands for the poll that is open."""

    choice: str
    poll: int | None = None


@record
class Unvote:
    """Take a vote back; with a choice only if it is for that."""

    choice: str = ""
    poll: int | None = None


Polling = OpenPoll | OfferAdoption | ClosePoll | Vote | Unvote
