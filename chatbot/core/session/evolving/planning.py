"""The state of a plan."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.agenda import Agenda
from chatbot.core.events import AgendaRevised, Planning, SessionPlanned
from chatbot.core.session.state import Session
from chatbot.core.speakers import Queue, limited
from chatbot.core.timeline import Slot


def plan(event: SessionPlanned) -> Session:
    """The state of a session of which nothing but the agenda is known."""
    agenda = event.agenda
    return Session(
        agenda=agenda,
        planned_at=event.at,
        slots=tuple(Slot(key, item) for key, item in enumerate(agenda.items, 1)),
        rosters=volunteers.rosters_of(agenda.roles),
        opens_at=agenda.start,
        queue=Queue(minutes=agenda.speaker_minutes),
    )


def evolve(session: Session, event: Planning) -> Session:
    """The state after the plan was made or changed."""
    match event:
        case SessionPlanned():
            return plan(event)
        case AgendaRevised(agenda=agenda):
            return _revised(session, agenda)
        case _:
            assert_never(event)


def _revised(session: Session, agenda: Agenda) -> Session:
    """The new agenda, with the people who signed up, a hold and what was called kept."""
    fresh = plan(SessionPlanned(at=session.planned_at, agenda=agenda))
    return replace(
        fresh,
        rosters=volunteers.carried_over(session.rosters, fresh.rosters),
        start_called=session.start_called and agenda.start == session.agenda.start,
        start_calls=session.start_calls,
        asked=session.asked,
        requests=session.requests,
        requested_at=session.requested_at,
        held_at=session.held_at,
        chairs_added=session.chairs_added,
        queue=_queue(session, agenda),
        polls=session.polls,
    )


def _queue(session: Session, agenda: Agenda) -> Queue:
    """Who waits and speaks stays; another limit in the agenda takes the place of what a chair said."""
    same = agenda.speaker_minutes == session.agenda.speaker_minutes
    return session.queue if same else limited(session.queue, agenda.speaker_minutes)
