"""The server: uvicorn within our own loop, which takes no signals and leaves the logging alone."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from chatbot.config import WebSettings
from chatbot.log import log
from chatbot.ports import Misconfigured

LAST_REQUESTS = 5
"""Seconds that requests under way may still take when the server stops."""


class _Server(uvicorn.Server):
    """Signals are for the whole bot, which stops the server in its turn."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: ASGIApp, settings: WebSettings) -> None:
    """Serve until cancelled, then finish what is under way; raises Misconfigured when the port cannot be had."""
    with _listening(settings) as sockets:
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=LAST_REQUESTS,
            server_header=False,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[sockets]))
        log.info("web_listening", host=settings.host, port=sockets.getsockname()[1])
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await serving


@contextlib.contextmanager
def _listening(settings: WebSettings) -> Iterator[socket.socket]:
    """The listening socket, ours, for uvicorn would end the process where the port is taken."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).partition(" (while")[0]  # Python repeats the address there
        raise Misconfigured(
            f"PORT {settings.port} of {settings.host} cannot be used ({reason}): choose another PORT or HOST, "
            "or stop what listens there."
        ) from None
    with listening:
        yield listening
