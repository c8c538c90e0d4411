"""Messages that can be edited for a while alone."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from chatbot.core.announcements import Announcement, Subject
from chatbot.outbox import Rendering
from chatbot.ports import Frozen, NotSent, Rejected
from tests.outbox.stage import BOARD, GONE, POINTER, START, Bench, message

pytestmark = pytest.mark.anyio


def open_for(bench: Bench, minutes: float, words: str) -> None:
    """Messages can be edited for so long, and the board says this from now on."""
    bench.chat.window = timedelta(minutes=minutes)
    bench.texts[BOARD.key] = Rendering(message(words), anew=True)


async def closing(bench: Bench) -> None:
    """A board that stands, and soon can be edited no more."""
    open_for(bench, 10, "board 1")
    await bench.announce(BOARD, "board 1")
    open_for(bench, 10, "board 1")
    await bench.after(0)
    await bench.after(539)


async def test_a_message_that_changes_as_it_closes_gives_way_to_a_new_one_and_points_to_it(bench: Bench) -> None:
    await closing(bench)
    early = bench.chat.shown()
    open_for(bench, 10, "board 2")
    await bench.after(1)

    assert (early, bench.chat.shown()) == (["board 1"], [f"{POINTER} https://chat.invalid/m2.", "board 2"])


async def test_a_message_that_does_not_change_gets_a_lasting_text_until_the_next_change(
    bench: Bench,
) -> None:
    await closing(bench)
    await bench.after(1)
    lasting = bench.chat.shown()
    for _ in range(3):
        await bench.database.tx(bench.posts.touch, "small")
        await bench.after(600)
    still = bench.chat.shown()
    open_for(bench, 10, "board 2")
    await bench.database.tx(bench.posts.touch, "small")
    await bench.after(0)
    await bench.change("board 3")
    await bench.after(0)

    assert (lasting, still) == (["lasting"], ["lasting"])
    assert bench.chat.shown() == [f"{POINTER} https://chat.invalid/m2.", "board 3"]


async def test_a_board_that_has_changed_gives_way_to_a_new_one_as_it_closes(bench: Bench) -> None:
    open_for(bench, 10, "board 1")
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    await bench.change("board 2")
    await bench.after(60)
    open_for(bench, 10, "board 2")
    await bench.after(540)

    assert bench.chat.shown() == [f"{POINTER} https://chat.invalid/m2.", "board 2"]


async def test_a_request_gets_a_lasting_text_though_it_has_changed(bench: Bench) -> None:
    request = Announcement(Subject.REQUEST, START)
    open_for(bench, 10, "board 1")
    await bench.announce(request, "2 wanted")
    await bench.after(0)
    bench.texts[request.key] = Rendering(message("1 wanted"), anew=True)
    await bench.database.tx(bench.posts.touch, "small")
    await bench.after(60)
    await bench.after(540)

    assert bench.chat.shown() == ["lasting"]


async def test_a_message_that_closed_before_it_got_its_last_text_is_left_until_it_changes(bench: Bench) -> None:
    await closing(bench)
    bench.chat.outcomes = [Frozen("too late")]
    await bench.after(1)
    await bench.database.tx(bench.posts.touch, "small")
    await bench.after(600)

    assert (bench.chat.shown(), await bench.status(BOARD.key)) == (["board 1"], "sent")


async def test_a_message_is_lasting_from_the_start_where_none_can_be_edited(bench: Bench) -> None:
    for minutes in (0, 1.9):
        open_for(bench, minutes, "board 1")
        key = Announcement(Subject.BOARD, START, round=1 + int(minutes))
        bench.texts[key.key] = Rendering(message("board 1"), anew=True)
        await bench.announce(key, "board 1")
        await bench.after(0)
        for _ in range(3):
            await bench.database.tx(bench.posts.touch, "small")
            await bench.after(600)

    assert bench.chat.calls == ["post lasting", "post lasting"]


async def test_a_new_message_whose_answer_is_lost_is_found_before_the_old_one_points_to_it(bench: Bench) -> None:
    await closing(bench)
    open_for(bench, 10, "board 2")
    bench.chat.outcomes = [GONE]
    await bench.after(1)
    await bench.after(20)

    assert bench.chat.calls[1:] == ["post board 2", "find board 2", f"edit m1 {POINTER} https://chat.invalid/m2."]


async def test_an_old_message_that_can_point_nowhere_is_taken_away(bench: Bench) -> None:
    await closing(bench)
    open_for(bench, 10, "board 2")
    bench.chat.outcomes = [None, Frozen("too late")]
    await bench.after(60)

    assert (bench.chat.shown(), await bench.status(BOARD.key)) == (["board 2"], "sent")


async def test_taking_an_old_message_away_is_tried_again_when_the_chat_is_out_of_reach(bench: Bench) -> None:
    await closing(bench)
    open_for(bench, 10, "board 2")
    bench.chat.outcomes = [None, Frozen("too late"), NotSent("no answer in time", 3), Frozen("too late")]
    with capture_logs() as logs:
        await bench.after(60)
        await bench.after(3)

    assert (bench.chat.shown(), await bench.status(BOARD.key)) == (["board 2"], "sent")
    assert [one["event"] for one in logs if one["log_level"] in ("warning", "error")] == ["post_put_off"]


async def test_an_old_message_that_cannot_be_taken_away_stays_and_is_logged(bench: Bench) -> None:
    await closing(bench)
    open_for(bench, 10, "board 2")
    bench.chat.outcomes = [None, Frozen("too late"), Rejected("not allowed")]
    with capture_logs() as logs:
        await bench.after(60)
    await bench.change("board 3")
    await bench.after(0)

    assert bench.chat.shown() == ["board 1", "board 3"]
    assert [one["ref"] for one in logs if one["event"] == "outdated_message_stays"] == ["m1"]


async def test_every_message_that_stood_is_known_by_its_reference(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [Frozen("too old")]
    await bench.change("board 2")
    await bench.after(0)

    known = [await bench.database.tx(bench.posts.standing, "fake", ref) for ref in ("m1", "m2", "m3")]
    assert known == [("small", BOARD), ("small", BOARD), None]
