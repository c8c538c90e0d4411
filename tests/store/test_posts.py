"""The outbox's rows: queued once, claimed one a lane at a time, and marked by their claimer alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from chatbot.core.announcements import Announcement, Subject
from chatbot.messages import Message
from chatbot.ports import Lane
from chatbot.store import claiming, tables
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.journal import HOME
from chatbot.store.posts import KEPT, Posts
from chatbot.store.records import write_message
from tests.store.samples import BOARD, HALL, ROOM, START, at, claim, item, place, text

pytestmark = pytest.mark.anyio

SETTLE = timedelta(seconds=20)
CHATS = ("fake",)


class Bench:
    """The posts of one process, driven step by step."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.posts = Posts(SETTLE)
        self.claims = self.posts.claims

    async def queue(self, key: str, what: Announcement | Message, lane: Lane = HALL) -> None:
        await self.database.tx(self.posts.queue, key, place(), lane, what, "small")

    async def take(self, now: datetime, most: int = 10, chats: Sequence[str] = CHATS) -> tuple[Post, ...]:
        return await self.database.tx(claim, self.claims, chats, now, most)

    async def one(self, now: datetime) -> Post:
        (post,) = await self.take(now)
        return post

    async def write(self, now: datetime, what: Message) -> Post:
        """Take the one row that is to be sent, with the text that is made of it."""

        def run(connection: Connection) -> Post:
            (post,) = self.claims.choose(connection, CHATS, now, 10)
            (taken,) = self.claims.take(connection, [replace(post, written=write_message(what))], now)
            return taken

        return await self.database.tx(run)

    async def sent(self, post: Post, ref: str, free_at: datetime, *, last: bool = False) -> None:
        def run(connection: Connection) -> None:
            self.posts.show(connection, post, ref)
            self.claims.sent(connection, post, ref, free_at, free_at, last=last)

        await self.database.tx(run)

    async def status(self, key: str) -> str | None:
        return await self.database.tx(status, key)

    async def next_ready(self) -> datetime | None:
        return await self.database.tx(self.claims.next_ready, CHATS)


def status(connection: Connection, key: str) -> str | None:
    table = tables.outbox
    return connection.scalar(select(table.c.status).where(table.c.key == key))


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


async def test_queued_row_is_claimed_whole(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))
    post = await bench.one(at(0))

    assert post == Post(
        id=post.id,
        key="small/item-1/1",
        session_id="small",
        lane="hall",
        place=place(),
        subject=item(1),
        written=None,
        rev=0,
        claim=1,
        attempt=1,
        in_doubt=False,
        ref=None,
        since=at(0),
        chosen_at=at(0),
        taken=True,
    )


async def test_a_reply_keeps_its_text(bench: Bench) -> None:
    await bench.queue("reply/1", text("Done – ✓"))
    post = await bench.one(at(0))

    assert (post.subject, post.body, post.live) == (None, text("Done – ✓"), False)


async def test_a_key_is_queued_once(bench: Bench) -> None:
    await bench.queue("reply/1", text("one"))
    await bench.queue("reply/1", text("two"))
    await bench.queue("small/item-1/1", item(1))
    first = await bench.one(at(0))
    await bench.sent(first, "m1", at(1))
    await bench.queue("small/item-1/1", item(1))
    second = await bench.one(at(2))
    await bench.sent(second, "m2", at(3))
    await bench.queue("small/item-1/1", item(1))

    assert ([first.body, second.key], await bench.take(at(4))) == ([text("one"), "small/item-1/1"], ())


async def test_a_withdrawn_announcement_is_revived_as_it_is_now(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))
    post = await bench.one(at(0))
    await bench.database.tx(bench.claims.withdrawn, post, at(0))
    withdrawn = await bench.take(at(1))
    later = Announcement(Subject.ITEM, at(60), 1)
    await bench.database.tx(bench.posts.queue, "small/item-1/1", place("2"), ROOM, later, "small")
    again = await bench.one(at(2))

    assert (withdrawn, again.subject, again.place, again.lane) == ((), later, place("2"), "room")


async def test_a_lane_sends_one_at_a_time_in_order(bench: Bench) -> None:
    for number in (1, 2, 3):
        await bench.queue(f"small/item-{number}/1", item(number))
    first = await bench.one(at(0))
    meanwhile = await bench.take(at(19))
    await bench.sent(first, "m1", at(20))
    second = await bench.one(at(20))

    assert (first.key, meanwhile, second.key) == ("small/item-1/1", (), "small/item-2/1")


