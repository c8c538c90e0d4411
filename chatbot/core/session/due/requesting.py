"""The requests for volunteers."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chatbot.core.agenda import Agenda
from chatbot.core.commands import AskVolunteers, Due
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import SlotState
from chatbot.core.volunteers import Roster, items_of

CALL_BEFORE = timedelta(minutes=10)
"""How long before an item places that are needed by then are asked for once more."""
AWAKE = timedelta(hours=1)
"""So near to the start nobody sleeps whom it concerns."""


def due_request(session: Session, now: datetime) -> Due | None:
    """The next request for volunteers; of several that were missed only the last is made up for.

    A request that a chair caused makes up for all before it.
    """
    if not session.wanted:
        return None
    start = min(session.agenda.start, session.started_at or session.agenda.start)
    last = session.requested_at
    left = [
        (at, number)
        for at, number in _rounds(session.agenda, start)
        if number > session.asked and not (last and at <= last)
    ]
    passed = [one for one in left if one[0] <= now]
    at, number = passed[-1] if passed else left[0] if left else (now, 0)
    return Due(at, AskVolunteers(number)) if number else None


def due_call(session: Session, now: datetime) -> Due | None:
    """One more request, shortly before an item by which places have to be filled; none where nobody is asked again."""
    if session.phase is not Phase.RUNNING or session.held_at or not session.agenda.asking.before:
        return None
    items = {_needed_by(session, roster) for roster in session.wanted} - {0, *session.crew.called}
    if not items:
        return None
    for slot, start in session.coming(now):
        at = start - CALL_BEFORE
        if slot.key in items and not (session.requested_at and session.requested_at >= at):
            return Due(at, AskVolunteers(session.asked, slot.key))
    return None


def _needed_by(session: Session, roster: Roster) -> int:
    """The item by which the roster has to be filled, if that is still to come; else 0."""
    first = roster.by or (0 if roster.part.whole else next(iter(items_of(session.slots, roster.part)), 0))
    slot = session.find(first)
    return first if slot is not None and slot.state is SlotState.PLANNED else 0


def _rounds(agenda: Agenda, start: datetime) -> Iterator[tuple[datetime, int]]:
    """When each request is due, with its number; one that quiet hours put off until the next is left out."""
    before = sorted(agenda.asking.before, reverse=True)
    moments = [_awake(agenda, start - one) if one > AWAKE else start - one for one in before]
    for number, at in enumerate(moments, 1):
        if number == len(moments) or at < moments[number]:
            yield at, number


def _awake(agenda: Agenda, at: datetime) -> datetime:
    """The moment, or when the quiet hours are over in which it lies."""
    if agenda.asking.quiet is None:
        return at
    begin, end = agenda.asking.quiet
    local = agenda.local(at)
    clock = local.time()
    if not _within(clock, begin, end):
        return at
    day = local.date() + timedelta(days=1 if end <= begin <= clock else 0)
    return datetime.combine(day, end, ZoneInfo(agenda.timezone)).astimezone(UTC)


def _within(clock: time, begin: time, end: time) -> bool:
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end
