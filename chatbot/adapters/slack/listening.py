"""Slack's requests in, by socket or by signed HTTP alike, acknowledged once they are taken."""

import json
import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from chatbot.adapters.slack.hearing import UNREADABLE, Ear
from chatbot.adapters.slack.payload import Json
from chatbot.adapters.slack.wire import Wire
from chatbot.adapters.slack.workspaces import Workspaces
from chatbot.log import log
from chatbot.ports import Rejected

_ANY = re.compile(".*")


class Door:
    """Where requests come in by HTTP: shut until the bot listens, and again once it drains."""

    def __init__(self) -> None:
        self._bolt: AsyncApp | None = None

    def open(self, bolt: AsyncApp) -> None:
        """Let requests in to this app."""
        self._bolt = bolt

    def close(self) -> None:
        """Let no more in; Slack comes again."""
        self._bolt = None

    async def enter(self, request: AsyncBoltRequest) -> BoltResponse:
        """The answer to a request, whose signature is checked first."""
        return await _answered(self._bolt, request) if self._bolt else BoltResponse(status=503)


def app(wire: Wire, workspaces: Workspaces, signing_secret: str, ear: Ear) -> AsyncApp:
    """The Bolt app that hears everything by `ear`, and acknowledges what it has not listened for."""

    async def authorize(team_id: str | None) -> AuthorizeResult | None:
        return await _authorized(workspaces, team_id or "")

    async def hear(body: Json, context: AsyncBoltContext, ack: AsyncAck) -> BoltResponse | None:
        try:
            taken = await ear.hear(body, context.team_id or "")
        except Exception:
            log.exception("slack_event_not_taken")
            taken = False
        if not taken:
            return BoltResponse(status=503)
        await ack()
        return None

    # Acknowledged after the listener, not before; an answer other than 200 is no acknowledgement.
    bolt = AsyncApp(
        name="chatbot",
        client=wire.client(),
        authorize=authorize,  # type: ignore[arg-type]  # None is allowed, and means a stranger
        signing_secret=signing_secret or "unused",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=wire.logger,
    )
    bolt.error(_failed)
    for kind in (bolt.event, bolt.command, bolt.action, bolt.view):
        kind(_ANY)(hear)
    return bolt


async def _answered(bolt: AsyncApp, request: AsyncBoltRequest) -> BoltResponse:
    """Bolt's answer, also where it stumbles before its own handling of errors begins."""
    try:
        return await bolt.async_dispatch(request)
    except UNREADABLE as error:
        return _unreadable(error)


def _unreadable(error: Exception) -> BoltResponse:
    log.warning("slack_request_unreadable", reason=type(error).__name__)
    return BoltResponse(status=400)


async def dispatch(bolt: AsyncApp, payload: Json) -> Json | None:
    """What a payload that came by a socket is answered; None when it is not taken and must come again.

    What cannot be read is acknowledged, for it would be no more readable the next time.
    """
    try:
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
    except UNREADABLE as error:
        answer = _unreadable(error)
    else:
        answer = await _answered(bolt, request)
    if answer.status == 400:
        return {}
    if answer.status != 200:
        return None
    body: Any = json.loads(answer.body) if answer.body and answer.body.startswith("{") else {}
    return body if isinstance(body, dict) else {}


async def _authorized(workspaces: Workspaces, team: str) -> AuthorizeResult | None:
    """Who we are there, from what we know: asking auth.test each time would eat the three seconds."""
    try:
        workspace = await workspaces.asked(team)
    except Rejected as error:
        log.warning("slack_request_of_a_stranger", team=team, reason=str(error))
        return None
    bot = workspace.bot
    return AuthorizeResult(
        enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.bot, bot_token=workspace.token
    )


async def _failed(error: Exception) -> BoltResponse | None:
    """Acknowledged, where nobody listens for it; refused, where Bolt cannot read it; else it comes again."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200)
    if isinstance(error, UNREADABLE):
        return _unreadable(error)
    log.error("slack_event_not_taken", exc_info=error)
    return BoltResponse(status=503)
