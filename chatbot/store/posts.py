"""The outbox's rows: queued, claimed for sending, and marked with what became of them.

A committed claim is the intent to send. Whoever claims a row holds its lane until the send can no longer be under
way; when the lane is free again and the row is still `sending`, the sender died and the row is in doubt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, and_, case, exists, func, select, update

from chatbot.core.agenda import Place
from chatbot.core.announcements import LIVE, Announcement
from chatbot.messages import Message
from chatbot.ports import Lane
from chatbot.store import tables
from chatbot.store.journal import HOME
from chatbot.store.records import (
    read_announcement,
    read_message,
    read_place,
    write_announcement,
    write_message,
    write_place,
)
from chatbot.store.upsert import insert_for

OPEN = ("pending", "sending")
Values = Mapping[str, object]
FIRST, EDIT = 0, 1  # ranks: a new post goes before an edit of an old one


@dataclass(frozen=True, slots=True)
class Post:
    """A claimed row. `ref` is the message to edit, None for a new one; `since` is when it was first claimed."""

    id: int
    key: str
    session_id: str | None
    lane: str
    place: Place
    subject: Announcement | None
    body: Message | None
    rev: int
    attempt: int
    in_doubt: bool
    ref: str | None
    since: datetime

    @property
    def live(self) -> bool:
        """Whether the message is edited in place as the session goes on."""
        return self.subject is not None and self.subject.subject in LIVE


class Posts:
    """Reads and writes the outbox; `settle` is how long a claimed lane stays closed."""

    def __init__(self, settle: timedelta, workspace: str = HOME) -> None:
        self._settle = settle
        self._workspace = workspace

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
        table = tables.outbox
        announced = isinstance(what, Announcement)
        row = {
            "workspace": self._workspace,
            "key": key,
            "session_id": session_id,
            "lane": lane.name,
            "rank": FIRST,
            "place": write_place(place),
            "subject": write_announcement(what) if isinstance(what, Announcement) else None,
            "body": None if isinstance(what, Announcement) else write_message(what),
            "live": isinstance(what, Announcement) and what.subject in LIVE,
            "rev": 0,
            "status": "pending",
            "attempt": 0,
        }
        insert = insert_for(connection, table).values(row)
        again = insert.on_conflict_do_update(
            index_elements=["workspace", "key"], set_={"status": "pending"}, where=table.c.status == "withdrawn"
        )
        connection.execute(again if announced else insert.on_conflict_do_nothing())

    def touch(self, connection: Connection, session_id: str) -> None:
        """The session has changed: what is edited in place has to be made anew."""
        table = tables.outbox
        shown = and_(
            table.c.workspace == self._workspace,
            table.c.session_id == session_id,
            table.c.live,
            table.c.status.in_(("sent", *OPEN)),
        )
        anew = {"rev": table.c.rev + 1, "status": case((table.c.status == "sent", "pending"), else_=table.c.status)}
        connection.execute(update(table).where(shown).values(anew))

    def claim(self, connection: Connection, chats: Collection[str], now: datetime, most: int) -> tuple[Post, ...]:
        """Take the first open row of each free lane of these chats, and close the lanes while they are sent."""
        lane, table = tables.lane, tables.outbox
        waiting = exists().where(
            table.c.workspace == lane.c.workspace, table.c.lane == lane.c.name, table.c.status.in_(OPEN)
        )
        free = (
            select(lane.c.name)
            .where(lane.c.workspace == self._workspace, lane.c.chat.in_(chats), lane.c.free_at <= now, waiting)
            .order_by(lane.c.free_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        names = tuple(connection.scalars(free))
        if not names:
            return ()
        heads = self._heads(connection, names)
        taken = {
            "status": "sending",
            "attempt": table.c.attempt + 1,
            "claimed_at": func.coalesce(table.c.claimed_at, now),
        }
        connection.execute(update(table).where(table.c.id.in_([row.id for row in heads])).values(taken))
        self._close_lanes(connection, names, now + self._settle)
        return tuple(_post(row, now) for row in heads)

    def keep_body(self, connection: Connection, post: Post, body: Message) -> None:
        """Keep the text that is about to be sent, so that it can be looked for."""
        table = tables.outbox
        connection.execute(update(table).where(table.c.id == post.id).values(body=write_message(body)))

    def sent(
        self, connection: Connection, post: Post, ref: str, now: datetime, free_at: datetime, *, last: bool
    ) -> None:
        """It stands on the platform; if it was to be made anew meanwhile, it is pending again.

        A `last` text of a message that was edited in place is not edited again.
        """
        table = tables.outbox
        values = {
            "status": case((table.c.rev != post.rev, "pending"), else_="closed" if last else "sent"),
            "attempt": 0,
            "rank": EDIT if post.live else FIRST,
            "message_ref": ref,
            "sent_at": now,
            "claimed_at": None,
        }
        self._mark(connection, post, values, free_at)

    def later(self, connection: Connection, post: Post, free_at: datetime) -> None:
        """It was surely not sent: it is pending again, and the lane waits until `free_at`."""
        values: Values = {"status": "pending", "claimed_at": None}
        self._mark(connection, post, {**values, "body": None} if post.subject else values, free_at)

    def still_in_doubt(self, connection: Connection, post: Post, free_at: datetime) -> None:
        """It could not be looked for: it stays in doubt, and the lane waits until `free_at`."""
        self._mark(connection, post, {"status": "sending"}, free_at)

    def anew(self, connection: Connection, post: Post, free_at: datetime) -> None:
        """The message can no longer be edited: it is to be posted again."""
        values = {"status": "pending", "message_ref": None, "claimed_at": None, "rank": FIRST, "attempt": 0}
        self._mark(connection, post, values, free_at)

    def done(self, connection: Connection, post: Post, status: str, free_at: datetime) -> None:
        """It will not be sent (again): `withdrawn`, `refused` or `closed`."""
        self._mark(connection, post, {"status": status, "claimed_at": None, "attempt": 0}, free_at)

    def next_ready(self, connection: Connection, chats: Collection[str]) -> datetime | None:
        """When the next lane with something to send is free."""
        lane, table = tables.lane, tables.outbox
        waiting = exists().where(
            table.c.workspace == lane.c.workspace, table.c.lane == lane.c.name, table.c.status.in_(OPEN)
        )
        query = select(func.min(lane.c.free_at)).where(
            lane.c.workspace == self._workspace, lane.c.chat.in_(chats), waiting
        )
        at: datetime | None = connection.scalar(query)
        return at

    def standing(self, connection: Connection, chat: str, ref: str) -> tuple[str, Announcement] | None:
        """The session and the subject of the announcement that stands on the chat under this reference."""
        lane, table = tables.lane, tables.outbox
        query = (
            select(table.c.session_id, table.c.subject)
            .join(lane, and_(lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane))
            .where(table.c.workspace == self._workspace, table.c.message_ref == ref, lane.c.chat == chat)
        )
        row = connection.execute(query).first()
        return (row.session_id, read_announcement(row.subject)) if row and row.session_id and row.subject else None

    def under_way(self, connection: Connection, chat: str) -> bool:
        """Whether a send on this chat has not yet been marked with its reference."""
        lane, table = tables.lane, tables.outbox
        query = (
            select(table.c.id)
            .join(lane, and_(lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane))
            .where(table.c.workspace == self._workspace, lane.c.chat == chat, table.c.status == "sending")
        )
        return connection.execute(query.limit(1)).first() is not None

    def _open_lane(self, connection: Connection, chat: str, lane: Lane) -> None:
        row = {"workspace": self._workspace, "name": lane.name, "chat": chat, "gap": lane.gap, "free_at": tables.EPOCH}
        connection.execute(insert_for(connection, tables.lane).values(row).on_conflict_do_nothing())

    def _close_lanes(self, connection: Connection, names: Sequence[str], free_at: datetime) -> None:
        lane = tables.lane
        mine = (lane.c.workspace == self._workspace, lane.c.name.in_(names))
        connection.execute(update(lane).where(*mine).values(free_at=free_at))

    def _heads(self, connection: Connection, lanes: Sequence[str]) -> Sequence[Row[tuple[object, ...]]]:
        """The open row of each lane that is sent first: one in doubt, then new posts, then edits."""
        table = tables.outbox
        order = (table.c.status.desc(), table.c.rank, table.c.id)  # "sending" sorts behind "pending"
        turn = func.row_number().over(partition_by=table.c.lane, order_by=order).label("turn")
        mine = (table.c.workspace == self._workspace, table.c.lane.in_(lanes), table.c.status.in_(OPEN))
        ranked = select(table, turn).where(*mine).subquery()
        return connection.execute(select(ranked).where(ranked.c.turn == 1).order_by(ranked.c.id)).all()

    def _mark(self, connection: Connection, post: Post, values: Values, free_at: datetime) -> None:
        """Say what became of a claim and free its lane, unless somebody else has claimed the row meanwhile."""
        lane, table = tables.lane, tables.outbox
        # The lane first, as in `claim`: rows locked in one order everywhere cannot deadlock.
        mine = (lane.c.workspace == self._workspace, lane.c.name == post.lane)
        connection.execute(select(lane.c.name).where(*mine).with_for_update())
        ours = (table.c.id == post.id, table.c.attempt == post.attempt, table.c.status == "sending")
        if connection.execute(update(table).where(*ours).values(dict(values))).rowcount:
            self._close_lanes(connection, (post.lane,), free_at)


def _post(row: Row[tuple[object, ...]], now: datetime) -> Post:
    return Post(
        id=row.id,
        key=row.key,
        session_id=row.session_id,
        lane=row.lane,
        place=read_place(row.place),
        subject=read_announcement(row.subject) if row.subject else None,
        body=read_message(row.body) if row.body else None,
        rev=row.rev,
        attempt=row.attempt + 1,
        in_doubt=row.status == "sending",
        ref=row.message_ref,
        since=row.claimed_at or now,
    )
