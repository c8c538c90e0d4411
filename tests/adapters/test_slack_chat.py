"""Slack behind the port: opening, resolving, posting, and what each failure means."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from chatbot.adapters.slack import SlackChat
from chatbot.adapters.slack.markup import render
from chatbot.adapters.slack.patience import back_off
from chatbot.adapters.slack.sentences import ARCHIVED, BOT_REFUSED, NO_CHANNEL, NO_ID, NOT_MEMBER, SOCKET_REFUSED
from chatbot.adapters.slack.wire import quiet_logger
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Place
from chatbot.messages import Message, Table, line, paragraph
from chatbot.ports import Blind, ChatError, Frozen, InDoubt, Lane, Misconfigured, NotSent, Rejected
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio

HELLO = Message((paragraph("Hello & <all>."),))
GENERAL = Place("slack", "C01GEN")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def chat_of(slack: FakeSlack, timeout: float = 10.0) -> SlackChat:
    return SlackChat(SlackSettings(slack.bot_token, slack.app_token, slack.api_url), WallClock(), timeout, gap=0.0)


@asynccontextmanager
async def opened(slack: FakeSlack) -> AsyncIterator[SlackChat]:
    chat = chat_of(slack)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()


@pytest.mark.parametrize(("wrong", "sentence"), [("bot_token", BOT_REFUSED), ("app_token", SOCKET_REFUSED)])
async def test_wrong_token_is_named_without_showing_it(wrong: str, sentence: str) -> None:
    with FakeSlack() as slack:
        chat = chat_of(slack)
        setattr(slack, wrong, "xoxb-another")
        with pytest.raises(Misconfigured) as error:
            await chat.open()

        assert str(error.value) == sentence.format(code="invalid_auth")


async def test_slack_out_of_reach_is_waited_for() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chat = SlackChat(SlackSettings("xoxb-fake-1", "xapp-fake-1", f"http://127.0.0.1:{port}/api/"), WallClock())
    opening = asyncio.create_task(chat.open())
    await asyncio.sleep(0.2)
    with FakeSlack(port=port):
        async with asyncio.timeout(60):
            await opening
        await chat.close()


async def test_secrets_are_in_no_log_line_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with FakeSlack() as slack, structlog.testing.capture_logs() as logged:
        slack.fail_next("auth.test", "fatal_error")
        async with opened(slack) as chat:
            listener = asyncio.create_task(chat.listen(lambda given: asyncio.sleep(0)))
            await asyncio.sleep(0.3)
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
            shown = f"{logged} {caplog.text} {chat!r} {vars(chat)['_line']!r}"

        assert logged
        assert (slack.bot_token in shown, slack.app_token in shown) == (False, False)


def test_complaints_of_the_library_are_logged_without_secrets() -> None:
    with structlog.testing.capture_logs() as logged:
        quiet_logger().error("no wss://x.example/?ticket=1 with xapp-1-A-2, nor xoxb-3-c: try again")

    assert logged == [
        {"event": "slack_client_complains", "log_level": "warning", "said": "no … with …, nor …: try again"}
    ]


def test_waits_grow_to_a_cap_and_respect_what_slack_asks() -> None:
    waits = [back_off(failures, 0.0) for failures in range(12)]

    assert [round(wait, 3) for wait in waits if wait > 60] == []
    assert (0.5 <= waits[0] <= 1, waits[-1] >= 30, back_off(0, 99.0)) == (True, True, 99.0)


async def test_channel_of_the_bot_is_resolved_as_it_is() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            private = Place("slack", "", only="slack:U01ANN")

            assert (await chat.resolve(GENERAL), await chat.resolve(private)) == (GENERAL, private)


@pytest.mark.parametrize(
    ("channel", "sentence"),
    [
        ("#general", NO_ID.format(channel="#general")),
        ("C0NOWHERE", NO_CHANNEL.format(channel="C0NOWHERE", code="channel_not_found", name="sessiondesk")),
        ("C02OUT", NOT_MEMBER.format(title="outside", channel="C02OUT", name="sessiondesk")),
        ("C03OLD", ARCHIVED.format(title="old", channel="C03OLD")),
    ],
)
async def test_channel_where_the_bot_cannot_work_is_named_with_what_to_do(channel: str, sentence: str) -> None:
    with FakeSlack() as slack:
        slack.add_channel("C02OUT", "outside", member=False)
        slack.add_channel("C03OLD", "old", archived=True)
        async with opened(slack) as chat:
            with pytest.raises(Misconfigured) as error:
                await chat.resolve(Place("slack", channel))

        assert str(error.value) == sentence


async def test_channel_is_taken_on_trust_without_the_scope_to_look() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.fail_next("conversations.info", "missing_scope")

            assert await chat.resolve(GENERAL) == GENERAL


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


async def test_lost_reply_is_in_doubt_and_leaves_one_copy() -> None:
    with FakeSlack() as slack:
        async with opened(slack) as chat:
            slack.lose_next_reply()
            with pytest.raises(InDoubt):
                await chat.post(GENERAL, HELLO, "k1")

            assert [one.text for one in slack.messages()] == ["Hello &amp; &lt;all&gt;."]


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


LONG = Message((Table(("Title",), tuple((line(f"Row {number} " + "x" * 300),) for number in range(90))),))
LONGER = Message((Table(("Title",), tuple((line(f"Row {number} " + "x" * 300),) for number in range(150))),))


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
