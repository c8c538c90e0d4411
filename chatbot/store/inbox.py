"""The inputs taken, so that a redelivered one is taken once."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from chatbot.store import tables
from chatbot.store.journal import HOME
from chatbot.store.upsert import insert_new

KEPT = timedelta(days=7)
"""How long an input is remembered; platforms redeliver for a day at most."""


def admit(connection: Connection, event_id: str, now: datetime, workspace: str = HOME) -> bool:
    """Note the input; False when it was noted before."""
    row = {"workspace": workspace, "event_id": event_id, "seen_at": now}
    return insert_new(connection, tables.inbox, row)


def forget_old(connection: Connection, now: datetime) -> int:
    """Forget inputs that can no longer be redelivered; returns how many."""
    return connection.execute(delete(tables.inbox).where(tables.inbox.c.seen_at < now - KEPT)).rowcount
