"""Claimed rows marked with what became of them, within one transaction each."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from chatbot.core.announcements import RENEWED
from chatbot.outbox.making import Task
from chatbot.outbox.rendering import Report
from chatbot.ports import Chat
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.posts import Posts

REFUSED_AGAIN = timedelta(seconds=20)
"""An announcement that a room refused is tried again after this, for as long as it is worth saying: rights change."""

Mark = Callable[[Connection, Post, datetime, datetime], None]


class Marks:
    """Marks rows, and lets their lanes rest; `closing` is how long before a platform allows no more edits."""

    def __init__(
        self, database: Database, posts: Posts, chats: Mapping[str, Chat], report: Report, closing: timedelta
    ) -> None:
        self._database = database
        self._posts = posts
        self._claims = posts.claims
        self._chats = chats
        self._report = report
        self._closing = closing

    def sent(self, connection: Connection, task: Task, ref: str) -> None:
        """The text stands on the platform, in the message of this reference."""
        post, now = task.post, self._database.now(connection)
        free_at = now + self._gap(post)
        if post.ref is not None and post.outdated is not None:
            self._claims.pointed(connection, post, now, free_at)
            return
        if task.live is not None:
            self._claims.lasts(connection, post, task.live, now, free_at)
            return
        self._posts.show(connection, post, ref)
        closes_at = self._closes_at(post, now)
        self._claims.sent(connection, post, ref, now, free_at, last=task.last, closes_at=closes_at)

    def at_rest(self, connection: Connection, post: Post, mark: Mark) -> None:
        """Nothing more is sent for now, as this mark of the claims says."""
        now = self._database.now(connection)
        mark(connection, post, now, now + self._gap(post))

    def refused(self, connection: Connection, post: Post) -> None:
        """The platform does not take it."""
        if post.subject is not None and post.ref is None and not post.place.only:
            now = self._database.now(connection)
            self._claims.again(connection, post, now + REFUSED_AGAIN, now + self._gap(post))
        else:
            self.at_rest(connection, post, self._claims.refused)

    def anew(self, connection: Connection, post: Post) -> None:
        """The message can be edited no more: another one is to be posted."""
        free_at = self._database.now(connection) + self._gap(post)
        outdated = post.ref if post.subject and post.subject.subject in RENEWED else None
        self._claims.anew(connection, post, outdated, free_at)

    def given_up(self, connection: Connection, post: Post) -> None:
        """Rather perhaps not said than perhaps said twice."""
        now = self._database.now(connection)
        self._claims.refused(connection, post, now, now)
        self._report(connection, post)

    def later(self, connection: Connection, post: Post, wait: timedelta) -> None:
        """It surely does not stand, and is tried again after this."""
        self._claims.later(connection, post, self._database.now(connection) + wait)

    def still_in_doubt(self, connection: Connection, post: Post, wait: timedelta) -> None:
        """Whether it stands could not be looked up, and is after this."""
        self._claims.still_in_doubt(connection, post, self._database.now(connection) + wait)

    def _closes_at(self, post: Post, posted: datetime) -> datetime | None:
        """When a message posted now should get its last edit."""
        window = self._chats[post.place.chat].edit_window() if post.live else None
        return None if window is None else posted + window - self._closing

    def _gap(self, post: Post) -> timedelta:
        return timedelta(seconds=self._chats[post.place.chat].lane(post.place).gap)
