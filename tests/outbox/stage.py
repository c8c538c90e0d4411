"""An outbox on a database file, a clock that the test moves, and a chat that refuses, loses, freezes and hangs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from chatbot.clock import StepClock
from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement, Subject
from chatbot.messages import Message, paragraph, plain
from chatbot.outbox import Outbox, Rendering, Standing, Timing
from chatbot.ports import Chat, ChatError, InDoubt, Lane, Take
from chatbot.store import tables
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.posts import Posts

START = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
TIMING = Timing(send=timedelta(seconds=0.3), claim=timedelta(seconds=5), settle=timedelta(seconds=20))
HANG = "hang"
GONE = "gone"  # the message arrives, its answer does not
POLL = timedelta(minutes=1)
BOARD = Announcement(Subject.BOARD, START)
POINTER = "Replaced by a newer message:"
Outcome = ChatError | Exception | str | None


class FakeChat:
    """A chat in memory; `outcomes` are what the next calls come to, one each, and success after that."""

    name = "fake"

    def __init__(self) -> None:
        self.standing: dict[str, tuple[Place, str]] = {}
        self.calls: list[str] = []
        self.outcomes: list[Outcome] = []
        self.gap = 0.0
        self.posted = 0
        self.window: timedelta | None = None
        self.before_post: Callable[[], Awaitable[None]] | None = None

    def shown(self) -> list[str]:
        """What stands on the chat, in order."""
        return [text for _, text in self.standing.values()]

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def listen(self, take: Take) -> None: ...

    async def resolve(self, place: Place) -> Place:
        return place

    def lane(self, place: Place) -> Lane:
        return Lane(f"fake:{place.channel}:{place.only}", self.gap)

    async def post(self, place: Place, message: Message, key: str) -> str:
        self.calls.append(f"post {plain(message)}")
        if self.before_post is not None:
            await self.before_post()
        outcome = self.outcomes.pop(0) if self.outcomes else None
        await self._fail(None if outcome == GONE else outcome)
        self.posted += 1
        ref = f"m{self.posted}"
        self.standing[ref] = (place, plain(message))
        if outcome == GONE:
            raise InDoubt("the answer was lost")
        return ref

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        self.calls.append(f"edit {ref} {plain(message)}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        self.standing[ref] = (place, plain(message))

    async def remove(self, place: Place, ref: str) -> None:
        self.calls.append(f"remove {ref}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        del self.standing[ref]

    def edit_window(self) -> timedelta | None:
        return self.window

    def address(self, place: Place, ref: str) -> str:
        return f"https://chat.invalid/{ref}"

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        self.calls.append(f"find {plain(message)}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        here = [ref for ref, stands in self.standing.items() if stands == (place, plain(message))]
        return here[-1] if here else None

    async def react(self, place: Place, ref: str, sign: str) -> None:
        self.calls.append(f"react {ref} {sign}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)

    async def _fail(self, outcome: Outcome) -> None:
        if outcome == HANG:
            await asyncio.Event().wait()
        if isinstance(outcome, Exception):
            raise outcome


class SetClock(StepClock):
    """A clock that somebody sets back."""

    def set_back(self, by: timedelta) -> None:
        self._now -= by


class Bench:
    """An outbox on a database file, with a clock that the test moves."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(START)
        self.chat = FakeChat()
        self.database = Database(f"sqlite:///{folder}/bot.db", self.clock)
        self.posts = Posts(TIMING.settle)
        self.texts: dict[str, Rendering | Exception] = {}
        self.reported: list[str] = []
        chats: dict[str, Chat] = {"fake": self.chat}
        self.outbox = Outbox(self.database, self.posts, chats, self._render, self._report, TIMING, self.clock)

    def _report(self, connection: Connection, post: Post) -> None:
        self.reported.append(post.key)

    def _render(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, standing: Standing
    ) -> Rendering:
        made = self.texts[said.key]
        if standing is Standing.CLOSING:
            return Rendering(message("lasting"))
        if isinstance(made, Exception):
            raise made
        return made

    async def announce(self, said: Announcement, words: str | None, channel: str = "1", *, last: bool = False) -> None:
        """Queue an announcement, or change its text."""
        self.texts[said.key] = Rendering(message(words) if words is not None else None, last)
        place = Place("fake", channel)
        await self.database.tx(self.posts.queue, said.key, place, self.chat.lane(place), said, "small")

    async def change(self, words: str, *, last: bool = False) -> None:
        """The session goes on, and the board with it."""
        self.texts[BOARD.key] = Rendering(message(words), last)
        await self.database.tx(self.posts.touch, "small")

    async def reply(self, key: str, words: str, channel: str = "1") -> None:
        place = Place("fake", channel)
        await self.database.tx(self.posts.queue, key, place, self.chat.lane(place), message(words))

    async def after(self, seconds: float) -> None:
        """Let time go by, and send what can be sent."""
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))
        await self.outbox.drain()

    async def status(self, key: str) -> str | None:
        return await self.database.tx(
            lambda connection: connection.scalar(select(tables.outbox.c.status).where(tables.outbox.c.key == key))
        )


def message(words: str) -> Message:
    return Message((paragraph(words),))


def item(number: int) -> Announcement:
    return Announcement(Subject.ITEM, START, number)
