"""Sessions: their journals, their state, the moment when the clock asks next, and where they are held."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Connection, Integer, RootTransaction, bindparam, insert, select, update

from chatbot.core.agenda import Agenda, Place
from chatbot.core.events import Event, SessionPlanned
from chatbot.core.session import Session, evolve_all, fold
from chatbot.store import forgetting, tables, whereabouts
from chatbot.store.committed import once_committed
from chatbot.store.records import read_event, write_event
from chatbot.store.upsert import insert_new

HOME = "home"
"""The workspace of a bot that serves one organisation."""

# The statements are built once, for that takes longer than running them; what varies is a parameter, named `of_…`
# where it stands in a WHERE, because a bare column's name stands for what is set.
_session, _journal, _place = tables.session, tables.journal, tables.place
_of_workspace: BindParameter[str] = bindparam("of_workspace")
_of_session: BindParameter[str] = bindparam("of_session")
_REV = select(_session.c.rev).where(_session.c.workspace == _of_workspace, _session.c.id == _of_session)
_REV_LOCKED = _REV.with_for_update()
_SET = update(_session).where(_session.c.workspace == _of_workspace, _session.c.id == _of_session)
_WRITE = insert(_journal)
_EVENTS = (
    select(_journal.c.kind, _journal.c.event)
    .where(_journal.c.workspace == _of_workspace, _journal.c.session_id == _of_session)
    .where(_journal.c.seq > bindparam("of_after"))
    .order_by(_journal.c.seq)
)
_EVENTS_UPTO = _EVENTS.where(_journal.c.seq <= bindparam("of_upto"))
_FIRST = select(_journal.c.kind, _journal.c.event).where(_journal.c.workspace == _of_workspace, _journal.c.seq == 1)
_DUE = (
    select(_session.c.id)
    .where(_session.c.workspace == _of_workspace, _session.c.next_due_at <= bindparam("of_now"))
    .order_by(_session.c.next_due_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = (
    select(_session.c.next_due_at)
    .where(_session.c.workspace == _of_workspace, _session.c.next_due_at.is_not(None))
    .order_by(_session.c.next_due_at)
    .limit(1)
)
_PLACES = (
    select(_place.c.chat, _place.c.channel, _place.c.topic, _place.c.team)
    .where(_place.c.workspace == _of_workspace, _place.c.session_id == _of_session, _place.c.channel != "")
    .order_by(_place.c.chat)
)
_HELD = (
    select(_place.c.session_id, _place.c.topic)
    .where(_place.c.workspace == _of_workspace, _place.c.chat == bindparam("of_chat"))
    .where(_place.c.team == bindparam("of_team"))
    .order_by(_place.c.session_id)
)
_HELD_IN_CHANNEL = _HELD.where(_place.c.channel == bindparam("of_channel"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as stored: its state after `rev` events, the last of which took effect at `at`."""

    id: str
    rev: int
    at: datetime
    session: Session

    def then(self, events: Sequence[Event], session: Session) -> "Kept":
        """The session after these events too, whose state is `session`."""
        return Kept(self.id, self.rev + len(events), events[-1].at, session)


