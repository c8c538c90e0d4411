"""Items, and when they begin if all goes to plan."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from chatbot.core.agenda.people import Person
from chatbot.core.record import record


@cache
def minutes(number: int) -> timedelta:
    """So many minutes; cached, for the times of long agendas are added up often."""
    return timedelta(minutes=number)


@record
class Item:
    """One item of the agenda: `minutes` for the talk and `questions` minutes after it.

    No minutes at all means that the item stays open until somebody goes on. A `fixed` one begins at that instant and
    no earlier.
    """

    title: str
    minutes: int
    questions: int = 0
    presenters: tuple[Person, ...] = ()
    group: str = ""
    drafts: tuple[str, ...] = ()
    slides: str = ""
    fixed: datetime | None = None

    @property
    def length(self) -> timedelta:
        """Talk and questions together."""
        return minutes(self.minutes + self.questions)

    def begins(self, turn: datetime) -> datetime:
        """When it begins if its turn comes then: what is fixed, no earlier than it is fixed for."""
        return max(turn, self.fixed) if self.fixed else turn


def planned_starts(items: Sequence[Item], begin: datetime) -> tuple[tuple[datetime, ...], datetime]:
    """When each item begins if all goes to plan, and when the last one ends."""
    starts, free = [], begin
    for item in items:
        start = item.begins(free)
        starts.append(start)
        free = start + item.length
    return tuple(starts), free
