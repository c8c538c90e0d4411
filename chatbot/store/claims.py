"""Rows of the outbox claimed for sending, and marked with what became of them.

A committed claim is the intent to send. Whoever claims a row holds its lane until the send can no longer be under
way; when the lane is free again and the row is still `sending`, the sender died and the row is in doubt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, literal, or_, select, update

from chatbot.core.agenda import Place
from chatbot.core.announcements import LIVE, Announcement
from chatbot.messages import Message
from chatbot.store import tables
from chatbot.store.records import read_announcement, read_message, read_place, write_message
from chatbot.store.tables import CLOSED, PENDING, REFUSED, SENDING, SENT, WITHDRAWN

Values = Mapping[str, object]
FIRST, EDIT = 0, 1  # ranks: a new post goes before an edit of an old one


@dataclass(frozen=True, slots=True)
class Post:
    """A claimed row. `ref` is the message to edit, None for a new one; `since` is when it was first claimed.

    `outdated` is a message that has to be pointed to the one at `ref`; `closing` says that the platform soon allows no
    more edits of that. `lasting` is what it would have said when it got its last text, which stays true; `edited`
    says whether it has changed since it was posted.
    """

    id: int
    key: str
    session_id: str | None
    lane: str
    place: Place
    subject: Announcement | None
    body: Message | None
    rev: int
    claim: int
    attempt: int
    in_doubt: bool
    ref: str | None
    since: datetime
    outdated: str | None = None
    closing: bool = False
    lasting: Message | None = None
    edited: bool = False

    @property
    def live(self) -> bool:
        """Whether the message is edited in place as the session goes on."""
        return self.subject is not None and self.subject.subject in LIVE


class Claims:
    """Claims rows and marks them; `settle` is how long a claimed lane stays closed.

    A mark by a claimer whose row was claimed again meanwhile changes nothing.
    """

    def __init__(self, settle: timedelta, workspace: str) -> None:
        self._settle = settle
        self._workspace = workspace

    def take(self, connection: Connection, chats: Collection[str], now: datetime, most: int) -> tuple[Post, ...]:
        """Take the first open row of each free lane of these chats, and close the lanes while they are sent."""
        lane, table = tables.lane, tables.outbox
        free = (
            select(lane.c.name)
            .where(*self._waiting(chats, now), lane.c.free_at <= now)
            .order_by(lane.c.free_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        names = tuple(connection.scalars(free))
        # Another process may have settled a lane between the choice and the lock: it has no head then, and stays free.
        heads = self._heads(connection, names, now) if names else ()
        if not heads:
            return ()
        taken = {
            "status": SENDING,
            "claim": table.c.claim + 1,
            "attempt": table.c.attempt + 1,
            "claimed_at": func.coalesce(table.c.claimed_at, literal(now, tables.Instant())),
        }
        connection.execute(update(table).where(table.c.id.in_([row.id for row in heads])).values(taken))
        self._close_lanes(connection, [row.lane for row in heads], now + self._settle)
        return tuple(_post(row, now) for row in heads)

    def next_ready(self, connection: Connection, chats: Collection[str]) -> datetime | None:
        """When the next lane with something to send is free."""
        lane, table = tables.lane, tables.outbox
        ready = case((table.c.ready_at > lane.c.free_at, table.c.ready_at), else_=lane.c.free_at)
        query = (
            select(func.min(ready, type_=tables.Instant()))
            .join(table, and_(table.c.workspace == lane.c.workspace, table.c.lane == lane.c.name))
            .where(lane.c.workspace == self._workspace, lane.c.chat.in_(chats), tables.is_open)
        )
        at: datetime | None = connection.scalar(query)
        return at

    def reopen(self, connection: Connection, chats: Collection[str], now: datetime) -> None:
        """Let the messages be made anew that soon can be edited no more."""
        lane, table = tables.lane, tables.outbox
        mine = (lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane)
        ours = exists().where(*mine, lane.c.chat.in_(chats))
        due = (table.c.workspace == self._workspace, table.c.closes_at <= now, table.c.status == SENT, ours)
        connection.execute(update(table).where(*due).values(status=PENDING))

    def next_closing(self, connection: Connection) -> datetime | None:
        """When the next message that stands should get its last edit."""
        table = tables.outbox
        mine = (table.c.workspace == self._workspace, table.c.status == SENT, table.c.closes_at.is_not(None))
        at: datetime | None = connection.scalar(select(func.min(table.c.closes_at)).where(*mine))
        return at

    def replace(self, connection: Connection, post: Post, outdated: str | None) -> Post:
        """The row is posted as a new message from now on, and `outdated` is to be pointed to it."""
        table = tables.outbox
        values = {"message_ref": None, "outdated_ref": outdated, "closes_at": None, "lasting": None, "rank": FIRST}
        connection.execute(update(table).where(table.c.id == post.id).values(values))
        return replace(post, ref=None, outdated=outdated, closing=False, lasting=None)

    def unchanged(self, connection: Connection, post: Post, now: datetime, *, last: bool) -> None:
        """It stands as it should; the lane is free at once."""
        rest = CLOSED if last else SENT
        values = {"status": case((tables.outbox.c.rev != post.rev, PENDING), else_=rest), "attempt": 0, "rank": EDIT}
        self._mark(connection, post, {**values, "settled_at": now, "claimed_at": None}, now)

    def edited(self, connection: Connection, post: Post) -> None:
        """The message that stands is about to say something else."""
        table = tables.outbox
        connection.execute(update(table).where(table.c.id == post.id).values(edited=True))

    def lasts(self, connection: Connection, post: Post, live: Message, now: datetime, free_at: datetime) -> None:
        """The message has its last text, where it would have said `live`."""
        values = {"status": case((tables.outbox.c.rev != post.rev, PENDING), else_=SENT), "closes_at": None}
        done = {"lasting": write_message(live), "attempt": 0, "settled_at": now, "claimed_at": None}
        self._mark(connection, post, {**values, **done}, free_at)

    def closed_early(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """The message can be edited no more, and stays as it is until the session changes."""
        values = {"status": case((tables.outbox.c.rev != post.rev, PENDING), else_=SENT), "closes_at": None}
        self._mark(connection, post, {**values, "attempt": 0, "settled_at": now, "claimed_at": None}, free_at)

    def again(self, connection: Connection, post: Post, ready_at: datetime, free_at: datetime) -> None:
        """It was refused for now: it is tried again at `ready_at`, and what comes behind it goes first."""
        values: Values = {"status": PENDING, "claimed_at": None, "body": None, "ready_at": ready_at}
        self._mark(connection, post, values, free_at)

    def keep_body(self, connection: Connection, post: Post, body: Message) -> None:
        """Keep the text that is about to be sent, so that it can be looked for."""
        table = tables.outbox
        connection.execute(update(table).where(table.c.id == post.id).values(body=write_message(body)))

    def sent(
        self,
        connection: Connection,
        post: Post,
        ref: str,
        now: datetime,
        free_at: datetime,
        *,
        last: bool,
        closes_at: datetime | None = None,
    ) -> None:
        """It stands on the platform; if it was to be made anew meanwhile, it is pending again.

        A `last` text of a message that was edited in place is not edited again. A new message should get its last edit
        at `closes_at`; one that got it has none any more.
        """
        table = tables.outbox
        pending = or_(table.c.rev != post.rev, table.c.outdated_ref.is_not(None))
        values = {
            "status": case((pending, PENDING), else_=CLOSED if last else SENT),
            "attempt": 0,
            "rank": EDIT if post.live else FIRST,
            "message_ref": ref,
            "ready_at": None,
            "settled_at": now,
            "claimed_at": None,
        }
        if post.ref is None:
            values |= {"closes_at": closes_at, "lasting": None, "edited": False}
        elif post.closing or last:
            values["closes_at"] = None
        self._mark(connection, post, values, free_at)

    def pointed(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """The outdated message points to the new one, or is out of reach."""
        values = {"status": case((tables.outbox.c.rev != post.rev, PENDING), else_=SENT), "outdated_ref": None}
        self._mark(connection, post, {**values, "attempt": 0, "settled_at": now, "claimed_at": None}, free_at)

    def later(self, connection: Connection, post: Post, free_at: datetime) -> None:
        """It was surely not sent: it is pending again, and the lane waits until `free_at`."""
        values: Values = {"status": PENDING, "claimed_at": None}
        # An announcement is made anew then: what stood is perhaps no longer true, and what stands is not this.
        self._mark(connection, post, {**values, "body": None} if post.subject else values, free_at)

    def still_in_doubt(self, connection: Connection, post: Post, free_at: datetime) -> None:
        """It could not be looked for: it stays in doubt, and the lane waits until `free_at`."""
        self._mark(connection, post, {"status": SENDING}, free_at)

    def anew(self, connection: Connection, post: Post, outdated: str | None, free_at: datetime) -> None:
        """The message can no longer be edited: it is to be posted again, and `outdated` to be pointed to that."""
        values = {"status": PENDING, "message_ref": None, "claimed_at": None, "rank": FIRST, "attempt": 0}
        forgotten = {"closes_at": None, "lasting": None}
        self._mark(connection, post, {**values, **forgotten, "outdated_ref": outdated}, free_at)

    def withdrawn(self, connection: Connection, post: Post, now: datetime) -> None:
        """It is no longer worth saying; the lane is free at once."""
        self._done(connection, post, WITHDRAWN, now, now)

    def refused(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """It will not be said; a message that stands already stays as it is, until the session changes again."""
        self._done(connection, post, SENT if post.ref else REFUSED, now, free_at)

    def closed(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """It will not be edited again."""
        self._done(connection, post, CLOSED, now, free_at)

    def _done(self, connection: Connection, post: Post, status: str, now: datetime, free_at: datetime) -> None:
        # Without a body: what stands is not known, so that a later text is surely sent.
        forgotten = {"body": None} if post.subject else {}
        values = {"status": status, "claimed_at": None, "attempt": 0, "settled_at": now, **forgotten}
        self._mark(connection, post, values, free_at)

    def _waiting(self, chats: Collection[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
        """What makes a lane one of ours with something to send now."""
        lane, table = tables.lane, tables.outbox
        mine = (table.c.workspace == lane.c.workspace, table.c.lane == lane.c.name)
        open_row = exists().where(*mine, tables.is_open, _ready(now))
        return lane.c.workspace == self._workspace, lane.c.chat.in_(chats), open_row

    def _close_lanes(self, connection: Connection, names: Sequence[str], free_at: datetime) -> None:
        lane = tables.lane
        mine = (lane.c.workspace == self._workspace, lane.c.name.in_(names))
        connection.execute(update(lane).where(*mine).values(free_at=free_at))

    def _heads(self, connection: Connection, lanes: Sequence[str], now: datetime) -> Sequence[Row[tuple[object, ...]]]:
        """The open row of each lane that is sent first: one in doubt, then new posts, then edits."""
        table = tables.outbox
        order = (case((table.c.status == SENDING, 0), else_=1), table.c.rank, table.c.id)
        turn = func.row_number().over(partition_by=table.c.lane, order_by=order).label("turn")
        mine = (table.c.workspace == self._workspace, table.c.lane.in_(lanes), tables.is_open, _ready(now))
        ranked = select(table, turn).where(*mine).subquery()
        return connection.execute(select(ranked).where(ranked.c.turn == 1).order_by(ranked.c.id)).all()

    def _mark(self, connection: Connection, post: Post, values: Values, free_at: datetime) -> None:
        """Say what became of a claim and free its lane, unless somebody else has claimed the row meanwhile."""
        lane, table = tables.lane, tables.outbox
        # The lane first, as in `take`: rows locked in one order everywhere cannot deadlock.
        mine = (lane.c.workspace == self._workspace, lane.c.name == post.lane)
        connection.execute(select(lane.c.name).where(*mine).with_for_update())
        ours = (table.c.id == post.id, table.c.claim == post.claim, table.c.status == SENDING)
        if connection.execute(update(table).where(*ours).values(dict(values))).rowcount:
            self._close_lanes(connection, (post.lane,), free_at)


def _ready(now: datetime) -> ColumnElement[bool]:
    return or_(tables.outbox.c.ready_at.is_(None), tables.outbox.c.ready_at <= now)


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
        claim=row.claim + 1,
        attempt=row.attempt + 1,
        in_doubt=row.status == SENDING,
        ref=row.message_ref,
        since=row.claimed_at or now,
        outdated=row.outdated_ref,
        closing=row.message_ref is not None and row.closes_at is not None and row.closes_at <= now,
        lasting=read_message(row.lasting) if row.lasting else None,
        edited=bool(row.edited),
    )
