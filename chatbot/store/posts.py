"""The outbox's rows: queued, touched, looked up and at last forgotten; claims.py has what sending needs."""

from datetime import datetime, timedelta
from functools import cache, partial

from sqlalchemy import Connection, Executable, and_, bindparam, case, delete, or_, select, update

from chatbot.core.agenda import Place
from chatbot.core.announcements import LIVE, Announcement
from chatbot.messages import Message
from chatbot.ports import Lane
from chatbot.store import tables, whereabouts
from chatbot.store.claims import FIRST, Claims, Post
from chatbot.store.committed import once_committed
from chatbot.store.journal import HOME
from chatbot.store.records import read_announcement, write_announcement, write_message, write_place
from chatbot.store.tables import PENDING, REFUSED, SENDING, SENT, WITHDRAWN
from chatbot.store.upsert import insert_for, insert_new

KEPT = timedelta(days=7)
"""How long a reply is kept after it was sent or given up: as long as its input is remembered."""

_SAID = ("session_id", "lane", "rank", "place", "subject", "body", "live", "status")
"""What is said anew under the key of an announcement that was withdrawn."""

# Statements that every input runs are built once: that takes longer than running them.
_outbox = tables.outbox
_TOUCH = (
    update(_outbox)
    .where(_outbox.c.workspace == bindparam("of_workspace"), _outbox.c.session_id == bindparam("of_session"))
    .where(_outbox.c.live, _outbox.c.status.in_((SENT, PENDING, SENDING)))
    .values(rev=_outbox.c.rev + 1, status=case((_outbox.c.status == SENT, PENDING), else_=_outbox.c.status))
)


@cache
def _announce(dialect: str) -> Executable:
    insert = insert_for(dialect, _outbox)
    said = {name: insert.excluded[name] for name in _SAID}
    return insert.on_conflict_do_update(
        index_elements=["workspace", "key"], set_=said, where=_outbox.c.status == WITHDRAWN
    )


@cache
def _reply(dialect: str) -> Executable:
    return insert_for(dialect, _outbox).on_conflict_do_nothing()


class Posts:
    """Reads and writes the outbox; `claims` takes rows for sending, `settle` is how long that closes a lane."""

    def __init__(self, settle: timedelta, workspace: str = HOME) -> None:
        self.claims = Claims(settle, workspace)
        self._workspace = workspace
        self._lanes: set[str] = set()

    def queue(
        self,
        connection: Connection,
        key: str,
        place: Place,
        lane: Lane,
        what: Announcement | Message,
        session_id: str | None = None,
    ) -> None:
        """Queue what is to be said; a key that is there already is left alone, but for one that was withdrawn."""
        self._open_lane(connection, place.chat, lane)
        announced = isinstance(what, Announcement)
        said = {
            "session_id": session_id,
            "lane": lane.name,
            "rank": FIRST,
            "place": write_place(place),
            "subject": write_announcement(what) if isinstance(what, Announcement) else None,
            "body": None if isinstance(what, Announcement) else write_message(what),
            "live": isinstance(what, Announcement) and what.subject in LIVE,
            "status": PENDING,
        }
        row = {"workspace": self._workspace, "key": key, "rev": 0, "claim": 0, "attempt": 0, **said}
        queue = _announce if announced else _reply
        connection.execute(queue(connection.dialect.name), row)

    def touch(self, connection: Connection, session_id: str) -> None:
        """The session has changed: what is edited in place has to be made anew."""
        connection.execute(_TOUCH, {"of_workspace": self._workspace, "of_session": session_id})

    def standing(self, connection: Connection, chat: str, ref: str) -> tuple[str, Announcement] | None:
        """The session and the subject of the announcement that stands, or once stood, under this reference."""
        table = tables.shown
        query = select(table.c.session_id, table.c.subject).where(
            table.c.workspace == self._workspace, table.c.chat == chat, table.c.ref == ref
        )
        row = connection.execute(query).first()
        return (row.session_id, read_announcement(row.subject)) if row else None

    def show(self, connection: Connection, post: Post, ref: str) -> None:
        """Remember under which reference an announcement stands: for those who react on it, and to find its place."""
        whereabouts.anchor(connection, self._workspace, post, ref)
        if post.ref is None and post.live and post.session_id is not None and post.subject is not None:
            row = {"workspace": self._workspace, "chat": post.place.chat, "ref": ref, "session_id": post.session_id}
            insert_new(connection, tables.shown, {**row, "subject": write_announcement(post.subject)})

    def under_way(self, connection: Connection, chat: str) -> bool:
        """Whether a send on this chat has not yet been marked with its reference."""
        lane, table = tables.lane, tables.outbox
        query = (
            select(table.c.id)
            .join(lane, and_(lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane))
            .where(table.c.workspace == self._workspace, lane.c.chat == chat, tables.is_open)
            .where(table.c.status == SENDING)
        )
        return connection.execute(query.limit(1)).first() is not None

    def forget_old(self, connection: Connection, now: datetime) -> int:
        """Forget replies that were settled long ago, for nobody asks for them again; returns how many."""
        table = tables.outbox
        over = and_(
            table.c.workspace == self._workspace,
            table.c.settled_at < now - KEPT,
            table.c.subject.is_(None),
            or_(table.c.status == SENT, table.c.status == REFUSED),
        )
        return connection.execute(delete(table).where(over)).rowcount

    def _open_lane(self, connection: Connection, chat: str, lane: Lane) -> None:
        """See that the lane is there; lanes are never removed, and so need not be looked for twice."""
        if lane.name in self._lanes:
            return
        row = {"workspace": self._workspace, "name": lane.name, "chat": chat, "free_at": tables.EPOCH}
        insert_new(connection, tables.lane, row)
        once_committed(connection, partial(self._lanes.add, lane.name))
