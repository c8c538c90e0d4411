"""How the current item's time goes: near the end of the talk and of the questions, at the end, and behind it."""

from datetime import datetime, timedelta

from chatbot.core.agenda import Audience, Mode
from chatbot.core.commands import Due, Warn
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot

MINUTE = timedelta(minutes=1)
MOST_OF_IT = 0.8
"""So much of the talk has passed at the first warning."""
LAST_MINUTES = 2 * MINUTE
AGAIN = 5 * MINUTE


def due_warning(session: Session, now: datetime) -> Due | None:
    """The next warning; of several that were missed only the last is made up for."""
    slot = session.current
    if session.agenda.warnings is Audience.NOBODY or slot is None or session.held_at or not slot.minutes:
        return None
    assert slot.started_at is not None
    passed = now - slot.started_at - slot.held
    marks = [mark for mark in _marks(session, slot, passed) if mark > slot.told.warned]
    missed = [mark for mark in marks if mark <= passed]
    mark = missed[-1] if missed else next(iter(marks), None)
    return None if mark is None else Due(slot.started_at + slot.held + mark, Warn(slot.key))


def _marks(session: Session, slot: Slot, passed: timedelta) -> list[timedelta]:
    """How much of the item's time has passed at each warning, in order."""
    talk, whole = slot.length - slot.questions, slot.length
    marks = set(_near_end(talk or whole))
    if talk < whole and talk:
        marks |= {talk, *(mark for mark in _near_end(whole)[:1] if mark > talk)}
    return sorted(marks) + _over(session, slot, whole, passed)


def _near_end(length: timedelta) -> list[timedelta]:
    """Two minutes before the end, and at 80 % where that is a minute or more before it: more would be noise."""
    last, most = length - LAST_MINUTES, length * MOST_OF_IT
    return [last, most] if last - most >= MINUTE else [last] if last >= MINUTE else []


def _over(session: Session, slot: Slot, whole: timedelta, passed: timedelta) -> list[timedelta]:
    """The end and every five minutes behind it; the clock's own steps need no warning."""
    by_chair = session.agenda.mode is Mode.CHAIR
    after = session.next
    if not by_chair and not slot.waits:
        return [whole] if after is not None and after.item.fixed else []
    rounds = max(0, (passed - whole) // AGAIN) + 1
    later = [whole + AGAIN * number for number in (*range(max(1, rounds - 1), rounds), rounds)]
    return later if by_chair else [whole, *later]
