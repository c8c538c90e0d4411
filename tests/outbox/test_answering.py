"""Answers to questions, which are not kept."""

import asyncio

import pytest
from structlog.testing import capture_logs

from chatbot.core.agenda import Place
from chatbot.outbox import answering, sending
from chatbot.ports import InDoubt, NotSent, NotYet, Rejected
from tests.outbox.stage import HANG, POLL, Bench, Outcome, item, message

pytestmark = pytest.mark.anyio


async def test_an_answer_refused_for_its_rate_is_tried_again(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 0.01), NotSent("slow down", 0.01)]
    bench.outbox.answer(Place("fake", "1"), message("It is 14:00."), "q1")
    await bench.outbox.drain()

    assert bench.chat.calls == ["post It is 14:00."] * 3


async def test_an_answer_for_which_its_chat_has_no_room_yet_waits_for_its_turn(bench: Bench) -> None:
    bench.chat.outcomes = [NotYet("no room", 0.01)] * 9
    bench.outbox.answer(Place("fake", "1"), message("It is 14:00."), "q1")
    await bench.outbox.drain()

    assert bench.chat.shown() == ["It is 14:00."]


async def test_an_answer_that_waits_too_long_for_room_is_given_up(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.05)
    bench.chat.outcomes = [NotYet("no room", 0.02)] * 9
    with capture_logs() as logs:
        bench.outbox.answer(Place("fake", "1"), message("It is 14:00."), "q1")
        await bench.outbox.drain()

    assert (len(bench.chat.calls), logs[-1]["event"]) == (3, "answer_given_up")


async def test_an_answer_given_up_is_reported(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 0.01)] * 9
    with capture_logs() as logs:
        bench.outbox.answer(Place("fake", "1"), message("It is 14:00."), "q1")
        await bench.outbox.drain()

    assert (len(bench.chat.calls), logs[-1]["event"], logs[-1]["key"]) == (5, "answer_given_up", "q1")


@pytest.mark.parametrize("outcome", [Rejected("no"), InDoubt("cut off"), HANG, KeyError("id")], ids=str)
async def test_an_answer_that_failed_otherwise_is_reported_and_not_repeated(bench: Bench, outcome: Outcome) -> None:
    bench.chat.outcomes = [outcome]
    with capture_logs() as logs:
        bench.outbox.answer(Place("fake", "1"), message("It is 14:00."), "q1")
        await bench.outbox.drain()

    assert (len(bench.chat.calls), [one["key"] for one in logs]) == (1, ["q1"])


async def test_answers_of_a_lane_come_in_the_order_of_the_questions(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 0.01)]
    for number in range(4):
        bench.outbox.answer(Place("fake", "1"), message(f"answer {number}"), f"q{number}")
    await bench.outbox.drain()

    assert bench.chat.shown() == [f"answer {number}" for number in range(4)]


async def test_a_lane_rests_as_its_chat_asks_once_something_was_said_in_it(bench: Bench) -> None:
    posted: list[float] = []

    async def ask_for_rest() -> None:
        await asyncio.sleep(0)  # the other one comes to wait for its turn
        bench.chat.gap = 0.1
        posted.append(asyncio.get_running_loop().time())

    bench.chat.before_post = ask_for_rest
    for number in range(2):
        bench.outbox.answer(Place("fake", "1"), message(f"answer {number}"), f"q{number}")
    await bench.outbox.drain()

    first, second = posted
    assert second - first > 0.09


async def test_waiting_answers_do_not_hold_up_announcements(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 3600)]
    for number in range(sending.AT_ONCE + 1):
        bench.outbox.answer(Place("fake", "1"), message("never"), f"q{number}")
    await asyncio.sleep(0.01)
    await bench.announce(item(1), "Now: 1", "2")
    running = asyncio.create_task(bench.outbox.run(POLL))
    async with asyncio.timeout(60):
        while not bench.chat.shown():
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert bench.chat.shown() == ["Now: 1"]
