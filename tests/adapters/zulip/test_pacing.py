"""The budget of requests: bursts go at once, the rest at the pace that Zulip allows."""

import asyncio

import pytest

from chatbot.adapters.zulip.pacing import Budget, back_off
from chatbot.adapters.zulip.reader import Reader
from chatbot.adapters.zulip.wire import Answer, Call, Throttled

pytestmark = pytest.mark.anyio


async def seconds(budget: Budget, requests: int) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for _ in range(requests):
        await budget.take(60)
    return loop.time() - began


async def test_burst_goes_at_once_and_the_rest_at_the_pace() -> None:
    budget = Budget(800)  # 120 at once, then seven and a half a second, and 40 more for announcements

    assert await seconds(budget, 120) < 0.1
    assert 0.2 < await seconds(budget, 2) < 0.6


async def test_reading_goes_first_and_writing_waits() -> None:
    budget = Budget(800)
    for _ in range(121):
        budget.spend()

    assert 0.2 < await seconds(budget, 1) < 0.6


class Busy:
    """A server that has had enough."""

    async def call(self, call: Call) -> Answer:
        raise Throttled("API usage exceeded rate limit", 0.3)


async def test_reader_that_is_refused_for_the_rate_holds_writing_back() -> None:
    budget = Budget(6000)
    with pytest.raises(Throttled):
        await Reader(Busy(), budget).get("users/me")

    assert 0.25 < await seconds(budget, 1) < 0.6


async def test_pause_holds_the_next_request_back() -> None:
    budget = Budget(6000)
    budget.pause(0.3)

    assert 0.25 < await seconds(budget, 1) < 0.6


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


async def test_longer_wait_than_the_patience_is_told_at_once_and_takes_nothing() -> None:
    budget = Budget(800)
    for _ in range(134):
        budget.spend()
    waits = [await budget.take(1) for _ in range(2)]

    assert [round(wait) for wait in waits] == [2, 2]


async def test_answers_go_before_announcements_however_many_of_those_wait() -> None:
    budget = Budget(800)
    announced = [asyncio.create_task(budget.share(60)) for _ in range(300)]
    await asyncio.sleep(0)
    answered = await seconds(budget, 55)
    done = sum(task.done() for task in announced)
    for task in announced:
        task.cancel()
    await asyncio.gather(*announced, return_exceptions=True)

    assert answered < 0.1
    assert done <= 102


async def test_announcements_keep_a_part_however_many_people_ask() -> None:
    budget = Budget(800)
    for _ in range(1000):
        budget.spend()
    waits = [await budget.share(0.5) for _ in range(41)]

    assert waits == [0.0] * 41
    assert await budget.share(0.1) > 0.1
