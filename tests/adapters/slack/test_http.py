"""Slack's signed requests by HTTP."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from structlog.testing import capture_logs

from chatbot.adapters.slack import SlackChat
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.ports import Input, Said, Take
from chatbot.web import application
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import TEAM

pytestmark = pytest.mark.anyio

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM = "application/x-www-form-urlencoded"
EVENT = {
    "type": "event_callback",
    "team_id": TEAM,
    "event_id": "Ev1",
    "event": {"type": "app_mention", "user": "U01ANN", "text": "<@U0BOT> next", "ts": "1.5", "channel": "C01GEN"},
}


@asynccontextmanager
async def served(take: Take) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the bot's web server, whose Slack listens by signed HTTP."""
    with FakeSlack() as slack:
        settings = SlackSettings(slack.bot_token, api_url=slack.api_url, signing_secret=SECRET)
        chat = SlackChat(settings, WallClock(), gap=0.0)
        await chat.open()
        listener = asyncio.create_task(chat.listen(take))
        await asyncio.sleep(0)
        transport = httpx.ASGITransport(application(chat.routes(), {"slack": chat.trouble}))
        try:
            async with httpx.AsyncClient(transport=transport, base_url="http://bot.invalid") as client:
                yield client
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
            await chat.close()


async def send(client: httpx.AsyncClient, body: str, kind: str = "application/json", secret: str = SECRET) -> int:
    return (await answer(client, body, kind, secret)).status_code


async def answer(
    client: httpx.AsyncClient, body: str, kind: str = "application/json", secret: str = SECRET
) -> httpx.Response:
    headers = signed(body, str(int(time.time())), secret) | {"Content-Type": kind}
    return await client.post("/slack/events", content=body, headers=headers)


def signed(body: str, stamp: str, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


async def test_signed_event_is_acknowledged_once_it_is_taken() -> None:
    taken: list[Input] = []

    async def take(given: Input) -> None:
        await asyncio.sleep(0.05)
        taken.append(given)

    async with served(take) as client:
        status = await send(client, json.dumps(EVENT))

        assert (status, [one.event_id for one in taken]) == (200, ["slack:said:C01GEN/1.5"])


async def test_event_that_comes_twice_has_one_id() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        for _ in range(2):
            await send(client, json.dumps(EVENT))

    first, second = queue.get_nowait(), queue.get_nowait()
    assert first == second


async def test_event_that_was_not_taken_must_come_again() -> None:
    async def take(given: Input) -> None:
        raise RuntimeError("the database is away")

    async with served(take) as client:
        assert await send(client, json.dumps(EVENT)) == 503


async def test_request_that_slack_did_not_sign_is_refused() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        assert await send(client, json.dumps(EVENT), secret="another") == 401
    assert queue.empty()


@pytest.mark.parametrize("ago", [400, -400])
async def test_request_of_another_time_is_refused(ago: int) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        stamp = str(int(time.time()) - ago)
        refused = await client.post(
            "/slack/events", content=json.dumps(EVENT), headers=signed(json.dumps(EVENT), stamp)
        )
    assert (refused.status_code, queue.empty()) == (401, True)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "1.5", "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": b"v0=\xe9"},
    ],
)
@pytest.mark.parametrize("body", [json.dumps(EVENT), "{no", "[1]", "null", "[" * 100_000, "payload={no", b"\xff"])
async def test_what_is_not_signed_is_refused_unread_and_quietly(headers: dict[str, Any], body: str) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        with capture_logs() as logged:
            refused = await client.post(
                "/slack/events", content=body, headers={"Content-Type": "application/json"} | headers
            )

    assert (refused.status_code, queue.empty(), logged) == (401, True, [])


@pytest.mark.parametrize("body", ["{no", "[1]", "null", "[" * 100_000])
async def test_signed_request_that_cannot_be_read_is_refused_and_that_is_said(body: str) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        with capture_logs() as logged:
            assert await send(client, body) == 400
    assert [one["event"] for one in logged] == ["slack_request_unreadable"]


PRESS = {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": "U01ANN"}, "api_app_id": "A1"}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *((f"payload={text}", FORM) for text in ("", "{no", "[]", "null", "5")),
        (urlencode({"payload": json.dumps(PRESS | {"actions": []})}), FORM),
        (urlencode({"payload": json.dumps(PRESS | {"team": 5})}), FORM),
        (urlencode({"payload": json.dumps(PRESS | {"type": "view_submission", "view": None})}), FORM),
        (json.dumps(EVENT | {"event": None}), "application/json"),
    ],
)
async def test_signed_request_that_is_malformed_within_is_refused_and_that_is_said(body: str, kind: str) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        with capture_logs() as logged:
            assert await send(client, body, kind) == 400
    assert ([one["event"] for one in logged], queue.empty()) == (["slack_request_unreadable"], True)


async def test_slash_command_by_form() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    fields = {
        "command": "/session",
        "text": "agenda",
        "user_id": "U01ANN",
        "user_name": "ann",
        "team_id": TEAM,
        "channel_id": "C01GEN",
        "response_url": "https://hooks.invalid/1",
        "trigger_id": "1.2",
    }
    async with served(queue.put) as client:
        status = await send(client, urlencode(fields), FORM)

    said = queue.get_nowait()
    assert isinstance(said, Said)
    assert (status, said.text, said.actor.name) == (200, "agenda", "Ann")


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "event_id": "Ev2", "team_id": TEAM, "event": {"type": "channel_rename"}},
        {"type": "event_callback", "event_id": "Ev3", "team_id": TEAM, "event": {"type": "app_mention"}},
    ],
)
async def test_event_that_nobody_listens_for_or_can_read_is_acknowledged(payload: dict[str, Any]) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        assert await send(client, json.dumps(payload)) == 200
    assert queue.empty()


async def test_address_is_proven_to_slack() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        proven = await answer(client, json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}))

    assert (proven.status_code, proven.json()) == (200, {"challenge": "abc"})


async def test_request_that_is_too_long_is_refused_unread() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    async with served(queue.put) as client:
        assert await send(client, "x" * 1_100_000) == 413


async def test_request_before_listening_comes_again() -> None:
    with FakeSlack() as slack:
        chat = SlackChat(SlackSettings(slack.bot_token, api_url=slack.api_url, signing_secret=SECRET), WallClock())
        await chat.open()
        transport = httpx.ASGITransport(application(chat.routes(), {}))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.invalid") as client:
            status = await send(client, json.dumps(EVENT))
        await chat.close()

    assert status == 503


async def test_health_says_that_nothing_can_be_heard() -> None:
    with FakeSlack() as slack:
        chat = SlackChat(SlackSettings(slack.bot_token, slack.app_token, slack.api_url), WallClock())
        await chat.open()
        transport = httpx.ASGITransport(application(chat.routes(), {"slack": chat.trouble}))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.invalid") as client:
            health = await client.get("/healthz")
        await chat.close()

    assert (health.status_code, health.json()) == (503, {"ok": False, "troubles": {"slack": "not connected yet"}})
