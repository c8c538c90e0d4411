"""What perhaps stands on the chat is looked for, and said twice by nobody."""

from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from chatbot.outbox import Rendering, Timing
from chatbot.ports import Blind, InDoubt, Misconfigured, NotSent
from tests.outbox.stage import BOARD, GONE, HANG, TIMING, Bench, Outcome, item

pytestmark = pytest.mark.anyio


async def test_a_lost_answer_is_looked_for_and_not_repeated(bench: Bench) -> None:
    bench.chat.outcomes = [GONE]
    await bench.announce(item(1), "Now: 1")
    await bench.announce(item(2), "Now: 2")
    await bench.after(0)
    await bench.after(19)
    early = list(bench.chat.calls)
    await bench.after(1)

    assert early == ["post Now: 1"]
    assert bench.chat.calls == ["post Now: 1", "find Now: 1", "post Now: 2"]
    assert bench.chat.shown() == ["Now: 1", "Now: 2"]


async def test_what_is_found_is_what_was_sent_though_the_text_has_changed(bench: Bench) -> None:
    bench.chat.outcomes = [GONE]
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    await bench.change("board 2")
    await bench.after(20)
    await bench.after(1)

    assert bench.chat.calls == ["post board 1", "find board 1", "edit m1 board 2"]


@pytest.mark.parametrize("outcome", [InDoubt("cut off"), HANG], ids=["cut off", "hangs"])
async def test_what_is_not_found_is_sent_again(bench: Bench, outcome: Outcome) -> None:
    bench.chat.outcomes = [outcome]
    await bench.reply("r1", "Done")
    await bench.after(0)
    await bench.after(20)

    assert bench.chat.calls == ["post Done", "find Done", "post Done"]
    assert bench.chat.shown() == ["Done"]


async def test_what_is_not_found_and_no_longer_true_is_not_said(bench: Bench) -> None:
    bench.chat.outcomes = [InDoubt("cut off")]
    await bench.announce(item(1), "Now: 1")
    await bench.after(0)
    bench.texts[item(1).key] = Rendering(None)
    await bench.after(3600)

    assert (bench.chat.calls, await bench.status(item(1).key)) == (["post Now: 1", "find Now: 1"], "withdrawn")


async def test_what_cannot_be_looked_for_stays_in_doubt(bench: Bench) -> None:
    bench.chat.outcomes = [GONE, NotSent("no history", 40)]
    await bench.reply("r1", "Done")
    await bench.after(0)
    await bench.after(20)
    await bench.after(39)
    early = list(bench.chat.calls)
    await bench.after(1)

    assert early == ["post Done", "find Done"]
    assert (bench.chat.calls[2:], bench.chat.shown(), await bench.status("r1")) == (["find Done"], ["Done"], "sent")


async def test_what_can_never_be_looked_for_is_given_up_and_the_lane_goes_on(bench: Bench) -> None:
    bench.chat.outcomes = [GONE, *[NotSent("no history", 60)] * 40]
    await bench.reply("r1", "one")
    await bench.after(0)
    await bench.reply("r2", "two")
    for _ in range(9):
        await bench.after(60)
    bench.chat.outcomes.clear()
    still = await bench.status("r1")
    bench.chat.outcomes = [NotSent("no history", 60)] * 3
    with capture_logs() as logs:
        for _ in range(3):
            await bench.after(60)
    bench.chat.outcomes.clear()
    await bench.after(60)

    assert (still, await bench.status("r1"), bench.chat.shown()) == ("sending", "refused", ["one", "two"])
    assert ("post_given_up_in_doubt" in [one["event"] for one in logs], bench.reported) == (True, ["r1"])


async def test_what_may_never_be_looked_for_is_given_up_at_once_and_reported(bench: Bench) -> None:
    bench.chat.outcomes = [GONE, Blind("not allowed")]
    await bench.reply("r1", "one")
    await bench.after(0)
    await bench.reply("r2", "two")
    await bench.after(60)
    await bench.after(60)

    assert (bench.reported, await bench.status("r1"), bench.chat.calls) == (
        ["r1"],
        "refused",
        ["post one", "find one", "post two"],
    )


async def test_a_long_absence_alone_gives_nothing_up(bench: Bench) -> None:
    bench.chat.outcomes = [GONE, NotSent("not yet up", 1)]
    await bench.reply("r1", "Done")
    await bench.after(0)
    await bench.after(24 * 3600)
    await bench.after(1)

    assert (await bench.status("r1"), bench.chat.shown()) == ("sent", ["Done"])


@pytest.mark.parametrize(
    ("first", "calls"), [(None, ["post Done"]), (InDoubt("lost"), ["post Done", "find Done", "post Done"])]
)
async def test_a_claim_that_is_too_old_is_given_back_unused(
    bench: Bench, first: InDoubt | None, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a process was frozen between the commit of its claim and the send: it goes on, and waits for nothing."""
    await bench.reply("r1", "Done")
    if first is not None:
        bench.chat.outcomes = [first]
        await bench.after(0)
    original = bench.posts.claims.choose

    def choose_slowly(*args: object) -> object:
        claimed = original(*args)  # type: ignore[arg-type]
        bench.clock.move_to(bench.clock.now() + TIMING.claim + timedelta(seconds=1))
        monkeypatch.undo()
        return claimed

    monkeypatch.setattr(bench.posts.claims, "choose", choose_slowly)
    with capture_logs() as logs:
        await bench.after(20)

    assert (bench.chat.calls, await bench.status("r1")) == (calls, "sent")
    assert [one["event"] for one in logs if one["log_level"] == "warning"] == ["claim_too_old"]


async def test_a_clock_that_is_set_back_holds_nothing_up(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    await bench.database.open()
    await bench.reply("r1", "Done")
    await bench.after(0)
    await bench.announce(item(1), "Now: 1")
    bench.chat.outcomes = [NotSent("busy", 300)]
    await bench.after(60)
    bench.clock.set_back(timedelta(minutes=5))
    await bench.after(0)
    await bench.after(TIMING.settle.total_seconds())
    await bench.database.close()

    assert bench.chat.calls == ["post Done", "post Now: 1", "post Now: 1"]


async def test_a_defect_in_a_chat_is_logged_and_leaves_the_row_in_doubt(bench: Bench) -> None:
    bench.chat.outcomes = [KeyError("id")]
    await bench.reply("r1", "one")
    await bench.reply("r2", "two", "2")
    with capture_logs() as logs:
        await bench.after(0)
    await bench.after(20)

    assert [one["event"] for one in logs if one["log_level"] == "error"] == ["send_broke"]
    assert bench.chat.calls == ["post one", "post two", "find one", "post one"]


async def test_a_chat_that_always_breaks_gives_its_row_up(bench: Bench) -> None:
    bench.chat.outcomes = [KeyError("id")] * 100
    await bench.reply("r1", "one")
    with capture_logs():
        for _ in range(40):
            await bench.after(20)
    bench.chat.outcomes.clear()
    await bench.reply("r2", "two")
    await bench.after(20)

    assert (await bench.status("r1"), bench.chat.shown()) == ("refused", ["two"])


@pytest.mark.parametrize("settle", [1.0, 15.0])
def test_timing_that_does_not_fit_is_refused(settle: float) -> None:
    with pytest.raises(Misconfigured, match=r"must be more than SEND_SECONDS plus CLAIM_SECONDS \(15\)"):
        Timing(settle=timedelta(seconds=settle))
