"""The outbox's loop: claim, send, mark."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from chatbot.clock import Clock, doubled
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.messages import Message
from chatbot.outbox.answering import Answers, Nod
from chatbot.outbox.claiming import SLOWEST_RETRY, Claimed, Claiming
from chatbot.outbox.endless import endless
from chatbot.outbox.making import Task, Texts
from chatbot.outbox.marking import Marks
from chatbot.outbox.rendering import Render, Report
from chatbot.outbox.timing import Timing
from chatbot.ports import Blind, Chat, Frozen, InDoubt, NotSent, Rejected
from chatbot.store import inbox
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.posts import Posts

AT_ONCE = 64
"""Sends under way at once."""
SHORTEST_RETRY = 0.1
"""Seconds at least, also when a platform asks for none."""
SHORTEST_WAIT = timedelta(milliseconds=50)
"""A lane may be free, and locked by another process: looked at again after this."""
TIDY_EVERY = timedelta(hours=1)


class _Absent(Exception):
    """What was in doubt surely does not stand on the platform."""


class Outbox:
    """Sends what is queued, on the chats that this process serves."""

    def __init__(
        self,
        database: Database,
        posts: Posts,
        chats: Mapping[str, Chat],
        render: Render,
        report: Report,
        timing: Timing,
        clock: Clock,
    ) -> None:
        self._database = database
        self._posts = posts
        self._claims = posts.claims
        self._chats = chats
        self._marks = Marks(database, posts, chats, report, timing.closing)
        texts = Texts(posts.claims, chats, render, timing.closing)
        self._claiming = Claiming(database, posts.claims, chats, texts, self._marks.given_up, clock)
        self._timing = timing
        self._clock = clock
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[object]] = set()
        self._answers = Answers(chats, timing)
        self._tidied: datetime | None = None

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def react(self, nod: Nod, key: str) -> None:
        """Acknowledge by a reaction."""
        self._answers.react(nod, key)

    def answer(self, place: Place, message: Message, key: str) -> None:
        """Say something that is not kept: the answer to a question, which the asker can ask again."""
        self._answers.say(place, message, key)

    async def run(self, poll: timedelta) -> None:
        """Send until cancelled; looks for the work of other processes every `poll`."""
        try:
            await endless("outbox", lambda: self._step(poll))
        finally:
            await self._finish()

    async def drain(self) -> None:
        """Send all that can be sent now."""
        claimed = await self._send_claimed(self._claiming.claim)
        while claimed.tasks or claimed.more or self._tasks or self._answers.tasks:
            if under_way := self._tasks | self._answers.tasks:
                await asyncio.wait(under_way)
            claimed = await self._send_claimed(self._claiming.claim)

    async def _step(self, poll: timedelta) -> None:
        self._wake.clear()
        claimed = await self._send_claimed(self._claiming.claim_and_look)
        if claimed.more:
            return
        await self._tidy()
        left = claimed.ready_in
        wait = poll if left is None else min(max(left, SHORTEST_WAIT), poll)
        await self._clock.wait(self._clock.now() + wait, self._wake)

    async def _tidy(self) -> None:
        """Forget what is old, now and then."""
        now = self._clock.now()
        if self._tidied is None or now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            await self._database.tx(self._forget_old)

    def _forget_old(self, connection: Connection) -> None:
        now = self._database.now(connection)
        inputs, replies = inbox.forget_old(connection, now), self._posts.forget_old(connection, now)
        if inputs or replies:
            log.info("old_forgotten", inputs=inputs, replies=replies)

    async def _send_claimed(self, claim: Callable[[Connection, int], Claimed]) -> Claimed:
        """Claim what can be sent, once there is room, and begin to send it."""
        while (room := AT_ONCE - len(self._tasks)) <= 0:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        # Shielded: what is claimed when we are cancelled is still sent, rather than in doubt at the next start.
        claiming = asyncio.create_task(self._claim_and_send(claim, room))
        self._tasks.add(claiming)
        claiming.add_done_callback(self._tasks.discard)
        return await asyncio.shield(claiming)

    async def _claim_and_send(self, claim: Callable[[Connection, int], Claimed], room: int) -> Claimed:
        claimed = await self._database.tx(claim, room)
        for task in claimed.tasks:
            sending = asyncio.create_task(self._send(task, claimed.began))
            self._tasks.add(sending)
            sending.add_done_callback(self._sent)
        return claimed

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()

    async def _finish(self) -> None:
        """Let what is under way come to its end, for as long as a send may take; what is cut off is in doubt."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._timing.send.total_seconds()):
                while under_way := self._tasks | self._answers.tasks:
                    await asyncio.wait(under_way)
        left = [*self._tasks, *self._answers.tasks]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _send(self, task: Task, claimed: datetime) -> None:
        """Send a claimed row and mark what became of it; a defect leaves it in doubt."""
        try:
            if self._clock.now() - claimed > self._timing.claim:
                # This process stood still. It has sent nothing; whoever has claimed the row since keeps it.
                log.warning("claim_too_old", key=task.post.key)
                await self._give_back(task.post, timedelta())
            else:
                await self._try(task)
        except (InDoubt, TimeoutError) as error:
            log.warning("post_in_doubt", key=task.post.key, reason=str(error) or type(error).__name__)
        except Exception:
            log.exception("send_broke", key=task.post.key)

    async def _try(self, task: Task) -> None:
        post = task.post
        try:
            async with asyncio.timeout(self._timing.send.total_seconds()):
                ref = await self._deliver(task)
        except NotSent as error:
            await self._put_off(post, error)
        except _Absent:
            await self._database.tx(self._marks.later, post, timedelta())
        except Blind as error:
            log.error("post_stays_in_doubt", key=post.key, reason=str(error))
            await self._database.tx(self._marks.given_up, post)
        except Rejected as error:
            log.error("post_refused", key=post.key, reason=str(error))
            await self._database.tx(self._marks.refused, post)
        except Frozen:
            await self._frozen(task)
        else:
            await self._database.tx(self._marks.sent, task, ref)

    async def _frozen(self, task: Task) -> None:
        """What becomes of a message that can no longer be edited."""
        post = task.post
        if post.ref is not None and post.outdated is not None:
            await self._take_away(post)
        elif task.live is not None:
            await self._database.tx(self._marks.at_rest, post, self._claims.closed_early)
        elif task.last:
            await self._database.tx(self._marks.at_rest, post, self._claims.closed)
        elif post.ref is None:
            log.error("post_refused", key=post.key, reason="the chat froze a message that it did not take")
            await self._database.tx(self._marks.at_rest, post, self._claims.refused)
        else:
            await self._database.tx(self._marks.anew, post)

    async def _deliver(self, task: Task) -> str:
        post, chat = task.post, self._chats[task.post.place.chat]
        if post.ref is not None and post.outdated is not None:
            await chat.edit(post.place, post.outdated, task.message)
            return post.ref
        if post.ref is not None:
            await chat.edit(post.place, post.ref, task.message)
            return post.ref
        if post.in_doubt:
            found = await chat.find(post.place, task.message, post.key, post.since)
            if found is None:
                raise _Absent
            log.info("post_found", key=post.key)
            return found
        return await chat.post(post.place, task.message, post.key)

    async def _take_away(self, post: Post) -> None:
        """Delete a message that can no longer be pointed to the one that took its place."""
        assert post.outdated is not None
        try:
            await self._chats[post.place.chat].remove(post.place, post.outdated)
        except NotSent as error:
            await self._put_off(post, error)
            return
        except Rejected as error:
            log.warning("outdated_message_stays", key=post.key, ref=post.outdated, reason=str(error))
        await self._database.tx(self._marks.at_rest, post, self._claims.pointed)

    async def _put_off(self, post: Post, error: NotSent) -> None:
        backoff = timedelta(seconds=doubled(post.attempt, 0.5, SLOWEST_RETRY.total_seconds()))
        wait = backoff if error.retry_after is None else timedelta(seconds=max(error.retry_after, SHORTEST_RETRY))
        log.warning("post_put_off", key=post.key, seconds=wait.total_seconds(), reason=str(error))
        await self._give_back(post, wait)

    async def _give_back(self, post: Post, wait: timedelta) -> None:
        """It was surely not sent by this claim."""
        # An edit may be repeated at will; whether a post stands is known only when it could be looked for.
        in_doubt = post.in_doubt and post.ref is None
        await self._database.tx(self._marks.still_in_doubt if in_doubt else self._marks.later, post, wait)
