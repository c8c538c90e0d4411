"""Whatever order, repeats and losses the events come with, the same people are signed up in the end."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.adapters.zulip.feed import Feed
from chatbot.adapters.zulip.pacing import Budget
from chatbot.adapters.zulip.payload import Bot
from chatbot.adapters.zulip.reader import Reader
from chatbot.adapters.zulip.topics import Moves
from chatbot.adapters.zulip.wire import Answer, Call, Declined
from chatbot.clock import WallClock
from chatbot.ports import Input, Pressed
from tests.fakes.memory import FakeMemory

BOT, REQUEST = 8, 77
Change = tuple[int, bool]


@dataclass
class Loss:
    """The queue is lost after `lost` changes; the next one begins at `begins`, and reactions are read at `read`."""

    lost: int
    begins: int
    read: int


@dataclass
class Tape:
    """A server that tells of the changes by batches, and then of nothing more."""

    changes: list[Change]
    batches: list[list[int]]
    loss: Loss | None
    told: asyncio.Event = field(default_factory=asyncio.Event)
    queues: int = 0

    async def call(self, call: Call) -> Answer:
        match call.method, call.path.split("/")[0]:
            case "POST", "register":
                self.queues += 1
                return {"queue_id": f"q{self.queues}", "last_event_id": -1, "max_message_id": REQUEST}
            case "GET", "users" if call.path == "users/me":
                return {"full_name": "Agenda Bot"}
            case "GET", "users" if call.path == "users/me/subscriptions":
                return {"subscriptions": []}
            case "GET", "users" if call.path == "users":
                raise Declined("BAD_REQUEST", "not shown")
            case "GET", "users":
                number = int(call.path.split("/")[1])
                return {"user": {"user_id": number, "full_name": f"Person {number}", "is_bot": False, "role": 400}}
            case "GET", "messages":
                return {"messages": self._messages(call.request), "found_newest": True}
            case "GET", "events":
                return {"events": await self._events(call.request["queue_id"])}
            case _:
                return {}

    def _messages(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        if "narrow" not in request:
            return []
        upto = self.loss.read if self.loss and self.queues > 1 else 0
        entries = [{"emoji_code": "270b", "reaction_type": "unicode_emoji", "user_id": who} for who in self.after(upto)]
        return [{"id": REQUEST, "reactions": entries, "flags": []}]

    def after(self, upto: int) -> list[int]:
        """Who stands on the message after so many changes."""
        standing: dict[int, None] = {}
        for who, on in self.changes[:upto]:
            standing.pop(who, None)
            if on:
                standing[who] = None
        return list(standing)

    async def _events(self, queue: str) -> list[dict[str, Any]]:
        lost = self.loss is not None and queue == "q1"
        while self.batches:
            batch = self.batches.pop(0)
            if lost and self.loss and any(number >= self.loss.lost for number in batch):
                self.batches.insert(0, batch)
                raise Declined("BAD_EVENT_QUEUE_ID", "gone")
            begins = self.loss.begins if self.loss and not lost else 0
            return [self._event(number) for number in batch if number >= begins]
        self.told.set()
        await asyncio.Event().wait()
        raise AssertionError

    def _event(self, number: int) -> dict[str, Any]:
        who, on = self.changes[number]
        shown = {"emoji_code": "270b", "reaction_type": "unicode_emoji", "user_id": who, "message_id": REQUEST}
        return {"type": "reaction", "op": "add" if on else "remove", "id": number, **shown}


@st.composite
def tapes(draw: st.DrawFn) -> Tape:
    """Each person sets and takes away in turn; batches come shuffled and with parts of earlier ones."""
    turns = draw(st.lists(st.integers(20, 23), min_size=1, max_size=12))
    on: dict[int, bool] = {}
    changes: list[Change] = []
    for who in turns:
        on[who] = not on.get(who, False)
        changes.append((who, on[who]))
    batches, begun = [], 0
    while begun < len(changes):
        size = draw(st.integers(1, 4))
        fresh = list(range(begun, min(begun + size, len(changes))))
        again = draw(st.lists(st.integers(0, fresh[-1]), max_size=3))
        batches.append(draw(st.permutations(fresh + again)))
        begun += size
    loss = None
    if draw(st.booleans()):
        lost, begins, read = sorted(draw(st.integers(0, len(changes))) for _ in range(3))
        loss = Loss(lost, begins, read)
    return Tape(changes, batches, loss)


async def played(tape: Tape) -> set[str]:
    """The people who are signed up when all is told."""
    roster: set[str] = set()

    async def take(given: Input) -> None:
        assert isinstance(given, Pressed)
        (roster.add if given.on else roster.discard)(given.actor.account)

    feed = Feed(Bot(BOT, "Agenda Bot", "zulip.invalid"), FakeMemory(), WallClock(), Moves())
    reader = Reader(tape, Budget(100_000))
    await feed.begin(reader)
    reading = asyncio.create_task(feed.run(reader, take, ""))
    async with asyncio.timeout(60):
        await tape.told.wait()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return roster


@settings(max_examples=300, deadline=None)
@given(tapes())
def test_no_order_of_events_changes_who_is_signed_up(tape: Tape) -> None:
    expected = {f"zulip:{who}" for who in tape.after(len(tape.changes))}

    assert asyncio.run(played(tape)) == expected
