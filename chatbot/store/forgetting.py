"""A person removed from the database, but for the public record's own lines."""

import json
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from chatbot.core.agenda import FORGOTTEN
from chatbot.core.events import ActionRecorded, DecisionRecorded, NoteRecorded
from chatbot.store import people, tables
from chatbot.store.tables import OPEN

NOBODY = "somebody"
"""What stands in journals in place of the name of who was forgotten."""
_RECORD = tuple(kind.__name__ for kind in (ActionRecorded, DecisionRecorded, NoteRecorded))


def forget(connection: Connection, workspace: str, account: str) -> frozenset[str]:
    """Remove the account and its names; returns the sessions whose journals have changed.

    In journals somebody without a name, and with an account that nobody has, stands in the person's place, so that
    what happened still adds up. What was said for the record keeps its text and loses the account.
    """
    table = tables.served
    connection.execute(delete(table).where(table.c.workspace == workspace, table.c.account == account))
    people.may_ask(connection, workspace, account)
    _forget_posts(connection, workspace, account)
    return _forget_in_journals(connection, workspace, account)


def sessions_with(connection: Connection, workspace: str, account: str) -> tuple[str, ...]:
    """The sessions in whose journals the account stands."""
    table = tables.journal
    query = select(table.c.session_id).distinct().where(table.c.workspace == workspace, _names(account))
    return tuple(connection.scalars(query.order_by(table.c.session_id)))


def _names(account: str) -> ColumnElement[bool]:
    """Whether a journal's row has the account in it."""
    table = tables.journal
    quoted = json.dumps(account, ensure_ascii=False)
    return or_(table.c.actor == account, table.c.event.contains(quoted, autoescape=True))


def _forget_posts(connection: Connection, workspace: str, account: str) -> None:
    """What was told to the person alone, but for what is still on its way."""
    table = tables.outbox
    quoted = json.dumps(account)
    told = table.c.place.contains(f'"only": {quoted}', autoescape=True)
    mine = (table.c.workspace == workspace, told, table.c.status.not_in(OPEN))
    connection.execute(delete(table).where(*mine))


def _forget_in_journals(connection: Connection, workspace: str, account: str) -> frozenset[str]:
    table = tables.journal
    query = select(table.c.session_id, table.c.seq, table.c.kind, table.c.event, table.c.actor)
    rows = connection.execute(query.where(table.c.workspace == workspace, _names(account))).all()
    nobody = f"{FORGOTTEN}{uuid4().hex}"
    for row in rows:
        event = _without(json.loads(row.event), account, nobody, keeps_name=row.kind in _RECORD)
        values = {
            "event": json.dumps(event, ensure_ascii=False),
            "actor": nobody if row.actor == account else row.actor,
        }
        at = (table.c.workspace == workspace, table.c.session_id == row.session_id, table.c.seq == row.seq)
        connection.execute(update(table).where(*at).values(values))
    return frozenset(row.session_id for row in rows)


def _without(value: Any, account: str, nobody: str, *, keeps_name: bool) -> Any:
    """The record without the account, and without the name that goes with it."""
    if isinstance(value, list):
        return [_without(one, account, nobody, keeps_name=keeps_name) for one in value if one != account]
    if not isinstance(value, dict):
        return value
    kept = {key: _without(one, account, nobody, keeps_name=keeps_name) for key, one in value.items()}
    if value.get("account") == account:
        kept["account"] = nobody
        if not keeps_name:
            kept["name"] = NOBODY
    return kept
