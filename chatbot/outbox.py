"""Paced sending: what the database says is to be said, said once, in order, and edited in place.

A claim is committed before anything is sent, and says that a send may be under way until its lane is free again.
A row found in that state later is in doubt: it is looked for on the platform before it is sent again. Nobody here
retries a send by itself.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection

from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement
from chatbot.messages import Message
from chatbot.ports import Chat, ChatError, Frozen, InDoubt, Misconfigured, NotSent, Rejected
from chatbot.store.database import Database
from chatbot.store.posts import Post, Posts

log = structlog.get_logger()

AT_ONCE = 64
"""Sends under way at once."""
SLOWEST_RETRY = timedelta(minutes=1)
DOUBT_FOR = timedelta(minutes=10)
"""A message that cannot be looked for this long is given up rather than perhaps said twice."""
ANSWER_TRIES = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """The one timing rule: when a claim is found again, no send of its first owner can still be under way.

    `send` is the hard limit of one call, `claim` how old a claim may be when its send begins, `settle` how long a
    lane stays closed; raises Misconfigured when they do not fit together.
    """

    send: timedelta = timedelta(seconds=10)
    claim: timedelta = timedelta(seconds=5)
    settle: timedelta = timedelta(seconds=20)

    def __post_init__(self) -> None:
        if self.settle <= self.send + self.claim:
            raise Misconfigured(
                f"SETTLE_SECONDS ({self.settle.total_seconds():g}) must be more than SEND_SECONDS plus CLAIM_SECONDS "
                f"({(self.send + self.claim).total_seconds():g})."
            )


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of an announcement now; None when it is no longer worth saying, `last` when it will not change."""

    message: Message | None
    last: bool = False


class Render(Protocol):
    """Makes the text of an announcement from the session's present state, within the claiming transaction."""

    def __call__(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, *, posted: bool
    ) -> Rendering: ...


@dataclass(frozen=True, slots=True)
class _Task:
    post: Post
    message: Message
    last: bool


