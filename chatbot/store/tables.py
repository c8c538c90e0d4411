"""The tables; keys start with the workspace, so that workspaces can be split over databases one day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    literal_column,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """A UTC instant as whole microseconds since 1970: exact, and alike on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

session = Table(
    "session",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("rev", Integer, nullable=False),
    Column("next_due_at", Instant),
    Index("session_due", "next_due_at"),
)
"""One row a session: `rev` is the number of its journal's last event, `next_due_at` when the clock asks next."""

place = Table(
    "place",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("session_id", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("team", String, nullable=False),
    Column("source", String, nullable=False),
    Column("anchor", String, nullable=False),
    Index("place_of", "workspace", "chat", "channel"),
)
"""Where a session is held on each chat, in the platform's own ids.

`source` is what was planned, `anchor` the message by which the place is known when it is renamed or moved.
"""

journal = Table(
    "journal",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("session_id", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String),
    Column("kind", String, nullable=False),
    Column("event", Text, nullable=False),
)
"""What happened, append-only; a session's state is the fold of its rows."""

inbox = Table(
    "inbox",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("event_id", String, primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Index("inbox_seen", "seen_at"),
)
"""The inputs taken, so that a redelivered one is taken once."""

served = Table(
    "served",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("session_id", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("group_name", String, nullable=False),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index("served_group", "workspace", "group_name"),
)
"""Who served in which role, drawn from the journals of sessions that are over; `person` is an account, or a name."""

exempt = Table(
    "exempt",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("account", String, primary_key=True),
)
"""The accounts that are never to be asked for anything."""

feed = Table(
    "feed",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("position", Text, nullable=False),
    Column("owner", String, nullable=False),
    Column("owner_until", Instant),
)
"""How far a platform's events have been read; one process reads at a time, so that its questions are answered once."""

lane = Table(
    "lane",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("chat", String, nullable=False),
    Column("free_at", Instant, nullable=False),
)
"""The unit of order and of pace: nothing is sent in a lane before `free_at`.

A claim moves `free_at` behind the moment when its send can still be under way; a row that is found `sending` in a
free lane is therefore in doubt, whoever died.
"""

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("workspace", String, nullable=False),
    Column("key", String, nullable=False),
    Column("session_id", String),
    Column("lane", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("place", Text, nullable=False),
    Column("subject", Text),
    Column("body", Text),
    Column("rev", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("claim", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("claimed_at", Instant),
    Column("message_ref", String),
    Column("outdated_ref", String),
    Column("closes_at", Instant),
    Column("lasting", Text),
    Column("edited", Boolean),
    Column("ready_at", Instant),
    Column("settled_at", Instant),
    UniqueConstraint("workspace", "key", name="outbox_key"),
    Index("outbox_session", "workspace", "session_id"),
    Index("outbox_settled", "settled_at"),
)
"""What is to be said, and what was.

`subject` is an announcement, whose text is made when it is claimed; a row without one carries its text from the
start. `live` rows are edited in place; `rev` rises when such a message has to be made anew. `claim` counts all
claims of the row, so that an outdated one is known; `attempt` counts those since something last succeeded.
`claimed_at` is when the send that is under way was first tried, `settled_at` when the last one came to an end.
`outdated_ref` is a message that has to be pointed to the one that took its place; `closes_at` is when the message
should get its last edit, because the platform soon allows no more; once it has, `lasting` is what it would have said
otherwise, so that a change is known; `edited` says whether it has changed since it was posted. A row is not sent before
`ready_at`.
"""

shown = Table(
    "shown",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Column("ref", String, primary_key=True),
    Column("session_id", String, nullable=False),
    Column("subject", Text, nullable=False),
)
"""Every message of a session that people may press or react on, also those that newer ones have replaced."""

PENDING, SENDING, SENT, CLOSED = "pending", "sending", "sent", "closed"
WITHDRAWN, REFUSED = "withdrawn", "refused"
OPEN = (PENDING, SENDING)

is_open = outbox.c.status.in_([literal_column(f"'{status}'") for status in OPEN])
"""Whether a row is to be sent; written out in the statement, or SQLite would not use the index on such rows."""


def _index_part(name: str, columns: str, where: str) -> None:
    """An index on some rows of the outbox; by SQL's own words, for SQLAlchemy's load the modules of both databases."""
    index = DDL(f"CREATE INDEX {name} ON outbox ({columns}) WHERE {where}")  # type: ignore[no-untyped-call]
    event.listen(outbox, "after_create", index)


_index_part("outbox_open", "workspace, lane, rank, id", f"status IN ('{PENDING}', '{SENDING}')")
_index_part("outbox_closes", "workspace, closes_at", "closes_at IS NOT NULL")
