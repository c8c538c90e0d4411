"""What the bot remembers of one chat beyond the life of a process (the port `Memory`)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, select

from chatbot.clock import sleep
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.store import feeds, tables, whereabouts
from chatbot.store.database import Database
from chatbot.store.journal import HOME

LEASE = timedelta(seconds=30)
"""So long a process reads a feed alone after its last sign of life."""
RENEWALS = 3
"""Signs of life within a lease."""
LOOK_AGAIN = 2.0
"""Seconds between looks whether another process still reads the feed."""


class ChatMemory:
    """Memory of one chat, in the database that all processes of the bot share."""

    def __init__(self, database: Database, chat: str, workspace: str = HOME) -> None:
        self._database = database
        self._chat = chat
        self._workspace = workspace
        self._owner = uuid4().hex

    async def take_over(self) -> str:
        """Wait until no other process reads the feed, and return what was noted last."""
        waited = False
        while True:
            noted = await self._database.tx(self._claim)
            if noted is not None:
                return noted
            if not waited:
                log.info("feed_read_by_another_process", chat=self._chat)
            waited = True
            await sleep(LOOK_AGAIN)

    async def keep(self) -> None:
        """Renew the right to read until another process has it; returns then."""
        while await self._database.tx(self._renew):
            await sleep(LEASE.total_seconds() / RENEWALS)
        log.warning("feed_taken_over", chat=self._chat)

    async def note(self, position: str) -> None:
        """Keep how far reading has come, unless another process reads now."""
        await self._database.tx(feeds.note, self._workspace, self._chat, self._owner, position)

    async def release(self) -> None:
        """Let another process read at once."""
        await self._database.tx(feeds.release, self._workspace, self._chat, self._owner)

    async def anchors(self) -> Mapping[str, Place]:
        """Messages by whose place the places of sessions are known."""
        return await self._database.tx(whereabouts.anchors, self._workspace, self._chat)

    async def moved(self, old: Place, new: Place, refs: Sequence[str], *, whole: bool) -> bool:
        """Messages moved, or the whole of a place; whether a session moved with them."""
        return await self._database.tx(
            lambda connection: whereabouts.move(connection, self._workspace, old, new, tuple(refs), whole=whole)
        )

    async def adrift(self, ref: str) -> None:
        """The message by which a session's place was known is gone: another one shall be it."""
        await self._database.tx(whereabouts.forget_anchor, self._workspace, self._chat, ref)

    async def channels(self) -> frozenset[str]:
        """The channels in which sessions are held."""
        return await self._database.tx(self._channels)

    async def lost(self, refs: Sequence[str]) -> bool:
        """Messages were taken out of sight; whether a session went with them."""
        return await self._database.tx(whereabouts.lose, self._workspace, self._chat, tuple(refs))

    async def offers(self) -> tuple[str, ...]:
        """Messages that stand and on which people may react."""
        return await self._database.tx(whereabouts.live, self._workspace, self._chat)

    async def gone(self, ref: str) -> None:
        """A message was deleted by somebody: what is kept up to date is posted anew."""
        if await self._database.tx(whereabouts.post_anew, self._workspace, self._chat, ref):
            log.info("deleted_message_posted_anew", chat=self._chat, ref=ref)

    def _channels(self, connection: Connection) -> frozenset[str]:
        table = tables.place
        of = (table.c.workspace == self._workspace, table.c.chat == self._chat, table.c.channel != "")
        return frozenset(connection.scalars(select(table.c.channel).where(*of)))

    def _claim(self, connection: Connection) -> str | None:
        now = self._database.now(connection)
        # Where a file serves one bot alone, whoever held the feed before is dead.
        since = now if self._database.shared else None
        return feeds.claim(connection, self._workspace, self._chat, self._owner, now + LEASE, since)

    def _renew(self, connection: Connection) -> bool:
        until = self._database.now(connection) + LEASE
        return feeds.renew(connection, self._workspace, self._chat, self._owner, until)
