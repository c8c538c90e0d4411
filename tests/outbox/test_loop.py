"""The loop: it waits, outlasts defects, and comes to its end."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from chatbot.outbox import endless
from chatbot.store import inbox
from tests.outbox.stage import HANG, POLL, START, Bench

pytestmark = pytest.mark.anyio


async def test_the_loop_sends_what_is_queued_while_it_waits(bench: Bench) -> None:
    posted = asyncio.Event()

    async def tell() -> None:
        posted.set()

    bench.chat.before_post = tell
    running = asyncio.create_task(bench.outbox.run(POLL))
    await asyncio.sleep(0.05)
    await bench.reply("r1", "one")
    bench.outbox.wake()
    async with asyncio.timeout(60):
        await posted.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert (bench.chat.shown(), await bench.status("r1")) == (["one"], "sent")


async def test_the_loop_outlasts_a_defect(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = [ZeroDivisionError()]
    original = bench.posts.claims.choose

    def choose(*args: object) -> object:
        if failures:
            raise failures.pop()
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.posts.claims, "choose", choose)
    posted = asyncio.Event()

    async def tell() -> None:
        posted.set()

    bench.chat.before_post = tell
    await bench.reply("r1", "one")
    with capture_logs() as logs:
        running = asyncio.create_task(bench.outbox.run(POLL))
        async with asyncio.timeout(60):
            await posted.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert bench.chat.shown() == ["one"]
    assert [(one["event"], one["loop"]) for one in logs if one["log_level"] == "error"] == [("loop_stumbled", "outbox")]


async def test_an_endless_loop_goes_on_after_each_failure() -> None:
    seen: list[int] = []

    async def step() -> None:
        seen.append(len(seen))
        if len(seen) == 1:
            raise ZeroDivisionError
        await asyncio.sleep(0 if len(seen) < 4 else 3600)

    with capture_logs():
        running = asyncio.create_task(endless("test", step))
        async with asyncio.timeout(60):
            while len(seen) < 4:
                await asyncio.sleep(0.02)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    assert seen == [0, 1, 2, 3]


async def test_a_send_under_way_at_the_end_is_finished(bench: Bench) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        begun.set()
        await go_on.wait()

    bench.chat.before_post = slowly
    await bench.reply("r1", "one")
    running = asyncio.create_task(bench.outbox.run(POLL))
    async with asyncio.timeout(60):
        await begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(running, return_exceptions=True)

    assert (bench.chat.shown(), await bench.status("r1")) == (["one"], "sent")


async def test_a_send_cut_off_at_the_end_is_in_doubt_and_not_lost(bench: Bench) -> None:
    bench.chat.outcomes = [HANG]
    begun = asyncio.Event()

    async def tell() -> None:
        begun.set()

    bench.chat.before_post = tell
    await bench.reply("r1", "one")
    running = asyncio.create_task(bench.outbox.run(POLL))
    async with asyncio.timeout(60):
        await begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    cut_off = await bench.status("r1")
    await bench.after(20)

    assert (cut_off, bench.chat.calls, bench.chat.shown()) == (
        "sending",
        ["post one", "find one", "post one"],
        ["one"],
    )


async def test_what_is_claimed_when_the_loop_is_cancelled_is_still_sent(bench: Bench) -> None:
    await bench.reply("r1", "one")
    claiming = asyncio.Event()
    loop = asyncio.get_running_loop()
    original = bench.posts.claims.choose

    def choose(*args: object) -> object:
        loop.call_soon_threadsafe(claiming.set)
        return original(*args)  # type: ignore[arg-type]

    bench.posts.claims.choose = choose  # type: ignore[method-assign, assignment]
    running = asyncio.create_task(bench.outbox.run(POLL))
    async with asyncio.timeout(60):
        await claiming.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert (bench.chat.shown(), await bench.status("r1")) == (["one"], "sent")


async def test_old_inputs_are_forgotten_by_the_loop(bench: Bench) -> None:
    await bench.database.tx(inbox.admit, "old", START - inbox.KEPT - timedelta(seconds=1))
    await bench.database.tx(inbox.admit, "young", START)
    await bench.outbox._tidy()
    again = [await bench.database.tx(inbox.admit, event, START) for event in ("old", "young")]
    bench.clock.move_to(START + inbox.KEPT + timedelta(seconds=1))
    await bench.outbox._tidy()

    assert (again, await bench.database.tx(inbox.admit, "young", START)) == ([True, False], True)
