"""Socket Mode of the fake Slack: envelopes that come again until they are acknowledged."""

import asyncio
import contextlib
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack_world import APP

Json = dict[str, Any]

RETRIES = 3


@dataclass(slots=True)
class Envelope:
    """Something that Slack tells the bot, until it is acknowledged."""

    id: str
    type: str
    payload: Json
    sent: int = 0
    acked: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class SocketMode:
    """The sockets of one app; all but what is counted and the faults belongs to the server's thread.

    A `deaf` socket answers no pings; so many sockets are `refused`; so many are `speechless` and say no hello; what
    they say before it is a `greeting`. With a `farewell` each is to be replaced, for that reason, after its hello.
    """

    def __init__(self, redeliver_after: float, *, twice: bool) -> None:
        self.connections = 0
        self.pings = 0
        self._redeliver_after = redeliver_after
        self._twice = twice
        self._waiting: dict[str, Envelope] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._connected = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._transports: list[asyncio.Transport] = []
        self.deaf = False
        self.speechless = 0
        self.greeting = ""
        self.farewell = ""
        self.refused = 0

    def send(self, envelope: Envelope) -> None:
        """Deliver an envelope, once somebody is connected."""
        self._waiting[envelope.id] = envelope
        self._keep(self._deliver(envelope))

    def refresh(self) -> None:
        """Tell the bot to connect anew."""
        for socket in self._sockets:
            self._keep(socket.send_json({"type": "disconnect", "reason": "refresh_requested"}))

    def babble(self, frame: str) -> None:
        """Send a frame that Slack never sends."""
        for socket in self._sockets:
            self._keep(socket.send_str(frame))

    def cut(self) -> None:
        """Break all connections, without a word."""
        for transport in self._transports:
            transport.abort()
        self._transports.clear()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """One socket, until it closes."""
        if self.refused:
            self.refused -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(autoping=False)
        deaf = self.deaf
        await socket.prepare(request)
        assert isinstance(request.transport, asyncio.Transport)
        self._transports.append(request.transport)
        self.connections += 1
        if self.greeting:
            await socket.send_str(self.greeting)
        if self.speechless:
            self.speechless -= 1
        else:
            await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        if self.farewell:
            await socket.send_json({"type": "disconnect", "reason": self.farewell})
        self._sockets.append(socket)
        self._connected.set()
        try:
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    self._acknowledge(json.loads(frame.data))
                elif frame.type == WSMsgType.PING:
                    self.pings += 1
                    if not deaf:
                        await socket.pong(frame.data)
        finally:
            self._sockets.remove(socket)
            if not self._sockets:
                self._connected.clear()
        return socket

    async def close(self) -> None:
        """Deliver nothing more and hang up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self._sockets):
            await socket.close()

    def _acknowledge(self, frame: Json) -> None:
        envelope = self._waiting.get(frame.get("envelope_id", ""))
        if envelope is not None:
            envelope.acked = True
            envelope.answered.set()

    async def _deliver(self, envelope: Envelope) -> None:
        attempt = 0
        while attempt <= RETRIES:
            for _ in range(2 if self._twice else 1):
                socket = await self._put_through(envelope, attempt)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._redeliver_after):
                    await envelope.answered.wait()
                return
            # Where the socket broke meanwhile, nobody had the time to answer.
            attempt += socket in self._sockets

    async def _put_through(self, envelope: Envelope, attempt: int) -> web.WebSocketResponse:
        """Send it once: a socket that was cut takes nothing, and is gone at the next turn of the loop."""
        while True:
            await self._connected.wait()
            with contextlib.suppress(ConnectionError):
                socket = self._sockets[-1]
                await socket.send_json(_frame(envelope, attempt))
                envelope.sent += 1
                return socket
            await asyncio.sleep(0.01)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _frame(envelope: Envelope, attempt: int) -> Json:
    frame: Json = {"envelope_id": envelope.id, "type": envelope.type, "payload": envelope.payload}
    if envelope.type != "events_api":
        return frame | {"accepts_response_payload": True}
    # A first delivery carries a count too: 0.
    return frame | {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
