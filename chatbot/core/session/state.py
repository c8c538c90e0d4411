"""The state of a session, and what follows from it at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chatbot.core.agenda import Agenda, Participant
from chatbot.core.polls import Poll, Polls
from chatbot.core.speakers import EMPTY, Queue
from chatbot.core.timeline import Slot, Times, current, times, upcoming
from chatbot.core.volunteers import Rosters


class Phase(StrEnum):
    """Before, during and after."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Session:
    """The state of a session.

    `opens_at` is when it may begin: the planned start, or later after a hold before it. `asked` is the last round
    of asking for volunteers, `requests` counts all requests, also those that a chair caused, and `requested_at` is
    when the last one was. `held_at` is since when the clock stands still. `start_called` is taken back where the
    start moves, `start_calls` counts on.
    """

    agenda: Agenda
    planned_at: datetime
    slots: tuple[Slot, ...]
    rosters: Rosters
    opens_at: datetime
    phase: Phase = Phase.PLANNED
    start_called: bool = False
    start_calls: int = 0
    asked: int = 0
    requests: int = 0
    requested_at: datetime | None = None
    held_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    chairs_added: tuple[Participant, ...] = ()
    queue: Queue = EMPTY
    polls: Polls = ()

    @property
    def current(self) -> Slot | None:
        """The item that is on."""
        return current(self.slots)

    @property
    def next(self) -> Slot | None:
        """The first item still to come."""
        coming = upcoming(self.slots)
        return coming[0] if coming and self.phase is not Phase.ENDED else None

    def slot(self, key: int) -> Slot:
        """The item with this key."""
        return next(slot for slot in self.slots if slot.key == key)

    def poll(self, number: int) -> Poll:
        """The poll with this number."""
        return self.polls[number - 1]

    def number(self, key: int) -> int:
        """The item's place in the agenda, counted from 1."""
        return 1 + next(index for index, slot in enumerate(self.slots) if slot.key == key)

    def times(self, now: datetime) -> tuple[Times, ...]:
        """The times of every item as things stand."""
        return times(self.slots, self.agenda.start, self.held_at, now, over=self.phase is Phase.ENDED)

    def projected_end(self, now: datetime) -> datetime:
        """When the session ends, as things stand; once it is over, when it did."""
        ends = [one.end for one in self.times(now) if one.end]
        return self.ended_at or max(ends, default=self.agenda.planned_end)

    def delay(self, now: datetime) -> timedelta:
        """How much later than its items add up to the session ends; early is negative."""
        planned = self.agenda.start + sum((slot.item.length for slot in self.slots), timedelta())
        return self.projected_end(now) - planned

    def is_chair(self, who: Participant) -> bool:
        """Whether this account may command the session."""
        return (
            any(who.account in chair.accounts for chair in self.agenda.chairs)
            or any(who.account == added.account for added in self.chairs_added)
            or any(group in self.agenda.chair_groups for group in who.groups)
        )
