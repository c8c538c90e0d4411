"""The whole session of IPsecME on Slack servers that this project did not write, through all ways in."""

import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack.manifest import OPTIONAL_SCOPES
from tests.live import ipsecme
from tests.live.between import Between, Faults, between
from tests.live.installing import authorized, redirected
from tests.live.on_emulate import OnEmulate
from tests.live.on_local_slack import GENERAL, OnLocalSlack, workspace
from tests.live.people import People
from tests.live.standins import (
    APP_TOKEN,
    BEHIND,
    BEHIND_PORT,
    BOT,
    BOT_TOKEN,
    EMULATE,
    LOCAL,
    SECRET,
    answering,
    emulate_server,
    local_slack_server,
    needed,
    serving,
)

pytestmark = [pytest.mark.anyio, pytest.mark.live, pytest.mark.timeout(400), needed]

QUICKLY, SLOWLY = 75, 45
"""How much faster than the real time: a lost answer must be settled within an item of five minutes."""
ALL_FAULTS = Faults(refused_every=3, lost_every=7, twice=True)
LOST = "The chat’s answer to a post of mine"
TOKEN_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


@asynccontextmanager
async def on_local_slack(folder: Path, mode: str, faults: Faults, speed: int) -> AsyncIterator[tuple[People, Between]]:
    """The bot on local-slack, which the proxy stands before; local-slack delivers by `socket` or by `events`."""
    (folder / "ietf117-ipsecme.yaml").write_text(ipsecme.agenda_on_slack("U01TERO", GENERAL), encoding="utf-8")
    config = folder / "workspace.json"
    config.write_text(workspace(mode), encoding="utf-8")
    way = {"SLACK_BOT_TOKEN": BOT_TOKEN}
    way |= {"SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET, "PORT": BEHIND_PORT}
    proxy = Between(BOT, LOCAL, BEHIND, faults)
    with local_slack_server(mode, config):
        await answering(f"{LOCAL}/_control/state")
        async with between(proxy):
            with serving(settings(folder) | way, "--clock-from", ipsecme.BEGIN, "--speed", str(speed)):
                yield OnLocalSlack(), proxy


@asynccontextmanager
async def on_emulate(
    folder: Path, faults: Faults, speed: int, declined: Collection[str]
) -> AsyncIterator[tuple[People, Between]]:
    """The bot, installed by OAuth without the scopes that were declined, on emulate with strict scopes."""
    proxy = Between(BOT, EMULATE, BEHIND, faults)
    with emulate_server(f"{BOT}/slack/events", STRICT="1"):
        await answering(f"{EMULATE}/api/auth.test")
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{EMULATE}/api/")
        channel = next(one["id"] for one in (await client.conversations_list())["channels"] if one["name"] == "wg-foo")
        ids = {one["name"]: one["id"] for one in (await client.users_list())["members"]}
        team = str((await client.auth_test())["team_id"])
        agenda = ipsecme.agenda_on_slack(ids["alice"], f"{{channel: {channel}, team: {team}}}")
        (folder / "ietf117-ipsecme.yaml").write_text(agenda, encoding="utf-8")
        own = {"SLACK_CLIENT_ID": "111.222", "SLACK_CLIENT_SECRET": "s3cr3t", "TOKEN_KEY": TOKEN_KEY, "PUBLIC_URL": BOT}
        own |= {"SLACK_SIGNING_SECRET": SECRET, "PORT": BEHIND_PORT}
        async with between(proxy):
            with serving(settings(folder) | own, "--clock-from", ipsecme.EARLY, "--speed", str(speed)):
                await answering(f"{BEHIND}/healthz")
                assert await redirected(*await authorized(ids["alice"], declined)) == 200
                bot = await ipsecme.installed(proxy)
                await client.conversations_join(channel=channel)
                names = {"Tero": ids["alice"], "Ann": ids["bob"], "Bob": ids["admin"], "bot": bot}
                yield OnEmulate(proxy, names, channel, team), proxy


def settings(folder: Path) -> dict[str, str]:
    """What is the same for all; short limits, as the session is played fast."""
    limits = {"SEND_SECONDS": "0.8", "CLAIM_SECONDS": "0.4", "SETTLE_SECONDS": "1.4"}
    api = {"SLACK_API_URL": f"{BOT}/api/", "DATABASE_URL": f"sqlite:///{folder}/bot.db", "AGENDAS": str(folder)}
    return api | limits


@pytest.mark.parametrize("mode", ["socket", "events"])
async def test_session_on_local_slack_by_all_ways_in(tmp_path: Path, mode: str) -> None:
    async with on_local_slack(tmp_path, mode, Faults(), QUICKLY) as (people, _):
        await ipsecme.play(people, lambda: None)

        await holds_the_whole_session(people)
    assert await ipsecme.roster(tmp_path) == ipsecme.note_takers(people)


async def test_session_on_emulate_installed_by_oauth_with_strict_scopes(tmp_path: Path) -> None:
    async with on_emulate(tmp_path, Faults(), QUICKLY, OPTIONAL_SCOPES) as (people, proxy):
        await ipsecme.play(people, lambda: None)

        await holds_the_whole_session(people)
        assert [call.method for call in proxy.calls if call.answer.get("error") == "missing_scope"] == []
    assert await ipsecme.roster(tmp_path) == ipsecme.note_takers(people)


@pytest.mark.parametrize("mode", ["socket", "events"])
async def test_session_on_a_local_slack_with_faults(tmp_path: Path, mode: str) -> None:
    async with on_local_slack(tmp_path, mode, ALL_FAULTS, SLOWLY) as (people, proxy):
        await ipsecme.play(people, proxy.cut)

        await holds_the_whole_session(people)
        assert proxy.refused > 5
        assert proxy.lost > 3
        assert proxy.sockets == (3 if mode == "socket" else 0)
    assert await ipsecme.roster(tmp_path) == ipsecme.note_takers(people)


async def test_session_on_an_emulate_with_faults_whose_history_may_be_read(tmp_path: Path) -> None:
    async with on_emulate(tmp_path, ALL_FAULTS, SLOWLY, ()) as (people, proxy):
        await ipsecme.play(people, lambda: None)

        await holds_the_whole_session(people)
        assert proxy.refused > 5
        assert proxy.lost > 3
    assert await ipsecme.roster(tmp_path) == ipsecme.note_takers(people)


async def test_session_on_an_emulate_with_faults_whose_history_may_not_be_read(tmp_path: Path) -> None:
    async with on_emulate(tmp_path, ALL_FAULTS, SLOWLY, OPTIONAL_SCOPES) as (people, proxy):
        await ipsecme.play(people, lambda: None)

        await holds_the_whole_session(people, but=LOST)
        assert proxy.lost > 3
        assert any(text.startswith(LOST) for text in await people.told("Tero"))
    assert await ipsecme.roster(tmp_path) == ipsecme.note_takers(people)


async def holds_the_whole_session(people: People, but: str = "") -> None:
    """Everything was said once and in order, to whom it was for; `but` is what the chair may be told besides."""
    assert await ipsecme.heads(people) == ipsecme.course(people)
    assert await ipsecme.alone(people, but) == ipsecme.answers(people)
    assert [ipsecme.head(text).partition(":")[0] for text in await people.answered()] == ["12. AOB + Open Mic"]
    assert await ipsecme.board(people) == ipsecme.done()
    home = json.dumps(await people.home("Bob"), ensure_ascii=False)
    assert "You are signed up as note taker." in home
