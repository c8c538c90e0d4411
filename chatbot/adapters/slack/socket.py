"""Socket Mode: one socket to Slack, kept alive.

Ours, and not the library's: a socket that says nothing is noticed by the age of its last frame, and when Slack asks to
connect anew, the new socket stands before the old one goes, so that no event falls between the two.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from chatbot.adapters.slack.patience import back_off
from chatbot.adapters.slack.wire import Wire, translated
from chatbot.clock import Clock, sleep
from chatbot.log import log
from chatbot.ports import ChatError, NotSent

Json = dict[str, Any]
Dispatch = Callable[[Json], Awaitable[Json | None]]

HELLO_WITHIN = 10.0
"""Seconds within which a new socket must say hello."""
PING_EVERY = 10.0
"""Seconds without a frame after which we ask for one."""
SILENT_AFTER = 30.0
"""Seconds without any frame, be it an answer to a ping, after which a socket is given up."""
SHORT_LIVED = 60.0
"""Seconds within which a socket should not be over; after two in a row that were, we wait before the next."""
LAST_WORDS = 3.0
"""Seconds in which an old socket may still acknowledge what came by it."""


@dataclass(slots=True)
class _Line:
    """One socket that has said hello; `over` gets the reason why it must be replaced."""

    socket: aiohttp.ClientWebSocketResponse
    over: "asyncio.Future[str]"
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    reader: asyncio.Task[None] | None = None


class Socket:
    """Keeps a socket open; what comes by it is dispatched, and acknowledged unless the answer is None."""

    def __init__(self, wire: Wire, app_token: str, clock: Clock) -> None:
        self._wire = wire
        self._client = wire.client(app_token)
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self.trouble = "not connected yet"

    async def check(self) -> None:
        """Ask Slack for a socket once; raises ChatError when the token is not good for one."""
        await self._address()

    async def run(self, dispatch: Dispatch) -> None:
        """Receive until cancelled."""
        line: _Line | None = None
        short_lived = 0
        try:
            while True:
                old, line = line, await self._connect_at_last()
                begun = self._clock.now()
                line.reader = self._keep(self._receive(line, dispatch))
                self.trouble = ""
                if old:
                    self._keep(_see_off(old))
                reason = await line.over
                self.trouble = f"reconnecting: {reason}"
                log.info("slack_socket_to_be_replaced", reason=reason)
                lived = (self._clock.now() - begun).total_seconds()
                short_lived = short_lived + 1 if lived < SHORT_LIVED else 0
                if short_lived > 1:
                    await sleep(back_off(short_lived - 2, 0.0))
        finally:
            if line:
                await _see_off(line)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect_at_last(self) -> _Line:
        failures = 0
        while True:
            try:
                # The library's own errors name the address of the socket, which is a secret.
                with translated():
                    return await self._connect()
            except ChatError as error:
                wait = back_off(failures, getattr(error, "retry_after", None) or 0.0)
                failures += 1
                self.trouble = f"no socket: {error}"
                log.warning("slack_socket_failed", error=str(error), again_in=round(wait, 1))
            await sleep(wait)

    async def _connect(self) -> _Line:
        socket = await self._wire.session.ws_connect(await self._address(), autoping=False, max_msg_size=0)
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                await _hello(socket)
        except TimeoutError:
            await socket.close()
            raise NotSent(f"the socket did not say hello within {HELLO_WITHIN:g} s") from None
        except BaseException:
            await socket.close()
            raise
        log.info("slack_listening")
        return _Line(socket, asyncio.get_running_loop().create_future())

    async def _address(self) -> str:
        with translated():
            answer = await self._client.apps_connections_open(app_token=str(self._client.token))
        if not answer.get("url"):
            raise NotSent("Slack gave no address for a socket")
        return str(answer["url"])

    async def _receive(self, line: _Line, dispatch: Dispatch) -> None:
        """Receive until the socket closes or falls silent; one that is to be replaced is heard until then."""
        reason = "broken"
        try:
            reason = await self._hear(line, dispatch)
        finally:
            if not line.over.done():
                line.over.set_result(reason)

    async def _hear(self, line: _Line, dispatch: Dispatch) -> str:
        heard = self._clock.now()
        while True:
            try:
                frame = await line.socket.receive(timeout=PING_EVERY)
            except TimeoutError:
                silent = (self._clock.now() - heard).total_seconds()
                if silent >= SILENT_AFTER:
                    log.warning("slack_socket_silent", seconds=round(silent, 1))
                    return "silent"
                with contextlib.suppress(ConnectionError, aiohttp.ClientError):
                    await line.socket.ping()
                continue
            heard = self._clock.now()
            if frame.type is aiohttp.WSMsgType.TEXT:
                self._take(line, _read(frame.data), dispatch)
            elif frame.type is aiohttp.WSMsgType.PING:
                await line.socket.pong(frame.data)
            elif frame.type is not aiohttp.WSMsgType.PONG:
                return f"closed with {line.socket.close_code}"

    def _take(self, line: _Line, frame: Json, dispatch: Dispatch) -> None:
        if frame.get("type") == "disconnect" and not line.over.done():
            line.over.set_result(str(frame.get("reason") or "asked to"))
        if frame.get("envelope_id"):
            task = self._keep(_answer(line.socket, frame, dispatch))
            line.under_way.add(task)
            task.add_done_callback(line.under_way.discard)

    def _keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _hello(socket: aiohttp.ClientWebSocketResponse) -> None:
    while True:
        frame = await socket.receive()
        if frame.type is aiohttp.WSMsgType.PING:
            await socket.pong(frame.data)
        elif frame.type is not aiohttp.WSMsgType.TEXT:
            raise NotSent("the socket closed before it said hello")
        elif _read(frame.data).get("type") == "hello":
            return


def _read(text: str) -> Json:
    """What a frame says; nothing where it cannot be read."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        log.warning("slack_frame_unreadable", size=len(text))
        return {}
    return said


async def _answer(socket: aiohttp.ClientWebSocketResponse, envelope: Json, dispatch: Dispatch) -> None:
    try:
        answer = await dispatch(envelope.get("payload") or {})
        if answer is None:
            return  # it comes again
        more = {"payload": answer} if answer and envelope.get("accepts_response_payload") else {}
        await socket.send_json({"envelope_id": envelope["envelope_id"], **more})
    except (ConnectionError, aiohttp.ClientError) as error:
        log.info("slack_not_acknowledged", reason=type(error).__name__)  # it comes again
    except Exception:
        log.exception("slack_envelope_failed")


async def _see_off(line: _Line) -> None:
    """Close a socket, once what came by it is acknowledged."""
    if line.under_way:
        await asyncio.wait(line.under_way, timeout=LAST_WORDS)
    with contextlib.suppress(TimeoutError, aiohttp.ClientError):
        async with asyncio.timeout(LAST_WORDS):
            await line.socket.close()
    if line.reader:
        line.reader.cancel()
