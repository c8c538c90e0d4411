"""Slack behind the port: opening and resolving, and what keeps the bot from it."""

import asyncio
import logging
import socket

import pytest
import structlog

from chatbot.adapters.slack import SlackChat
from chatbot.adapters.slack.patience import back_off
from chatbot.adapters.slack.sentences import ARCHIVED, BOT_REFUSED, NO_CHANNEL, NO_ID, NOT_MEMBER, SOCKET_REFUSED
from chatbot.adapters.slack.wire import quiet_logger
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Place
from chatbot.ports import Misconfigured
from tests.adapters.slack.room import GENERAL, chat_of, opened
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio


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
