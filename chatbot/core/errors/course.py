"""Where the session stands, it cannot be done."""

from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record
class NotStarted:
    """The session has not begun, so there is no current item."""


@record
class NothingIsOn:
    """The session has not begun: there is no current item whose minutes could change."""


@record
class AlreadyRunning:
    """The session has begun before."""


@record
class AlreadyOver:
    """The session has ended."""


@record
class NotHeld:
    """The clock is not on hold."""


@record
class AlreadyHeld:
    """The clock is on hold already."""


@record
class StaleNext:
    """The speaker saw another item as current than `item`, the one that is."""

    item: int


@record
class JustAdvanced:
    """`item` began a moment ago, started by `by` (None: by the clock)."""

    item: int
    by: Participant | None


@record
class NoItemLeft:
    """Nothing comes after the current item."""


@record
class NoItemBehind:
    """No item is over yet, and none was left for later."""


@record
class NothingToUndo:
    """No change is left to take back."""


@record
class AlreadyMuted:
    """Announcements have stopped already."""


@record
class NotMuted:
    """Announcements have not stopped."""


@record
class FixedStart:
    """The item that would come is fixed for a later time."""

    item: int
    start: datetime


CourseReason = (
    NotStarted
    | NothingIsOn
    | AlreadyRunning
    | AlreadyOver
    | NotHeld
    | AlreadyHeld
    | StaleNext
    | JustAdvanced
    | NoItemLeft
    | NoItemBehind
    | NothingToUndo
    | AlreadyMuted
    | NotMuted
    | FixedStart
)
