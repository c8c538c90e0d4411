"""What an event gives to announce."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import assert_never

from chatbot.core.agenda import Audience, Person
from chatbot.core.announcements import volunteering
from chatbot.core.announcements.subjects import Announcement, Subject
from chatbot.core.events import (
    Arranging,
    Course,
    Event,
    ItemDropped,
    ItemExtended,
    ItemFixed,
    ItemPutBack,
    ItemResized,
    ItemShortened,
    ItemSkipped,
    ItemStarted,
    LastWordGiven,
    People,
    Planning,
    PollClosed,
    Polling,
    PollOpened,
    PresentersAlerted,
    QueueClosed,
    Queueing,
    QueueOpened,
    Recording,
    SessionEnded,
    SessionHeld,
    SessionMuted,
    SessionResumed,
    SessionStarted,
    SessionUnmuted,
    Sourcing,
    SpeakerCalled,
    SpeakerDone,
    SpeakerLeft,
    SpeakerMovedFirst,
    SpeakerQueued,
    SpeakersLimited,
    SpeakerTimeCalled,
    SpeakerWarned,
    SpeakerYielded,
    StartCalled,
    StartedOver,
    Telling,
    TimeCalled,
    Timing,
    Undone,
    UnreachedListed,
    Volunteering,
    Voted,
    VoteWithdrawn,
    Warned,
    WatchersReminded,
    WatchStarted,
    WatchStopped,
)
from chatbot.core.session import Session
from chatbot.core.session.due.telling import AHEAD, MOVED, told_of


def announcements(session: Session, event: Event) -> tuple[Announcement, ...]:
    """What an event gives to announce; `session` is the state right after it."""
    if isinstance(event, Course):
        return tuple(_of_course(session, event))
    if isinstance(event, Timing):
        return tuple(_of_timing(session, event))
    if isinstance(event, Telling):
        return tuple(_of_telling(session, event))
    if isinstance(event, Volunteering):
        return tuple(volunteering.announcements(session, event))
    if isinstance(event, Arranging):
        return tuple(_watchers(session, event.item, event.at)) if isinstance(event, ItemDropped) else ()
    if isinstance(event, Queueing | Polling):
        return tuple(_of_the_room(session, event))
    if isinstance(event, Planning | People | Recording | Sourcing):
        return ()
    assert_never(event)


def _of_course(session: Session, event: Course) -> Iterator[Announcement]:
    at = event.at
    match event:
        case SessionStarted():
            yield from _opening(session, at)
        case StartCalled():
            yield Announcement(Subject.START_CALL, at, round=session.start_calls)
        case ItemStarted(item=item):
            yield Announcement(Subject.ITEM, at, item, session.slot(item).round)
            for person in session.watch(item).people:
                yield Announcement(Subject.BEGUN, at, item, session.slot(item).round, (person.account,))
        case ItemSkipped(item=item):
            yield from _watchers(session, item, at)
        case SessionEnded():
            yield Announcement(Subject.FAREWELL, at, round=session.endings)
        case SessionUnmuted() | Undone():
            yield from _due_still(session, at)
        case SessionHeld() | SessionResumed() | SessionMuted() | ItemPutBack() | StartedOver():
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


def _of_timing(session: Session, event: Timing) -> Iterator[Announcement]:
    match event:
        case TimeCalled(at=at, item=item):
            yield Announcement(Subject.TIME_CALL, at, item, session.slot(item).told.calls)
        case Warned(at=at, item=item):
            said = Announcement(Subject.WARNING, at, item, session.slot(item).told.warnings)
            yield from _warning(session, said)
        case ItemExtended() | ItemShortened() | ItemResized() | ItemFixed():
            return
        case _:
            assert_never(event)


def _warning(session: Session, said: Announcement) -> Iterator[Announcement]:
    if session.agenda.warnings is Audience.CHANNEL:
        yield said
    elif session.agenda.warnings is Audience.CHAIRS:
        yield from _to_each(said, session.chairs())


def _of_telling(session: Session, event: Telling) -> Iterator[Announcement]:
    match event:
        case PresentersAlerted(at=at, item=item):
            said = Announcement(Subject.HEADS_UP, at, item, session.slot(item).told.alerted)
            yield from _to_each(said, _alerted(session, item, at))
        case UnreachedListed(at=at):
            yield from _to_each(Announcement(Subject.UNREACHED, at), session.chairs())
        case WatchersReminded(at=at, item=item):
            yield from _watchers(session, item, at)
        case WatchStarted() | WatchStopped():
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


def _of_the_room(session: Session, event: Queueing | Polling) -> Iterator[Announcement]:
    """Who waits and how many voted is shown by the board and the poll; who speaks is told as the chair calls them."""
    match event:
        case SpeakerWarned(at=at):
            floor = session.queue.floor
            if floor is not None and floor.person.account:
                to = (floor.person.account,)
                yield Announcement(Subject.SPEAKER_WARNING, at, round=session.queue.calls, to=to)
        case SpeakerTimeCalled(at=at):
            yield Announcement(Subject.SPEAKER_TIME, at, round=session.queue.calls)
        case PollOpened(at=at, poll=poll):
            yield Announcement(Subject.POLL, at, poll)
        case PollClosed(at=at, poll=poll):
            yield Announcement(Subject.POLL_RESULT, at, poll)
        case Voted() | VoteWithdrawn() | SpeakerQueued() | SpeakerLeft() | SpeakerYielded() | SpeakerMovedFirst():
            return
        case SpeakerCalled() | SpeakerDone() | LastWordGiven() | QueueClosed() | QueueOpened() | SpeakersLimited():
            return
        case _:
            assert_never(event)
