"""What is queued is said once, in order, at the pace of its lane."""

import pytest
from structlog.testing import capture_logs

from chatbot.outbox import Rendering
from chatbot.ports import NotSent, Rejected
from tests.outbox.stage import HANG, Bench, item, message

pytestmark = pytest.mark.anyio


async def test_everything_queued_is_said_once_in_order(bench: Bench) -> None:
    for number in (1, 2):
        await bench.announce(item(number), f"Now: {number}")
    await bench.reply("r1", "Done")
    await bench.after(0)
    await bench.after(60)

    assert bench.chat.calls == ["post Now: 1", "post Now: 2", "post Done"]


async def test_a_message_not_sent_is_sent_later(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("down"), NotSent("down")]
    await bench.reply("r1", "Done")
    await bench.after(0)
    first = len(bench.chat.calls)
    await bench.after(1)
    await bench.after(2)

    assert (first, bench.chat.calls) == (1, ["post Done"] * 3)


async def test_the_wait_that_the_platform_asks_for_is_kept(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 30)]
    await bench.reply("r1", "one")
    await bench.reply("r2", "two")
    await bench.after(0)
    await bench.after(29)
    early = bench.chat.shown()
    await bench.after(1)

    assert (early, bench.chat.shown()) == ([], ["one", "two"])


async def test_a_wait_of_nothing_does_not_become_a_busy_loop(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("slow down", 0)]
    await bench.reply("r1", "one")
    await bench.after(0)
    early = list(bench.chat.calls)
    await bench.after(1)

    assert (early, bench.chat.shown()) == (["post one"], ["one"])


async def test_an_announcement_not_sent_is_made_anew(bench: Bench) -> None:
    bench.chat.outcomes = [NotSent("down", 1)]
    await bench.announce(item(1), "Now: 1")
    await bench.after(0)
    await bench.announce(item(1), "(late) Now: 1")
    await bench.after(1)

    assert bench.chat.shown() == ["(late) Now: 1"]


async def test_a_rejected_row_does_not_block_the_lane(bench: Bench) -> None:
    bench.chat.outcomes = [Rejected("too long")]
    await bench.reply("r1", "one")
    await bench.reply("r2", "two")
    with capture_logs() as logs:
        await bench.after(0)

    assert (bench.chat.shown(), await bench.status("r1")) == (["two"], "refused")
    assert [(one["event"], one["reason"]) for one in logs if one["log_level"] == "error"] == [
        ("post_refused", "too long")
    ]


async def test_an_announcement_that_a_room_refuses_is_tried_again_behind_what_follows(bench: Bench) -> None:
    bench.chat.outcomes = [Rejected("no right to post")] * 2
    await bench.announce(item(1), "Now: 1")
    await bench.reply("r1", "Done")
    await bench.after(0)
    bench.chat.outcomes.clear()
    early = bench.chat.shown()
    await bench.reply("r2", "Done too")
    await bench.after(19)
    meanwhile = bench.chat.shown()
    await bench.after(1)

    assert (early, meanwhile, bench.chat.shown()) == ([], ["Done too"], ["Done too", "Now: 1"])


async def test_an_announcement_no_longer_worth_saying_is_withdrawn(bench: Bench) -> None:
    await bench.announce(item(1), None)
    await bench.after(0)

    assert (bench.chat.calls, await bench.status(item(1).key)) == ([], "withdrawn")


async def test_the_gap_of_a_lane_is_kept(bench: Bench) -> None:
    bench.chat.gap = 1.5
    await bench.reply("r1", "one")
    await bench.reply("r2", "two")
    await bench.reply("r3", "elsewhere", "2")
    await bench.after(0)
    first = bench.chat.shown()
    await bench.after(1.4)
    still = bench.chat.shown()
    await bench.after(0.1)

    assert (sorted(first), len(still), bench.chat.shown()[-1]) == (["elsewhere", "one"], 2, "two")


async def test_a_hanging_send_does_not_hold_up_other_lanes(bench: Bench) -> None:
    bench.chat.outcomes = [HANG]
    await bench.reply("r1", "hangs", "1")
    await bench.reply("r2", "goes", "2")
    await bench.after(0)

    assert bench.chat.shown() == ["goes"]


async def test_a_defect_in_one_text_does_not_hold_up_the_others(bench: Bench) -> None:
    await bench.announce(item(1), "Now: 1", "1")
    bench.texts[item(1).key] = KeyError("no such slot")
    await bench.announce(item(2), "Now: 2", "2")
    with capture_logs() as logs:
        await bench.after(0)
    bench.texts[item(1).key] = Rendering(message("Now: 1"))
    await bench.after(60)

    assert bench.chat.shown() == ["Now: 2", "Now: 1"]
    assert [one["event"] for one in logs if one["log_level"] == "error"] == ["post_not_made"]
