"""What the clock asks for: derived from the state, so that whatever changes the state moves every timer."""

from datetime import datetime, timedelta

from chatbot.core import polls, volunteers
from chatbot.core.agenda import Mode
from chatbot.core.commands import (
    Advance,
    AskVolunteers,
    CallSpeakerTime,
    CallStart,
    CallTime,
    Due,
    End,
    EndPoll,
    Start,
    WarnSpeaker,
)
from chatbot.core.events import Event
from chatbot.core.session.deciding import decide
from chatbot.core.session.evolving import evolve_all
from chatbot.core.session.state import Phase, Session
from chatbot.core.speakers import WARNING
from chatbot.core.timeline import allotted_end, upcoming

ASK_BEFORE = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=10), timedelta())
"""How long before the planned start volunteers are asked for, while places are free."""
OPEN_END = timedelta(minutes=15)
"""How long a last item without minutes stays open before the clock closes the session."""
FORGOTTEN = timedelta(hours=1)
"""How long past its projected end a session led by the chair stays open before the clock closes it."""


def due(session: Session, now: datetime) -> Due | None:
    """The first thing that the clock asks for, be it past or to come; None when it asks for nothing."""
    if session.phase is Phase.ENDED or session.planned_at >= session.agenda.planned_end:
        return None  # an agenda read only after its end is history: nothing is announced for it
    candidates = [_due_course(session), _due_request(session, now), _due_floor(session), _due_poll(session)]
    return min((one for one in candidates if one), key=lambda one: one.at, default=None)


def _due_course(session: Session) -> Due | None:
    """The start, or the end of the current item."""
    slot = session.current
    if session.held_at:
        return None
    if slot is None:
        return _due_start(session)
    over = allotted_end(slot)
    coming = upcoming(session.slots)
    if session.agenda.mode is Mode.CHAIR:
        if not slot.called and slot.minutes:
            return Due(over, CallTime(slot.key))
        rest = sum((one.length for one in coming), timedelta())
        return Due(over + rest + FORGOTTEN, End())
    if coming:
        return Due(over, Advance(slot.key))
    return Due(over if slot.minutes else over + OPEN_END, End())


def _due_start(session: Session) -> Due | None:
    if session.agenda.mode is Mode.AUTO:
        return Due(session.opens_at, Start())
    return None if session.start_called else Due(session.opens_at, CallStart())


def _due_request(session: Session, now: datetime) -> Due | None:
    """The next request for volunteers; of several that were missed only the last is made up for.

    A request that a chair caused makes up for all before it.
    """
    if not volunteers.wanted(session.rosters):
        return None
    start = min(session.agenda.start, session.started_at or session.agenda.start)
    rounds = [(start - before, number) for number, before in enumerate(ASK_BEFORE, 1)]
    last = session.requested_at
    left = [(at, number) for at, number in rounds if number > session.asked and not (last and at <= last)]
    passed = [one for one in left if one[0] <= now]
    at, number = passed[-1] if passed else left[0] if left else (now, 0)
    return Due(at, AskVolunteers(number)) if number else None


def _due_floor(session: Session) -> Due | None:
    """What the speaker is told of the time; a warning that was missed is not made up for when the time is up."""
    floor, over = session.queue.floor, session.queue.time_up
    if floor is None or over is None or floor.called or session.held_at:
        return None
    return Due(over, CallSpeakerTime()) if floor.warned else Due(over - WARNING, WarnSpeaker())


def _due_poll(session: Session) -> Due | None:
    """The end of the open poll, where it has one."""
    poll = polls.current(session.polls)
    return Due(poll.closes_at, EndPoll(poll.number)) if poll and poll.closes_at else None


def elapse(session: Session, last: datetime, now: datetime) -> tuple[Session, tuple[Event, ...]]:
    """The state at `now`, with all that the clock makes happen until then; `last` is when the journal ends.

    What was due while nobody looked takes effect at the moment when it was due, but never before what is written.
    """
    events: list[Event] = []
    while (asked := due(session, now)) and asked.at <= now:
        last = max(asked.at, last)
        happened = decide(session, asked.command, None, last)
        session = evolve_all(session, happened)
        events += happened
    return session, tuple(events)
