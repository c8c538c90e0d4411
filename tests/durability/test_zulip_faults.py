"""A whole session on a Zulip server that does all the things that Zulip servers do."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.durability.hall import Hall
from tests.fakes.zulip import FakeZulip

pytestmark = [pytest.mark.slow, pytest.mark.anyio, pytest.mark.timeout(600)]


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    with FakeZulip() as zulip:
        zulip.rate_limit = 100_000
        yield Hall(zulip, tmp_path)


async def test_session_with_every_fault_says_each_thing_once_and_loses_no_sign_up(hall: Hall) -> None:
    zulip = hall.zulip
    await hall.play(
        [
            ("15:24", hall.reacts("Ann")),
            ("15:26", hall.says("Bob", "volunteer note taker")),
            ("15:28", hall.says("Cy", "volunteer note taker")),  # too late: waits, and is told so
            ("15:29:30", hall.says("Cy", "withdraw note taker")),
            ("15:29:50", zulip.fail_next_reply),
            ("15:31", zulip.lose_queues),
            ("15:31:02", hall.unreacts("Ann")),
            ("15:34", hall.reacts("Dee")),
            ("15:37", hall.renames("IPsecME on Wednesday")),
            ("15:38", hall.says("Tero", "extend 1")),
            ("15:45:40", zulip.lose_next_reply),
            ("15:47:30", lambda: zulip.refuse_next(0.0)),
            ("15:48", hall.says("Ann", "when Open Mic")),
            ("15:50", hall.cuts_off),
            ("15:50:30", zulip.lose_queues),
            ("15:51", hall.says("Bob", "withdraw note taker")),
            ("15:52", hall.comes_back),
            ("15:54", hall.says("Cy", "volunteer")),
            ("15:56", hall.deletes_the_board),
            ("16:00:40", zulip.hold_next_reply),
            ("16:05", hall.stop),
            ("16:06", hall.renames("✔ IPsecME on Wednesday")),
            ("16:07", hall.unreacts("Dee")),
            ("16:08", hall.start),
            ("16:15:40", zulip.fail_next_reply),
            ("16:25:40", lambda: zulip.refuse_next(0.5)),
            ("16:40", hall.says("Ann", "volunteer note taker")),
            ("17:02", hall.says("Tero", "end")),
        ],
        until="17:04",
    )

    contents = [one.content for one in hall.posts()]
    assert [one.removeprefix("late: ") for one in hall.announced()] == [item.title for item in hall.agenda.items]
    assert {one.topic for one in hall.posts()} == {"✔ IPsecME on Wednesday"}
    assert [content.split("\n")[0] for content in contents if "Note Well**" in content.split("\n")[0]] == [
        "**Note Well**"
    ]
    assert not any("[message truncated]" in content for content in contents)
    assert sum("Paragraph 19" in content for content in contents) == 1
    assert sum("session ended" in content for content in contents) == 1
    assert len(hall.boards()) == 1
    assert "Ended" in hall.boards()[0].content
    assert await hall.roster() == ["Cy", "Ann"]
    waited, left, placed = [
        told for told in hall.told("Cy") if told.startswith(("All places", "You wait", "Thank you"))
    ]
    assert waited.startswith("All places for note takers are taken, by Ann and Bob. You are number 1 in the line")
    assert left.startswith("You wait no longer for a place as note taker.")
    assert placed.startswith("Thank you, Cy.")
    for name in ("Ann", "Bob", "Dee"):
        assert any(told.startswith("You are no longer") for told in hall.told(name)), name


async def test_bot_that_was_away_answers_what_it_missed_and_announces_the_present_item_once_as_late(hall: Hall) -> None:
    await hall.play(
        [
            ("16:12", hall.stop),  # in the fifth item; the sixth has begun when the bot is back
            ("16:13", hall.says("Ann", "volunteer note taker")),
            ("16:14", hall.says("Bob", "when Open Mic")),
            ("16:12:30", hall.says("Tero", "extend 5")),
            ("16:17", hall.start),
        ],
        until="16:19",
    )

    titles = [item.title for item in hall.agenda.items]
    answers = [one.content for one in hall.posts() if "AOB + Open Mic:" in one.content]
    assert hall.announced()[:6] == [*titles[:5], f"late: {titles[5]}"]
    assert (await hall.roster(), len(answers)) == (["Ann"], 1)
    assert any(told.startswith("The session has moved on.") for told in hall.told("Tero"))
