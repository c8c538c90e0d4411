"""What the clock and the agenda's source make happen."""

from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Agenda, Participant
from chatbot.core.commands import (
    Advance,
    AlertPresenters,
    AskVolunteers,
    CallSpeakerTime,
    CallStart,
    CallTime,
    EndPoll,
    HandOver,
    ListCandidates,
    ListUnreached,
    Offer,
    Prompt,
    RemindNext,
    RemindWatchers,
    Revise,
    Warn,
    WarnSpeaker,
)
from chatbot.core.errors import AlreadyRunning, Refused
from chatbot.core.events import (
    AgendaRevised,
    CandidatesListed,
    Event,
    HandedOver,
    NextReminded,
    PollClosed,
    PresentersAlerted,
    SpeakerTimeCalled,
    SpeakerWarned,
    StartCalled,
    TimeCalled,
    UnreachedListed,
    VolunteersAsked,
    Warned,
    WatchersReminded,
)
from chatbot.core.session.deciding import sourcing
from chatbot.core.session.deciding.control import go_on
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.state import Phase, Session
from chatbot.core.volunteers import on_duty


def decide(  # noqa: C901, PLR0912 - one case a prompt
    session: Session, command: Prompt, by: Participant | None, now: datetime
) -> tuple[Event, ...]:
    """What happens when its time has come."""
    match command:
        case Revise(agenda):
            return _revise(session, agenda, now)
        case Offer():
            return sourcing.offer(session, command, by, now)
        case CallStart():
            return (StartCalled(at=now),)
        case Advance(item):
            return go_on(session, item, None, now)
        case CallTime(item):
            return (TimeCalled(at=now, item=item),)
        case AskVolunteers(number, item):
            return (VolunteersAsked(at=now, round=number, item=item),)
        case ListCandidates():
            return (CandidatesListed(at=now),)
        case HandOver(role):
            return (HandedOver(at=now, role=role, people=on_now(session, role)),)
        case RemindNext(role, item):
            return (NextReminded(at=now, role=role, item=item),)
        case WarnSpeaker():
            return (SpeakerWarned(at=now),)
        case CallSpeakerTime():
            return (SpeakerTimeCalled(at=now),)
        case EndPoll(poll):
            return (PollClosed(at=now, poll=poll),)
        case Warn(item):
            return (Warned(at=now, item=item),)
        case AlertPresenters(item, ahead, start):
            return (PresentersAlerted(at=now, item=item, ahead=ahead, start=start),)
        case RemindWatchers(item, start):
            return (WatchersReminded(at=now, item=item, start=start),)
        case ListUnreached():
            return (UnreachedListed(at=now),)
        case _:
            assert_never(command)


def on_now(session: Session, role: str) -> tuple[Participant, ...]:
    """Who is on for the role during the current item."""
    slot = session.current
    return on_duty(session.slots, session.rosters, role, slot.key) if slot else ()


def _revise(session: Session, agenda: Agenda, now: datetime) -> tuple[Event, ...]:
    unended(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    # What chairs merged stands until the file says something else than it did.
    known = agenda in (session.agenda, session.filed)
    return () if known else (AgendaRevised(at=now, agenda=agenda),)
