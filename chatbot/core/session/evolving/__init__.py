"""The state after one more event; one module a theme."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from chatbot.core.events import Course, Event, People, Planning, Polling, Queueing, SessionPlanned, Timing
from chatbot.core.session.evolving import course, people, planning, polling, queueing, timing
from chatbot.core.session.evolving.planning import plan
from chatbot.core.session.state import Session

__all__ = ["evolve", "evolve_all", "fold", "plan"]


def fold(events: Sequence[Event]) -> Session:
    """The state after a journal, whose first event is SessionPlanned."""
    first, *rest = events
    assert isinstance(first, SessionPlanned)
    return evolve_all(plan(first), rest)


def evolve_all(session: Session, events: Iterable[Event]) -> Session:
    """The state after these events."""
    for event in events:
        session = evolve(session, event)
    return session


def evolve(session: Session, event: Event) -> Session:
    """The state after one more event."""
    if isinstance(event, Course):
        return course.evolve(session, event)
    if isinstance(event, Timing):
        return timing.evolve(session, event)
    if isinstance(event, People):
        return people.evolve(session, event)
    if isinstance(event, Queueing):
        return queueing.evolve(session, event)
    if isinstance(event, Polling):
        return polling.evolve(session, event)
    if isinstance(event, Planning):
        return planning.evolve(session, event)
    assert_never(event)