async def test_a_lane_that_was_never_committed_is_opened_again(bench: Bench) -> None:
    def queue_and_fail(connection: Connection) -> None:
        bench.posts.queue(connection, "a", place(), HALL, text("a"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await bench.database.tx(queue_and_fail)
    await bench.queue("b", text("b"))

    assert [post.key for post in await bench.take(at(0))] == ["b"]


async def test_lanes_are_independent(bench: Bench) -> None:
    await bench.queue("a", text("a"), HALL)
    await bench.queue("b", text("b"), ROOM)

    assert [post.key for post in await bench.take(at(0))] == ["a", "b"]


async def test_no_more_than_asked_for_are_claimed(bench: Bench) -> None:
    for number in range(5):
        await bench.queue(f"r{number}", text("x"), Lane(f"lane-{number}", 0))

    assert [len(await bench.take(at(0), 3)) for _ in range(3)] == [3, 2, 0]


async def test_rows_of_a_chat_that_is_not_served_are_left_alone(bench: Bench) -> None:
    await bench.queue("a", text("a"))

    assert (await bench.take(at(0), chats=("other",)), await bench.database.tx(bench.claims.next_ready, ["other"])) == (
        (),
        None,
    )


async def test_a_new_post_goes_before_an_edit(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.database.tx(bench.posts.touch, "small")
    await bench.queue("small/item-1/1", item(1))
    first = await bench.one(at(1))
    await bench.sent(first, "m2", at(1))
    second = await bench.one(at(2))

    assert [(first.key, first.ref), (second.key, second.ref)] == [("small/item-1/1", None), ("small/board/1", "m1")]


async def test_a_row_in_doubt_goes_before_all_others(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.database.tx(bench.posts.touch, "small")
    edit = await bench.one(at(1))  # and whoever claimed it dies
    await bench.queue("small/item-1/1", item(1))
    first = await bench.one(at(1) + SETTLE)

    assert (edit.key, first.key, first.in_doubt, first.attempt) == ("small/board/1", "small/board/1", True, 2)


async def test_the_gap_keeps_the_lane_closed(bench: Bench) -> None:
    await bench.queue("a", text("a"))
    await bench.queue("b", text("b"))
    await bench.sent(await bench.one(at(0)), "m1", at(1.5))

    assert (len(await bench.take(at(1.4))), len(await bench.take(at(1.5)))) == (0, 1)


async def test_a_claim_that_was_never_marked_is_in_doubt_after_settling(bench: Bench) -> None:
    await bench.queue("a", text("a"))
    await bench.take(at(0))
    early = await bench.take(at(19.999))
    late = await bench.one(at(20))

    assert (early, late.in_doubt, late.attempt, late.since) == ((), True, 2, at(0))


async def test_a_kept_text_comes_back_in_doubt(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))
    await bench.write(at(0), text("Now: 1"))

    assert (await bench.one(at(20))).body == text("Now: 1")


async def test_not_sent_is_pending_and_made_anew(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))
    post = await bench.write(at(0), text("Now: 1"))
    await bench.database.tx(bench.claims.later, post, at(5))
    early = await bench.take(at(4))
    again = await bench.one(at(5))

    assert (early, again.in_doubt, again.body, again.attempt, again.since) == ((), False, None, 2, at(5))


async def test_a_reply_not_sent_keeps_its_text(bench: Bench) -> None:
    await bench.queue("reply/1", text("Done"))
    await bench.database.tx(bench.claims.later, await bench.one(at(0)), at(5))

    assert (await bench.one(at(5))).body == text("Done")


async def test_still_in_doubt_waits_and_stays_so(bench: Bench) -> None:
    await bench.queue("a", text("a"))
    await bench.take(at(0))
    await bench.database.tx(bench.claims.still_in_doubt, await bench.one(at(20)), at(23))
    early = await bench.take(at(22))
    again = await bench.one(at(23))

    assert (early, again.in_doubt, again.attempt, again.since) == ((), True, 3, at(0))


async def test_a_frozen_message_is_posted_anew(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.database.tx(bench.posts.touch, "small")
    await bench.database.tx(bench.claims.anew, await bench.one(at(1)), None, at(1))
    again = await bench.one(at(2))

    assert (again.ref, again.in_doubt, again.attempt, again.since) == (None, False, 1, at(2))


@pytest.mark.parametrize(
    "mark", ["sent", "later", "still_in_doubt", "anew", "withdrawn", "refused", "closed", "pointed"]
)
async def test_a_mark_by_an_outdated_claimer_changes_nothing(bench: Bench, mark: str) -> None:
    await bench.queue("small/board/1", BOARD)
    stale = await bench.one(at(0))
    new = await bench.one(at(20))

    def run(connection: Connection) -> None:
        match mark:
            case "sent":
                bench.claims.sent(connection, stale, "wrong", at(20), at(20), last=False)
            case "anew":
                bench.claims.anew(connection, stale, None, at(20))
            case "later" | "still_in_doubt" | "withdrawn":
                getattr(bench.claims, mark)(connection, stale, at(20))
            case _:
                getattr(bench.claims, mark)(connection, stale, at(20), at(20))

    await bench.database.tx(run)
    meanwhile = await bench.take(at(21))
    await bench.sent(new, "m1", at(22))

    assert (meanwhile, await bench.status("small/board/1")) == ((), "sent")
    assert await bench.database.tx(bench.posts.standing, "fake", "m1") == ("small", BOARD)


async def test_a_claimer_that_slept_through_a_whole_round_cannot_mark_the_next(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    stale = await bench.one(at(0))
    await bench.sent(await bench.one(at(20)), "m1", at(20))
    await bench.database.tx(bench.posts.touch, "small")
    await bench.one(at(30))  # again the first attempt of a row that is `sending`
    await bench.sent(stale, "wrong", at(30))

    assert (await bench.status("small/board/1"), await bench.take(at(31))) == ("sending", ())


async def test_a_change_while_sending_makes_it_pending_again(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    post = await bench.one(at(0))
    await bench.database.tx(bench.posts.touch, "small")
    await bench.sent(post, "m1", at(1), last=True)
    again = await bench.one(at(1))
    await bench.sent(again, "m1", at(2))

    assert (again.ref, again.rev, await bench.take(at(3))) == ("m1", 1, ())


async def test_touch_reaches_live_messages_alone(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.queue("reply/1", text("Done"))
    await bench.sent(await bench.one(at(1)), "m2", at(1))
    await bench.database.tx(bench.posts.touch, "small")

    assert await bench.take(at(2)) == ()


async def test_touch_leaves_other_sessions_alone(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.database.tx(bench.posts.touch, "another")

    assert await bench.take(at(2)) == ()


async def test_a_closed_message_is_not_edited_again(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0), last=True)
    await bench.database.tx(bench.posts.touch, "small")

    assert (await bench.take(at(1)), await bench.status("small/board/1")) == ((), "closed")


async def test_a_refused_row_does_not_block_the_lane(bench: Bench) -> None:
    await bench.queue("a", text("a"))
    await bench.queue("b", text("b"))
    await bench.database.tx(bench.claims.refused, await bench.one(at(0)), at(0), at(1))

    assert ((await bench.one(at(1))).key, await bench.status("a")) == ("b", "refused")


async def test_a_refused_edit_is_tried_again_only_when_the_session_changes(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    await bench.database.tx(bench.posts.touch, "small")
    await bench.database.tx(bench.claims.refused, await bench.one(at(1)), at(1), at(1))
    nothing = await bench.take(at(2))
    await bench.database.tx(bench.posts.touch, "small")
    again = await bench.one(at(3))

    assert (nothing, again.ref, again.body) == ((), "m1", None)


async def test_next_ready_is_when_a_lane_with_something_to_send_is_free(bench: Bench) -> None:
    nothing = await bench.next_ready()
    await bench.queue("a", text("a"))
    queued = await bench.next_ready()
    post = await bench.one(at(0))
    sending = await bench.next_ready()
    await bench.queue("b", text("b"))
    await bench.sent(post, "m1", at(7))
    paced = await bench.next_ready()
    await bench.sent(await bench.one(at(7)), "m2", at(9))

    assert (nothing, queued, sending, paced) == (None, tables.EPOCH, at(20), at(7))
    assert await bench.next_ready() is None


async def test_whatever_next_ready_promises_can_be_claimed(bench: Bench) -> None:
    """A promise that nobody can keep would make the loop spin."""
    for number in range(3):
        await bench.queue(f"r{number}", text("x"), (HALL, ROOM)[number % 2])
    now, claimed = START, 0
    while (ready := await bench.next_ready()) is not None:
        now = max(now, ready)
        posts = await bench.take(now)
        assert posts
        for post in posts:
            await bench.sent(post, "m", now + timedelta(seconds=1))
        claimed += len(posts)

    assert claimed == 3


async def test_a_send_is_under_way_until_it_is_marked(bench: Bench) -> None:
    await bench.queue("a", text("a"))
    queued = await bench.database.tx(bench.posts.under_way, "fake")
    post = await bench.one(at(0))
    sending = [await bench.database.tx(bench.posts.under_way, chat) for chat in ("fake", "other")]
    await bench.sent(post, "m1", at(1))

    assert (queued, sending, await bench.database.tx(bench.posts.under_way, "fake")) == (False, [True, False], False)


async def test_nothing_stands_under_an_unknown_reference_nor_on_another_chat(bench: Bench) -> None:
    await bench.queue("small/board/1", BOARD)
    await bench.sent(await bench.one(at(0)), "m1", at(0))
    found = [await bench.database.tx(bench.posts.standing, *where) for where in (("fake", "m2"), ("other", "m1"))]

    assert found == [None, None]


async def test_a_row_that_was_only_chosen_leaves_its_lane_free(bench: Bench) -> None:
    for number in (1, 2):
        await bench.queue(f"small/item-{number}/1", item(number))

    def withdraw(connection: Connection) -> None:
        (post,) = bench.claims.choose(connection, CHATS, at(0), 10)
        bench.claims.withdrawn(connection, post, at(0))

    await bench.database.tx(withdraw)
    next_one = await bench.one(at(0))

    assert (await bench.status("small/item-1/1"), next_one.key) == ("withdrawn", "small/item-2/1")


async def test_a_row_that_was_only_chosen_can_be_put_off(bench: Bench) -> None:
    await bench.queue("small/item-1/1", item(1))

    def put_off(connection: Connection) -> None:
        (post,) = bench.claims.choose(connection, CHATS, at(0), 10)
        bench.claims.later(connection, post, at(5))

    await bench.database.tx(put_off)

    assert ([await bench.take(at(4)), (await bench.one(at(5))).claim]) == [(), 1]


async def test_old_replies_are_forgotten_and_announcements_are_kept(bench: Bench) -> None:
    for key, what in (("reply/1", text("old")), ("small/item-1/1", item(1)), ("reply/2", text("young"))):
        await bench.queue(key, what)
        await bench.sent(await bench.one(at(0)), key, at(0))
    await bench.queue("reply/3", text("waiting"))
    await bench.database.tx(
        lambda connection: connection.execute(
            tables.outbox.update().where(tables.outbox.c.key == "reply/2").values(settled_at=at(10))
        )
    )
    forgotten = await bench.database.tx(bench.posts.forget_old, at(5) + KEPT)
    left = [await bench.status(f"reply/{number}") for number in (1, 2, 3)]

    assert (forgotten, left, await bench.status("small/item-1/1")) == (1, [None, "sent", "pending"], "sent")


async def test_open_rows_are_found_by_their_index(bench: Bench) -> None:
    """The outbox grows for ever: claiming must not read what was sent long ago."""
    for number in range(500):
        await bench.queue(f"r{number}", text("x"), Lane(f"lane-{number}", 0))
    await bench.database.tx(lambda connection: connection.execute(tables.outbox.update().values(status="sent")))
    plan = await bench.database.tx(explained)

    assert "outbox_open" in plan
    assert "outbox_closes" in plan
    assert "outbox_session" not in plan


def explained(connection: Connection) -> str:
    query = claiming.free_lanes(CHATS).params(of_workspace=HOME, of_now=START, most=10)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")
        rows = connection.exec_driver_sql(
            f"EXPLAIN {query.compile(connection, compile_kwargs={'literal_binds': True})}"
        )
    else:
        # With its parameters left open, as it is run.
        statement = query.compile(connection, compile_kwargs={"render_postcompile": True})
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (None,) * len(statement.positiontup or ()))
    return "\n".join(str(row) for row in rows)
