"""Database addresses made into engines, and the hold on SQLite's file."""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import ArgumentError

from chatbot.ports import Misconfigured

EXAMPLES = "use sqlite:///chatbot.db or postgresql://user@host/name."
NO_DRIVER = "DATABASE_URL names PostgreSQL, whose driver is not installed: pip install '.[postgres]'."
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
CONNECTION = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
"""A server that vanished without a word is noticed within half a minute, not within hours."""
PATIENCE = (
    "SELECT set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '20s', true)"
)
"""A process that is frozen within a transaction must not hold up the others for ever.

Set for each transaction, because what is set for a session breaks behind a pooler of transactions.
"""


LASTING = ("journal_mode=WAL", "synchronous=FULL")
"""What is committed outlives the process, and a loss of power too."""
ALWAYS = ("busy_timeout=5000", "foreign_keys=ON")


def engine_for(url: str, connections: int) -> Engine:
    """An engine for this address; raises Misconfigured, without the address, for it may hold a password."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise Misconfigured(f"DATABASE_URL is no database address; {EXAMPLES}") from None
    if address.drivername in POSTGRESQL:
        return _postgresql(address, connections)
    if address.drivername != "sqlite":
        raise Misconfigured(f"DATABASE_URL names {address.drivername}; {EXAMPLES}")
    if address.host or address.query or not address.database or address.database.startswith((":", "file:")):
        raise Misconfigured(f"DATABASE_URL names no file; {EXAMPLES}")
    return _sqlite(address, (*LASTING, *ALWAYS))


def in_memory() -> Engine:
    """An engine on a database of its own that lives as long as the engine: nothing waits for a disk."""
    return _sqlite(URL.create("sqlite"), ALWAYS)


def _postgresql(address: URL, connections: int) -> Engine:
    missing = {name: value for name, value in CONNECTION.items() if name not in address.query}
    try:
        engine = create_engine(
            address.set(drivername="postgresql+psycopg").update_query_dict(missing),
            pool_size=connections,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"prepare_threshold": None},  # prepared statements break behind a pooler of transactions
        )
    except ModuleNotFoundError:
        raise Misconfigured(NO_DRIVER) from None
    event.listen(engine, "begin", _be_patient)
    return engine


def _be_patient(connection: Connection) -> None:
    connection.exec_driver_sql(PATIENCE)


def _sqlite(address: URL, pragmas: Sequence[str]) -> Engine:
    registry.register("sqlite.locking", __name__, Locking.__name__)
    engine = create_engine(
        address.set(drivername="sqlite+locking"),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", partial(_set_up_sqlite, pragmas))
    return engine


class Locking(SQLiteDialect_pysqlite):
    """SQLite through Python's own driver, with transactions that are locked for writing from the start.

    Said by the dialect rather than on the event of a beginning: an engine with events looks for listeners all the time.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.execute("BEGIN IMMEDIATE")


def _set_up_sqlite(pragmas: Sequence[str], connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by the dialect
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def held(database: str) -> Iterator[None]:
    """Hold a database file for this process; the system lets it go when the process dies, however it dies."""
    path = f"{Path(database).resolve()}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Misconfigured(f"The database's folder cannot be written: {error.strerror}. Check DATABASE_URL.") from None
    try:
        _lock(handle, database)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, database: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Misconfigured(
            f"Another bot uses {database}. Stop it first, or give this one its own DATABASE_URL; "
            "several bots can share a PostgreSQL database."
        ) from None
    except OSError as error:
        raise Misconfigured(
            f"The database's file cannot be locked: {error.strerror}. Put it on a local disk; check DATABASE_URL."
        ) from None
