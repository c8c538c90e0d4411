"""What the bot says of its own accord, and how long that is worth saying."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.events import (
    AgendaRevised,
    ChairAdded,
    Event,
    ItemExtended,
    ItemSkipped,
    ItemStarted,
    PlacesChanged,
    PollClosed,
    Polling,
    PollOpened,
    Queueing,
    SessionEnded,
    SessionHeld,
    SessionPlanned,
    SessionResumed,
    SessionStarted,
    SpeakerTimeCalled,
    SpeakerWarned,
    StartCalled,
    TimeCalled,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.session import Phase, Session
from chatbot.core.timeline import Slot, SlotState

OLD_NEWS = timedelta(hours=1)
"""A farewell, and the result of a poll, is not sent later than this after the end."""


class Subject(StrEnum):
    """What an announcement is about."""

    NOTICES = "notices"
    BOARD = "board"
    REQUEST = "request"
    START_CALL = "start-call"
    ITEM = "item"
    TIME_CALL = "time-call"
    FAREWELL = "farewell"
    POLL = "poll"
    POLL_RESULT = "poll-result"
    SPEAKER_WARNING = "speaker-warning"
    SPEAKER_TIME = "speaker-time"


LIVE = frozenset({Subject.BOARD, Subject.REQUEST, Subject.POLL})
"""Posts that are edited in place as the session goes on."""


RENEWED = frozenset({Subject.BOARD})
"""Posts of which one that is up to date always stands: when one can be edited no more, a new one takes its place."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to say once; `at` is when it was due, `item` and `round` tell it from others of its subject.

    For a poll, `item` is its number.
    """

    subject: Subject
    at: datetime
    item: int = 0
    round: int = 1

    @property
    def key(self) -> str:
        """Unique in the session and the same after every restart, such as `item-5/1`."""
        about = f"{self.subject}-{self.item}" if self.item else self.subject
        return f"{about}/{self.round}"


def announcements(session: Session, event: Event) -> tuple[Announcement, ...]:
    """What an event gives to announce; `session` is the state right after it."""
    if isinstance(event, Queueing | Polling):
        return _of_the_room(session, event)
    match event:
        case SessionStarted(at=at):
            notices = (Announcement(Subject.NOTICES, at),) if session.agenda.notices else ()
            return (*notices, Announcement(Subject.BOARD, at))
        case StartCalled(at=at):
            return (Announcement(Subject.START_CALL, at, round=session.start_calls),)
        case ItemStarted(at=at, item=item):
            return (Announcement(Subject.ITEM, at, item, session.slot(item).round),)
        case TimeCalled(at=at, item=item):
            return (Announcement(Subject.TIME_CALL, at, item, _calls(session.slot(item))),)
        case SessionEnded(at=at):
            return (Announcement(Subject.FAREWELL, at),)
        case VolunteersAsked(at=at):
            return (Announcement(Subject.REQUEST, at, round=session.requests),)
        case PlacesChanged(at=at, role=role):
            asks = volunteers.named(session.rosters, role).free
            return (Announcement(Subject.REQUEST, at, round=session.requests),) if asks else ()
        case (
            SessionPlanned()
            | AgendaRevised()
            | ItemSkipped()
            | ItemExtended()
            | SessionHeld()
            | SessionResumed()
            | VolunteerJoined()
            | VolunteerLeft()
            | ChairAdded()
        ):
            return ()
        case _:
            assert_never(event)


def _of_the_room(session: Session, event: Queueing | Polling) -> tuple[Announcement, ...]:
    """Who waits and how many voted is shown by the board and the poll; who speaks is told as the chair calls them."""
    match event:
        case SpeakerWarned(at=at):
            return (Announcement(Subject.SPEAKER_WARNING, at, round=session.queue.calls),)
        case SpeakerTimeCalled(at=at):
            return (Announcement(Subject.SPEAKER_TIME, at, round=session.queue.calls),)
        case PollOpened(at=at, poll=poll):
            return (Announcement(Subject.POLL, at, poll),)
        case PollClosed(at=at, poll=poll):
            return (Announcement(Subject.POLL_RESULT, at, poll),)
        case _:
            return ()


def stands(session: Session, said: Announcement, now: datetime) -> bool:
    """Whether the announcement is still worth saying for the first time."""
    running = session.phase is Phase.RUNNING
    match said.subject:
        case Subject.NOTICES | Subject.BOARD:
            return running
        case Subject.START_CALL:
            return session.phase is Phase.PLANNED and session.start_called and said.round == session.start_calls
        case Subject.REQUEST:
            latest = said.round == session.requests
            return session.phase is not Phase.ENDED and latest and bool(volunteers.wanted(session.rosters))
        case Subject.ITEM:
            slot = session.slot(said.item)
            return _stands_item(session, slot, said)
        case Subject.TIME_CALL:
            slot = session.slot(said.item)
            return running and slot.state is SlotState.CURRENT and said.round == _calls(slot)
        case Subject.POLL:
            return session.poll(said.item).is_open
        case Subject.POLL_RESULT:
            closed_at = session.poll(said.item).closed_at
            return closed_at is not None and now - closed_at < OLD_NEWS
        case Subject.SPEAKER_WARNING | Subject.SPEAKER_TIME:
            return session.queue.floor is not None and said.round == session.queue.calls
        case Subject.FAREWELL:
            return session.ended_at is not None and now - session.ended_at < OLD_NEWS
        case _:
            assert_never(said.subject)


def _stands_item(session: Session, slot: Slot, said: Announcement) -> bool:
    if said.round != slot.round:
        return False
    # An item without minutes may be over in the instant in which it began; it is named all the same.
    at_once = slot.state is SlotState.DONE and slot.started_at == slot.ended_at
    return slot.state is SlotState.CURRENT or (at_once and _fresh(session, slot))


def _fresh(session: Session, slot: Slot) -> bool:
    current = session.current
    return current is not None and current.started_at == slot.ended_at


def _calls(slot: Slot) -> int:
    """Each extension arms the call anew, so the minutes allotted tell the calls of a round apart."""
    return slot.round * 10_000 + slot.minutes
