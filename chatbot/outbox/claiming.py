"""What is claimed for sending in one transaction, with its texts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from chatbot.clock import Clock
from chatbot.log import log
from chatbot.outbox.making import Task, Texts
from chatbot.ports import Chat
from chatbot.store.claims import Claims, Post
from chatbot.store.database import Database

SLOWEST_RETRY = timedelta(minutes=1)
SET_BACK = timedelta(seconds=1)
"""A clock that shows so much less than before was set back; less is nothing that anybody would wait for."""
DOUBT_FOR = timedelta(minutes=10)
DOUBT_TRIES = 5
"""A message in doubt for so long, and after so many tries, is given up rather than perhaps said twice."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one transaction has claimed for sending; `began` is when, by our own clock.

    With `more`, there may be more that can be claimed at once; `ready_in` is how long until there is something to do,
    where that was looked up.
    """

    began: datetime
    tasks: tuple[Task, ...]
    more: bool
    ready_in: timedelta | None = None


class Claiming:
    """Claims what can be sent on these chats, and makes its texts; `give_up` is for what stays in doubt."""

    def __init__(
        self,
        database: Database,
        claims: Claims,
        chats: Mapping[str, Chat],
        texts: Texts,
        give_up: Callable[[Connection, Post], None],
        clock: Clock,
    ) -> None:
        self._database = database
        self._claims = claims
        self._chats = chats
        self._texts = texts
        self._give_up = give_up
        self._clock = clock
        self._seen: datetime | None = None

    def claim(self, connection: Connection, room: int) -> Claimed:
        """At most `room` rows to send; those that need no sending are settled at once."""
        # The age of a claim goes by our own clock, and from before the moment to which its lane is closed.
        began, now = self._clock.now(), self._database.now(connection)
        chats, tasks = tuple(self._chats), list[Task]()
        self._notice_the_clock(connection, chats, now)
        for _ in range(room):
            chosen = self._claims.choose(connection, chats, now, room - len(tasks))
            made = [self._make_or_put_off(connection, post, now) for post in chosen]
            to_send = [task for task in made if task is not None]
            taken = self._claims.take(connection, [task.post for task in to_send], now)
            tasks += [replace(task, post=post) for task, post in zip(to_send, taken, strict=True)]
            if None not in made:
                return Claimed(began, tuple(tasks), more=len(tasks) == room)
            # What needs no sending has left its lane free for the next in it.
        return Claimed(began, tuple(tasks), more=True)

    def claim_and_look(self, connection: Connection, room: int) -> Claimed:
        """The same, and how long until there is something to do."""
        claimed = self.claim(connection, room)
        return claimed if claimed.more else replace(claimed, ready_in=self._until_ready(connection))

    def _notice_the_clock(self, connection: Connection, chats: Collection[str], now: datetime) -> None:
        if self._seen is not None and self._seen - now > SET_BACK:
            log.warning("clock_set_back", seconds=(self._seen - now).total_seconds())
            self._claims.set_back(connection, chats, now)
        self._seen = now

    def _until_ready(self, connection: Connection) -> timedelta | None:
        """By the clock that free lanes go by."""
        moments = (self._claims.next_ready(connection, tuple(self._chats)), self._claims.next_closing(connection))
        first = min((moment for moment in moments if moment is not None), default=None)
        return None if first is None else first - self._database.now(connection)

    def _make_or_put_off(self, connection: Connection, post: Post, now: datetime) -> Task | None:
        try:
            if post.in_doubt and post.attempt > DOUBT_TRIES and now - post.since > DOUBT_FOR:
                log.error("post_given_up_in_doubt", key=post.key)
                self._give_up(connection, post)
                return None
            return self._texts.make(connection, post, now)
        except SQLAlchemyError:
            raise
        except Exception:
            # A defect in one session's text must not hold up the others.
            log.exception("post_not_made", key=post.key)
            self._claims.later(connection, post, now + SLOWEST_RETRY)
            return None
