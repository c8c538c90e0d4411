"""INSERT … ON CONFLICT, which both databases have under the same name in two modules."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_for(dialect: str, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT into the table that can say what happens on conflict."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # slow to load, and loaded already where it is used

    return postgresql.insert(table)


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert the row unless its key is taken; whether it was inserted."""
    return connection.execute(_new(connection.dialect.name, table), dict(row)).first() is not None


@cache
def _new(dialect: str, table: Table) -> Executable:
    # By what comes back: the count of rows of an INSERT is not known on PostgreSQL.
    return insert_for(dialect, table).on_conflict_do_nothing().returning(*table.primary_key.columns)
