"""What was given cannot be meant."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that must lie between `least` and `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class NotThatDay:
    """Clocks show the time next at `start`, long after the session, which begins at `first`."""

    start: datetime
    first: datetime


ValueReason = OutOfRange | NotThatDay
