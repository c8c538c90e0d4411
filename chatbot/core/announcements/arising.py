"""What an event gives to announce."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Audience, Person
from chatbot.core.announcements import volunteering
from chatbot.core.announcements.subjects import Announcement, Subject
from chatbot.core.session import Session
from chatbot.core.session.due.telling import AHEAD, MOVED, told_of


def announcements(session: Session, event: events.Event) -> tuple[Announcement, ...]:
    """What an event gives to announce; `session` is the state right after it."""
    if isinstance(event, events.Course):
        return tuple(_of_course(session, event))
    if isinstance(event, events.Timing):
        return tuple(_of_timing(session, event))
    if isinstance(event, events.Telling):
        return tuple(_of_telling(session, event))
    if isinstance(event, events.Volunteering):
        return tuple(volunteering.announcements(session, event))
    if isinstance(event, events.Arranging):
        return tuple(_watchers(session, event.item, event.at)) if isinstance(event, events.ItemDropped) else ()
    if isinstance(event, events.Queueing):
        return tuple(_of_queueing(session, event))
    if isinstance(event, events.Polling):
        return tuple(_of_polling(event))
    if isinstance(event, events.Planning | events.People | events.Recording | events.Sourcing):
        return ()
    assert_never(event)


def _of_course(session: Session, event: events.Course) -> Iterator[Announcement]:
    at = event.at
    match event:
        case events.SessionStarted():
            yield from _opening(session, at)
        case events.StartCalled():
            yield Announcement(Subject.START_CALL, at, round=session.start_calls)
        case events.ItemStarted(item=item):
            yield Announcement(Subject.ITEM, at, item, session.slot(item).round)
            for person in session.watch(item).people:
                yield Announcement(Subject.BEGUN, at, item, session.slot(item).round, (person.account,))
        case events.ItemSkipped(item=item):
            yield from _watchers(session, item, at)
        case events.SessionEnded():
            yield Announcement(Subject.FAREWELL, at, round=session.endings)
        case events.SessionUnmuted() | events.Undone():
            yield from _due_still(session, at)
        case (
            events.SessionHeld()
            | events.SessionResumed()
            | events.SessionMuted()
            | events.ItemPutBack()
            | events.StartedOver()
        ):
            return
        case _:
            assert_never(event)


def _opening(session: Session, at: datetime) -> Iterator[Announcement]:
    if session.agenda.notices:
        yield Announcement(Subject.NOTICES, at)
    yield Announcement(Subject.BOARD, at)


def _due_still(session: Session, at: datetime) -> Iterator[Announcement]:
    """What may have been held back; what was said has the same key, and is not said again."""
    slot = session.current
    if slot is not None:
        yield from _opening(session, at)
        yield Announcement(Subject.ITEM, slot.started_at or at, slot.key, slot.round)


def _of_timing(session: Session, event: events.Timing) -> Iterator[Announcement]:
    match event:
        case events.TimeCalled(at=at, item=item):
            yield Announcement(Subject.TIME_CALL, at, item, session.slot(item).told.calls)
        case events.Warned(at=at, item=item):
            said = Announcement(Subject.WARNING, at, item, session.slot(item).told.warnings)
            yield from _warning(session, said)
        case events.ItemExtended() | events.ItemShortened() | events.ItemResized() | events.ItemFixed():
            return
        case _:
            assert_never(event)


def _warning(session: Session, said: Announcement) -> Iterator[Announcement]:
    if session.agenda.warnings is Audience.CHANNEL:
        yield said
    elif session.agenda.warnings is Audience.CHAIRS:
        yield from _to_each(said, session.chairs())


def _of_telling(session: Session, event: events.Telling) -> Iterator[Announcement]:
    match event:
        case events.PresentersAlerted(at=at, item=item):
            said = Announcement(Subject.HEADS_UP, at, item, session.slot(item).told.alerted)
            yield from _to_each(said, _alerted(session, item, at))
        case events.UnreachedListed(at=at):
            yield from _to_each(Announcement(Subject.UNREACHED, at), session.chairs())
        case events.WatchersReminded(at=at, item=item):
            yield from _watchers(session, item, at)
        case events.WatchStarted() | events.WatchStopped():
            return
        case _:
            assert_never(event)


def _to_each(said: Announcement, people: tuple[Person, ...]) -> Iterator[Announcement]:
    """The same for each person of whom an account is known."""
    for person in people:
        if person.accounts:
            yield Announcement(said.subject, said.at, said.item, said.round, person.accounts)


def _watchers(session: Session, item: int, at: datetime) -> Iterator[Announcement]:
    watch = session.watch(item)
    for person in watch.people:
        yield Announcement(Subject.REMINDER, at, item, watch.told, (person.account,))


def _alerted(session: Session, item: int, at: datetime) -> tuple[Person, ...]:
    """Who presents the item, and who comes after it, unless that one is told of an own turn about now."""
    slot = session.slot(item)
    people = told_of(session, slot)
    for (one, _), (after, start) in pairwise(chain(session.coming(at), ((None, at),))):
        if one is not None and one.key == item and after is not None:
            turn = start - timedelta(minutes=AHEAD[0])
            if not after.told.alerts and turn - at > MOVED:
                known = {account for person in people for account in person.accounts}
                people += tuple(one for one in told_of(session, after) if not known.intersection(one.accounts))
            break
    return people


def _of_queueing(session: Session, event: events.Queueing) -> Iterator[Announcement]:
    """Who waits is shown by the board, and who speaks is told as the chair calls them."""
    match event:
        case events.SpeakerWarned(at=at):
            floor = session.queue.floor
            if floor is not None and floor.person.account:
                to = (floor.person.account,)
                yield Announcement(Subject.SPEAKER_WARNING, at, round=session.queue.calls, to=to)
        case events.SpeakerTimeCalled(at=at):
            yield Announcement(Subject.SPEAKER_TIME, at, round=session.queue.calls)
        case events.SpeakerQueued() | events.SpeakerLeft() | events.SpeakerYielded() | events.SpeakerMovedFirst():
            return
        case events.SpeakerCalled() | events.SpeakerDone() | events.LastWordGiven():
            return
        case events.QueueClosed() | events.QueueOpened() | events.SpeakersLimited():
            return
        case _:
            assert_never(event)


def _of_polling(event: events.Polling) -> Iterator[Announcement]:
    """How many voted is shown by the poll."""
    match event:
        case events.PollOpened(at=at, poll=poll):
            yield Announcement(Subject.POLL, at, poll)
        case events.PollClosed(at=at, poll=poll):
            yield Announcement(Subject.POLL_RESULT, at, poll)
        case events.Voted() | events.VoteWithdrawn():
            return
        case _:
            assert_never(event)
