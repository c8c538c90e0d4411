"""Which faults of a database pass by themselves."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

CLASHES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's serialization failure, deadlock and lock timeout."""
AWAY = frozenset({"25P03", "25006"})
"""A transaction that stood still too long, and a server that is a standby just now."""
AWAY_CLASSES = ("08", "53", "57P", "58")
"""No connection, no resources, going down or coming up, trouble with the system."""
SQLITE_PASSING = frozenset({5, 6, 10, 13, 14})
"""SQLite's busy, locked, input or output error, disk full, file not to be opened."""


def passes(error: DBAPIError) -> bool:
    """Whether the whole transaction may succeed when it is run again, now or later."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(state, str):
        return state in CLASHES | AWAY or state.startswith(AWAY_CLASSES)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in SQLITE_PASSING
    # Without a code it failed on the way to the server, or on the way back.
    return isinstance(error, OperationalError | InterfaceError)
