"""What somebody wants to be told."""

from chatbot.core.record import record


@record
class Ping:
    """Tell the speaker when an item is near, begins or moves: a number, words of a title, a name."""

    what: str


@record
class Unping:
    """Tell the speaker no more about an item, or about any."""

    what: str = ""


Personal = Ping | Unping
