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


Control = Start | Next | Skip | Hold | Resume | End
