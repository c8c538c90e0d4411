"""What happened is written, what it gives to say is queued, and the clock's next moment is noted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chatbot.core.agenda import Place
from chatbot.core.announcements import announcements, stands
from chatbot.core.events import Event
from chatbot.core.session import Session, due, elapse, steps
from chatbot.messages import Message
from chatbot.ports import ANSWER
from chatbot.service.desk import Desk
from chatbot.store import people
from chatbot.store.journal import Kept


def caught_up(connection: Connection, desk: Desk, session_id: str) -> tuple[Kept, datetime]:
    """The session, locked, with all that was due until now; and the moment."""
    locked, passed, now = _elapsed(connection, desk, session_id)
    return (record(connection, desk, locked, passed, now) if passed else locked), now


def move_on(connection: Connection, desk: Desk, session_id: str) -> None:
    """Write all that was due until now, and when the clock asks next also where nothing was."""
    record(connection, desk, *_elapsed(connection, desk, session_id))


def _elapsed(connection: Connection, desk: Desk, session_id: str) -> tuple[Kept, Sequence[Event], datetime]:
    """The session, locked, what has to be written because it was due until now; and the moment."""
    locked = desk.journal.kept(connection, session_id, lock=True)
    now = max(desk.clock.now(), locked.at)
    return locked, elapse(locked.session, locked.at, now)[1], now


def record(connection: Connection, desk: Desk, kept: Kept, events: Sequence[Event], now: datetime) -> Kept:
    """Write what happened, queue what it gives to say, and note when the clock asks next."""
    happened = steps(kept.session, events)
    session = happened[-1][1] if happened else kept.session
    asked = due(session, now)
    next_due_at = asked.at if asked else None
    if not events:
        desk.journal.set_due(connection, kept.id, next_due_at)
        return kept
    after = kept.then(events, session)
    desk.journal.append(connection, after, events, next_due_at)
    people.remember(connection, desk.journal.workspace, kept.id, session, events)
    desk.posts.touch(connection, kept.id)
    announce(connection, desk, after, happened, None, now)
    return after


def announce(
    connection: Connection,
    desk: Desk,
    after: Kept,
    happened: Sequence[tuple[Event, Session]],
    joining: Sequence[Place] | None,
    now: datetime,
) -> None:
    """Queue what these events, each with the state after it, give to say and is still worth saying.

    It is said where the session is held, or only in places that are joining.
    """
    said = [one for event, session in happened for one in announcements(session, event)]
    worth = [one for one in said if stands(after.session, one, now)]
    if not worth:
        return
    held = desk.journal.places(connection, after.id)
    here = [place for place in (held if joining is None else joining) if place.chat in desk.chats]
    for one in worth:
        each = (alone(after.session, held, account) for account in one.to)
        # Who is told alone is told by the first account on a chat that is served.
        for place in [place for place in each if place.chat in desk.chats][:1] if one.to else here:
            key, lane = f"{after.id}/{one.key}@{place.chat}", desk.chats[place.chat].lane(place)
            desk.posts.queue(connection, key, place, lane, one, after.id)


def say(connection: Connection, desk: Desk, place: Place, message: Message, key: str) -> None:
    """Queue what somebody waits for, if that chat is served; a key is said once in each chat."""
    if place.chat in desk.chats:
        lane = desk.chats[place.chat].lane(place)
        desk.posts.queue(connection, f"{ANSWER}{key}@{place.chat}", place, lane, message)


def alone(session: Session, held: Sequence[Place], account: str) -> Place:
    """One person's direct message, in the workspace in which the session is held, or is to be."""
    chat = account.partition(":")[0]
    team = next((place.team for place in (*held, *session.agenda.places) if place.chat == chat), "")
    return Place(chat, "", only=account, team=team)
