"""A reverse proxy before a stand-in, which does to order what the stand-ins never do by themselves.

It refuses posts for their rate, lets answers be lost after the post stands, delivers events twice and cuts sockets. As
Slack does, it gives an envelope that nobody acknowledged to the next socket. What the bot asked is kept in `calls`.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import WSMsgType, web
from multidict import CIMultiDict

Json = dict[str, Any]

POSTS = ("chat.postMessage", "chat.postEphemeral")
HOP = {"host", "content-length", "transfer-encoding", "connection", "content-encoding", "accept-encoding"}


@dataclass(slots=True)
class Faults:
    """What goes wrong: every so manieth post is refused, or stands and its answer is lost; events come twice."""

    refused_every: int = 0
    lost_every: int = 0
    twice: bool = False


@dataclass(slots=True)
class Call:
    """A call of the bot that went through, and what it was answered."""

    method: str
    asked: Json
    answer: Json


@dataclass(slots=True)
class Between:
    """The proxy: the Web API at `url`/api/, the socket, the bot's own request address, and response addresses."""

    url: str
    target: str
    bot: str
    faults: Faults
    calls: list[Call] = field(default_factory=list)
    responses: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    sockets: int = 0
    _posts: int = 0
    _waiting: dict[str, str] = field(default_factory=dict)
    _client: aiohttp.ClientSession | None = None
    _transports: list[asyncio.Transport] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _upstream: list["asyncio.Task[None]"] = field(default_factory=list)
    _down: web.WebSocketResponse | None = None

    def cut(self) -> None:
        """Break the socket, without a word."""
        for transport in self._transports:
            transport.abort()
        self._transports.clear()

    def application(self) -> web.Application:
        """Its routes."""
        app = web.Application(client_max_size=2_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket/{name}", self._socket)
        app.router.add_post("/response/{user}", self._respond)
        app.router.add_route("*", "/slack/{rest:.*}", self._to_the_bot)
        app.router.add_get("/healthz", self._to_the_bot)
        app.cleanup_ctx.append(self._connected)
        return app

    async def _connected(self, _: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(auto_decompress=True) as self._client:
            yield
            for task in self._upstream:
                task.cancel()
            await asyncio.gather(*self._upstream, return_exceptions=True)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        number = self._count() if method in POSTS else 0
        if number and self.faults.refused_every and number % self.faults.refused_every == 0:
            self.refused += 1
            headers = {"Retry-After": "1"}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        passed_on = await self._passed_on(request, f"{self.target}{request.path_qs}")
        assert isinstance(passed_on.body, bytes)
        answer: Json = json.loads(passed_on.body)
        self.calls.append(Call(method, _arguments(request, await request.read()), answer))
        if number and self.faults.lost_every and number % self.faults.lost_every == 0:
            self.lost += 1
            assert request.transport is not None
            request.transport.close()
        if method == "apps.connections.open" and "url" in answer:
            name = answer["url"].rpartition("/")[2]
            answer["url"] = f"{self.url.replace('http', 'ws')}/socket/{name}"
        return web.json_response(answer, status=passed_on.status)

    def _count(self) -> int:
        self._posts += 1
        return self._posts

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        self.responses.append((request.match_info["user"], (await request.json())["text"]))
        return web.Response(text="ok")

    async def _to_the_bot(self, request: web.Request) -> web.StreamResponse:
        times = 2 if self.faults.twice and request.method == "POST" else 1
        answers = [await self._passed_on(request, f"{self.bot}{request.path_qs}") for _ in range(times)]
        return answers[0]

    async def _passed_on(self, request: web.Request, url: str) -> web.Response:
        assert self._client is not None
        sent, headers = await request.read(), _own(request.headers)
        asking = self._client.request(request.method, url, data=sent, headers=headers, allow_redirects=False)
        async with asking as answer:
            return web.Response(status=answer.status, body=await answer.read(), headers=_own(answer.headers))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """The bot's socket; the stand-in's stay when this one is cut, and what came meanwhile comes by the next."""
        down = web.WebSocketResponse()
        await down.prepare(request)
        assert isinstance(request.transport, asyncio.Transport)
        self._transports.append(request.transport)
        self.sockets += 1
        self._down = down
        assert self._client is not None
        up = await self._client.ws_connect(f"{self.target.replace('http', 'ws')}/socket/{request.match_info['name']}")
        self._upstream.append(asyncio.create_task(self._deliver(up)))
        await self._send(down, json.dumps({"type": "hello"}))
        for frame in tuple(self._waiting.values()):
            await self._send(down, frame)
        async for heard in down:
            if heard.type is WSMsgType.TEXT:
                self._waiting.pop(json.loads(heard.data).get("envelope_id", ""), None)
                with contextlib.suppress(ConnectionError, aiohttp.ClientError):
                    await up.send_str(heard.data)
        return down

    async def _deliver(self, up: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in up:
            told = json.loads(frame.data) if frame.type is WSMsgType.TEXT else {}
            envelope = told.get("envelope_id", "")
            # The stand-in sends each to all sockets, of which all that there ever were are still read here.
            if envelope and envelope not in self._told:
                self._told.add(envelope)
                self._waiting[envelope] = frame.data
                for _ in range(2 if self.faults.twice else 1):
                    if self._down:
                        await self._send(self._down, frame.data)

    async def _send(self, down: web.WebSocketResponse, frame: str) -> None:
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):
            await down.send_str(frame)


@asynccontextmanager
async def between(between: Between) -> AsyncIterator[Between]:
    """The proxy, serving at its own address."""
    runner = web.AppRunner(between.application(), shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(between.url.rpartition(":")[2])).start()
    try:
        yield between
    finally:
        await runner.cleanup()


def _own(headers: Mapping[str, str]) -> "CIMultiDict[str]":
    """Headers without those that belong to one connection alone."""
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in HOP)


def _arguments(request: web.Request, body: bytes) -> Json:
    if request.content_type == "application/json":
        sent: Json = json.loads(body)
        return dict(request.query) | sent
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return dict(request.query) | form
