"""Planned, actual and projected times.

Times are never stored for what is yet to come: they follow from what happened, so that an extension, a skip or a
hold moves every later time without anything being rescheduled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chatbot.core.agenda import Item, Participant


class SlotState(StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Slot:
    """An item on its way through the session.

    `extra` minutes were added by chairs, `held` is how long the clock stood still during the item so far, `round`
    counts how often it was started, `called` says that the chair was told that its time is up.
    """

    key: int
    item: Item
    state: SlotState = SlotState.PLANNED
    extra: int = 0
    held: timedelta = timedelta()
    round: int = 0
    called: bool = False
    started_at: datetime | None = None
    started_by: Participant | None = None
    ended_at: datetime | None = None

    @property
    def length(self) -> timedelta:
        """The time allotted now: what was planned and what chairs added."""
        return self.item.length + timedelta(minutes=self.extra)

    @property
    def minutes(self) -> int:
        """`length` in minutes."""
        return self.length // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Times:
    """When an item was planned, and when it begins and ends; None where it will not come any more."""

    planned: datetime
    start: datetime | None
    end: datetime | None


def current(slots: Sequence[Slot]) -> Slot | None:
    """The item that is on."""
    return next((slot for slot in slots if slot.state is SlotState.CURRENT), None)


def upcoming(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The items still to come, in order."""
    return tuple(slot for slot in slots if slot.state is SlotState.PLANNED)


def allotted_end(slot: Slot) -> datetime:
    """When the current item's time is over, if the clock goes on from here without another hold."""
    assert slot.started_at is not None
    return slot.started_at + slot.length + slot.held


def time_up(slot: Slot, held_at: datetime | None, now: datetime) -> datetime:
    """When the current item's time is over, if a hold since `held_at` ends now."""
    return allotted_end(slot) + (max(now - held_at, timedelta()) if held_at else timedelta())


def times(
    slots: Sequence[Slot], begin: datetime, held_at: datetime | None, now: datetime, *, over: bool
) -> tuple[Times, ...]:
    """The times of every slot: actual where it happened, projected from `now` where it is to come.

    `begin` is the planned start of the session, `over` says that it has ended.
    """
    running = current(slots)
    free = max(begin, now) if running is None else max(now, time_up(running, held_at, now))
    planned, result = begin, []
    for slot in slots:
        if slot.state is SlotState.PLANNED and not over:
            result.append(Times(planned, free, free + slot.length))
            free += slot.length
        elif slot.state is SlotState.CURRENT:
            result.append(Times(planned, slot.started_at, free))
        elif slot.state is SlotState.DONE:
            result.append(Times(planned, slot.started_at, slot.ended_at))
        else:
            result.append(Times(planned, None, None))
        planned += slot.item.length
    return tuple(result)
