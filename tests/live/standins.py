"""The two Slack stand-ins as processes, and what people do on local-slack.

SLACK_STANDINS names a folder where `npm install --ignore-scripts emulate@0.12.2 local-slack-linux-x64@0.1.8` was run,
and which holds local-slack-socket.yaml, local-slack-http.yaml and emulate-server.mjs. local-slack listens on every
interface, so run these tests in a network of their own:
`unshare -rn sh -c 'ip link set lo up; exec pytest tests/live'`. All ports are free ones, so that two runs do not meet.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import pytest

Json = dict[str, Any]

FOLDER = os.environ.get("SLACK_STANDINS", "")
WRITTEN = "127.0.0.1:3933"
"""Where the stand-ins' own files say that the bot listens."""
EMULATE_TOO = 1000
"""emulate-server.mjs listens on a port so much higher as well."""


def _free_ports() -> Iterator[int]:
    """Ports on which nothing listens now."""
    with ExitStack() as held:
        while True:
            port = int(held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1])
            with suppress(OSError, OverflowError):
                held.enter_context(socket.create_server(("127.0.0.1", port + EMULATE_TOO)))
                yield port


_ports = list(islice(_free_ports(), 4))
LOCAL, EMULATE, BOT, BEHIND = (f"http://127.0.0.1:{port}" for port in _ports)
"""The servers, the bot as they know it, and the bot where a proxy stands at that address."""
LOCAL_PORT, EMULATE_PORT, BOT_PORT, BEHIND_PORT = map(str, _ports)
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-test-token", "xapp-test-token", "test-signing-secret"

needed = pytest.mark.skipif(not FOLDER, reason="SLACK_STANDINS names no folder with the stand-ins installed")


@contextmanager
def running(*command: str, **settings: str) -> Iterator[None]:
    """A stand-in as a process, in a copy of its folder that knows where the bot is."""
    with TemporaryDirectory() as copy:
        for file in (*Path(FOLDER).glob("*.mjs"), *Path(FOLDER).glob("*.yaml")):
            text = file.read_text(encoding="utf-8").replace(WRITTEN, f"127.0.0.1:{BOT_PORT}")
            Path(copy, file.name).write_text(text, encoding="utf-8")
        Path(copy, "node_modules").symlink_to(Path(FOLDER, "node_modules").resolve())
        environ = {**os.environ, **settings}
        process = subprocess.Popen(command, cwd=copy, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def local_slack_server(mode: str, config: Path | None = None) -> Iterator[None]:
    """local-slack, which delivers by `socket` or by `http`; with its own small workspace, or with another one."""
    program = "node_modules/local-slack-linux-x64/bin/local-slack"
    chosen = str(config or f"local-slack-{mode}.yaml")
    with running(program, "--config", chosen, "--port", LOCAL_PORT, "--base-host", "127.0.0.1"):
        yield


@contextmanager
def emulate_server(*events: str, **settings: str) -> Iterator[None]:
    """emulate, which tells of what happens at the address given."""
    with running("node", "emulate-server.mjs", EMULATE_PORT, *events, **settings):
        yield


@contextmanager
def serving(settings: dict[str, str], *options: str) -> Iterator[None]:
    """`chatbot run` as a process of its own, which ends by itself when it is told to."""
    command = [sys.executable, "-c", "from chatbot.cli import main; main()", "run", *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ZULIP_", "TOKEN_"))}
    process = subprocess.Popen(command, env={**kept, **settings})
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(20) == 0


async def answering(url: str) -> None:
    """Wait until something listens there."""
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            try:
                async with session.get(url):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
    raise TimeoutError(url)


async def fetched(url: str) -> Json:
    """The JSON at an address."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        found: Json = await answer.json()
    return found


async def act(what: str, **details: Any) -> None:
    """Somebody does something on local-slack."""
    async with aiohttp.ClientSession() as session, session.post(f"{LOCAL}/_control/{what}", json=details) as answer:
        assert answer.status == 200, await answer.text()


async def click(kind: str, **details: Any) -> None:
    """Somebody uses what local-slack shows in its own window: the Home's buttons and modals."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{LOCAL}/ui") as window:
        await window.receive()
        await window.send_json({"t": kind, **details})
        await asyncio.sleep(0.3)


async def window() -> Json:
    """What local-slack shows in its own window."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{LOCAL}/ui") as opened:
        shown: Json = json.loads((await opened.receive()).data)["state"]
    return shown


async def stands(channel: str = "C01GEN") -> list[Json]:
    """The messages of a channel on local-slack."""
    found: list[Json] = (await fetched(f"{LOCAL}/_control/messages/{channel}"))["messages"]
    return found


async def until(wanted: Callable[[str], bool], channel: str = "C01GEN") -> Json:
    """The first message whose text is as wanted, once it stands."""
    async with asyncio.timeout(30):
        while True:
            for message in await stands(channel):
                if wanted(message["text"]):
                    return message
            await asyncio.sleep(0.2)


async def acknowledgements() -> int:
    """How many socket envelopes local-slack saw acknowledged."""
    log = await fetched(f"{LOCAL}/_control/log")
    return sum(entry["kind"] == "ack" for entry in log["log"])