class Journal:
    """Reads sessions and appends to their journals, and remembers the states that it has folded.

    A remembered state is used only at the very revision that the database has, so replicas may share the database.
    What a transaction has written itself is remembered once it is committed, for it may never be.
    """

    def __init__(self, workspace: str = HOME) -> None:
        self.workspace = workspace
        self._folded: dict[str, Kept] = {}
        self._written: WeakKeyDictionary[RootTransaction, set[str]] = WeakKeyDictionary()

    def load(self, connection: Connection, session_id: str, *, lock: bool = False) -> Kept | None:
        """The session; with `lock`, nobody else changes it before this transaction is over."""
        rev = connection.scalar(_REV_LOCKED if lock else _REV, self._of(session_id))
        if rev is None:
            return None
        kept = self._folded.get(session_id)
        if kept is None or kept.rev != rev:
            kept = self._fold(connection, session_id, kept if kept and kept.rev < rev else None, rev)
        return kept

    def kept(self, connection: Connection, session_id: str, *, lock: bool = False) -> Kept:
        """A session that surely is there: sessions are never removed."""
        kept = self.load(connection, session_id, lock=lock)
        assert kept is not None
        return kept

    def events(
        self, connection: Connection, session_id: str, *, after: int = 0, upto: int | None = None
    ) -> tuple[Event, ...]:
        """The journal in order, from behind event number `after` up to number `upto`."""
        part = {**self._of(session_id), "of_after": after, "of_upto": upto}
        rows = connection.execute(_EVENTS if upto is None else _EVENTS_UPTO, part)
        return tuple(read_event(kind, content) for kind, content in rows)

    def plan(self, connection: Connection, agenda: Agenda, now: datetime) -> None:
        """Open the journal of a new session, unless another process has just done so."""
        row = {"workspace": self.workspace, "id": agenda.id, "rev": 0}
        if insert_new(connection, tables.session, row):
            self._write(connection, agenda.id, 0, (SessionPlanned(at=now, agenda=agenda),), None)

    def planned(self, connection: Connection) -> tuple[Agenda, ...]:
        """The agendas of all sessions, as they were first planned."""
        events = (read_event(*row) for row in connection.execute(_FIRST, {"of_workspace": self.workspace}))
        return tuple(event.agenda for event in events if isinstance(event, SessionPlanned))

    def with_account(self, connection: Connection, account: str) -> tuple[str, ...]:
        """The sessions in whose journals the account stands."""
        return forgetting.sessions_with(connection, self.workspace, account)

    def forget(self, connection: Connection, account: str) -> None:
        """Remove a person from all journals and from what else is remembered, but for the record's own lines."""
        for session_id in forgetting.forget(connection, self.workspace, account):
            self._folded.pop(session_id, None)
            self._touched(connection, session_id)
            once_committed(connection, partial(self._folded.pop, session_id, None))

    def append(
        self, connection: Connection, after: Kept, events: Sequence[Event], next_due_at: datetime | None
    ) -> None:
        """Write the last events of a session that stands at `after` with them.

        The session must have been loaded with `lock` in this transaction.
        """
        self._write(connection, after.id, after.rev - len(events), events, next_due_at)
        once_committed(connection, partial(self._remember, after))

    def set_due(self, connection: Connection, session_id: str, next_due_at: datetime | None) -> None:
        """Note when the clock asks next."""
        connection.execute(_SET, {**self._of(session_id), "next_due_at": next_due_at})

    def due(self, connection: Connection, now: datetime, most: int) -> tuple[str, ...]:
        """Sessions of which the clock asks something now, locked; those that others work on are left out."""
        return tuple(connection.scalars(_DUE, {"of_workspace": self.workspace, "of_now": now, "most": most}))

    def next_due(self, connection: Connection) -> datetime | None:
        """When the clock asks next, over all sessions."""
        return connection.scalar(_NEXT_DUE, {"of_workspace": self.workspace})

    def hold_at(
        self, connection: Connection, session_id: str, places: Collection[Place], sources: dict[str, str]
    ) -> None:
        """Note where the session is held, as planned at `sources` by chat."""
        whereabouts.hold_at(connection, self.workspace, session_id, places, sources)

    def places(self, connection: Connection, session_id: str) -> tuple[Place, ...]:
        """Where the session is held, as far as the bot can see that."""
        rows = connection.execute(_PLACES, self._of(session_id))
        return tuple(Place(row.chat, row.channel, row.topic, team=row.team) for row in rows)

    def sessions_at(self, connection: Connection, place: Place) -> tuple[str, ...]:
        """The sessions held at a place; without a channel (a direct message), those held in that workspace.

        In a channel's topic in which none is held, they are those of the whole channel.
        """
        of = {"of_workspace": self.workspace, "of_chat": place.chat, "of_team": place.team, "of_channel": place.channel}
        rows = connection.execute(_HELD_IN_CHANNEL if place.channel else _HELD, of).all()
        # Compared here: SQLite knows no capitals beyond ASCII.
        here = ("", place.topic.casefold())
        exact = [row for row in rows if not place.channel or row.topic.casefold() in here]
        return tuple(row.session_id for row in exact or rows)

    def sessions_in(self, connection: Connection, place: Place) -> tuple[str, ...]:
        """The sessions held in the place's channel, whatever their topics."""
        table = tables.place
        of = (table.c.workspace == self.workspace, table.c.chat == place.chat, table.c.team == place.team)
        query = select(table.c.session_id).where(*of, table.c.channel == place.channel)
        return tuple(connection.scalars(query.order_by(table.c.session_id)))

    def holds(self, connection: Connection, session_id: str, place: Place) -> bool:
        """Whether the session is held at this very place, or in its whole channel."""
        held = self.places(connection, session_id)
        there = [one for one in held if (one.chat, one.team, one.channel) == (place.chat, place.team, place.channel)]
        return any(one.topic.casefold() in ("", place.topic.casefold()) for one in there)

    def _fold(self, connection: Connection, session_id: str, before: Kept | None, rev: int) -> Kept:
        """The state at `rev`, from the one before if there is one."""
        events = self.events(connection, session_id, after=before.rev if before else 0, upto=rev)
        state = evolve_all(before.session, events) if before else fold(events)
        kept = Kept(session_id, rev, events[-1].at, state)
        transaction = connection.get_transaction()
        if transaction is not None and session_id not in self._written.get(transaction, ()):
            self._folded[session_id] = kept
        return kept

    def _remember(self, kept: Kept) -> None:
        known = self._folded.get(kept.id)
        if known is None or known.rev < kept.rev:
            self._folded[kept.id] = kept

    def _touched(self, connection: Connection, session_id: str) -> None:
        transaction = connection.get_transaction()
        assert transaction is not None
        self._written.setdefault(transaction, set()).add(session_id)

    def _write(
        self, connection: Connection, session_id: str, rev: int, events: Sequence[Event], next_due_at: datetime | None
    ) -> None:
        self._touched(connection, session_id)
        rows = []
        for seq, event in enumerate(events, rev + 1):
            kind, content = write_event(event)
            rows.append(
                {
                    "workspace": self.workspace,
                    "session_id": session_id,
                    "seq": seq,
                    "at": event.at,
                    "actor": event.by.account if event.by else None,
                    "kind": kind,
                    "event": content,
                }
            )
        connection.execute(_WRITE, rows)
        connection.execute(_SET, {**self._of(session_id), "rev": rev + len(rows), "next_due_at": next_due_at})

    def _of(self, session_id: str) -> dict[str, object]:
        return {"of_workspace": self.workspace, "of_session": session_id}
