"""The web server: it serves, drains, and names a port that it cannot have."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from chatbot.config import WebSettings
from chatbot.ports import Misconfigured
from chatbot.web import application, serve

pytestmark = pytest.mark.anyio


ANY_PORT = WebSettings("127.0.0.1", 0)


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[tuple[str, "asyncio.Task[None]"]]:
    """The server on a port of its own: its address, and what runs it."""
    with capture_logs() as logs:
        serving = asyncio.create_task(serve(app, ANY_PORT))
        try:
            async with asyncio.timeout(60):
                while not logs:
                    await asyncio.sleep(0.01)
            yield f"http://127.0.0.1:{logs[0]['port']}", serving
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


async def ask(url: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=60) as client:
        return await client.get(url)


async def well() -> str:
    return ""


async def ill() -> str:
    return "no socket"


async def test_health_names_what_is_wrong() -> None:
    async with served(application([], {"slack": ill, "database": well})) as (url, _):
        health = await ask(f"{url}/healthz")

    assert (health.status_code, health.json()) == (503, {"ok": False, "troubles": {"slack": "no socket"}})


async def test_request_under_way_is_answered_before_the_end() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_: Request) -> PlainTextResponse:
        begun.set()
        await may_end.wait()
        return PlainTextResponse("done")

    async with served(application([Route("/slow", slow)], {})) as (url, serving):
        asking = asyncio.create_task(ask(f"{url}/slow"))
        await asyncio.wait_for(begun.wait(), 60)
        serving.cancel()
        await asyncio.sleep(0.1)
        may_end.set()

        assert (await asking).text == "done"
        with pytest.raises(asyncio.CancelledError):
            await serving


async def test_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        sentence = (
            rf"^PORT {port} of 127\.0\.0\.1 cannot be used \(Address already in use\): choose another PORT or HOST, "
        )
        with pytest.raises(Misconfigured, match=sentence):
            await serve(application([], {}), WebSettings("127.0.0.1", port))
