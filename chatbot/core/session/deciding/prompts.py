"""What the clock and the agenda's source make happen."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Agenda, Participant
from chatbot.core.errors import AlreadyRunning, Refused
from chatbot.core.session.deciding import sourcing
from chatbot.core.session.deciding.control import go_on
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.state import Phase, Session
from chatbot.core.volunteers import on_duty


def decide(  # noqa: C901, PLR0912 - one case a prompt
    session: Session, command: commands.Prompt, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when its time has come."""
    match command:
        case commands.Revise(agenda):
            return _revise(session, agenda, now)
        case commands.Offer():
            return sourcing.offer(session, command, by, now)
        case commands.CallStart():
            return (events.StartCalled(at=now),)
        case commands.Advance(item):
            return go_on(session, item, None, now)
        case commands.CallTime(item):
            return (events.TimeCalled(at=now, item=item),)
        case commands.AskVolunteers(number, item):
            return (events.VolunteersAsked(at=now, round=number, item=item),)
        case commands.ListCandidates():
            return (events.CandidatesListed(at=now),)
        case commands.HandOver(role):
            return (events.HandedOver(at=now, role=role, people=on_now(session, role)),)
        case commands.RemindNext(role, item):
            return (events.NextReminded(at=now, role=role, item=item),)
        case commands.WarnSpeaker():
            return (events.SpeakerWarned(at=now),)
        case commands.CallSpeakerTime():
            return (events.SpeakerTimeCalled(at=now),)
        case commands.EndPoll(poll):
            return (events.PollClosed(at=now, poll=poll),)
        case commands.Warn(item):
            return (events.Warned(at=now, item=item),)
        case commands.AlertPresenters(item, ahead, start):
            return (events.PresentersAlerted(at=now, item=item, ahead=ahead, start=start),)
        case commands.RemindWatchers(item, start):
            return (events.WatchersReminded(at=now, item=item, start=start),)
        case commands.ListUnreached():
            return (events.UnreachedListed(at=now),)
        case _:
            assert_never(command)


def on_now(session: Session, role: str) -> tuple[Participant, ...]:
    """Who is on for the role during the current item."""
    slot = session.current
    return on_duty(session.slots, session.rosters, role, slot.key) if slot else ()


def _revise(session: Session, agenda: Agenda, now: datetime) -> tuple[events.Event, ...]:
    unended(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    # What chairs merged stands until the file says something else than it did.
    known = agenda in (session.agenda, session.filed)
    return () if known else (events.AgendaRevised(at=now, agenda=agenda),)
