"""What all events have."""

from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record(kw_only=True)
class Happened:
    """`at` is the instant at which it took effect, `by` the person who caused it; None stands for the clock."""

    at: datetime
    by: Participant | None = None
