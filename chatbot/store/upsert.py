"""INSERT … ON CONFLICT, which both databases have under the same name in two modules."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_for(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the table that can say what happens on conflict."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert the row unless its key is taken; whether it was inserted."""
    insert = insert_for(connection, table).values(dict(row)).on_conflict_do_nothing()
    # By what comes back: the count of rows of an INSERT is not known on PostgreSQL.
    return connection.execute(insert.returning(*table.primary_key.columns)).first() is not None
