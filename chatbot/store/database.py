"""One database, reached from asyncio: a whole transaction each time, in a thread."""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError

from chatbot.clock import Clock
from chatbot.ports import Misconfigured
from chatbot.store.tables import metadata, schema_version

VERSION = 1
"""The version of the tables; a database of another version is refused."""
THREADS = 4
"""Transactions at once on PostgreSQL; SQLite has one writer, and so one thread."""
TRY_AGAIN = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's serialization failure, deadlock and lock timeout: the whole transaction runs again."""
TRIES = 5

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Database:
    """SQLite or PostgreSQL, by its address."""

    def __init__(self, url: str, clock: Clock) -> None:
        """Raises Misconfigured when the address cannot be used."""
        self._clock = clock
        self._lock = contextlib.ExitStack()
        self._engine = _engine(url)
        self.shared = self._engine.dialect.name != "sqlite"
        self._threads = ThreadPoolExecutor(THREADS if self.shared else 1, thread_name_prefix="database")

    async def open(self) -> None:
        """Take the file (SQLite serves one bot at a time) and lay out the tables; raises Misconfigured."""
        if not self.shared:
            self._lock.enter_context(_held(self._engine))
        try:
            await self._in_thread(_prepare, self._engine)
        except (OperationalError, ProgrammingError) as error:
            raise Misconfigured(f"The database cannot be used: {error.orig}. Check DATABASE_URL.") from None

    async def tx(self, fn: Callable[[Connection, *Ts], T], *args: *Ts) -> T:
        """Run `fn(connection, *args)` as one transaction; it is run again when the database asks for that."""
        return await self._in_thread(self._run, fn, *args)

    def now(self, connection: Connection) -> datetime:
        """The instant by which replicas agree: PostgreSQL's clock, or ours where there is only one of us."""
        if not self.shared:
            return self._clock.now()
        instant: datetime | None = connection.scalar(select(func.clock_timestamp()))
        assert instant is not None
        return instant.astimezone(UTC)

    async def close(self) -> None:
        """Finish what runs and let the file go."""
        await self._in_thread(self._engine.dispose)
        self._threads.shutdown(wait=True)
        self._lock.close()

    def _run(self, fn: Callable[..., T], *args: Any) -> T:
        for left in reversed(range(TRIES)):
            try:
                with self._engine.begin() as connection:
                    return fn(connection, *args)
            except DBAPIError as error:
                if not left or getattr(error.orig, "sqlstate", None) not in TRY_AGAIN:
                    raise
        raise AssertionError("unreachable")

    async def _in_thread(self, fn: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, fn, *args)


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError:
        raise Misconfigured(
            "DATABASE_URL is no database address; use sqlite:///chatbot.db or postgresql://user@host/name."
        ) from None
    if address.drivername in ("postgresql", "postgres"):
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_size=THREADS, pool_pre_ping=True)
    if address.drivername != "sqlite" or not address.database:
        raise Misconfigured(
            f"DATABASE_URL names {address.drivername}; use sqlite:///chatbot.db or postgresql://user@host/name."
        )
    engine = create_engine(address, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, and locked for writing from the start
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def _held(engine: Engine) -> Iterator[None]:
    """Hold the database file for this process; the system lets it go when the process dies, however it dies."""
    path = Path(f"{engine.url.database}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Misconfigured(f"The database's folder cannot be written: {error.strerror}. Check DATABASE_URL.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Misconfigured(
            f"Another bot uses {engine.url.database}. Stop it first, or give this one its own DATABASE_URL; "
            "several bots can share a PostgreSQL database."
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def _prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        if not inspect(connection).has_table(schema_version.name):
            metadata.create_all(connection)
            connection.execute(insert(schema_version).values(version=VERSION))
            return
        version = connection.scalar(select(func.max(schema_version.c.version)))
    if version != VERSION:
        raise Misconfigured(
            f"The database has tables of version {version}, this bot works with version {VERSION}. "
            "Run the bot's version that made it, or use a new DATABASE_URL."
        )
