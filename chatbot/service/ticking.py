"""The clock's moments: what is due happens."""

from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from chatbot.log import log
from chatbot.service.committing import move_on
from chatbot.service.desk import Desk
from chatbot.store.committed import part

SESSIONS_AT_ONCE = 20
"""Sessions that the clock moves on in one transaction."""
STUMBLED_WAIT = timedelta(minutes=1)


def tick(connection: Connection, desk: Desk) -> tuple[int, datetime | None]:
    """Move sessions on; how many, at most `SESSIONS_AT_ONCE`, and when the clock asks next."""
    now = desk.clock.now()
    ids = desk.journal.due(connection, now, SESSIONS_AT_ONCE)
    for session_id in ids:
        try:
            with part(connection):
                move_on(connection, desk, session_id)
        except SQLAlchemyError:
            raise
        except Exception:
            # A defect that one session meets must not hold up the others.
            log.exception("session_stumbled", session=session_id)
            desk.journal.set_due(connection, session_id, now + STUMBLED_WAIT)
    return len(ids), desk.journal.next_due(connection)
