"""What chairs say about an agenda that comes from elsewhere; items are given by their places in what is offered."""

from chatbot.core.record import record


@record
class Import:
    """Fetch an agenda and show it; nothing changes before somebody accepts it.

    Without an address it is the file that came with the command.
    """

    address: str


@record
class Accept:
    """Put in force what is offered."""


@record
class Decline:
    """Leave the agenda as it is."""


@record
class EditOffered:
    """Give an item of what is offered other minutes."""

    number: int
    minutes: int


@record
class OmitOffered:
    """Leave an item of what is offered out."""

    number: int


Sourcing = Import | Accept | Decline | EditOffered | OmitOffered
