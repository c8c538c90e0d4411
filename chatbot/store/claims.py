"""Rows of the outbox claimed for sending, and marked with what became of them.

A row is chosen, then taken if there is something to send for it. A committed claim is the intent to send: it closes the
row's lane until the send can no longer be under way. When the lane is free again and the row is still `sending`, the
sender died and the row is in doubt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Update

from chatbot.core.agenda import Place
from chatbot.core.announcements import LIVE, Announcement
from chatbot.messages import Message
from chatbot.store import claiming
from chatbot.store.records import read_announcement, read_message, read_place
from chatbot.store.tables import CLOSED, PENDING, REFUSED, SENDING, SENT, WITHDRAWN

Values = Mapping[str, object]
FIRST, EDIT = 0, 1  # ranks: a new post goes before an edit of an old one


@dataclass(frozen=True, slots=True)
class Post:
    """A chosen row. `ref` is the message to edit, None for a new one; `since` is when it was first claimed.

    `claim` and `attempt` count what it has once it is taken; `taken` says whether it is. `written` is the text that was
    sent last, or is to be sent. `outdated` is a message that has to be pointed to the one at `ref`; `closing` says that
    the platform soon allows no more edits of that. `lasting` is what it would have said when it got its last text,
    which stays true; `edited` says whether it has changed since it was posted.
    """

    id: int
    key: str
    session_id: str | None
    lane: str
    place: Place
    subject: Announcement | None
    written: str | None
    rev: int
    claim: int
    attempt: int
    in_doubt: bool
    ref: str | None
    since: datetime
    chosen_at: datetime
    outdated: str | None = None
    closing: bool = False
    lasting: str | None = None
    edited: bool = False
    taken: bool = False

    def says(self, text: str) -> bool:
        """Whether that is what the message that stands says, or would say if it had not got its last text."""
        return text == (self.written if self.lasting is None else self.lasting)

    @property
    def body(self) -> Message | None:
        """What was sent last, or is to be sent."""
        return read_message(self.written) if self.written else None

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

    def choose(self, connection: Connection, chats: Collection[str], now: datetime, most: int) -> tuple[Post, ...]:
        """The first row to send of each free lane of these chats; nobody else has these lanes in this transaction."""
        ours = {"of_workspace": self._workspace, "of_now": now}
        free = connection.execute(claiming.free_lanes(tuple(chats)), {**ours, "most": most}).all()
        if not free:
            return ()
        lanes = {**ours, "of_lanes": [row.name for row in free]}
        if any(row.closes for row in free):
            connection.execute(claiming.REOPEN, lanes)
        # Another process may have settled a lane between the choice and the lock: it has no head then.
        return tuple(_post(row, now) for row in connection.execute(claiming.HEADS, lanes))

    def take(self, connection: Connection, chosen: Sequence[Post], now: datetime) -> tuple[Post, ...]:
        """Claim rows that were chosen in this transaction, keep what is written in them, and close their lanes."""
        if not chosen:
            return ()
        rows = [{"of_row": one.id, "of_now": now, "body": one.written, "edited": one.edited} for one in chosen]
        connection.execute(claiming.TAKE, rows)
        closed = {"of_workspace": self._workspace, "free_at": now + self._settle}
        connection.execute(claiming.FREE_LANE, [{**closed, "of_lane": one.lane} for one in chosen])
        return tuple(replace(one, taken=True) for one in chosen)

    def next_ready(self, connection: Connection, chats: Collection[str]) -> datetime | None:
        """When the next lane with something to send is free."""
        at: datetime | None = connection.scalar(claiming.NEXT_READY, self._ours(chats))
        return at

    def next_closing(self, connection: Connection) -> datetime | None:
        """When the next message that stands should get its last edit."""
        at: datetime | None = connection.scalar(claiming.NEXT_CLOSING, {"of_workspace": self._workspace})
        return at

    def set_back(self, connection: Connection, chats: Collection[str], now: datetime) -> None:
        """The clock was set back: nothing waits until it shows again what it did.

        No send can be under way for longer than a claimed lane stays closed, and so nothing waits for longer.
        """
        latest = now + self._settle
        ours = {**self._ours(chats), "of_latest": latest}
        connection.execute(claiming.SOONER_LANES, {**ours, "free_at": latest})
        connection.execute(claiming.SOONER_ROWS, {**ours, "ready_at": latest})

    def replace(self, connection: Connection, post: Post, outdated: str | None) -> Post:
        """The row is posted as a new message from now on, and `outdated` is to be pointed to it."""
        values = {"message_ref": None, "outdated_ref": outdated, "closes_at": None, "lasting": None, "rank": FIRST}
        connection.execute(claiming.CHANGE, {"of_row": post.id, **values})
        return replace(post, ref=None, outdated=outdated, closing=False, lasting=None)

    def unchanged(self, connection: Connection, post: Post, now: datetime, *, last: bool) -> None:
        """It stands as it should; the lane is free at once."""
        values = {"attempt": 0, "rank": EDIT, "settled_at": now, "claimed_at": None}
        self._done(connection, post, CLOSED if last else SENT, values, now)

    def lasts(self, connection: Connection, post: Post, live: str, now: datetime, free_at: datetime) -> None:
        """The message has its last text, where it would have said `live`."""
        values = {"closes_at": None, "attempt": 0, "settled_at": now, "claimed_at": None}
        self._done(connection, post, SENT, {**values, "lasting": live}, free_at)

    def closed_early(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """The message can be edited no more, and stays as it is until the session changes."""
        values = {"closes_at": None, "attempt": 0, "settled_at": now, "claimed_at": None}
        self._done(connection, post, SENT, values, free_at)

    def again(self, connection: Connection, post: Post, ready_at: datetime, free_at: datetime) -> None:
        """It was refused for now: it is tried again at `ready_at`, and what comes behind it goes first."""
        values: Values = {"status": PENDING, "claimed_at": None, "body": None, "ready_at": ready_at}
        self._mark(connection, post, values, free_at)

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
        values = {
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
        made = {"of_rev": post.rev, "of_rest": CLOSED if last else SENT}
        self._mark(connection, post, {**made, **values}, free_at, claiming.MARK_SENT)

    def pointed(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """The outdated message points to the new one, or is out of reach."""
        values = {"outdated_ref": None, "attempt": 0, "settled_at": now, "claimed_at": None}
        self._done(connection, post, SENT, values, free_at)

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
        self._given_up(connection, post, WITHDRAWN, now, now)

    def refused(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """It will not be said; a message that stands already stays as it is, until the session changes again."""
        self._given_up(connection, post, SENT if post.ref else REFUSED, now, free_at)

    def closed(self, connection: Connection, post: Post, now: datetime, free_at: datetime) -> None:
        """It will not be edited again."""
        self._given_up(connection, post, CLOSED, now, free_at)

    def _done(self, connection: Connection, post: Post, rest: str, values: Values, free_at: datetime) -> None:
        """It has come to rest, or is pending again where it was to be made anew meanwhile."""
        made = {"of_rev": post.rev, "of_rest": rest}
        self._mark(connection, post, {**made, **values}, free_at, claiming.MARK_DONE)

    def _given_up(self, connection: Connection, post: Post, status: str, now: datetime, free_at: datetime) -> None:
        # Without a body: what stands is not known, so that a later text is surely sent.
        forgotten = {"body": None} if post.subject else {}
        values = {"status": status, "claimed_at": None, "attempt": 0, "settled_at": now, **forgotten}
        self._mark(connection, post, values, free_at)

    def _ours(self, chats: Collection[str]) -> dict[str, object]:
        return {"of_workspace": self._workspace, "of_chats": tuple(chats)}

    def _mark(
        self, connection: Connection, post: Post, values: Values, free_at: datetime, mark: Update = claiming.MARK
    ) -> None:
        """Say what became of a claim and free its lane, unless somebody else has claimed the row meanwhile.

        A row that was only chosen is this transaction's, and so is its lane, which is free.
        """
        lane = {"of_workspace": self._workspace, "of_lane": post.lane}
        if not post.taken:
            connection.execute(claiming.CHOSEN[mark], {"of_row": post.id, **values})
            if free_at > post.chosen_at:
                connection.execute(claiming.FREE_LANE, {**lane, "free_at": free_at})
            return
        # The lane first, as in `choose`: rows locked in one order everywhere cannot deadlock.
        if connection.dialect.name != "sqlite":  # whose transactions lock the whole database
            connection.execute(claiming.LOCK_LANE, lane)
        if connection.execute(mark, {"of_row": post.id, "of_claim": post.claim, **values}).rowcount:
            connection.execute(claiming.FREE_LANE, {**lane, "free_at": free_at})


def _post(row: Row[tuple[object, ...]], now: datetime) -> Post:
    return Post(
        id=row.id,
        key=row.key,
        session_id=row.session_id,
        lane=row.lane,
        place=read_place(row.place),
        subject=read_announcement(row.subject) if row.subject else None,
        written=row.body,
        rev=row.rev,
        claim=row.claim + 1,
        attempt=row.attempt + 1,
        in_doubt=row.status == SENDING,
        ref=row.message_ref,
        since=row.claimed_at or now,
        chosen_at=now,
        outdated=row.outdated_ref,
        closing=row.message_ref is not None and row.closes_at is not None and row.closes_at <= now,
        lasting=row.lasting,
        edited=bool(row.edited),
    )
