"""What the clock asks for: derived from the state, so that whatever changes the state moves every timer."""

from datetime import datetime

from chatbot.core.commands import Due
from chatbot.core.events import Event
from chatbot.core.session.deciding import decide
from chatbot.core.session.due.course import due_course
from chatbot.core.session.due.manning import due_candidates, due_hand_over, due_next
from chatbot.core.session.due.requesting import due_call, due_request
from chatbot.core.session.due.speaking import due_floor, due_poll
from chatbot.core.session.due.telling import due_alert, due_reminder, due_unreached
from chatbot.core.session.due.warning import due_warning
from chatbot.core.session.evolving import evolve_all
from chatbot.core.session.state import Phase, Session

__all__ = ["due", "elapse"]


def due(session: Session, now: datetime) -> Due | None:
    """The first thing that the clock asks for, be it past or to come; None when it asks for nothing."""
    if session.phase is Phase.ENDED or session.planned_at >= session.planned_end:
        return None  # an agenda read only after its end is history: nothing is announced for it
    candidates = [
        due_course(session),
        due_request(session, now),
        due_call(session, now),
        due_candidates(session, now),
        due_hand_over(session),
        due_next(session, now),
        due_warning(session, now),
        due_unreached(session),
        due_alert(session, now),
        due_reminder(session, now),
        due_floor(session),
        due_poll(session),
    ]
    return min((one for one in candidates if one), key=lambda one: one.at, default=None)


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
