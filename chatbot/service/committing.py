"""What happened is written, what it gives to say is queued, and the clock's next moment is noted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement, announcements, stands
from chatbot.core.events import Event
from chatbot.core.session import due, elapse, evolve, evolve_all
from chatbot.messages import Message
from chatbot.ports import ANSWER
from chatbot.service.desk import Desk
from chatbot.store import people
from chatbot.store.journal import Kept


def caught_up(connection: Connection, desk: Desk, session_id: str) -> tuple[Kept, datetime]:
    """The session, locked, with all that was due until now; and the moment."""
    locked = desk.journal.kept(connection, session_id, lock=True)
    now = max(desk.clock.now(), locked.at)
    _, passed = elapse(locked.session, locked.at, now)
    return record(connection, desk, locked, passed, now), now


def record(connection: Connection, desk: Desk, kept: Kept, events: Sequence[Event], now: datetime) -> Kept:
    """Write what happened, queue what it gives to say, and note when the clock asks next."""
    session = evolve_all(kept.session, events)
    asked = due(session, now)
    next_due_at = asked.at if asked else None
    if not events:
        desk.journal.set_due(connection, kept.id, next_due_at)
        return kept
    desk.journal.append(connection, kept, events, next_due_at)
    people.remember(connection, desk.journal.workspace, kept.id, session, events)
    desk.posts.touch(connection, kept.id)
    announce(connection, desk, kept, events, desk.journal.places(connection, kept.id), now)
    return Kept(kept.id, kept.rev + len(events), events[-1].at, session)


def announce(
    connection: Connection, desk: Desk, before: Kept, events: Sequence[Event], places: Sequence[Place], now: datetime
) -> None:
    """Queue what the events, from this state on, give to say in these places and is still worth saying."""
    here = [place for place in places if place.chat in desk.chats]
    session, after = before.session, evolve_all(before.session, events)
    for event in events:
        session = evolve(session, event)
        for said in announcements(session, event):
            if not stands(after, said, now):
                continue
            for place in _direct(connection, desk, before, said) if said.to else here:
                key, lane = f"{before.id}/{said.key}@{place.chat}", desk.chats[place.chat].lane(place)
                desk.posts.queue(connection, key, place, lane, said, before.id)


def say(connection: Connection, desk: Desk, place: Place, message: Message, key: str) -> None:
    """Queue what somebody waits for, if that chat is served; a key is said once in each chat."""
    if place.chat in desk.chats:
        lane = desk.chats[place.chat].lane(place)
        desk.posts.queue(connection, f"{ANSWER}{key}@{place.chat}", place, lane, message)


def alone(connection: Connection, desk: Desk, kept: Kept, account: str) -> Place:
    """One person's direct message, in the workspace in which the session is held, or is to be."""
    chat = account.partition(":")[0]
    places = (*desk.journal.places(connection, kept.id), *kept.session.agenda.places)
    team = next((place.team for place in places if place.chat == chat), "")
    return Place(chat, "", only=account, team=team)


def _direct(connection: Connection, desk: Desk, kept: Kept, said: Announcement) -> tuple[Place, ...]:
    """Where the one person it is for can be told: by the first account on a chat that is served."""
    each = (alone(connection, desk, kept, account) for account in said.to)
    return tuple(place for place in each if place.chat in desk.chats)[:1]
