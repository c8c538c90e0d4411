"""How the session went on."""

from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class StartCalled(Happened):
    """The planned start came, and the chair was told."""


@record(kw_only=True)
class SessionStarted(Happened):
    """The session began."""


@record(kw_only=True)
class StartedOver(Happened):
    """The start was taken back: nothing has begun."""


@record(kw_only=True)
class ItemStarted(Happened):
    """The item became current; the one before it is done."""

    item: int


@record(kw_only=True)
class ItemSkipped(Happened):
    """The item was left for later."""

    item: int


@record(kw_only=True)
class ItemPutBack(Happened):
    """The item, hardly begun, is to come again."""

    item: int


@record(kw_only=True)
class SessionHeld(Happened):
    """The clock stopped."""


@record(kw_only=True)
class SessionResumed(Happened):
    """The clock went on."""


@record(kw_only=True)
class SessionEnded(Happened):
    """The session was closed; items not done stay as they are."""


@record(kw_only=True)
class SessionMuted(Happened):
    """Announcements stopped."""


@record(kw_only=True)
class SessionUnmuted(Happened):
    """Announcements went on."""


@record(kw_only=True)
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