class Outbox:
    """Sends what is queued, on the chats that this process serves."""

    def __init__(
        self, database: Database, posts: Posts, chats: Mapping[str, Chat], render: Render, timing: Timing, clock: Clock
    ) -> None:
        self._database = database
        self._posts = posts
        self._chats = chats
        self._render = render
        self._timing = timing
        self._clock = clock
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._quiet_until: dict[str, datetime] = {}

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def answer(self, place: Place, message: Message, key: str) -> None:
        """Say something that is not kept: the answer to a question, which the asker can ask again."""
        self._spawn(self._answer(place, message, key))

    async def run(self, poll: timedelta) -> None:
        """Send until cancelled; looks for the work of other processes every `poll`."""
        try:
            while True:
                self._wake.clear()
                sent = await self._send_claimed()
                if not sent:
                    await self._wait(poll)
        finally:
            await self._finish()

    async def drain(self) -> None:
        """Send all that can be sent now."""
        while await self._send_claimed() or self._tasks:
            await asyncio.gather(*self._tasks)

    async def _send_claimed(self) -> bool:
        room = AT_ONCE - len(self._tasks)
        if room <= 0:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return True
        began = self._clock.now()
        tasks = await self._database.tx(self._claim, room)
        for task in tasks:
            self._spawn(self._send(task, began))
        return bool(tasks)

    async def _wait(self, poll: timedelta) -> None:
        ready = await self._database.tx(self._posts.next_ready, tuple(self._chats))
        latest = self._clock.now() + poll
        await self._clock.wait(min(ready, latest) if ready else latest, self._wake)

    async def _finish(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._timing.send.total_seconds())

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("send_broke", exc_info=task.exception())
        self._wake.set()

    def _claim(self, connection: Connection, room: int) -> tuple[_Task, ...]:
        now = self._database.now(connection)
        claimed = self._posts.claim(connection, tuple(self._chats), now, room)
        made = (self._make(connection, post, now) for post in claimed)
        tasks = tuple(task for task in made if task is not None)
        if claimed and not tasks:
            self._wake.set()  # only settled ones: look again at once
        return tasks

    def _make(self, connection: Connection, post: Post, now: datetime) -> _Task | None:
        """The text of a claimed row; None when there is nothing to send, which is then noted."""
        if post.subject is None or post.session_id is None:
            assert post.body is not None
            return _Task(post, post.body, last=False)
        if post.in_doubt and post.ref is None and post.body is not None:
            return _Task(post, post.body, last=False)
        posted = post.ref is not None
        made = self._render(connection, post.session_id, post.subject, post.place.chat, posted=posted)
        if made.message is None:
            log.info("announcement_withdrawn", key=post.key)
            self._posts.done(connection, post, "withdrawn", now)
            return None
        if posted and made.message == post.body and not post.in_doubt:
            self._posts.sent(connection, post, post.ref or "", now, now, last=made.last)
            return None
        self._posts.keep_body(connection, post, made.message)
        return _Task(post, made.message, made.last)

    async def _send(self, task: _Task, claimed: datetime) -> None:
        """Send a claimed row and mark what became of it."""
        post = task.post
        if self._clock.now() - claimed > self._timing.claim:
            return  # this process stood still: the claim is too old to be used, and comes again
        try:
            async with asyncio.timeout(self._timing.send.total_seconds()):
                ref = await self._deliver(task)
        except NotSent as error:
            await self._put_off(post, error)
        except Rejected as error:
            log.error("post_refused", key=post.key, reason=str(error))
            await self._mark(post, self._posts.done, "refused")
        except Frozen:
            if task.last:
                await self._mark(post, self._posts.done, "closed")
            else:
                await self._mark(post, self._posts.anew)
        except (InDoubt, TimeoutError) as error:
            log.warning("post_in_doubt", key=post.key, reason=str(error))
        else:
            await self._database.tx(self._mark_sent, task, ref)
        self._wake.set()

    async def _deliver(self, task: _Task) -> str:
        post, chat = task.post, self._chats[task.post.place.chat]
        if post.ref is not None:
            await chat.edit(post.place, post.ref, task.message)
            return post.ref
        if post.in_doubt:
            found = await chat.find(post.place, task.message, post.key, post.since)
            if found is not None:
                log.info("post_found", key=post.key)
                return found
        return await chat.post(post.place, task.message, post.key)

    async def _put_off(self, post: Post, error: NotSent) -> None:
        if post.in_doubt and self._clock.now() - post.since > DOUBT_FOR:
            log.error("post_given_up_in_doubt", key=post.key, reason=str(error))
            await self._mark(post, self._posts.done, "refused")
            return
        backoff = min(timedelta(seconds=2.0 ** min(post.attempt, 10) / 2), SLOWEST_RETRY)
        wait = backoff if error.retry_after is None else timedelta(seconds=error.retry_after)
        log.warning("post_put_off", key=post.key, seconds=wait.total_seconds(), reason=str(error))
        await self._database.tx(self._mark_later, post, wait)

    async def _mark(self, post: Post, mark: Callable[..., None], *values: str) -> None:
        def run(connection: Connection) -> None:
            mark(connection, post, *values, self._free_at(connection, post))

        await self._database.tx(run)

    def _mark_sent(self, connection: Connection, task: _Task, ref: str) -> None:
        now = self._database.now(connection)
        self._posts.sent(connection, task.post, ref, now, self._free_at(connection, task.post), last=task.last)

    def _mark_later(self, connection: Connection, post: Post, wait: timedelta) -> None:
        free_at = self._database.now(connection) + wait
        if post.in_doubt:
            self._posts.still_in_doubt(connection, post, free_at)
        else:
            self._posts.later(connection, post, free_at)

    def _free_at(self, connection: Connection, post: Post) -> datetime:
        gap = self._chats[post.place.chat].lane(post.place).gap
        return self._database.now(connection) + timedelta(seconds=gap)

    async def _answer(self, place: Place, message: Message, key: str) -> None:
        chat = self._chats[place.chat]
        lane = chat.lane(place).name
        for tries in range(1, ANSWER_TRIES + 1):
            await self._pause(lane)
            try:
                async with asyncio.timeout(self._timing.send.total_seconds()):
                    await chat.post(place, message, key)
            except NotSent as error:
                wait = error.retry_after if error.retry_after is not None else 2.0**tries
                self._quiet_until[lane] = self._clock.now() + timedelta(seconds=wait)
                log.warning("answer_put_off", key=key, seconds=wait, reason=str(error))
            except (ChatError, TimeoutError) as error:
                log.warning("answer_lost", key=key, reason=str(error))
                return
            else:
                return
        log.error("answer_given_up", key=key)

    async def _pause(self, lane: str) -> None:
        """Wait while the platform wants the lane quiet."""
        while (left := (self._quiet_until.get(lane, self._clock.now()) - self._clock.now()).total_seconds()) > 0:
            await sleep(left)
