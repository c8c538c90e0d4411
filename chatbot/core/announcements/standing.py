"""How long an announcement is worth saying."""

from datetime import datetime, timedelta
from typing import Literal, assert_never

from chatbot.core.announcements import volunteering
from chatbot.core.announcements.subjects import ASKED_FOR, Announcement, Subject
from chatbot.core.session import Phase, Session
from chatbot.core.timeline import Slot, SlotState

OfTheRoom = Literal[Subject.POLL, Subject.POLL_RESULT, Subject.SPEAKER_WARNING, Subject.SPEAKER_TIME]
OfItem = Literal[Subject.ITEM, Subject.TIME_CALL, Subject.WARNING, Subject.HEADS_UP, Subject.REMINDER, Subject.BEGUN]
OLD_NEWS = timedelta(hours=1)
"""A farewell, and the result of a poll, is not sent later than this after the end."""


def stands(session: Session, said: Announcement, now: datetime) -> bool:
    """Whether the announcement is still worth saying for the first time."""
    if session.muted and said.subject not in ASKED_FOR:
        return False
    match said.subject:
        case Subject.NOTICES | Subject.BOARD:
            return session.phase is Phase.RUNNING
        case Subject.START_CALL:
            return session.phase is Phase.PLANNED and session.start_called and said.round == session.start_calls
        case Subject.REQUEST:
            latest = said.round == session.requests
            return session.phase is not Phase.ENDED and latest and bool(session.wanted)
        case Subject.POLL | Subject.POLL_RESULT | Subject.SPEAKER_WARNING | Subject.SPEAKER_TIME:
            return _stands_in_the_room(session, said, said.subject, now)
        case Subject.FAREWELL:
            latest = said.round == session.endings
            return session.ended_at is not None and latest and now - session.ended_at < OLD_NEWS
        case Subject.UNREACHED:
            return session.phase is Phase.PLANNED and bool(session.unreached())
        case Subject.ITEM | Subject.TIME_CALL | Subject.WARNING | Subject.HEADS_UP | Subject.REMINDER | Subject.BEGUN:
            slot = session.find(said.item)
            return slot is not None and _stands_of_item(session, said, said.subject, slot)
        case _:
            return volunteering.stands(session, said, said.subject)


def _stands_in_the_room(session: Session, said: Announcement, subject: OfTheRoom, now: datetime) -> bool:
    match subject:
        case Subject.POLL:
            return session.poll(said.item).is_open
        case Subject.POLL_RESULT:
            closed_at = session.poll(said.item).closed_at
            return closed_at is not None and now - closed_at < OLD_NEWS
        case Subject.SPEAKER_WARNING | Subject.SPEAKER_TIME:
            return session.queue.floor is not None and said.round == session.queue.calls
        case _:
            assert_never(subject)


def _stands_of_item(session: Session, said: Announcement, subject: OfItem, slot: Slot) -> bool:
    current = slot.state is SlotState.CURRENT
    match subject:
        case Subject.ITEM:
            return said.round == slot.round and (current or _over_at_once(session, slot))
        case Subject.BEGUN:
            return said.round == slot.round and current
        case Subject.TIME_CALL:
            return current and slot.called and said.round == slot.told.calls
        case Subject.WARNING:
            return current and said.round == slot.told.warnings
        case Subject.HEADS_UP:
            open_still = session.phase is not Phase.ENDED and slot.state is SlotState.PLANNED
            return open_still and said.round == slot.told.alerted
        case Subject.REMINDER:
            watch = session.watch(said.item)
            to_come = slot.state in (SlotState.PLANNED, SlotState.SKIPPED, SlotState.DROPPED)
            return session.phase is not Phase.ENDED and to_come and said.round == watch.told
        case _:
            assert_never(subject)


def _over_at_once(session: Session, slot: Slot) -> bool:
    """Somebody may go on in the instant in which an item began; it is named all the same."""
    current = session.current
    at_once = slot.state is SlotState.DONE and slot.started_at == slot.ended_at
    return at_once and current is not None and current.started_at == slot.ended_at
