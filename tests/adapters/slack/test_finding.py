"""Slack behind the port: looking for what an earlier send may have left."""

from datetime import UTC, datetime, timedelta

import pytest

from chatbot.core.agenda import Place
from chatbot.messages import Message, paragraph
from chatbot.ports import Blind, ChatError, InDoubt, NotSent
from tests.adapters.slack.room import GENERAL, HELLO, LONG_AGO, opened
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio


async def test_lost_reply_is_in_doubt_and_leaves_one_copy() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.lose_next_reply()
            with pytest.raises(InDoubt):
                await chat.post(GENERAL, HELLO, "k1")

            assert [one.text for one in slack.messages()] == ["Hello &amp; &lt;all&gt;."]


async def test_direct_message_can_be_edited_and_found() -> None:
    place = Place("slack", "", only="slack:U01ANN")
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            ref = await chat.post(place, HELLO, "k1")
            await chat.edit(place, ref, Message((paragraph("Bye."),)))

            assert (await chat.find(place, HELLO, "k1", LONG_AGO), slack.shown_to("Ann")[0].text) == (ref, "Bye.")


async def test_find_looks_through_pages_and_threads() -> None:
    thread = Place("slack", "C01GEN", "1.5")
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            in_channel = await chat.post(GENERAL, HELLO, "k1")
            in_thread = await chat.post(thread, HELLO, "k2")
            for number in range(40):
                slack.say("Ann", f"talk {number}")

            assert (
                await chat.find(GENERAL, HELLO, "k1", LONG_AGO),
                await chat.find(thread, HELLO, "k2", LONG_AGO),
                await chat.find(GENERAL, HELLO, "k2", LONG_AGO),
            ) == (in_channel, in_thread, None)


async def test_find_goes_by_the_key_even_where_the_text_is_the_same() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            await chat.post(GENERAL, HELLO, "other")

            assert await chat.find(GENERAL, HELLO, "k1", LONG_AGO) is None


async def test_find_goes_by_the_text_where_no_metadata_is_kept() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            ref = await chat.post(GENERAL, HELLO, "k1")
            slack.world.message(ref).metadata = None
            slack.say("Ann", "Hello & <all>.")

            assert await chat.find(GENERAL, HELLO, "k1", datetime.now(UTC) - timedelta(seconds=5)) == ref


@pytest.mark.parametrize(("error", "kind"), [("missing_scope", Blind), ("internal_error", NotSent)])
async def test_find_that_cannot_look_says_so(error: str, kind: type[ChatError]) -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.fail_next("conversations.history", error)
            with pytest.raises(kind, match=error):
                await chat.find(GENERAL, HELLO, "k1", LONG_AGO)


async def test_find_that_would_never_end_gives_up() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            for number in range(310):
                slack.say("Ann", f"talk {number}")
            with pytest.raises(NotSent):
                await chat.find(GENERAL, HELLO, "k1", LONG_AGO)
