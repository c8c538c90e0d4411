"""Chairs, told alone what only they can settle."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.agenda import Place
from chatbot.core.session import Phase, Session
from chatbot.log import log
from chatbot.ports import ShutOut
from chatbot.service.committing import alone, say
from chatbot.service.desk import Desk
from chatbot.store import inbox
from chatbot.store.journal import Kept


def accounts_of(session: Session) -> tuple[str, ...]:
    """All accounts of the session's chairs, each once."""
    return tuple(dict.fromkeys(account for chair in session.chairs() for account in chair.accounts))


def to_chairs(connection: Connection, desk: Desk, kept: Kept) -> Sequence[Place]:
    """Each chair alone; the session's places where no chair has an account."""
    held = desk.journal.places(connection, kept.id)
    each = [alone(kept.session, held, account) for account in accounts_of(kept.session)]
    return [place for place in each if place.chat in desk.chats] or held


def tell_shut_out(connection: Connection, desk: Desk, given: ShutOut) -> None:
    """Tell the chairs of every session in the channel that the bot hears nothing there."""
    if not inbox.admit(connection, given.event_id, desk.database.now(connection)):
        return
    for session_id in desk.journal.sessions_in(connection, given.place):
        kept = desk.journal.kept(connection, session_id)
        if kept.session.phase is Phase.ENDED:
            continue
        each = [place for place in to_chairs(connection, desk, kept) if place.only]
        for place in each:
            message = wording.shut_out(kept.session)
            say(connection, desk, place, message, f"{given.event_id}/{session_id}/{place.only}")
        if not each:
            log.error("no_chair_to_tell", session=session_id, event_id=given.event_id)


def tell_unreadable(connection: Connection, desk: Desk, session_id: str, reason: str, since: datetime) -> None:
    """Tell the session's chairs that its source gives no agenda: once for an address, however often it fails."""
    kept = desk.journal.kept(connection, session_id)
    key = f"{session_id}/unreadable/{sha256(kept.session.agenda.source.encode()).hexdigest()[:16]}"
    if not inbox.admit(connection, key, desk.database.now(connection)):
        return
    for place in to_chairs(connection, desk, kept):
        message = wording.unreadable(kept.session, reason, since)
        say(connection, desk, place, message, f"{key}/{since.isoformat()}/{place.only}")
