"""Slack's signed requests, and the two pages of installing the app, as routes of our web server."""

from collections.abc import Awaitable, Callable

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chatbot.adapters.slack.listening import Door

EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"
LONGEST_REQUEST = 1_000_000
"""Bytes; what is longer is none of Slack's."""

Answer = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


def event_routes(door: Door) -> list[Route]:
    """Where Slack sends events, commands and what people press and fill in."""
    return [_route(EVENTS, "POST", door.enter)]


def install_routes(flow: AsyncOAuthFlow) -> list[Route]:
    """Where people begin to install the app, and where Slack sends them back."""
    return [_route(INSTALL, "GET", flow.handle_installation), _route(REDIRECT, "GET", flow.handle_callback)]


def _route(path: str, method: str, answer: Answer) -> Route:
    async def serve(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_REQUEST:
                return Response(status_code=413)
        try:
            asked = to_async_bolt_request(request, body)
        except UnicodeDecodeError:
            return Response(status_code=400)
        return to_starlette_response(await answer(asked))

    return Route(path, serve, methods=[method])
