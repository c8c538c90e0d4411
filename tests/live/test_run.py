"""`chatbot run` on a Slack server that this project did not write, through all ways in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.live.standins import (
    APP_TOKEN,
    BOT,
    BOT_PORT,
    BOT_TOKEN,
    LOCAL,
    SECRET,
    act,
    answering,
    click,
    fetched,
    local_slack_server,
    needed,
    serving,
    until,
    window,
)

pytestmark = [pytest.mark.anyio, pytest.mark.live, needed]

IPSECME = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
CHAIRS = "chairs:\n  - Tero Kivinen\n  - Yoav Nir\n"
ON_SLACK = "chairs: [{name: Tero Kivinen, slack: U01ALICE}, Yoav Nir]\nchannels: {slack: C01GEN}\n"
BEGIN = "2023-07-26T15:29:58-0700"


@asynccontextmanager
async def session(folder: Path, mode: str) -> AsyncIterator[None]:
    """The IPsecME session, which has just begun."""
    agenda = IPSECME.read_text(encoding="utf-8")
    assert CHAIRS in agenda
    (folder / "ietf117-ipsecme.yaml").write_text(agenda.replace(CHAIRS, ON_SLACK), encoding="utf-8")
    way = {"SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET, "PORT": BOT_PORT}
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"{LOCAL}/api/",
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "AGENDAS": str(folder),
    }
    with local_slack_server(mode):
        await answering(f"{LOCAL}/_control/state")
        with serving(settings | way, "--clock-from", BEGIN, "--speed", "1"):
            await until(lambda text: "Now:" in text)
            yield


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_ipsecme_is_run_by_mention_command_button_modal_and_home(tmp_path: Path, mode: str) -> None:
    async with session(tmp_path, mode):
        await act("message", channel="C01GEN", user="U01ALICE", text="<@U0BOT> extend 5")
        await until(lambda text: "has 5 more minutes" in text)
        await act("command", channel="C01GEN", user="U02BOB", command="/session", text="now")
        await until(lambda text: text.startswith("Now:") and "left" in text)

        request = await until(lambda text: text.startswith("2 note takers wanted"))
        await press(request, "U01ALICE", "raised_hand")
        await until(lambda text: "signed up: " in text and "alice" in text.lower())
        await press(request, "U01ALICE", "back")
        await until(lambda text: text.startswith("2 note takers wanted") and "signed up" not in text)

        await act("open-home", user="U02BOB")
        await click("block_action", user="U02BOB", appId="A01APP", action=await home_button("Sign up…"))
        await click("view_submit", user="U02BOB", values=await chosen())
        await until(lambda text: "signed up: " in text and "bob" in text.lower())
        assert "You are signed up as note taker." in await home()
        await act("message", channel="U02BOB", user="U02BOB", text="volunteers")
        await until(lambda text: text.startswith("Note takers: "), await direct("U02BOB"))


async def test_http_refuses_what_slack_has_not_signed(tmp_path: Path) -> None:
    async with session(tmp_path, "http"):
        import aiohttp

        async with aiohttp.ClientSession() as client:
            headers = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=0"}
            async with client.post(f"{BOT}/slack/events", data="{}", headers=headers) as answer:
                assert answer.status == 401

        assert await fetched(f"{BOT}/healthz") == {"ok": True, "troubles": {}}


async def press(message: dict[str, Any], user: str, sign: str) -> None:
    action = {"type": "button", "action_id": f"press-{sign}", "value": sign}
    await act("interact", channel="C01GEN", user=user, messageTs=message["ts"], action=action)


async def home() -> str:
    """Bob's Home, as JSON."""
    return str((await window())["homeViews"]["U02BOB"])


async def home_button(label: str) -> dict[str, Any]:
    (view,) = (await window())["homeViews"]["U02BOB"].values()
    buttons = [one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]
    return next(one for one in buttons if one["text"]["text"] == label)


async def chosen() -> dict[str, Any]:
    """What the open modal offers first, in each field."""
    async with asyncio.timeout(10):
        while not (stack := (await window())["modalStack"]):
            await asyncio.sleep(0.1)
    inputs = [block for block in stack[-1]["blocks"] if block["type"] == "input"]
    return {
        one["block_id"]: {
            one["element"]["action_id"]: {
                "type": one["element"]["type"],
                "selected_option": one["element"]["options"][0],
            }
        }
        for one in inputs
    }


async def direct(user: str) -> str:
    """The direct conversation of the bot with a person."""
    channels = (await fetched(f"{LOCAL}/_control/state"))["channels"]
    return next(str(one["id"]) for one in channels if one["is_im"] and user in one["members"])
