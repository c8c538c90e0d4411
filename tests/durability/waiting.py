"""Waiting for what a bot in another process has done, instead of for a time in which it should have."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import NullPool, create_engine, make_url, text

from chatbot.store.tables import EPOCH

PATIENCE = 120.0
"""Seconds at most for any one thing that is waited for: a slow machine has its time, and one that hangs is seen."""
DUE = "SELECT count(*) FROM session WHERE next_due_at <= :now"
UNSENT = "SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending') AND key LIKE :keys"


def until(done: Callable[[], bool], told: Callable[[], object], meanwhile: Callable[[], None] = lambda: None) -> None:
    """Wait until it is done, doing something `meanwhile`; fails with what is `told` when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, told()
        meanwhile()
        time.sleep(0.1)


def unsent(url: str, keys: str = "%") -> int:
    """How many posts with such keys are still to be sent or settled."""
    return _count(url, UNSENT, {"keys": keys})


def due(url: str, now: datetime) -> int:
    """For how many sessions the clock asks for something at this instant."""
    return _count(url, DUE, {"now": (now - EPOCH) // timedelta(microseconds=1)})


def _count(url: str, query: str, values: Mapping[str, object]) -> int:
    """Only looked at, for a bot holds its database."""
    address = make_url(url)
    if address.drivername == "sqlite":
        address = make_url(f"sqlite:///file:{address.database}?mode=ro&uri=true")
    else:
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.execute(text(query), values).scalar_one())
