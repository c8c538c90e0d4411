"""Puts the parts together: the one place where they meet."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chatbot.clock import Clock, WallClock
from chatbot.core.agenda import Agenda
from chatbot.outbox import Outbox, Timing
from chatbot.ports import Bring, Brought, Chat, File, NotBrought
from chatbot.service import Desk, LostPosts, Renderer, Service
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


async def bring_nothing(agenda: Agenda, origin: str | File) -> Brought:
    """Fetches nothing, as in a rehearsal."""
    raise NotBrought("In a rehearsal nothing is fetched; `chatbot import` makes an agenda file.")


def assemble(
    database: Database, chats: Mapping[str, Chat], clock: Clock, timing: Timing, bring: Bring = bring_nothing
) -> Bot:
    """A bot on this database and these chats; `bring` reads agendas from addresses."""
    desk = Desk(database, Journal(), Posts(timing.settle), chats, clock)
    render, report = Renderer(desk.journal, clock), LostPosts(desk)
    outbox = Outbox(database, desk.posts, chats, render, report, timing, WallClock())
    return Bot(database, desk.journal, outbox, Service(desk, outbox, bring), chats, clock)
