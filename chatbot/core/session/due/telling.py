"""Who is to be told privately: presenters before their turn, chairs about whom nobody can tell, and who asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, pairwise

from chatbot.core.agenda import Attendance, Person
from chatbot.core.commands import AlertPresenters, Due, ListUnreached, RemindWatchers
from chatbot.core.session.evolving.telling import NEAR_MINUTES
from chatbot.core.session.state import Phase, Session, Watch
from chatbot.core.timeline import Slot, allotted_end

AHEAD = (10, 2)
"""So many minutes before an item its presenter is told, and who comes after."""
MOVED = timedelta(minutes=5)
"""A start that moved by no more than this is not said again."""
UNREACHED_BEFORE = timedelta(minutes=15)
"""How long before the start the chairs are told whom nobody can tell."""


def due_unreached(session: Session) -> Due | None:
    """The list of presenters who cannot be told anything, once, before the start."""
    if session.phase is not Phase.PLANNED or session.unreached_listed or not session.unreached():
        return None
    return Due(session.opens_at - UNREACHED_BEFORE, ListUnreached())


def due_alert(session: Session, now: datetime) -> Due | None:
    """The next heads-up for presenters."""
    if _nobody_knows(session, now):
        return None
    first: Due | None = None
    for (slot, start), (after, _) in pairwise(chain(session.coming(now), ((None, now),))):
        assert slot is not None
        if first and start - timedelta(minutes=AHEAD[0]) > first.at:
            break
        if not told_of(session, slot) and not (after and told_of(session, after)):
            continue
        for one in _alerts(slot, start, now):
            first = one if first is None or one.at < first.at else first
    return first


def _nobody_knows(session: Session, now: datetime) -> bool:
    """Whether no time to come is known: on hold, and while the session waits for somebody to start it."""
    return session.held_at is not None or (session.phase is Phase.PLANNED and session.opens_at < now)


def _alerts(slot: Slot, start: datetime, now: datetime) -> Iterator[Due]:
    for ahead, nearer in zip(AHEAD, (*AHEAD[1:], None), strict=True):
        told = next((one.start for one in slot.told.alerts if one.ahead == ahead), None)
        # Whose turn comes as soon as the item that runs over ends has been told already.
        if told and (abs(start - told) <= MOVED or (nearer is None and start <= now)):
            continue
        if nearer is None or start - timedelta(minutes=nearer) > now:
            yield Due(start - timedelta(minutes=ahead), AlertPresenters(slot.key, ahead, start))


def told_of(session: Session, slot: Slot) -> tuple[Person, ...]:
    """The presenters of an item who can be told something."""
    return tuple(
        one
        for one in slot.item.presenters
        if not one.stands_for_chairs and one.attendance is not Attendance.ABSENT and session.reaches(one)
    )


def due_reminder(session: Session, now: datetime) -> Due | None:
    """The next word to people who watch an item: that it is near, or has moved."""
    watches = {one.item: one for one in session.watches if one.people}
    if not watches or _nobody_knows(session, now):
        return None
    slot = session.current
    drifts = slot is not None and slot.minutes > 0 and allotted_end(slot) <= now
    asked = (
        _reminder(watches[slot.key], start, now, drifts=drifts)
        for slot, start in session.coming(now)
        if slot.key in watches
    )
    return min((one for one in asked if one), key=lambda one: one.at, default=None)


def _reminder(watch: Watch, start: datetime, now: datetime, *, drifts: bool) -> Due | None:
    if watch.near and start <= now:
        return None  # it begins as soon as the item that is on ends, and then it is said
    command = RemindWatchers(watch.item, start)
    moved = start - watch.start if watch.start else MOVED + timedelta(seconds=1)
    if abs(moved) > MOVED:
        return Due(now, command)
    near = start - timedelta(minutes=NEAR_MINUTES)
    if watch.near is None or abs(start - watch.near) > MOVED:
        return Due(max(near, now), command)
    # While an item is over its time, the start moves by itself.
    return Due(now + MOVED - moved + timedelta(seconds=1), command) if drifts else None
