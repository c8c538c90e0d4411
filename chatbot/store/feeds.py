"""How far each platform's events have been read, and by which process."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select, update

from chatbot.store import tables
from chatbot.store.upsert import insert_new


def claim(
    connection: Connection, workspace: str, name: str, owner: str, until: datetime, now: datetime | None
) -> str | None:
    """Read the feed from now on, and return what was noted; None while another owner reads it.

    Without `now` the feed is taken whoever holds it.
    """
    table = tables.feed
    insert_new(connection, table, {"workspace": workspace, "name": name, "position": "", "owner": ""})
    free: list[ColumnElement[bool]] = []
    if now is not None:
        free = [or_(table.c.owner.in_(("", owner)), table.c.owner_until <= now)]
    taken = update(table).where(*_is(workspace, name), *free).values(owner=owner, owner_until=until)
    if not connection.execute(taken).rowcount:
        return None
    position: str | None = connection.scalar(select(table.c.position).where(*_is(workspace, name)))
    return position


def renew(connection: Connection, workspace: str, name: str, owner: str, until: datetime) -> bool:
    """Hold the feed until then; False when it is another's."""
    table = tables.feed
    mine = update(table).where(*_is(workspace, name), table.c.owner == owner)
    return bool(connection.execute(mine.values(owner_until=until)).rowcount)


def note(connection: Connection, workspace: str, name: str, owner: str, position: str) -> None:
    """Keep how far reading has come, if the feed is this owner's."""
    table = tables.feed
    connection.execute(update(table).where(*_is(workspace, name), table.c.owner == owner).values(position=position))


def release(connection: Connection, workspace: str, name: str, owner: str) -> None:
    """Let the feed go."""
    table = tables.feed
    connection.execute(update(table).where(*_is(workspace, name), table.c.owner == owner).values(owner=""))


def _is(workspace: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return tables.feed.c.workspace == workspace, tables.feed.c.name == name
