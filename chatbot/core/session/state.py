"""The state of a session, and what follows from it at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from chatbot.core.agenda import Agenda, Item, Participant, Person
from chatbot.core.events import Recording, Undoable
from chatbot.core.polls import Poll, Polls
from chatbot.core.record import record
from chatbot.core.speakers import EMPTY, Queue
from chatbot.core.timeline import Slot, SlotState, Times, coming, current, free_from, last_end, times, upcoming
from chatbot.core.volunteers import NOBODY, Crew, Rosters, still_wanted


class Phase(StrEnum):
    """Before, during and after."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


@record
class Watch:
    """The people who want to be told about an item.

    `start` is when they were last told that it begins, `near` the start for which they were told that it is near;
    `told` counts what was said.
    """

    item: int
    people: tuple[Participant, ...] = ()
    start: datetime | None = None
    near: datetime | None = None
    told: int = 0


@record
class Course:
    """What chairs can change and take back."""

    slots: tuple[Slot, ...]
    opens_at: datetime
    phase: Phase = Phase.PLANNED
    dropped: tuple[Slot, ...] = ()
    muted: bool = False
    held_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


@record
class Change:
    """Something that can be taken back: what happened, and how things stood before."""

    event: Undoable
    before: Course


@record
class Offered:
    """Another agenda that waits to be accepted.

    `by` imported or changed it last, and has seen it alone; None stands for a source that changed by itself, which all
    chairs were shown. `read` are the items as the source has them. `changed_at` is when it took another offer's place.
    """

    agenda: Agenda
    origin: str
    read: tuple[Item, ...]
    remarks: tuple[str, ...] = ()
    by: Participant | None = None
    changed_at: datetime | None = None


@record
class Session:
    """The state of a session.

    `opens_at` is when it may begin: the planned start, or later after a hold before it. `asked` is the last round
    of asking for volunteers, `requests` counts all requests, also those that a chair caused, and `requested_at` is
    when the last one was. `held_at` is since when the clock stands still. `start_called` is taken back where the
    start moves, `start_calls` counts on, and so does `endings`. `items_end` is when the last item ends if all goes to
    plan. `keys` are those of the agenda's own items, 0 for one that is not on it; `highest_key` is the highest that an
    item ever had; `offers` counts what was offered. `filed` is the agenda as its file had it when it was last read,
    which a merged one differs from. `changes` are the last ones that can be taken back, the latest last.
    """

    agenda: Agenda
    planned_at: datetime
    slots: tuple[Slot, ...]
    rosters: Rosters
    opens_at: datetime
    items_end: datetime
    keys: tuple[int, ...] = ()
    highest_key: int = 0
    filed: Agenda | None = None
    phase: Phase = Phase.PLANNED
    dropped: tuple[Slot, ...] = ()
    muted: bool = False
    start_called: bool = False
    start_calls: int = 0
    unreached_listed: bool = False
    asked: int = 0
    requests: int = 0
    requested_at: datetime | None = None
    held_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    endings: int = 0
    crew: Crew = NOBODY
    chairs_added: tuple[Participant, ...] = ()
    queue: Queue = EMPTY
    polls: Polls = ()
    watches: tuple[Watch, ...] = ()
    records: tuple[Recording, ...] = ()
    changes: tuple[Change, ...] = ()
    offered: Offered | None = None
    offers: int = 0

    @property
    def free_key(self) -> int:
        """The first key that no item ever had."""
        return self.highest_key + 1

    @property
    def current(self) -> Slot | None:
        """The item that is on."""
        return current(self.slots)

    @property
    def next(self) -> Slot | None:
        """The first item still to come."""
        return next(upcoming(self.slots), None) if self.phase is not Phase.ENDED else None

    @property
    def course(self) -> Course:
        """What can be taken back."""
        return Course(
            self.slots,
            self.opens_at,
            self.phase,
            self.dropped,
            self.muted,
            self.held_at,
            self.started_at,
            self.ended_at,
        )

    def slot(self, key: int) -> Slot:
        """The item with this key, be it on the agenda or dropped."""
        found = self.find(key)
        assert found is not None, f"no item has the key {key}"
        return found

    def find(self, key: int) -> Slot | None:
        """The same; None where the item was added, and that was taken back."""
        return next((slot for slots in (self.slots, self.dropped) for slot in slots if slot.key == key), None)

    def poll(self, number: int) -> Poll:
        """The poll with this number."""
        return self.polls[number - 1]

    def watch(self, key: int) -> Watch:
        """Who wants to be told about the item, be it nobody."""
        return next((one for one in self.watches if one.item == key), Watch(key))

    def number(self, key: int) -> int:
        """The item's place on the board, counted from 1; 0 where it was dropped."""
        return 1 + next((index for index, slot in enumerate(self.slots) if slot.key == key), -1)

    def times(self, now: datetime) -> tuple[Times, ...]:
        """The times of every item as things stand."""
        return times(self.slots, self.agenda.start, self.held_at, now, over=self.phase is Phase.ENDED)

    def times_of(self, slot: Slot, now: datetime) -> Times:
        """The times of one item, without working out all."""
        if slot.state is SlotState.PLANNED:
            start = next((start for one, start in self.coming(now) if one.key == slot.key), None)
            return Times(slot.planned, start, start + slot.length if start else None)
        return times((slot,), self.agenda.start, self.held_at, now, over=self.phase is Phase.ENDED)[0]

    def coming(self, now: datetime) -> Iterator[tuple[Slot, datetime]]:
        """The items still to come, and when each begins as things stand."""
        slots = self.slots if self.phase is not Phase.ENDED else ()
        return coming(slots, free_from(self.slots, self.agenda.start, self.held_at, now))

    def projected_end(self, now: datetime) -> datetime:
        """When the session ends, as things stand; once it is over, when it did."""
        if self.ended_at:
            return self.ended_at
        return last_end(self.slots, free_from(self.slots, self.agenda.start, self.held_at, now))

    def delay(self, now: datetime) -> timedelta:
        """How much later than planned the last item ends; early is negative."""
        return self.projected_end(now) - self.items_end

    @property
    def wanted(self) -> Rosters:
        """The rosters with free places for what is still to come."""
        return still_wanted(self.slots, self.rosters)

    @property
    def planned_end(self) -> datetime:
        """When the session's time is over: the stated end, else that of the last item."""
        return self.agenda.end or self.items_end

    def is_chair(self, who: Participant) -> bool:
        """Whether this account may command the session."""
        return (
            any(who.account in chair.accounts for chair in self.agenda.chairs)
            or any(who.account == added.account for added in self.chairs_added)
            or any(group in self.agenda.chair_groups for group in who.groups)
        )

    def chairs(self) -> tuple[Person, ...]:
        """Everybody who chairs, as far as they are known one by one."""
        added = tuple(Person(one.name, (one.account,)) for one in self.chairs_added)
        return (*self.agenda.chairs, *added)

    def reaches(self, person: Person) -> bool:
        """Whether the person can be told something: an account on a chat of the session is known."""
        chats = {place.chat for place in self.agenda.places}
        return any(not chats or account.partition(":")[0] in chats for account in person.accounts)

    def unreached(self) -> tuple[tuple[Slot, Person], ...]:
        """The presenters still to come who cannot be told anything."""
        waiting = (slot for slot in self.slots if slot.state in (SlotState.PLANNED, SlotState.CURRENT))
        named = ((slot, one) for slot in waiting for one in slot.item.presenters)
        return tuple((slot, one) for slot, one in named if not one.stands_for_chairs and not self.reaches(one))
