"""The speaker queue: who wants to speak, in which order, and who has the floor."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from chatbot.core.agenda import Participant, folded, same_person
from chatbot.core.errors import (
    AlreadyQueued,
    JustCalled,
    NobodyBehind,
    NotQueued,
    QueueIsEmpty,
    Refused,
    WhichSpeaker,
)
from chatbot.core.record import record

SAME_CALL = timedelta(seconds=20)
"""Two chairs who call the next speaker within this time mean the same one."""
LONGEST_TURN = 60
"""More minutes than this cannot be meant for one speaker."""
WARNING = timedelta(seconds=30)
"""So long before the end of their time speakers are warned."""


class Kind(StrEnum):
    """What somebody wants to speak for."""

    ORDER = "point of order"
    QUESTION = "clarifying question"
    REPLY = "reply"
    TOPIC = "new topic"


KINDS = (Kind.ORDER, Kind.QUESTION, Kind.REPLY, Kind.TOPIC)
"""The order of the queue: all of an earlier kind go before all of a later one."""


@record
class Entry:
    """Somebody who wants to speak; `about` is what they said of it, `by` who put them there."""

    person: Participant
    kind: Kind
    about: str
    by: Participant | None


@record
class Floor:
    """Who speaks since when, called by `by`; `warned` and `called` say what of their time they were told."""

    person: Participant
    since: datetime
    about: str = ""
    by: Participant | None = None
    warned: bool = False
    called: bool = False


@record
class Queue:
    """The waiting in their order, and who speaks.

    `minutes` is how long each may speak, 0 as long as they like. `turns` counts the speakers so far, `calls` what they
    were told of their time. The `unheard` still waited when the queue was emptied last.
    """

    waiting: tuple[Entry, ...] = ()
    floor: Floor | None = None
    closed: bool = False
    minutes: int = 0
    turns: int = 0
    calls: int = 0
    unheard: tuple[Entry, ...] = ()

    def entry(self, person: Participant) -> Entry | None:
        """The person's entry."""
        return next((one for one in self.waiting if same_person(one.person, person)), None)

    def position(self, person: Participant) -> int:
        """The person's place, counted from 1; 0 for somebody who does not wait."""
        return next((place for place, one in enumerate(self.waiting, 1) if same_person(one.person, person)), 0)

    @property
    def time_up(self) -> datetime | None:
        """When the speaker's time is over, if it is limited."""
        return self.floor.since + timedelta(minutes=self.minutes) if self.floor and self.minutes else None


EMPTY = Queue()


def known_as(queue: Queue, named: Participant) -> Participant:
    """Who is meant by a name: of those who wait or speak the one called so, else the person as named."""
    people = [*(one.person for one in queue.waiting), *([queue.floor.person] if queue.floor else [])]
    if named.account:
        return next((one for one in people if same_person(one, named)), named)
    return next(iter(_called(people, named.name)), named)


def unless_waiting(queue: Queue, person: Participant, kind: Kind, about: str) -> None:
    """Raises Refused when the person waits already, for the same."""
    there = queue.entry(person)
    if there is not None and there.kind is kind and about in ("", there.about):
        raise Refused(AlreadyQueued(there.person, queue.position(person)))


def entered(queue: Queue, entry: Entry) -> Queue:
    """The queue with the entry behind all of its kind; one of the same person and kind keeps its place."""
    there = queue.entry(entry.person)
    if there is not None and there.kind is entry.kind:
        kept = replace(entry, about=entry.about or there.about, by=there.by)
        return replace(queue, waiting=tuple(kept if one is there else one for one in queue.waiting))
    rest = [one for one in queue.waiting if one is not there]
    about = entry.about or (there.about if there else "")
    place = sum(KINDS.index(one.kind) <= KINDS.index(entry.kind) for one in rest)
    return replace(queue, waiting=(*rest[:place], replace(entry, about=about), *rest[place:]))


def waiting_as(queue: Queue, named: Participant) -> Entry:
    """The entry meant by a person, a name, the beginning of one, or a place; raises Refused."""
    found = queue.entry(named)
    if found is not None:
        return found
    if not queue.waiting:
        raise Refused(QueueIsEmpty())
    if not named.account:
        if named.name.isascii() and named.name.isdecimal() and 1 <= int(named.name) <= len(queue.waiting):
            return queue.waiting[int(named.name) - 1]
        people = [one.person for one in queue.waiting]
        meant = _called(people, named.name) or _begun(people, named.name)
        if len(meant) > 1:
            raise Refused(WhichSpeaker(tuple((queue.position(one), one) for one in meant)))
        if meant:
            return queue.waiting[queue.position(meant[0]) - 1]
    raise Refused(NotQueued(named.name))


