"""What chairs say to move the session on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Begin the session."""


@dataclass(frozen=True, slots=True)
class Next:
    """Go on to the next item; `seen` is the item that the speaker saw as current, where that is known."""

    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current item for later and go on; with a number, pass over that one of the items to come."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """Take an item up again that is over or was left for later; the last one, where no number is given."""

    number: int | None = None


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
class StartOver:
    """Take the start back: nothing has begun."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Say nothing more of your own accord."""


@dataclass(frozen=True, slots=True)
class Unmute:
    """Announce again."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""


Control = Start | Next | Skip | Back | Hold | Resume | End | StartOver | Mute | Unmute | Undo
