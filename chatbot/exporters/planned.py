"""The items of an agenda, each with the instant at which it begins if all goes to plan."""

from collections.abc import Sequence
from datetime import datetime

from chatbot.core.agenda import Agenda, Item, planned_starts


def planned(agenda: Agenda) -> Sequence[tuple[Item, datetime]]:
    """Item and start, in order."""
    starts, _ = planned_starts(agenda.items, agenda.start)
    return tuple(zip(agenda.items, starts, strict=True))
