from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chatbot.clock import WallClock
from chatbot.store.database import Database
from tests.store.postgres import fresh_schema, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgres_server() as address:
        yield address


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """An empty place on PostgreSQL."""
    with fresh_schema(postgres) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, of each kind in turn."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path}/bot.db"
        else:
            yield stack.enter_context(fresh_schema(request.getfixturevalue("postgres")))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The database, open."""
    database = Database(url, WallClock())
    await database.open()
    try:
        yield database
    finally:
        await database.close()
