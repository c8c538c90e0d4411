"""What is edited in place as the session goes on."""

import pytest

from chatbot.ports import Frozen, NotSent
from tests.outbox.stage import BOARD, HANG, POINTER, Bench, item

pytestmark = pytest.mark.anyio


async def test_live_text_is_edited_in_place(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    await bench.change("board 2")
    await bench.after(0)

    assert bench.chat.calls == ["post board 1", "edit m1 board 2"]


async def test_unchanged_live_text_is_not_edited(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.announce(item(1), "Now: 1")
    await bench.after(0)
    await bench.change("board 1")
    await bench.after(0)

    assert (bench.chat.calls, await bench.status(BOARD.key)) == (["post board 1", "post Now: 1"], "sent")


async def test_unchanged_live_text_does_not_hold_up_what_follows(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    await bench.change("board 1")
    await bench.announce(item(1), None)
    await bench.announce(item(2), "Now: 2")
    await bench.after(0)

    assert bench.chat.shown() == ["board 1", "Now: 2"]


async def test_an_edit_in_doubt_is_made_again(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [HANG]
    await bench.change("board 2")
    await bench.after(0)
    await bench.after(20)

    assert bench.chat.calls[1:] == ["edit m1 board 2", "edit m1 board 2"]


async def test_an_edit_that_fails_for_an_hour_is_still_made(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [HANG, *[NotSent("down")] * 60]
    await bench.change("board 2")
    for _ in range(60):
        await bench.after(60)
    bench.chat.outcomes.clear()
    await bench.after(60)

    assert bench.chat.shown() == ["board 2"]


async def test_a_change_while_an_edit_is_under_way_is_edited_after_it(bench: Bench) -> None:
    async def change() -> None:
        bench.chat.before_post = None
        await bench.change("board 2")

    bench.chat.before_post = change
    await bench.announce(BOARD, "board 1")
    await bench.after(0)

    assert bench.chat.calls == ["post board 1", "edit m1 board 2"]


async def test_a_frozen_message_is_posted_anew_and_edited_there(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [Frozen("too old")]
    await bench.change("board 2")
    await bench.after(0)
    await bench.change("board 3")
    await bench.after(0)

    assert bench.chat.calls[-3:] == ["post board 2", f"edit m1 {POINTER} https://chat.invalid/m2.", "edit m2 board 3"]
    assert bench.chat.shown() == [f"{POINTER} https://chat.invalid/m2.", "board 3"]


async def test_a_frozen_message_that_would_change_no_more_is_left(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [Frozen("too old")]
    await bench.change("the end", last=True)
    await bench.after(0)
    await bench.change("after the end", last=True)
    await bench.after(0)

    assert (bench.chat.shown(), await bench.status(BOARD.key)) == (["board 1"], "closed")


async def test_a_post_that_freezes_is_refused_rather_than_posted_for_ever(bench: Bench) -> None:
    bench.chat.outcomes = [Frozen("against the contract")]
    await bench.reply("r1", "one")
    await bench.after(0)

    assert (bench.chat.calls, await bench.status("r1")) == (["post one"], "refused")


async def test_the_last_text_closes_a_message(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    await bench.change("the end", last=True)
    await bench.after(0)

    assert (bench.chat.shown(), await bench.status(BOARD.key)) == (["the end"], "closed")
