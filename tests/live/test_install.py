"""Installing the app by OAuth on a Slack server that this project did not write, with scopes enforced."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.live.installing import authorized, redirected
from tests.live.standins import (
    BOT,
    BOT_PORT,
    BOT_TOKEN,
    EMULATE,
    SECRET,
    Json,
    answering,
    emulate_server,
    needed,
    serving,
)

pytestmark = [pytest.mark.anyio, pytest.mark.live, needed]

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
AGENDA = """\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
chairs: [{{name: Alice, slack: {chair}}}]
channels: {{slack: {{channel: {channel}, team: {team}}}}}
volunteers: {{note taker: 2}}
agenda: [{{title: Draft One, minutes: 30}}, {{title: Draft Two, minutes: 30}}]
"""


@asynccontextmanager
async def emulated(folder: Path) -> AsyncIterator[Json]:
    """emulate with strict scopes, and the bot, not yet installed, with a session in #wg-foo."""
    with emulate_server(f"{BOT}/slack/events", STRICT="1"):
        await answering(f"{EMULATE}/api/auth.test")
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{EMULATE}/api/")
        channels = {one["name"]: one["id"] for one in (await client.conversations_list())["channels"]}
        people = {one["name"]: one["id"] for one in (await client.users_list())["members"]}
        team = (await client.auth_test())["team_id"]
        (folder / "small.yaml").write_text(
            AGENDA.format(chair=people["alice"], channel=channels["wg-foo"], team=team), encoding="utf-8"
        )
        settings = {
            "SLACK_CLIENT_ID": "111.222",
            "SLACK_CLIENT_SECRET": "s3cr3t",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{EMULATE}/api/",
            "TOKEN_KEY": KEY,
            "PUBLIC_URL": BOT,
            "PORT": BOT_PORT,
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "AGENDAS": str(folder),
        }
        with serving(settings, "--clock-from", "2026-03-16T14:00:01+0000", "--speed", "1"):
            await answering(f"{BOT}/healthz")
            yield {"channel": channels["wg-foo"], "people": people, "team": team}


async def test_installed_app_runs_a_session_with_strict_scopes(tmp_path: Path) -> None:
    async with emulated(tmp_path) as facts:
        alice = AsyncWebClient("xoxp-alice", base_url=f"{EMULATE}/api/")
        forged = await redirected(f"{BOT}/slack/oauth_redirect?code=1&state=forged", {"slack-app-oauth-state": "other"})
        back, cookies = await authorized(facts["people"]["alice"])
        first, again = await redirected(back, cookies), await redirected(back, cookies)
        assert (forged, first, again) == (400, 200, 401)
        assert "xoxb-" not in stored(tmp_path / "bot.db")

        await AsyncWebClient(BOT_TOKEN, base_url=f"{EMULATE}/api/").conversations_join(channel=facts["channel"])
        board = await until(alice, facts["channel"], "Now:")
        await alice.chat_postMessage(channel=facts["channel"], text=f"<@{board['user']}> extend 5")
        await until(alice, facts["channel"], "has 5 more minutes")
        await alice.chat_postMessage(channel=facts["channel"], text=f"<@{board['user']}> volunteer note taker")
        await until(alice, facts["channel"], "signed up: ")


async def until(client: AsyncWebClient, channel: str, words: str) -> Json:
    """The first message with these words, once it stands."""
    async with asyncio.timeout(40):
        while True:
            for message in (await client.conversations_history(channel=channel))["messages"]:
                if words in message["text"]:
                    found: Json = message
                    return found
            await asyncio.sleep(0.3)


def stored(path: Path) -> str:
    """All that the installation left in the database."""
    with sqlite3.connect(path) as connection:
        rows = [
            connection.execute(f"select * from {name}").fetchall() for name in ("slack_bots", "slack_installations")
        ]
    assert all(rows)
    return str(rows)
