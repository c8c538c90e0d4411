"""Where the session stands, it cannot be done."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The session has not begun, so there is no current item."""


@dataclass(frozen=True, slots=True)
class NothingIsOn:
    """The session has not begun: there is no current item whose minutes could change."""


@dataclass(frozen=True, slots=True)
class AlreadyRunning:
    """The session has begun before."""


@dataclass(frozen=True, slots=True)
class AlreadyOver:
    """The session has ended."""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """The clock is not on hold."""


@dataclass(frozen=True, slots=True)
class AlreadyHeld:
    """The clock is on hold already."""


@dataclass(frozen=True, slots=True)
class StaleNext:
    """The speaker saw another item as current than `item`, the one that is."""

    item: int


@dataclass(frozen=True, slots=True)
class JustAdvanced:
    """`item` began a moment ago, started by `by` (None: by the clock)."""

    item: int
    by: Participant | None


@dataclass(frozen=True, slots=True)
class NoItemLeft:
    """Nothing comes after the current item."""


@dataclass(frozen=True, slots=True)
class NoItemBehind:
    """No item is over yet, and none was left for later."""


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """No change is left to take back."""


@dataclass(frozen=True, slots=True)
class AlreadyMuted:
    """Announcements have stopped already."""


@dataclass(frozen=True, slots=True)
class NotMuted:
    """Announcements have not stopped."""


@dataclass(frozen=True, slots=True)
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
