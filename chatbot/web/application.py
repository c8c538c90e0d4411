"""The application: the routes of the parts, and whether all is well."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

Check = Callable[[], Awaitable[str]]
"""Says what is wrong; empty when all is well."""


@runtime_checkable
class Part(Protocol):
    """A part of the bot that serves something; `trouble` says why it cannot work now."""

    def routes(self) -> Sequence[BaseRoute]: ...

    async def trouble(self) -> str: ...


def application(routes: Sequence[BaseRoute], checks: Mapping[str, Check]) -> Starlette:
    """These routes, and `/healthz`: 200 when every check is well, else 503 with what is wrong."""

    async def healthz(_: Request) -> JSONResponse:
        troubles = {name: trouble for name, check in checks.items() if (trouble := await check())}
        return JSONResponse({"ok": not troubles, "troubles": troubles}, status_code=503 if troubles else 200)

    return Starlette(routes=[Route("/healthz", healthz, methods=["GET"]), *routes])
