"""What a process may take for true once a transaction is committed, and not before: it may never be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

_KEY = "once committed"


def begin(connection: Connection) -> None:
    """A transaction begins, with nothing to be done after it yet."""
    connection.info[_KEY] = []


def once_committed(connection: Connection, do: Callable[[], object]) -> None:
    """Do this after the transaction, if it is committed."""
    _waiting(connection).append(do)


def taken(connection: Connection) -> tuple[Callable[[], object], ...]:
    """What is to be done once the transaction is committed, in its order; to be taken at its end."""
    return tuple(_waiting(connection))


@contextmanager
def part(connection: Connection) -> Iterator[None]:
    """A part of a transaction, which may fail alone; what was to be done after it is forgotten then."""
    waiting = _waiting(connection)
    before = len(waiting)
    try:
        with connection.begin_nested():
            yield
    except BaseException:
        del waiting[before:]
        raise


def _waiting(connection: Connection) -> list[Callable[[], object]]:
    waiting: list[Callable[[], object]] = connection.info.setdefault(_KEY, [])
    return waiting
