"""Slack's signed requests, and the two pages of installing the app, as routes of our web server."""

from collections.abc import Awaitable, Callable

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chatbot.adapters.slack.listening import Door
from chatbot.adapters.slack.pages import without_database
from chatbot.log import log

EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"
LONGEST_REQUEST = 1_000_000
"""Bytes; what is longer is none of Slack's."""

Answer = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
Check = Callable[[Request, bytes], bool]
"""Whether a request is one that is answered at all."""


def event_routes(door: Door, signing_secret: str) -> list[Route]:
    """Where Slack sends events, commands and what people press and fill in; all else is refused before it is parsed."""
    verifier = SignatureVerifier(signing_secret)
    return [_route(EVENTS, "POST", door.enter, lambda request, body: _is_signed(verifier, request, body))]


def install_routes(flow: AsyncOAuthFlow) -> list[Route]:
    """Where people begin to install the app, and where Slack sends them back."""

    async def begin(request: AsyncBoltRequest) -> BoltResponse:
        try:
            return await flow.handle_installation(request)
        except SQLAlchemyError as error:
            log.error("slack_installation_not_begun", reason=type(error).__name__)
            return without_database(INSTALL)

    return [_route(INSTALL, "GET", begin), _route(REDIRECT, "GET", flow.handle_callback)]


def _route(path: str, method: str, answer: Answer, is_answered: Check = lambda *_: True) -> Route:
    async def serve(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_REQUEST:
                return Response(status_code=413)
        if not is_answered(request, bytes(body)):
            return Response(status_code=401)
        asked = _read(request, bytes(body))
        return to_starlette_response(await answer(asked)) if asked else Response(status_code=400)

    return Route(path, serve, methods=[method])


def _is_signed(verifier: SignatureVerifier, request: Request, body: bytes) -> bool:
    stamp, signature = (request.headers.get(f"x-slack-{name}", "") for name in ("request-timestamp", "signature"))
    # The verifier would stumble over a time that is no number, and over letters that no signature has.
    return stamp.isdecimal() and len(stamp) < 20 and signature.isascii() and verifier.is_valid(body, stamp, signature)


def _read(request: Request, body: bytes) -> AsyncBoltRequest | None:
    """The request as Bolt takes it; None where it cannot be read."""
    try:
        asked = to_async_bolt_request(request, body)
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError) as error:
        log.warning("slack_request_unreadable", size=len(body), reason=type(error).__name__)
        return None
    return asked
