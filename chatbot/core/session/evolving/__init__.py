"""The state after one more event; one module a theme."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import assert_never

from chatbot.core.events import (
    Arranging,
    Course,
    Event,
    ItemStarted,
    People,
    Planning,
    Polling,
    Queueing,
    Recording,
    SessionPlanned,
    Sourcing,
    Telling,
    Timing,
    Undoable,
    Volunteering,
)
from chatbot.core.session.evolving import (
    arranging,
    course,
    people,
    planning,
    polling,
    queueing,
    sourcing,
    telling,
    timing,
    volunteering,
)
from chatbot.core.session.evolving.planning import plan
from chatbot.core.session.state import Change, Session

__all__ = ["evolve", "evolve_all", "fold", "plan", "steps"]

UNDO_DEPTH = 5
"""So many changes can be taken back, one after the other."""


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


def steps(session: Session, events: Iterable[Event]) -> tuple[tuple[Event, Session], ...]:
    """Each event with the state after it."""
    happened = tuple(events)
    states = accumulate(happened, evolve, initial=session)
    return tuple(zip(happened, tuple(states)[1:], strict=True))


def evolve(session: Session, event: Event) -> Session:
    """The state after one more event."""
    after = _applied(session, event)
    if isinstance(event, Undoable) and not _continues(session, event):
        changes = (*session.changes, Change(event, session.course))
        return replace(after, changes=changes[-UNDO_DEPTH:])
    return after


def _continues(session: Session, event: Event) -> bool:
    """Whether the event belongs to the change before it: an item that begins where none was on any more."""
    return isinstance(event, ItemStarted) and session.current is None


def _applied(session: Session, event: Event) -> Session:  # noqa: C901 - one case a theme
    if isinstance(event, Course):
        return course.evolve(session, event)
    if isinstance(event, Timing):
        return timing.evolve(session, event)
    if isinstance(event, Arranging):
        return arranging.evolve(session, event)
    if isinstance(event, Telling):
        return telling.evolve(session, event)
    if isinstance(event, People):
        return people.evolve(session, event)
    if isinstance(event, Volunteering):
        return volunteering.evolve(session, event)
    if isinstance(event, Queueing):
        return queueing.evolve(session, event)
    if isinstance(event, Polling):
        return polling.evolve(session, event)
    if isinstance(event, Recording):
        return replace(session, records=(*session.records, event))
    if isinstance(event, Sourcing):
        return sourcing.evolve(session, event)
    if isinstance(event, Planning):
        return planning.evolve(session, event)
    assert_never(event)
