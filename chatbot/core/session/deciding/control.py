"""The session moved on, held and closed."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Participant
from chatbot.core.errors import (
    AlreadyHeld,
    AlreadyMuted,
    AlreadyOver,
    AlreadyRunning,
    JustAdvanced,
    NotHeld,
    NothingToUndo,
    NotMuted,
    Refused,
    StaleNext,
)
from chatbot.core.session.deciding import polling
from chatbot.core.session.deciding.guards import SAME_BREATH, following, may_go_on, running, same_chair, unended
from chatbot.core.session.deciding.jumping import back, skip
from chatbot.core.session.state import Phase, Session


def decide(  # noqa: C901 - one case a command
    session: Session, command: commands.Control, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` moves the session on."""
    match command:
        case commands.Start():
            return _start(session, by, now)
        case commands.Next(seen):
            return go_on(session, seen, by, now)
        case commands.Skip(number):
            return _skip(session, number, by, now)
        case commands.Back(number):
            return back(session, number, by, now)
        case commands.Hold():
            return _hold(session, by, now)
        case commands.Resume():
            return _resume(session, by, now)
        case commands.End():
            running(session)
            return (*polling.closing(session, by, now), events.SessionEnded(at=now, by=by))
        case commands.StartOver():
            running(session)
            return (events.StartedOver(at=now, by=by),)
        case commands.Mute() | commands.Unmute():
            return _speak(session, command, by, now)
        case commands.Undo():
            return _undo(session, by, now)
        case _:
            assert_never(command)


def _start(session: Session, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    unended(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    return events.SessionStarted(at=now, by=by), events.ItemStarted(at=now, by=by, item=following(session, now).key)


def go_on(session: Session, seen: int | None, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    """The next item begins; `seen` is the item that was seen as current, None where that is not known."""
    slot = running(session)
    if seen is not None and seen != slot.key:
        raise Refused(StaleNext(slot.key))
    if seen is None:
        _in_another_breath(session, by, now)
    return (events.ItemStarted(at=now, by=by, item=following(session, now).key),)


def _skip(session: Session, number: int | None, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    # The clock began the item a moment ago, and its presenter is missing: that is no second voice.
    if number is None and session.current and session.current.started_by:
        _in_another_breath(session, by, now)
    return skip(session, number, by, now)


def _undo(session: Session, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    if not session.changes:
        raise Refused(NothingToUndo())
    if session.ended_at and not may_go_on(session.ended_at, now):
        raise Refused(AlreadyOver())
    return (events.Undone(at=now, by=by),)


def _in_another_breath(session: Session, by: Participant | None, now: datetime) -> None:
    """The current item was not begun a moment ago by somebody else, who meant the same step."""
    slot = session.current
    if slot is None or slot.started_at is None or now - slot.started_at >= SAME_BREATH:
        return
    before = slot.started_by
    if before is by or (before and by and same_chair(session, before, by)):
        return
    raise Refused(JustAdvanced(slot.key, before))


def _hold(session: Session, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    unended(session)
    if session.held_at:
        raise Refused(AlreadyHeld())
    return (events.SessionHeld(at=now, by=by),)


def _resume(session: Session, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    unended(session)
    if not session.held_at:
        raise Refused(NotHeld())
    return (events.SessionResumed(at=now, by=by),)


def _speak(
    session: Session, command: commands.Mute | commands.Unmute, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    unended(session)
    if isinstance(command, commands.Mute):
        if session.muted:
            raise Refused(AlreadyMuted())
        return (events.SessionMuted(at=now, by=by),)
    if not session.muted:
        raise Refused(NotMuted())
    return (events.SessionUnmuted(at=now, by=by),)
