"""Planned, actual and projected times.

Times are never stored for what is yet to come: they follow from what happened, so that an extension, a skip or a
hold moves every later time without anything being rescheduled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from chatbot.core.agenda import Item, Participant, minutes
from chatbot.core.record import record


class SlotState(StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"
    SKIPPED = "skipped"
    DROPPED = "dropped"


@record
class Alert:
    """Somebody was told, so many minutes `ahead`, that the item begins at `start`."""

    ahead: int
    start: datetime


@record
class Told:
    """What has been said about an item; no undoing takes that back.

    `calls`, `warnings` and `alerted` count what was said, `warned` is how much of the item's time had passed at the
    last warning, `alerts` has the last alert of each kind.
    """

    calls: int = 0
    warnings: int = 0
    warned: timedelta = timedelta()
    alerted: int = 0
    alerts: tuple[Alert, ...] = ()


@record
class Slot:
    """An item on its way through the session.

    `planned` is when the agenda has it (None: it was added since). `extra` minutes were added by chairs, or taken away,
    `held` is how long the clock stood still during the item so far, `round` counts how often it was started, `called`
    says that the chair was told that its time is up. Since `waits`, only a person goes on from it, for one took back
    what the clock did.
    """

    key: int
    item: Item
    planned: datetime | None = None
    state: SlotState = SlotState.PLANNED
    extra: int = 0
    held: timedelta = timedelta()
    round: int = 0
    called: bool = False
    waits: datetime | None = None
    started_at: datetime | None = None
    started_by: Participant | None = None
    ended_at: datetime | None = None
    told: Told = field(default_factory=Told)

    @property
    def length(self) -> timedelta:
        """The time allotted now: what was planned and what chairs added."""
        return minutes(self.item.minutes + self.item.questions + self.extra)

    @property
    def minutes(self) -> int:
        """`length` in minutes."""
        return self.item.minutes + self.item.questions + self.extra

    @property
    def questions(self) -> timedelta:
        """The last part of `length`, for questions."""
        return min(self.length, minutes(self.item.questions))


class Times(NamedTuple):
    """When an item was planned, and when it begins and ends; None where it was not, or will not come any more."""

    planned: datetime | None
    start: datetime | None
    end: datetime | None


def current(slots: Sequence[Slot]) -> Slot | None:
    """The item that is on."""
    return next((slot for slot in slots if slot.state is SlotState.CURRENT), None)


def upcoming(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The items still to come, in order."""
    return (slot for slot in slots if slot.state is SlotState.PLANNED)


def coming(slots: Sequence[Slot], free: datetime) -> Iterator[tuple[Slot, datetime]]:
    """The items still to come with their starts, when the first could begin at `free`; what is fixed is not pulled."""
    for slot in upcoming(slots):
        start = slot.item.begins(free)
        yield slot, start
        free = start + slot.length


def last_end(slots: Sequence[Slot], free: datetime) -> datetime:
    """When the last item to come ends, when the first could begin at `free`."""
    for slot, start in coming(slots, free):
        free = start + slot.length
    return free


def allotted_end(slot: Slot) -> datetime:
    """When the current item's time is over, if the clock goes on from here without another hold."""
    assert slot.started_at is not None
    return slot.started_at + slot.length + slot.held


def time_up(slot: Slot, held_at: datetime | None, now: datetime) -> datetime:
    """When the current item's time is over, if a hold since `held_at` ends now."""
    return allotted_end(slot) + (max(now - held_at, timedelta()) if held_at else timedelta())


def free_from(slots: Sequence[Slot], begin: datetime, held_at: datetime | None, now: datetime) -> datetime:
    """When the next item could begin: at the start of the session, or when the current item is over."""
    running = current(slots)
    return max(begin, now) if running is None else max(now, time_up(running, held_at, now))


def times(
    slots: Sequence[Slot], begin: datetime, held_at: datetime | None, now: datetime, *, over: bool
) -> tuple[Times, ...]:
    """The times of every slot: actual where it happened, projected from `now` where it is to come.

    `begin` is the planned start of the session, `over` says that it has ended.
    """
    free = free_from(slots, begin, held_at, now)
    result = []
    for slot in slots:
        if slot.state is SlotState.PLANNED and not over:
            start = slot.item.begins(free)
            free = start + slot.length
            result.append(Times(slot.planned, start, free))
        elif slot.state is SlotState.CURRENT:
            result.append(Times(slot.planned, slot.started_at, free_from((slot,), begin, held_at, now)))
        elif slot.state is SlotState.DONE:
            result.append(Times(slot.planned, slot.started_at, slot.ended_at))
        else:
            result.append(Times(slot.planned, None, None))
    return tuple(result)