def own(queue: Queue, person: Participant) -> Entry:
    """The person's own entry; raises Refused."""
    there = queue.entry(person)
    if there is None:
        raise Refused(NotQueued(""))
    return there


def to_call(queue: Queue, by: Participant | None, now: datetime) -> Entry | None:
    """Who speaks next, None when the last speaker is done; raises Refused."""
    floor = queue.floor
    if floor and now - floor.since < SAME_CALL and floor.by and by and not same_person(floor.by, by):
        raise Refused(JustCalled(floor.person, floor.by))
    if not queue.waiting and floor is None:
        raise Refused(QueueIsEmpty())
    return queue.waiting[0] if queue.waiting else None


def to_yield(queue: Queue, person: Participant) -> Entry:
    """The entry of somebody who lets the next go first; raises Refused."""
    there = own(queue, person)
    if there is queue.waiting[-1]:
        raise Refused(NobodyBehind())
    return there


def left(queue: Queue, person: Participant) -> Queue:
    """The queue without the person."""
    return replace(queue, waiting=tuple(one for one in queue.waiting if not same_person(one.person, person)))


def yielded(queue: Queue, person: Participant) -> Queue:
    """The queue after the person let the next go first; who waits behind another kind is of that kind from now on."""
    place = queue.position(person)
    one, following = queue.waiting[place - 1 : place + 1]
    swapped = (following, replace(one, kind=following.kind))
    return replace(queue, waiting=(*queue.waiting[: place - 1], *swapped, *queue.waiting[place + 1 :]))


def first(queue: Queue, person: Participant) -> Queue:
    """The queue with the person before all others of the same kind."""
    there = own(queue, person)
    rest = [one for one in queue.waiting if one is not there]
    place = sum(KINDS.index(one.kind) < KINDS.index(there.kind) for one in rest)
    return replace(queue, waiting=(*rest[:place], there, *rest[place:]))


def called(queue: Queue, person: Participant, at: datetime, by: Participant | None) -> Queue:
    """The queue after the person got the floor."""
    there = queue.entry(person)
    floor = Floor(person, at, there.about if there else "", by)
    return replace(left(queue, person), floor=floor, turns=queue.turns + 1)


def last_word(queue: Queue, person: Participant, at: datetime, by: Participant | None) -> Queue:
    """The queue after the person got the floor as the last one: nobody waits any more, and it is closed."""
    given = called(queue, person, at, by)
    return replace(given, waiting=(), closed=True, unheard=given.waiting)


def limited(queue: Queue, minutes: int) -> Queue:
    """The queue with another limit, of which the present speaker has not been told yet."""
    floor = replace(queue.floor, warned=False, called=False) if queue.floor else None
    return replace(queue, minutes=minutes, floor=floor)


def warned(queue: Queue) -> Queue:
    """The queue after the speaker was warned that the time is almost up."""
    assert queue.floor is not None
    return replace(queue, floor=replace(queue.floor, warned=True), calls=queue.calls + 1)


def time_called(queue: Queue) -> Queue:
    """The queue after the speaker was told that the time is up."""
    assert queue.floor is not None
    return replace(queue, floor=replace(queue.floor, warned=True, called=True), calls=queue.calls + 1)


def finished(queue: Queue) -> Queue:
    """The queue after the speaker gave the floor back."""
    return replace(queue, floor=None)


def held(queue: Queue, since: datetime, until: datetime) -> Queue:
    """The queue after the clock stood still: that time is not the speaker's."""
    if queue.floor is None:
        return queue
    pause = until - max(since, queue.floor.since)
    return replace(queue, floor=replace(queue.floor, since=queue.floor.since + pause))


def emptied(queue: Queue) -> Queue:
    """An open queue in which nobody waits or speaks; who waited was not heard."""
    return replace(queue, waiting=(), floor=None, closed=False, unheard=queue.waiting)


def put_back(queue: Queue) -> Queue:
    """The queue with those who were not heard before those who came since."""
    refilled = replace(queue, waiting=(), unheard=())
    for entry in (*queue.unheard, *queue.waiting):
        refilled = entered(refilled, entry)
    return refilled


def _called(people: Iterable[Participant], name: str) -> list[Participant]:
    return [one for one in people if folded(one.name) == folded(name)]


def _begun(people: Iterable[Participant], name: str) -> list[Participant]:
    """Those of whose names one begins with it."""
    wanted = folded(name)
    return [one for one in people if any(part.startswith(wanted) for part in _parts(one.name))]


def _parts(name: str) -> Iterable[str]:
    """The name as a whole, and from each later word on: `Tero Kivinen` and `Kivinen`."""
    every = folded(name).split()
    return (" ".join(every[start:]) for start in range(len(every)))
