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
class StartedOver(Happened):
    """The start was taken back: nothing has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(Happened):
    """The item became current; the one before it is done."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSkipped(Happened):
    """The item was left for later."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPutBack(Happened):
    """The item, hardly begun, is to come again."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMuted(Happened):
    """Announcements stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionUnmuted(Happened):
    """Announcements went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Happened):
    """The last change was taken back."""


Course = (
    StartCalled
    | SessionStarted
    | StartedOver
    | ItemStarted
    | ItemSkipped
    | ItemPutBack
    | SessionHeld
    | SessionResumed
    | SessionEnded
    | SessionMuted
    | SessionUnmuted
    | Undone
)
