"""What a chat's adapter can rely on after a restart, and beside other processes."""

import asyncio

import pytest

from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement, Subject
from chatbot.messages import Message, paragraph
from chatbot.ports import Lane
from chatbot.store import feeds
from chatbot.store.claims import Post
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from chatbot.store.memory import ChatMemory
from chatbot.store.posts import Posts
from tests.store.samples import START, at, claim
from tests.store.test_journal import planned
from tests.store.test_posts import SETTLE

pytestmark = pytest.mark.anyio

OLD, NEW = Place("fake", "1", "IETF 117"), Place("fake", "1", "✔ IETF 117")
BOARD = Announcement(Subject.BOARD, START)
HALL = Lane("fake:1", 0.0)


def memory(database: Database, chat: str = "fake") -> ChatMemory:
    return ChatMemory(database, chat)


async def held(database: Database, *places: Place, **sources: str) -> Journal:
    journal = await planned(database)
    await database.tx(journal.hold_at, "small", places, sources)
    return journal


async def posted(database: Database, ref: str, place: Place = OLD) -> Posts:
    """A board of the session that stands at the place."""
    posts = Posts(SETTLE)
    await database.tx(posts.queue, "small/board/1", place, HALL, BOARD, "small")
    (post,) = await database.tx(claim, posts.claims, ("fake",), at(0), 1)
    await database.tx(posts.show, post, ref)
    await database.tx(lambda c: posts.claims.sent(c, post, ref, at(0), at(0), last=False))
    return posts


async def next_post(database: Database, posts: Posts) -> Post | None:
    claimed = await database.tx(claim, posts.claims, ("fake",), at(60), 1)
    return claimed[0] if claimed else None


async def test_nothing_is_noted_at_first(database: Database) -> None:
    assert await memory(database).take_over() == ""


async def test_channels_are_those_of_sessions_on_this_chat(database: Database) -> None:
    await held(database, OLD, Place("other", "2"))

    assert await memory(database).channels() == {"1"}


async def test_position_is_kept_for_the_next_process_and_for_each_chat(database: Database) -> None:
    for chat, position in (("fake", "queue 7"), ("other", "queue 8")):
        before = memory(database, chat)
        await before.take_over()
        await before.note(position)
        await before.release()

    assert [await memory(database, chat).take_over() for chat in ("fake", "other")] == ["queue 7", "queue 8"]


async def test_feed_is_read_by_one_process_at_a_time(postgres_url: str) -> None:
    from chatbot.clock import WallClock

    database = Database(postgres_url, WallClock())
    await database.open()
    try:
        first, second = memory(database), memory(database)
        await first.take_over()
        waiting = asyncio.create_task(second.take_over())
        await asyncio.sleep(0.3)
        alone = not waiting.done()
        await first.note("queue 7")
        await first.release()
        taken = await asyncio.wait_for(waiting, 60)
        await first.note("queue 6")

        assert (alone, taken, await second.take_over()) == (True, "queue 7", "queue 7")
    finally:
        await database.close()


async def test_feed_of_a_dead_process_is_read_when_its_lease_is_over(database: Database) -> None:
    await database.tx(feeds.claim, "home", "fake", "dead", at(30), at(0))
    early = await database.tx(feeds.claim, "home", "fake", "me", at(59), at(29))
    late = await database.tx(feeds.claim, "home", "fake", "me", at(60), at(30))

    assert (early, late, await database.tx(feeds.renew, "home", "fake", "dead", at(90))) == (None, "", False)


async def test_keeping_ends_when_another_process_has_taken_over(database: Database) -> None:
    frozen = memory(database)
    await frozen.take_over()
    await database.tx(feeds.claim, "home", "fake", "another", at(30), None)

    await asyncio.wait_for(frozen.keep(), 60)


async def test_place_is_known_by_the_first_message_of_the_session(database: Database) -> None:
    await held(database, OLD)
    posts = await posted(database, "m1")
    await database.tx(posts.touch, "small")
    post = await next_post(database, posts)
    assert post is not None
    await database.tx(posts.show, post, "m2")

    assert await memory(database).anchors() == {"m1": OLD}


