"""What all events have."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """`at` is the instant at which it took effect, `by` the person who caused it; None stands for the clock."""

    at: datetime
    by: Participant | None = None
