"""How long items take."""

from datetime import datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from chatbot.core import commands, events
from chatbot.core.agenda import Participant
from chatbot.core.errors import NothingIsOn, NotThatDay, OutOfRange, Refused, TooShort
from chatbot.core.session.deciding.guards import item_to_come, open_item, unended
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, time_up

MINUTE = timedelta(minutes=1)
AFTERWARDS = timedelta(hours=6)
"""No item of the session is on another day and later than this after its planned end."""
LONGEST = 24 * 60
"""More minutes than this cannot be meant for one item."""


def decide(
    session: Session, command: commands.Timing, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` changes how long items take."""
    match command:
        case commands.Extend(minutes):
            slot = _on(session)
            more = checked(minutes, least=1) + _minutes_over(session, slot, now)
            return (events.ItemExtended(at=now, by=by, item=slot.key, minutes=more),)
        case commands.Shorten(minutes):
            return _shorten(session, minutes, by, now)
        case commands.SetMinutes(minutes, number):
            unended(session)
            slot = open_item(session, number)
            checked(minutes, least=0)
            return (events.ItemResized(at=now, by=by, item=slot.key, minutes=minutes),)
        case commands.Fix(number, clock):
            unended(session)
            slot = item_to_come(session, number)
            start = None if clock is None else _instant(session, clock)
            return (events.ItemFixed(at=now, by=by, item=slot.key, start=start),)
        case _:
            assert_never(command)


def checked(minutes: int, least: int) -> int:
    """The minutes, if an item can have so many; raises Refused."""
    if not least <= minutes <= LONGEST:
        raise Refused(OutOfRange(least, LONGEST))
    return minutes


def _on(session: Session) -> Slot:
    """The current item; raises Refused."""
    unended(session)
    if session.current is None:
        raise Refused(NothingIsOn())
    return session.current


def _minutes_over(session: Session, slot: Slot, now: datetime) -> int:
    """How many minutes the current item is over its time: from then on, more time counts from now."""
    return max(0, round((now - time_up(slot, session.held_at, now)) / MINUTE))


def _shorten(session: Session, minutes: int, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    slot = _on(session)
    checked(minutes, least=1)
    if minutes >= slot.minutes:
        raise Refused(TooShort(slot.key, slot.minutes))
    return (events.ItemShortened(at=now, by=by, item=slot.key, minutes=minutes),)


def _instant(session: Session, clock: time) -> datetime:
    """When clocks in the session's zone next show this time, also an hour that comes twice, from its start on.

    Raises Refused where that is on another day, hours after the session.
    """
    agenda = session.agenda
    zone, first = ZoneInfo(agenda.timezone), min(agenda.start, session.started_at or agenda.start)
    day = agenda.local(first).date()
    instants = (
        datetime.combine(day + timedelta(days=days), clock.replace(fold=fold), zone).astimezone(agenda.start.tzinfo)
        for days in (0, 1, 2)
        for fold in (0, 1)
    )
    found = next(instant for instant in instants if instant >= first)
    if agenda.local(found).date() != day and found - session.planned_end > AFTERWARDS:
        raise Refused(NotThatDay(found, first))
    return found
