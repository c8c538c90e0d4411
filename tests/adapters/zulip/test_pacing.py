"""The budget of requests: bursts go at once, the rest at the pace that Zulip allows."""

import asyncio
from collections.abc import Awaitable

import pytest

from chatbot.adapters.zulip import pacing
from chatbot.adapters.zulip.pacing import Budget, back_off
from chatbot.adapters.zulip.reader import Reader
from chatbot.adapters.zulip.wire import Answer, Call, Throttled

pytestmark = pytest.mark.anyio


class Time:
    """Seconds that go by only while all wait."""

    def __init__(self) -> None:
        self._now = 0.0
        self._waiting: list[tuple[float, asyncio.Event]] = []

    def seconds(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        self._waiting.append((self._now + seconds, over))
        await over.wait()

    async def of(self, work: Awaitable[object]) -> float:
        """How many go by until it is done."""
        began, task = self._now, asyncio.ensure_future(work)
        while True:
            for _ in range(10):
                await asyncio.sleep(0)
            if task.done():
                return self._now - began
            self._now, over = self._waiting.pop(self._waiting.index(min(self._waiting, key=lambda one: one[0])))
            over.set()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(pacing, "seconds", time.seconds)
    monkeypatch.setattr(pacing, "sleep", time.sleep)
    return time


async def take(budget: Budget, requests: int) -> None:
    for _ in range(requests):
        await budget.take(60)


async def test_burst_goes_at_once_and_the_rest_at_the_pace(time: Time) -> None:
    budget = Budget(800)  # 120 at once, then seven and a half a second, and 40 more for announcements

    assert await time.of(take(budget, 120)) == 0
    assert 0.2 < await time.of(take(budget, 2)) < 0.3


async def test_reading_goes_first_and_writing_waits(time: Time) -> None:
    budget = Budget(800)
    for _ in range(121):
        budget.spend()

    assert 0.2 < await time.of(take(budget, 1)) < 0.3


class Busy:
    """A server that has had enough."""

    async def call(self, call: Call) -> Answer:
        raise Throttled("API usage exceeded rate limit", 0.3)


async def test_reader_that_is_refused_for_the_rate_holds_writing_back(time: Time) -> None:
    budget = Budget(6000)
    with pytest.raises(Throttled):
        await Reader(Busy(), budget).get("users/me")

    assert await time.of(take(budget, 1)) == pytest.approx(0.3)


async def test_pause_holds_the_next_request_back(time: Time) -> None:
    budget = Budget(6000)
    budget.pause(0.3)

    assert await time.of(take(budget, 1)) == pytest.approx(0.3)


class SoonBusy:
    """A server that has had enough once somebody asks for one message."""

    async def call(self, call: Call) -> Answer:
        if call.path == "messages":
            return {"messages": []}
        raise Throttled("API usage exceeded rate limit", 0.3)


async def test_message_that_could_not_be_asked_for_is_not_taken_for_gone() -> None:
    reader = Reader(SoonBusy(), Budget(6000))

    with pytest.raises(Throttled):
        await reader.messages([7])
    with pytest.raises(Throttled):
        await reader.mentioned(7)


def test_back_off_doubles_with_jitter_and_has_a_cap() -> None:
    waits = [back_off(failures) for failures in range(50)]

    assert all(0.25 * 2**n <= wait <= 0.5 * 2**n for n, wait in enumerate(waits[:6]))
    assert max(waits) <= 30
    assert back_off(0, at_least=50.0) == 50.0


async def test_longer_wait_than_the_patience_is_told_at_once_and_takes_nothing(time: Time) -> None:
    budget = Budget(800)
    for _ in range(134):
        budget.spend()
    waits = [await budget.take(1) for _ in range(2)]

    assert [round(wait) for wait in waits] == [2, 2]


async def test_answers_go_before_announcements_however_many_of_those_wait(time: Time) -> None:
    budget = Budget(800)
    announced = [asyncio.create_task(budget.share(60)) for _ in range(300)]
    await asyncio.sleep(0)
    answered = await time.of(take(budget, 55))
    done = sum(task.done() for task in announced)
    for task in announced:
        task.cancel()
    await asyncio.gather(*announced, return_exceptions=True)

    assert answered == 0
    assert done <= 102


async def test_announcements_keep_a_part_however_many_people_ask(time: Time) -> None:
    budget = Budget(800)
    for _ in range(1000):
        budget.spend()
    waits: list[float] = []

    async def share() -> None:
        waits.extend([await budget.share(0.5) for _ in range(41)])

    assert await time.of(share()) == pytest.approx(0.4)
    assert waits == [0.0] * 41
    assert await budget.share(0.1) > 0.1