async def test_session_moves_with_the_message_that_its_place_is_known_by(database: Database) -> None:
    journal = await held(database, OLD)
    posts = await posted(database, "m1")
    await database.tx(posts.touch, "small")
    others = await memory(database).moved(OLD, NEW, ["m5"], whole=False)
    stayed = await database.tx(journal.places, "small")
    moved = await memory(database).moved(Place("fake", "1", "ietf 117"), NEW, ["m5", "m1"], whole=True)
    post = await next_post(database, posts)

    assert (others, stayed, moved, await database.tx(journal.places, "small")) == (False, (OLD,), True, (NEW,))
    assert post is not None
    assert post.place == NEW


@pytest.mark.parametrize("whole", [True, False])
async def test_session_that_has_said_nothing_moves_with_the_whole_topic_alone(database: Database, whole: bool) -> None:
    journal = await held(database, OLD)

    assert await memory(database).moved(OLD, NEW, ["m5"], whole=whole) == whole
    assert await database.tx(journal.places, "small") == ((NEW if whole else OLD),)


async def test_session_in_a_whole_channel_does_not_move_with_a_topic(database: Database) -> None:
    await held(database, Place("fake", "1"))

    assert not await memory(database).moved(Place("fake", "1", ""), NEW, ["m5"], whole=True)


async def test_moved_session_stays_there_until_its_agenda_names_another_place(database: Database) -> None:
    journal = await held(database, OLD, fake="ipsecme/IETF 117")
    await memory(database).moved(OLD, NEW, [], whole=True)
    await database.tx(journal.hold_at, "small", (OLD,), {"fake": "ipsecme/IETF 117"})
    restarted = await database.tx(journal.places, "small")
    await database.tx(journal.hold_at, "small", (), {"fake": "ipsecme/IETF 117"})
    unreachable = await database.tx(journal.places, "small")
    elsewhere = Place("fake", "2", "Hall")
    await database.tx(journal.hold_at, "small", (elsewhere,), {"fake": "hall/Hall"})

    assert (restarted, unreachable, await database.tx(journal.places, "small")) == ((NEW,), (NEW,), (elsewhere,))


async def test_place_whose_message_is_gone_is_known_by_the_next(database: Database) -> None:
    await held(database, OLD)
    posts = await posted(database, "m1")
    await memory(database).adrift("m1")
    forgotten = await memory(database).anchors()
    await database.tx(posts.touch, "small")
    post = await next_post(database, posts)
    assert post is not None
    await database.tx(posts.show, post, "m2")

    assert (forgotten, await memory(database).anchors()) == ({}, {"m2": OLD})


async def test_offers_are_what_is_kept_up_to_date_and_stands(database: Database) -> None:
    await held(database, OLD)
    before = await memory(database).offers()
    posts = await posted(database, "m1")
    reply = Message((paragraph("Done."),))
    await database.tx(posts.queue, "reply/1", OLD, HALL, reply)

    found = [await memory(database, chat).offers() for chat in ("fake", "other")]
    assert (before, found) == ((), [("m1",), ()])


async def test_deleted_message_is_posted_anew_once(database: Database) -> None:
    await held(database, OLD)
    posts = await posted(database, "m1")
    for ref in ("m1", "m1", "m9"):
        await memory(database).gone(ref)
    post = await next_post(database, posts)

    assert post is not None
    assert (post.ref, post.subject, post.rev) == (None, BOARD, 1)


async def test_session_that_has_said_nothing_is_where_its_place_is_found_anew(database: Database) -> None:
    journal = await held(database, OLD, fake="ipsecme/IETF 117")
    await database.tx(journal.hold_at, "small", (NEW,), {"fake": "ipsecme/IETF 117"})

    assert await database.tx(journal.places, "small") == (NEW,)


async def test_session_out_of_sight_is_nowhere_and_says_no_more_until_it_is_seen_again(database: Database) -> None:
    journal = await held(database, OLD, fake="ipsecme/IETF 117")
    posts = await posted(database, "m1")
    lost = [await memory(database).lost(refs) for refs in (["m7", "m8"], ["m0", "m1"])]
    nowhere = await database.tx(journal.places, "small")
    await database.tx(journal.hold_at, "small", (OLD,), {"fake": "ipsecme/IETF 117"})
    restarted = await database.tx(journal.places, "small")
    await database.tx(posts.touch, "small")
    silent = await next_post(database, posts)
    den = Place("fake", "9", OLD.topic)
    await memory(database).moved(Place("fake", "", OLD.topic), den, ["m1"], whole=False)

    assert (lost, nowhere, restarted, silent) == ([False, True], (), (), None)
    assert await database.tx(journal.places, "small") == (den,)
