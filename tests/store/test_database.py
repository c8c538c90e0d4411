"""Opening, refusing, waiting and closing."""

import asyncio
import sqlite3
import sys
import threading
import traceback
from pathlib import Path

import pytest
from sqlalchemy import Connection, text, update
from sqlalchemy.exc import OperationalError

from chatbot.clock import WallClock
from chatbot.ports import Misconfigured
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from chatbot.store.tables import schema_version
from tests.store.samples import START, agenda

pytestmark = pytest.mark.anyio

SECRET = "hunter2-do-not-tell"


def sqlite(folder: Path) -> Database:
    return Database(f"sqlite:///{folder}/bot.db", WallClock())


async def test_what_was_written_is_there_after_reopening(url: str) -> None:
    for step in ("write", "read"):
        database = Database(url, WallClock())
        await database.open()
        try:
            if step == "write":
                await database.tx(Journal().plan, agenda(), START)
            else:
                assert await database.tx(Journal().load, "small") is not None
        finally:
            await database.close()


async def test_a_second_bot_on_the_same_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    first = sqlite(tmp_path)
    await first.open()
    (tmp_path / "alias.db").symlink_to(tmp_path / "bot.db")
    try:
        for name in ("bot.db", "alias.db"):
            with pytest.raises(Misconfigured) as caught:
                await Database(f"sqlite:///{tmp_path}/{name}", WallClock()).open()

            assert str(caught.value) == (
                f"Another bot uses {tmp_path}/{name}. Stop it first, or give this one its own DATABASE_URL; "
                "several bots can share a PostgreSQL database."
            )
    finally:
        await first.close()


async def test_the_file_is_free_again_after_closing_and_after_a_failed_opening(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"this is no database, and long enough to look like something else " * 20)
    for _ in range(2):
        with pytest.raises(Misconfigured, match=r"cannot be used: file is not a database\. Check DATABASE_URL"):
            await sqlite(tmp_path).open()
    (tmp_path / "bot.db").unlink()
    for _ in range(2):
        database = sqlite(tmp_path)
        await database.open()
        await database.close()


async def test_tables_of_another_version_are_refused(url: str) -> None:
    database = Database(url, WallClock())
    await database.open()
    await database.tx(lambda connection: connection.execute(update(schema_version).values(version=99)))
    await database.close()

    with pytest.raises(Misconfigured, match="tables of version 99, this bot works with version 4"):
        await Database(url, WallClock()).open()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "chatbot.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:bot.db?uri=true",
        "sqlite://bot.db",
        "mysql://bot@host/name",
        "postgresql+asyncpg://bot@host/name",
        f"postgresql://bot:{SECRET}@host:port/name",
        f"postgresql://bot:{SECRET}@[::1/name",
        f"mysql://bot:{SECRET}@host/name",
        f"bot:{SECRET}@host/name",
    ],
)
async def test_a_bad_address_is_refused_without_being_told(url: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        Database(url, WallClock())

    assert str(caught.value).startswith("DATABASE_URL ")
    assert str(caught.value).endswith("use sqlite:///chatbot.db or postgresql://user@host/name.")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


async def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"folder cannot be written: No such file or directory\. Check DATABASE_U"):
        await Database(f"sqlite:///{tmp_path}/nowhere/bot.db", WallClock()).open()


async def test_a_password_is_in_no_error_and_no_repr(tmp_path: Path) -> None:
    database = Database(f"postgresql://bot:{SECRET}@/name?host={tmp_path}", WallClock())
    with pytest.raises(Misconfigured) as caught:
        await database.open()

    assert str(caught.value).startswith("The database cannot be used: connection ")
    assert [SECRET in shown for shown in (str(caught.value), repr(database), repr(vars(database)))] == [False] * 3


async def test_what_people_wrote_is_in_no_database_error(database: Database) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": SECRET})

    with pytest.raises(Exception, match="nowhere") as caught:
        await database.tx(fail)

    assert SECRET not in str(caught.value)


async def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def plan_and_fail(connection: Connection) -> None:
        Journal().plan(connection, agenda(), START)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.tx(plan_and_fail)

    assert await database.tx(Journal().load, "small") is None


async def test_a_locked_file_is_waited_for(tmp_path: Path) -> None:
    database = sqlite(tmp_path)
    await database.open()
    runs: list[int] = []

    def locked_twice(_: Connection) -> int:
        runs.append(1)
        if len(runs) <= 2:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise OperationalError("BEGIN IMMEDIATE", None, error)
        return len(runs)

    try:
        assert await database.tx(locked_twice) == 3
    finally:
        await database.close()


async def test_a_cancelled_transaction_ends_whole_before_the_file_is_let_go(tmp_path: Path) -> None:
    database = sqlite(tmp_path)
    await database.open()
    begun, go_on = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        Journal().plan(connection, agenda(), START)
        begun.set()
        go_on.wait(30)

    task = asyncio.create_task(database.tx(slowly))
    while not begun.is_set():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    go_on.set()
    await closing
    again = sqlite(tmp_path)
    await again.open()
    try:
        assert await again.tx(Journal().load, "small") is not None
    finally:
        await again.close()


async def test_a_transaction_after_closing_is_a_defect(tmp_path: Path) -> None:
    database = sqlite(tmp_path)
    await database.open()
    await database.close()
    await database.close()

    with pytest.raises(RuntimeError, match="after shutdown"):
        await database.tx(Journal().load, "small")


async def test_what_is_committed_to_a_file_waits_for_the_disk(tmp_path: Path) -> None:
    database = sqlite(tmp_path)
    await database.open()
    try:
        assert await database.tx(_pragmas) == ("wal", 2)
    finally:
        await database.close()


async def test_a_database_in_memory_keeps_what_it_is_given_until_it_is_closed() -> None:
    for _ in range(2):
        database = Database(None, WallClock())
        await database.open()
        assert await database.tx(Journal().load, "small") is None
        await database.tx(Journal().plan, agenda(), START)
        assert await database.tx(Journal().load, "small") is not None
        await database.close()


async def test_a_transaction_in_memory_that_fails_changes_nothing() -> None:
    def fail(connection: Connection) -> None:
        Journal().plan(connection, agenda(), START)
        raise LookupError

    database = Database(None, WallClock())
    await database.open()
    try:
        with pytest.raises(LookupError):
            await database.tx(fail)
        assert await database.tx(Journal().load, "small") is None
    finally:
        await database.close()


def _pragmas(connection: Connection) -> tuple[str, int]:
    journal, synchronous = (connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous"))
    return journal, synchronous


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Misconfigured) as caught:
        Database("postgresql://me:hush@127.0.0.1/bot", WallClock())

    said = "DATABASE_URL names PostgreSQL, whose driver is not installed: pip install '.[postgres]'."
    assert str(caught.value) == said
