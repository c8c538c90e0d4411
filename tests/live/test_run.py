"""`chatbot run` in Socket Mode on a Slack server that this project did not write: mention, slash command, button."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.live.test_slack_standins import APP_TOKEN, BOT_TOKEN, EMULATE, FOLDER, LOCAL, act, answering, running, stands

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.live,
    pytest.mark.skipif(not FOLDER, reason="SLACK_STANDINS names no folder with the stand-ins installed"),
]
AGENDA = """\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
chairs: [{name: Alice, slack: U01ALICE}]
channels: {slack: C01GEN}
volunteers: {note taker: 1}
agenda: [{title: Draft One, minutes: 30, presenters: [Bob]}]
"""


@asynccontextmanager
async def bot(folder: Path) -> AsyncIterator[None]:
    """Both stand-ins and `chatbot run`, in the middle of a session that has just begun."""
    (folder / "small.yaml").write_text(AGENDA, encoding="utf-8")
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{LOCAL}/api/",
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "AGENDAS": str(folder),
    }
    program = str(Path(FOLDER, "node_modules/local-slack-linux-x64/bin/local-slack"))
    options = ("--config", "local-slack-socket.yaml", "--port", "3901", "--base-host", "127.0.0.1")
    command = [sys.executable, "-c", "from chatbot.cli import main; main()"]
    command += ["run", "--clock-from", "2026-03-16T14:00:01+0000", "--speed", "1"]
    with running(program, *options), running("node", "emulate-server.mjs", "3911"):
        await answering(f"{LOCAL}/_control/state")
        await answering(f"{EMULATE}/api/auth.test")
        with serving(command, settings):
            await shown(lambda text: "Now:" in text)
            yield


@contextmanager
def serving(command: list[str], settings: dict[str, str]) -> Iterator[None]:
    """The bot as a process of its own, which ends by itself when it is told to."""
    process = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(20) == 0


async def shown(wanted: Callable[[str], bool]) -> str:
    """The first text of the bot that is as wanted, once it stands."""
    async with asyncio.timeout(30):
        while True:
            for _, text in await stands():
                if wanted(text):
                    return text
            await asyncio.sleep(0.2)


async def test_run_answers_a_mention_a_slash_command_and_a_button(tmp_path: Path) -> None:
    async with bot(tmp_path):
        await act("message", channel="C01GEN", user="U01ALICE", text="<@U0BOT> extend 5")
        await shown(lambda text: "Draft One has 5 more minutes" in text)
        await act("command", channel="C01GEN", user="U02BOB", command="/session", text="when draft one")
        await shown(lambda text: "Draft One" in text and "on now" in text)
        await shown(lambda text: "1 note taker wanted" in text)
        await act(
            "interact",
            channel="C01GEN",
            user="U02BOB",
            messageTs=await request(),
            action={"type": "button", "action_id": "press-raised_hand", "value": "raised_hand"},
        )
        await shown(lambda text: text.startswith("Note taker: bob"))


async def request() -> str:
    """The reference of the request for note takers."""
    async with aiohttp.ClientSession() as session, session.get(f"{LOCAL}/_control/messages/C01GEN") as answer:
        messages = (await answer.json())["messages"]
    return next(str(one["ts"]) for one in messages if "note taker wanted" in one["text"])
