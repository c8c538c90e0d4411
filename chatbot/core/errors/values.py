"""What was given cannot be meant."""

from datetime import datetime

from chatbot.core.record import record


@record
class OutOfRange:
    """A number that must lie between `least` and `most`."""

    least: int
    most: int


@record
class NotThatDay:
    """Clocks show the time next at `start`, long after the session, which begins at `first`."""

    start: datetime
    first: datetime


ValueReason = OutOfRange | NotThatDay
