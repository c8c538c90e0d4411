"""What chairs say to move the session on."""

from chatbot.core.record import record


@record
class Start:
    """Begin the session."""


@record
class Next:
    """Go on to the next item; `seen` is the item that the speaker saw as current, where that is known."""

    seen: int | None = None


@record
class Skip:
    """Leave the current item for later and go on; with a number, pass over that one of the items to come."""

    number: int | None = None


@record
class Back:
    """Take an item up again that is over or was left for later; the last one, where no number is given."""

    number: int | None = None


@record
class Hold:
    """Stop the clock."""


@record
class Resume:
    """Let the clock go on."""


@record
class End:
    """Close the session."""


@record
class StartOver:
    """Take the start back: nothing has begun."""


@record
class Mute:
    """Say nothing more of your own accord."""


@record
class Unmute:
    """Announce again."""


@record
class Undo:
    """Take the last change back."""


Control = Start | Next | Skip | Back | Hold | Resume | End | StartOver | Mute | Unmute | Undo
