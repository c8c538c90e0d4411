"""The web server: it serves, drains, and names a port that it cannot have."""

import asyncio
import socket

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from chatbot.config import WebSettings
from chatbot.ports import Misconfigured
from chatbot.web import application, serve

pytestmark = pytest.mark.anyio


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def up(url: str) -> httpx.Response:
    async with asyncio.timeout(10), httpx.AsyncClient() as client:
        while True:
            try:
                return await client.get(url)
            except httpx.ConnectError:
                await asyncio.sleep(0.02)


async def well() -> str:
    return ""


async def ill() -> str:
    return "no socket"


async def test_health_names_what_is_wrong() -> None:
    settings = WebSettings("127.0.0.1", free_port())
    serving = asyncio.create_task(serve(application([], {"slack": ill, "database": well}), settings))
    health = await up(f"http://127.0.0.1:{settings.port}/healthz")
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    assert (health.status_code, health.json()) == (503, {"ok": False, "troubles": {"slack": "no socket"}})


async def test_request_under_way_is_answered_before_the_end() -> None:
    begun = asyncio.Event()

    async def slow(_: Request) -> PlainTextResponse:
        begun.set()
        await asyncio.sleep(0.3)
        return PlainTextResponse("done")

    settings = WebSettings("127.0.0.1", free_port())
    serving = asyncio.create_task(serve(application([Route("/slow", slow)], {}), settings))
    asking = asyncio.create_task(up(f"http://127.0.0.1:{settings.port}/slow"))
    await asyncio.wait_for(begun.wait(), 10)
    serving.cancel()

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
