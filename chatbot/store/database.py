"""One database, reached from asyncio: a whole transaction each time, in a thread."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, func, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from chatbot.clock import Clock, sleep, wait_after
from chatbot.log import log
from chatbot.ports import Misconfigured
from chatbot.store import committed
from chatbot.store.engines import engine_for, held, in_memory
from chatbot.store.faults import passes
from chatbot.store.tables import metadata, schema_version

VERSION = 4
"""The version of the tables; a database of another version is refused."""
THREADS = 4
"""Transactions at once on PostgreSQL; SQLite has one writer, and so one thread."""
SHORTEST_WAIT, LONGEST_WAIT = 0.01, 5.0
"""Seconds before a transaction is run again; doubled each time."""
ANSWERS_WITHIN = 2.0
"""Seconds."""
QUIET_TRIES = 4
"""So many clashes with other transactions are nothing to write about."""
LAID_OUT_BY_ANOTHER = frozenset({"23505", "42P07", "42710"})

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Database:
    """SQLite or PostgreSQL, by its address; without one, a database in memory that is gone when it is closed."""

    def __init__(self, url: str | None, clock: Clock) -> None:
        """Raises Misconfigured when the address cannot be used."""
        self._clock = clock
        self._lock = contextlib.ExitStack()
        self._engine = in_memory() if url is None else engine_for(url, THREADS)
        self.shared = self._engine.dialect.name != "sqlite"
        # In memory nothing waits, and to change threads would take longer than most transactions.
        self._threads = ThreadPoolExecutor(THREADS if self.shared else 1, "database") if url is not None else None

    async def open(self) -> None:
        """Take the file (SQLite serves one bot at a time) and lay out the tables; raises Misconfigured."""
        try:
            if self._engine.url.database and not self.shared:
                self._lock.enter_context(held(self._engine.url.database))
            await self._in_thread(_prepare, self._engine)
        except BaseException as error:
            await self.close()
            if isinstance(error, DBAPIError):
                raise Misconfigured(self._unusable(error)) from None
            raise

    async def tx(self, fn: Callable[[Connection, *Ts], T], *args: *Ts) -> T:
        """Run `fn(connection, *args)` as one transaction, again after a clash, and until the database is back.

        It may run several times, and after a lost connection although it was committed: all that the store writes
        can be written twice. Cancelled, it ends in its thread all the same, wholly or not at all.
        """
        tries = 0
        while True:
            tries += 1
            try:
                return await self._in_thread(self._run, fn, *args)
            except DBAPIError as error:
                if not passes(error):
                    raise
                wait = wait_after(tries, SHORTEST_WAIT, LONGEST_WAIT)
                if tries > QUIET_TRIES:
                    log.warning("database_away", error=str(error.orig), tries=tries, again_in=round(wait, 2))
            await sleep(wait)

    @property
    def engine(self) -> Engine:
        """For libraries that keep tables of their own in this database, by way of `in_thread`."""
        return self._engine

    async def in_thread(self, fn: Callable[[], T]) -> T:
        """Run blocking work on the engine in the database's threads."""
        return await self._in_thread(fn)

    async def trouble(self) -> str:
        """Why the database does not answer; empty when it does."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await self._in_thread(self._run, _ask)
        except DBAPIError as error:
            return type(error.orig).__name__
        except TimeoutError:
            return f"no answer within {ANSWERS_WITHIN:g} s"
        return ""

    def now(self, connection: Connection) -> datetime:
        """The instant by which replicas agree: PostgreSQL's clock, or ours where there is only one of us."""
        if not self.shared:
            return self._clock.now()
        instant: datetime | None = connection.scalar(select(func.clock_timestamp()))
        assert instant is not None
        return instant.astimezone(UTC)

    async def close(self) -> None:
        """Finish what runs and let the file go; once closed, a transaction is a RuntimeError."""
        await asyncio.to_thread(self._shut)
        self._lock.close()

    def _shut(self) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=True)
        self._engine.dispose()

    def _run(self, fn: Callable[..., T], *args: Any) -> T:
        with self._engine.begin() as connection:
            committed.begin(connection)
            result = fn(connection, *args)
            after = committed.taken(connection)
        for do in after:
            do()
        return result

    async def _in_thread(self, fn: Callable[..., T], *args: Any) -> T:
        if self._threads is None:
            return fn(*args)
        return await asyncio.get_running_loop().run_in_executor(self._threads, fn, *args)

    def _unusable(self, error: DBAPIError) -> str:
        reason = " ".join(str(error.orig).split())
        if self._engine.url.password:
            reason = reason.replace(str(self._engine.url.password), "***")
        return f"The database cannot be used: {reason}. Check DATABASE_URL."


def _ask(connection: Connection) -> None:
    connection.scalar(select(1))


def _prepare(engine: Engine) -> None:
    """Lay out the tables; several processes may be at it at once."""
    for left in reversed(range(5)):
        try:
            return _lay_out(engine)
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", None) not in LAID_OUT_BY_ANOTHER:
                raise
    return None


def _lay_out(engine: Engine) -> None:
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
