"""Puts the parts together: the one place where they meet."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chatbot.clock import Clock, WallClock
from chatbot.outbox import Outbox, Timing
from chatbot.ports import Chat
from chatbot.service import Renderer, Service
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from chatbot.store.posts import Posts


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot put together; `clock` is the session's, sending goes by the wall clock."""

    database: Database
    journal: Journal
    outbox: Outbox
    service: Service
    chats: Mapping[str, Chat]
    clock: Clock

    async def run(self, poll: timedelta) -> None:
        """Listen, follow the clock and send, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.outbox.run(poll), name="outbox")
            group.create_task(self.service.run(poll), name="clock")
            for chat in self.chats.values():
                group.create_task(chat.listen(self.service.take), name=chat.name)

    async def close(self) -> None:
        """Disconnect, and let the database go."""
        for chat in self.chats.values():
            await chat.close()
        await self.database.close()


def assemble(database: Database, chats: Mapping[str, Chat], clock: Clock, timing: Timing) -> Bot:
    """A bot on this database and these chats."""
    wall = WallClock()
    journal = Journal()
    posts = Posts(timing.settle)
    outbox = Outbox(database, posts, chats, Renderer(journal, clock), timing, wall)
    service = Service(database, journal, posts, outbox, chats, clock)
    return Bot(database, journal, outbox, service, chats, clock)
