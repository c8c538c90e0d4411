"""Who speaks when."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events, speakers
from chatbot.core.agenda import Participant, same_person
from chatbot.core.errors import NotYourEntry, OutOfRange, QueueIsClosed, QueueIsOpen, Refused
from chatbot.core.session.deciding.guards import same_chair, unended
from chatbot.core.session.state import Session
from chatbot.core.speakers import LONGEST_TURN


def decide(session: Session, command: commands.Queueing, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    """What happens when `by`, with what they may do, speaks to the queue."""
    unended(session)
    match command:
        case commands.JoinQueue():
            return _join(session, command, by, now)
        case commands.LeaveQueue(person):
            return _leave(session, person, by, now)
        case commands.YieldTurn():
            entry = speakers.to_yield(session.queue, by)
            return (events.SpeakerYielded(at=now, by=by.bare, person=entry.person),)
        case commands.CallSpeaker(person):
            return _call(session, person, by, now)
        case commands.MoveFirst(person):
            entry = speakers.waiting_as(session.queue, person)
            return (events.SpeakerMovedFirst(at=now, by=by.bare, person=entry.person),)
        case commands.GiveLastWord(person):
            return (events.LastWordGiven(at=now, by=by.bare, person=speakers.known_as(session.queue, person).bare),)
        case commands.CloseQueue():
            return _close(session, by, now)
        case commands.OpenQueue():
            return _open(session, by, now)
        case commands.LimitSpeakers(minutes):
            return _limit(session, minutes, by, now)
        case _:
            assert_never(command)


def _join(session: Session, command: commands.JoinQueue, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    queue = session.queue
    person = speakers.known_as(queue, command.person) if command.person else by
    speakers.unless_waiting(queue, person, command.kind, command.about)
    if queue.closed and not session.is_chair(by):
        raise Refused(QueueIsClosed())
    return (events.SpeakerQueued(at=now, by=by.bare, person=person.bare, kind=command.kind, about=command.about),)


def _leave(session: Session, named: Participant | None, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    """Somebody leaves the queue; without a name the speaker, who does not wait, gives the floor back."""
    queue = session.queue
    if named is None:
        if queue.floor and queue.entry(by) is None and same_person(queue.floor.person, by):
            return (events.SpeakerDone(at=now, by=by.bare, person=queue.floor.person),)
        return (events.SpeakerLeft(at=now, by=by.bare, person=speakers.own(queue, by).person),)
    entry = speakers.waiting_as(queue, named)
    mine = any(same_person(one, by) for one in (entry.person, entry.by) if one)
    if not (mine or session.is_chair(by)):
        raise Refused(NotYourEntry(entry.person))
    return (events.SpeakerLeft(at=now, by=by.bare, person=entry.person),)


def _call(session: Session, named: Participant | None, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    queue = session.queue
    if named is not None:
        # A chair may call whom they mention, but a mere name has to be one in the queue, or a slip would get the floor.
        person = named if named.account else speakers.waiting_as(queue, named).person
        return (events.SpeakerCalled(at=now, by=by.bare, person=person.bare),)
    before = queue.floor.by if queue.floor else None
    entry = speakers.to_call(queue, before if before and same_chair(session, before, by) else by, now)
    if entry is None:
        assert queue.floor is not None
        return (events.SpeakerDone(at=now, by=by.bare, person=queue.floor.person),)
    return (events.SpeakerCalled(at=now, by=by.bare, person=entry.person),)


def _close(session: Session, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    if session.queue.closed:
        raise Refused(QueueIsClosed())
    return (events.QueueClosed(at=now, by=by.bare),)


def _open(session: Session, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    if not session.queue.closed:
        raise Refused(QueueIsOpen())
    return (events.QueueOpened(at=now, by=by.bare),)


def _limit(session: Session, minutes: int, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    if not 0 <= minutes <= LONGEST_TURN:
        raise Refused(OutOfRange(0, LONGEST_TURN))
    return (events.SpeakersLimited(at=now, by=by.bare, minutes=minutes),)
