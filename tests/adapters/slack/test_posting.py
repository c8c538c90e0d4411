"""Slack behind the port: posting, editing and deleting, and what each failure means."""

import asyncio

import pytest

from chatbot.adapters.slack import SlackChat
from chatbot.adapters.slack.markup import render
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Place
from chatbot.messages import Message, Table, line
from chatbot.ports import Blind, ChatError, Frozen, InDoubt, Lane, NotSent, Rejected
from tests.adapters.slack.room import GENERAL, HELLO, LONG_AGO, chat_of, opened
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio
LONG = Message((Table(("Title",), tuple((line(f"Row {number} " + "x" * 300),) for number in range(90))),))
LONGER = Message((Table(("Title",), tuple((line(f"Row {number} " + "x" * 300),) for number in range(150))),))


async def test_post_asks_slack_to_read_nothing_into_the_text() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            await chat.post(Place("slack", "C01GEN", "1.5"), HELLO, "k1")
        asked = slack.calls[-1].asked

    assert asked == {
        "channel": "C01GEN",
        "text": "Hello &amp; &lt;all&gt;.",
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hello & <all>."}]},
                ],
            }
        ],
        "thread_ts": "1.5",
        "metadata": {"event_type": "session_bot_post", "event_payload": {"key": "k1"}},
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_slow_answer_is_in_doubt_after_the_time_limit() -> None:
    async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    with FakeSlack() as slack:
        chat = chat_of(slack, timeout=0.3)
        await chat.open()
        server = await asyncio.start_server(stall, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        place = Place("slack", "C01GEN", only="slack:U01ANN", via=f"http://127.0.0.1:{port}/response")
        with pytest.raises(InDoubt):
            await chat.post(place, HELLO, "k1")
        await chat.close()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        ("internal_error", 200, InDoubt),
        ("fatal_error", 200, InDoubt),
        ("", 503, InDoubt),
        ("ratelimited", 200, NotSent),
        ("channel_not_found", 200, Rejected),
        ("not_in_channel", 200, Rejected),
        ("invalid_auth", 200, Rejected),
        ("msg_too_long", 200, Rejected),
        ("", 400, Rejected),
    ],
)
async def test_failed_post_tells_whether_to_look_or_to_try_again(
    error: str, status: int, kind: type[ChatError]
) -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.fail_next("chat.postMessage", error, status)
            with pytest.raises(ChatError) as failure:
                await chat.post(GENERAL, HELLO, "k1")

        assert (type(failure.value), str(failure.value)) == (kind, error or f"HTTP {status}")


@pytest.mark.parametrize(
    ("said", "wait"),
    [("30", 30.0), ("0", 0.0), ("-1", 0.0), ("soon", None), ("nan", None), ("inf", 3600.0), ("9" * 400, 3600.0)],
)
async def test_rate_refusal_carries_the_wait(said: str, wait: float | None) -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.fail_next("chat.postMessage", "ratelimited", 429, {"Retry-After": said})
            with pytest.raises(NotSent) as refusal:
                await chat.post(GENERAL, HELLO, "k1")

        assert (refusal.value.retry_after, list(slack.messages())) == (wait, [])


async def test_rate_refusal_without_a_wait_is_put_off_all_the_same() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.fail_next("chat.postMessage", "ratelimited", 429)
            with pytest.raises(NotSent) as refusal:
                await chat.post(GENERAL, HELLO, "k1")

        assert refusal.value.retry_after is None


async def test_post_without_a_connection_is_surely_not_sent() -> None:
    with FakeSlack() as slack:
        chat = chat_of(slack)
        await chat.open()
    await asyncio.sleep(0.1)  # the end of the kept connection is noticed
    with pytest.raises(NotSent):
        await chat.post(GENERAL, HELLO, "k1")
    await chat.close()


async def test_used_up_response_address_gives_way_to_a_message_for_the_person_alone() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            place = Place("slack", "C01GEN", only="slack:U01ANN", via=f"{slack.url}/response/used")
            await chat.post(place, HELLO, "k1")

        assert [one.text for one in slack.shown_to("Ann")] == ["Hello &amp; &lt;all&gt;."]


async def test_person_who_cannot_be_shown_anything_in_the_channel_is_told_directly() -> None:
    with FakeSlack() as slack:
        slack.fail_next("chat.postEphemeral", "user_not_in_channel")
        async with opened(slack) as chat:
            await chat.post(Place("slack", "C01GEN", "1.5", only="slack:U01ANN"), HELLO, "k1")

        (told,) = slack.shown_to("Ann")
        assert (told.channel, told.text, told.thread, told.only) == ("D01ANN", "Hello &amp; &lt;all&gt;.", "", "")


async def test_account_of_another_platform_is_rejected() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            with pytest.raises(Rejected):
                await chat.post(Place("slack", "", only="zulip:12"), HELLO, "k1")


async def test_what_one_person_saw_in_a_channel_cannot_be_edited_nor_looked_for() -> None:
    place = Place("slack", "C01GEN", only="slack:U01ANN")
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            ref = await chat.post(place, HELLO, "k1")
            with pytest.raises(Frozen):
                await chat.edit(place, ref, HELLO)
            with pytest.raises(Blind):
                await chat.find(place, HELLO, "k1", LONG_AGO)


async def test_edit_of_a_missing_message_is_frozen() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            with pytest.raises(Frozen):
                await chat.edit(GENERAL, "C01GEN/1.5", HELLO)


def test_channels_have_lanes_of_their_own_and_a_person_has_one_wherever_told_alone() -> None:
    chat = SlackChat(SlackSettings("xoxb-1", "xapp-1"), WallClock())
    ann = "slack:U01ANN"

    assert [
        chat.lane(place)
        for place in (
            GENERAL,
            Place("slack", "C01GEN", "1.5"),
            Place("slack", "C01GEN", only=ann),
            Place("slack", "", only=ann),
        )
    ] == [
        Lane("slack:C01GEN", 0.0),
        Lane("slack:C01GEN", 0.0),
        Lane("slack:direct:slack:U01ANN", 0.0),
        Lane("slack:direct:slack:U01ANN", 0.0),
    ]


async def test_further_pages_stand_in_the_thread_of_the_first_and_are_edited_with_it() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            ref = await chat.post(GENERAL, LONG, "k1")
            first, *more = slack.messages()
            threads = [one.thread for one in more]
            await chat.edit(GENERAL, ref, HELLO)

        assert (len(more) > 1, threads) == (True, [first.ts] * len(more))
        assert [one.text for one in slack.messages()] == ["Hello &amp; &lt;all&gt;.", *["…"] * len(more)]


async def test_message_that_grows_by_a_page_must_be_posted_anew() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            ref = await chat.post(GENERAL, LONG, "k1")
            with pytest.raises(Frozen):
                await chat.edit(GENERAL, ref, LONGER)


async def test_pages_are_deleted_together() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            await chat.remove(GENERAL, await chat.post(GENERAL, LONG, "k1"))

        assert list(slack.messages()) == []


@pytest.mark.parametrize("fault", ["refused", "lost"])
async def test_page_that_failed_puts_the_whole_in_doubt_and_finding_it_completes_it(fault: str) -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            whole = len(render(LONG))
            if fault == "refused":
                slack.refuse_every(2, 1.0)
            else:
                slack.lose_post(2)
            with pytest.raises(InDoubt):
                await chat.post(GENERAL, LONG, "k1")
            slack.refuse_every(0, 0.0)
            ref = await chat.find(GENERAL, LONG, "k1", LONG_AGO)

        assert ref == "C01GEN/" + ",".join(one.ts for one in slack.messages())
        assert len(slack.messages()) == whole
