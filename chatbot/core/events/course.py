"""How the session went on."""

from dataclasses import dataclass

from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCalled(Happened):
    """The planned start came, and the chair was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(Happened):
    """The session began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(Happened):
    """The item became current; the one before it is done."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSkipped(Happened):
    """The item was left for later."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld(Happened):
    """The clock stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResumed(Happened):
    """The clock went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Happened):
    """The session was closed; items not done stay as they are."""


Course = StartCalled | SessionStarted | ItemStarted | ItemSkipped | SessionHeld | SessionResumed | SessionEnded
