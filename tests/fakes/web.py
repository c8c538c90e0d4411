"""A small web server on loopback: pages by path, with faults on demand, and a record of what was asked."""

import asyncio
import gzip
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

Respond = Callable[[web.Request], web.StreamResponse]


@dataclass(slots=True)
class FakeWeb:
    """The server, in the loop of the test; `pages` gives the answer for a path, in turn where there are several."""

    pages: dict[str, list[Respond]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    trust: ssl.SSLContext | None = None
    port: int = 0
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http{'s' if self.trust else ''}://127.0.0.1:{self.port}"

    def page(self, path: str, *responds: Respond) -> None:
        """Answer with these in turn, and then with the last one again."""
        self.pages[path] = list(responds)

    def text(self, path: str, text: str, **headers: str) -> None:
        """Answer with a text."""
        self.page(path, text_page(text, **headers))

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self.trust)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.headers.append(dict(request.headers))
        responds = self.pages.get(request.path_qs) or self.pages.get(request.path)
        if not responds:
            raise web.HTTPNotFound
        return (responds.pop(0) if len(responds) > 1 else responds[0])(request)


def text_page(text: str, **headers: str) -> Respond:
    """A text; with an ETag among the headers, `304` to those who have it already."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}

    def respond(request: web.Request) -> web.Response:
        if given.get("ETag") and request.headers.get("If-None-Match") == given["ETag"]:
            return web.Response(status=304)
        return web.Response(body=text.encode(), headers={"Content-Type": "text/markdown"} | given)

    return respond


def status(number: int, **headers: str) -> Respond:
    """An answer without content."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: web.Response(status=number, headers=given)


def packed(content: bytes, encoding: str = "gzip") -> Respond:
    """The content in gzip, said to be in this encoding."""
    return lambda _: web.Response(body=gzip.compress(content), headers={"Content-Encoding": encoding})


class Dripping(web.StreamResponse):
    """Sends a little now and then, without an end."""

    def __init__(self, piece: bytes, pause: float) -> None:
        super().__init__()
        self._piece = piece
        self._pause = pause

    async def prepare(self, request: web.BaseRequest) -> None:
        self.enable_chunked_encoding()
        await super().prepare(request)
        while True:
            await self.write(self._piece)
            await asyncio.sleep(self._pause)


def broken(request: web.Request) -> web.StreamResponse:
    """The connection is cut before anything is said."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
