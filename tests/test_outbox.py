"""The outbox against a chat that refuses, loses, freezes and hangs: each thing is said once, in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select
from structlog.testing import capture_logs

from chatbot.clock import StepClock
from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement, Subject
from chatbot.messages import Message, paragraph, plain
from chatbot.outbox import Outbox, Rendering, Standing, Timing, answering, endless, sending
from chatbot.ports import Blind, Chat, ChatError, Frozen, InDoubt, Lane, Misconfigured, NotSent, NotYet, Rejected, Take
from chatbot.store import inbox, tables
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.posts import Posts

pytestmark = pytest.mark.anyio

START = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
TIMING = Timing(send=timedelta(seconds=0.3), claim=timedelta(seconds=5), settle=timedelta(seconds=20))
HANG = "hang"
GONE = "gone"  # the message arrives, its answer does not
POLL = timedelta(minutes=1)
BOARD = Announcement(Subject.BOARD, START)
POINTER = "Replaced by a newer message:"
Outcome = ChatError | Exception | str | None


class FakeChat:
    """A chat in memory; `outcomes` are what the next calls come to, one each, and success after that."""

    name = "fake"

    def __init__(self) -> None:
        self.standing: dict[str, tuple[Place, str]] = {}
        self.calls: list[str] = []
        self.outcomes: list[Outcome] = []
        self.gap = 0.0
        self.posted = 0
        self.window: timedelta | None = None
        self.before_post: Callable[[], Awaitable[None]] | None = None

    def shown(self) -> list[str]:
        """What stands on the chat, in order."""
        return [text for _, text in self.standing.values()]

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def listen(self, take: Take) -> None: ...

    async def resolve(self, place: Place) -> Place:
        return place

    def lane(self, place: Place) -> Lane:
        return Lane(f"fake:{place.channel}:{place.only}", self.gap)

    async def post(self, place: Place, message: Message, key: str) -> str:
        self.calls.append(f"post {plain(message)}")
        if self.before_post is not None:
            await self.before_post()
        outcome = self.outcomes.pop(0) if self.outcomes else None
        await self._fail(None if outcome == GONE else outcome)
        self.posted += 1
        ref = f"m{self.posted}"
        self.standing[ref] = (place, plain(message))
        if outcome == GONE:
            raise InDoubt("the answer was lost")
        return ref

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        self.calls.append(f"edit {ref} {plain(message)}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        self.standing[ref] = (place, plain(message))

    async def remove(self, place: Place, ref: str) -> None:
        self.calls.append(f"remove {ref}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        del self.standing[ref]

    def edit_window(self) -> timedelta | None:
        return self.window

    def address(self, place: Place, ref: str) -> str:
        return f"https://chat.invalid/{ref}"

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        self.calls.append(f"find {plain(message)}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)
        here = [ref for ref, stands in self.standing.items() if stands == (place, plain(message))]
        return here[-1] if here else None

    async def react(self, place: Place, ref: str, sign: str) -> None:
        self.calls.append(f"react {ref} {sign}")
        await self._fail(self.outcomes.pop(0) if self.outcomes else None)

    async def _fail(self, outcome: Outcome) -> None:
        if outcome == HANG:
            await asyncio.Event().wait()
        if isinstance(outcome, Exception):
            raise outcome


class SetClock(StepClock):
    """A clock that somebody sets back."""

    def set_back(self, by: timedelta) -> None:
        self._now -= by


class Bench:
    """An outbox on a database file, with a clock that the test moves."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(START)
        self.chat = FakeChat()
        self.database = Database(f"sqlite:///{folder}/bot.db", self.clock)
        self.posts = Posts(TIMING.settle)
        self.texts: dict[str, Rendering | Exception] = {}
        self.reported: list[str] = []
        chats: dict[str, Chat] = {"fake": self.chat}
        self.outbox = Outbox(self.database, self.posts, chats, self._render, self._report, TIMING, self.clock)

    def _report(self, connection: Connection, post: Post) -> None:
        self.reported.append(post.key)

    def _render(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, standing: Standing
    ) -> Rendering:
        made = self.texts[said.key]
        if standing is Standing.CLOSING:
            return Rendering(message("lasting"))
        if isinstance(made, Exception):
            raise made
        return made

    async def announce(self, said: Announcement, words: str | None, channel: str = "1", *, last: bool = False) -> None:
        """Queue an announcement, or change its text."""
        self.texts[said.key] = Rendering(message(words) if words is not None else None, last)
        place = Place("fake", channel)
        await self.database.tx(self.posts.queue, said.key, place, self.chat.lane(place), said, "small")

    async def change(self, words: str, *, last: bool = False) -> None:
        """The session goes on, and the board with it."""
        self.texts[BOARD.key] = Rendering(message(words), last)
        await self.database.tx(self.posts.touch, "small")

    async def reply(self, key: str, words: str, channel: str = "1") -> None:
        place = Place("fake", channel)
        await self.database.tx(self.posts.queue, key, place, self.chat.lane(place), message(words))

    async def after(self, seconds: float) -> None:
        """Let time go by, and send what can be sent."""
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))
        await self.outbox.drain()

    async def status(self, key: str) -> str | None:
        return await self.database.tx(
            lambda connection: connection.scalar(select(tables.outbox.c.status).where(tables.outbox.c.key == key))
        )


def message(words: str) -> Message:
    return Message((paragraph(words),))


def item(number: int) -> Announcement:
    return Announcement(Subject.ITEM, START, number)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    await bench.database.open()
    try:
        yield bench
    finally:
        await bench.database.close()


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


async def test_every_message_that_stood_is_known_by_its_reference(bench: Bench) -> None:
    await bench.announce(BOARD, "board 1")
    await bench.after(0)
    bench.chat.outcomes = [Frozen("too old")]
    await bench.change("board 2")
    await bench.after(0)

    known = [await bench.database.tx(bench.posts.standing, "fake", ref) for ref in ("m1", "m2", "m3")]
    assert known == [("small", BOARD), ("small", BOARD), None]


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


async def test_an_announcement_no_longer_worth_saying_is_withdrawn(bench: Bench) -> None:
    await bench.announce(item(1), None)
    await bench.after(0)

    assert (bench.chat.calls, await bench.status(item(1).key)) == ([], "withdrawn")


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
    original = bench.posts.claims.take

    def take_slowly(*args: object) -> object:
        claimed = original(*args)  # type: ignore[arg-type]
        bench.clock.move_to(bench.clock.now() + TIMING.claim + timedelta(seconds=1))
        monkeypatch.undo()
        return claimed

    monkeypatch.setattr(bench.posts.claims, "take", take_slowly)
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
    original = bench.posts.claims.take

    def take(*args: object) -> object:
        if failures:
            raise failures.pop()
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.posts.claims, "take", take)
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
    original = bench.posts.claims.take

    def take(*args: object) -> object:
        loop.call_soon_threadsafe(claiming.set)
        return original(*args)  # type: ignore[arg-type]

    bench.posts.claims.take = take  # type: ignore[method-assign, assignment]
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


@pytest.mark.parametrize("settle", [1.0, 15.0])
def test_timing_that_does_not_fit_is_refused(settle: float) -> None:
    with pytest.raises(Misconfigured, match=r"must be more than SEND_SECONDS plus CLAIM_SECONDS \(15\)"):
        Timing(settle=timedelta(seconds=settle))
