"""Several workers on one PostgreSQL database."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from chatbot.clock import WallClock
from chatbot.ports import Lane
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from chatbot.store.posts import Posts
from tests.store import samples
from tests.store.samples import START, agenda, at, claim, place

pytestmark = pytest.mark.anyio

WORKERS = 3
LANES, ROWS = 8, 5


@pytest.fixture
async def workers(postgres_url: str) -> AsyncIterator[list[Database]]:
    """Databases of several processes, opened at the same moment."""
    async with AsyncExitStack() as stack:
        opened = [Database(postgres_url, WallClock()) for _ in range(WORKERS)]
        for database in opened:
            stack.push_async_callback(database.close)
        await asyncio.gather(*(database.open() for database in opened))
        yield opened


async def test_processes_may_start_at_once(workers: list[Database]) -> None:
    assert await asyncio.gather(
        *(database.tx(lambda connection: connection.scalar(text("SELECT 1"))) for database in workers)
    )


async def test_workers_never_claim_the_same_row(workers: list[Database]) -> None:
    posts = Posts(timedelta(hours=1))
    for number in range(LANES * ROWS):
        lane = Lane(f"lane-{number % LANES}", 0)
        await workers[0].tx(posts.queue, f"r{number}", place(), lane, samples.text(str(number)))
    claimed: list[tuple[str, str]] = []
    under_way: Counter[str] = Counter()

    async def work(database: Database) -> None:
        while len(claimed) < LANES * ROWS:
            for post in await database.tx(take, posts):
                under_way[post.lane] += 1
                assert under_way[post.lane] == 1, "two in one lane at once"
                claimed.append((post.lane, post.key))
                await asyncio.sleep(0)
                under_way[post.lane] -= 1
                await database.tx(mark, posts, post)

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(database) for database in workers for _ in range(2)))

    expected = [(f"lane-{lane}", f"r{row * LANES + lane}") for lane in range(LANES) for row in range(ROWS)]
    assert sorted(claimed, key=lambda one: one[0]) == expected


def take(connection: Connection, posts: Posts) -> tuple[Post, ...]:
    return claim(connection, posts.claims, ["fake"], at(0), 4)


def mark(connection: Connection, posts: Posts, post: Post) -> None:
    posts.claims.sent(connection, post, f"m-{post.key}", at(0), at(0), last=False)


async def test_workers_never_take_the_same_due_session(workers: list[Database]) -> None:
    names = [f"s{number}" for number in range(12)]
    for name in names:
        await workers[0].tx(Journal().plan, agenda(name), START)
        await workers[0].tx(Journal().set_due, name, START)
    moved: list[str] = []

    def move(connection: Connection) -> tuple[str, ...]:
        ids = Journal().due(connection, START, 2)
        for name in ids:
            Journal().set_due(connection, name, None)
        return ids

    async def work(database: Database) -> None:
        while len(moved) < len(names):
            moved.extend(await database.tx(move))

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(database) for database in workers))

    assert sorted(moved) == sorted(names)


async def test_a_clash_is_run_again(workers: list[Database]) -> None:
    runs: list[int] = []

    def clash_twice(connection: Connection, state: str) -> str:
        runs.append(1)
        if len(runs) <= 2:
            connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"))
        return state

    for state in ("40001", "40P01", "55P03"):
        runs.clear()

        assert (await workers[0].tx(clash_twice, state), len(runs)) == (state, 3)


async def test_a_real_deadlock_is_run_again(workers: list[Database]) -> None:
    journal = Journal()
    for name in ("a", "b"):
        await workers[0].tx(journal.plan, agenda(name), START)
    runs: Counter[str] = Counter()
    met = asyncio.Barrier(2)
    loop = asyncio.get_running_loop()

    def lock_both(connection: Connection, first: str, second: str) -> None:
        runs[first] += 1
        journal.load(connection, first, lock=True)
        if runs[first] == 1:
            asyncio.run_coroutine_threadsafe(met.wait(), loop).result()
        journal.load(connection, second, lock=True)

    await asyncio.gather(workers[0].tx(lock_both, "a", "b"), workers[1].tx(lock_both, "b", "a"))

    assert sorted(runs.values()) == [1, 2]


async def test_a_lost_connection_is_replaced(workers: list[Database]) -> None:
    runs: list[int] = []

    def lose(connection: Connection) -> int:
        runs.append(1)
        if len(runs) == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return len(runs)

    assert await workers[0].tx(lose) == 2


async def test_a_defect_is_not_run_again(workers: list[Database]) -> None:
    runs: list[int] = []

    def fail(connection: Connection) -> None:
        runs.append(1)
        connection.execute(text("SELECT nothing_of_this_name"))

    with pytest.raises(Exception, match="nothing_of_this_name"):
        await workers[0].tx(fail)

    assert runs == [1]


async def test_a_transaction_that_stands_still_is_ended_by_the_server(workers: list[Database]) -> None:
    limits = "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')"
    row = await workers[0].tx(lambda connection: tuple(connection.execute(text(limits)).one()))

    assert row == ("5s", "20s")


async def test_the_servers_clock_decides(workers: list[Database]) -> None:
    def both(connection: Connection) -> tuple[datetime, datetime]:
        return workers[0].now(connection), workers[0].now(connection)

    first, second = await workers[0].tx(both)

    assert first < second
