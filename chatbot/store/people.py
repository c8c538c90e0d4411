"""What is remembered of people across sessions: who served when, and who is never to be asked."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from chatbot.core.agenda import Participant
from chatbot.core.events import Event, ExemptionEnded, ExemptionMade, SessionEnded, Undone
from chatbot.core.session import Phase, Session
from chatbot.core.volunteers import Served
from chatbot.store import tables
from chatbot.store.records import read_event
from chatbot.store.upsert import insert_new

LONGEST_KEY = 200
"""Characters of a name by which rows are found: PostgreSQL refuses a row with more than 2,704 bytes in its index."""


def remember(
    connection: Connection, workspace: str, session_id: str, session: Session, events: Iterable[Event]
) -> None:
    """Keep up with what happened in a session; `session` is its state after that."""
    for event in events:
        if isinstance(event, SessionEnded | Undone):
            _note_served(connection, workspace, session_id, session)
        elif isinstance(event, ExemptionMade):
            insert_new(connection, tables.exempt, {"workspace": workspace, "account": event.person.account})
        elif isinstance(event, ExemptionEnded):
            may_ask(connection, workspace, event.person.account)


def history(connection: Connection, workspace: str, group: str) -> tuple[Served, ...]:
    """Who served in the group's sessions, the earliest first."""
    table = tables.served
    mine = (table.c.workspace == workspace, table.c.group_name == _key(group.casefold()))
    rows = connection.execute(select(table).where(*mine).order_by(table.c.at, table.c.role, table.c.person))
    return tuple(Served(Participant(row.account, row.name), row.role, row.at, row.session_id) for row in rows)


def is_exempt(connection: Connection, workspace: str, account: str) -> bool:
    """Whether this account is never to be asked."""
    table = tables.exempt
    query = select(table.c.account).where(table.c.workspace == workspace, table.c.account == account)
    return connection.execute(query).first() is not None


def exempt(connection: Connection, workspace: str) -> frozenset[str]:
    """All accounts that are never to be asked."""
    table = tables.exempt
    return frozenset(connection.scalars(select(table.c.account).where(table.c.workspace == workspace)))


def may_ask(connection: Connection, workspace: str, account: str) -> None:
    """The account may be asked again."""
    table = tables.exempt
    connection.execute(delete(table).where(table.c.workspace == workspace, table.c.account == account))


def present(connection: Connection, workspace: str, session_id: str) -> tuple[Participant, ...]:
    """Who has taken part in the session by any word or press so far, as far as the journal knows."""
    table = tables.journal
    query = (
        select(table.c.kind, table.c.event)
        .where(table.c.workspace == workspace, table.c.session_id == session_id, table.c.actor.is_not(None))
        .order_by(table.c.seq)
    )
    found = (read_event(row.kind, row.event).by for row in connection.execute(query))
    return tuple({one.account: one for one in found if one is not None}.values())


def _note_served(connection: Connection, workspace: str, session_id: str, session: Session) -> None:
    """The rows of the session, which are none while it is not over."""
    table = tables.served
    connection.execute(delete(table).where(table.c.workspace == workspace, table.c.session_id == session_id))
    if session.phase is not Phase.ENDED:
        return
    mine = {
        "workspace": workspace,
        "session_id": session_id,
        "group_name": _key((session.agenda.group or session.agenda.title).casefold()),
        "at": session.started_at or session.agenda.start,
    }
    rows = {
        (_key(duty.role), _key(one.account or one.name)): {"account": one.account, "name": one.name}
        for duty in session.crew.served
        for one in duty.people
        if not one.is_forgotten
    }
    if rows:
        connection.execute(
            insert(table), [mine | row | {"role": role, "person": who} for (role, who), row in rows.items()]
        )


def _key(name: str) -> str:
    return name[:LONGEST_KEY]
