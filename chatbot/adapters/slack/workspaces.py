"""The workspaces that the bot is in, each with a token of its own."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.patience import patiently
from chatbot.adapters.slack.payload import Bot
from chatbot.adapters.slack.wire import Wire
from chatbot.log import log
from chatbot.ports import Misconfigured, Rejected


@dataclass(frozen=True, slots=True)
class Workspace:
    """Who we are in one workspace, and the clients that speak there: `client` posts, `reader` reads."""

    bot: Bot
    token: str = field(repr=False)
    client: AsyncWebClient = field(repr=False)
    reader: AsyncWebClient = field(repr=False)


class Workspaces(Protocol):
    """Where the bot is installed. A `team` is empty for the workspace of a bot that has only one."""

    async def open(self) -> None:
        """Check the credentials; raises Misconfigured."""

    async def of(self, team: str) -> Workspace:
        """The workspace; raises Rejected when the bot is not installed there, NotSent when that cannot be told."""

    async def asked(self, team: str) -> Workspace:
        """The workspace that a request of Slack is for, which names this team; raises as `of` does."""

    async def gone(self, team: str, at: float) -> None:
        """The bot was removed from a workspace, or its tokens were taken back, at this second of the epoch."""

    async def watch(self) -> None:
        """Keep the tokens fresh, until cancelled."""


class OneWorkspace:
    """The workspace whose bot token stands in the settings; a removed app needs a new token there."""

    def __init__(self, wire: Wire, bot_token: str) -> None:
        self._wire = wire
        self._token = bot_token
        self._workspace: Workspace | None = None

    async def open(self) -> None:
        reader = self._wire.reader(self._token)
        try:
            me = await patiently(reader.auth_test)
        except Rejected as error:
            raise Misconfigured(sentences.BOT_REFUSED.format(code=error)) from error
        self._workspace = Workspace(bot_of(me, home=True), self._token, self._wire.client(self._token), reader)
        log.info("slack_connected", team=me["team_id"], bot=me.get("user"))

    async def of(self, team: str) -> Workspace:
        assert self._workspace is not None
        if team not in ("", self._workspace.bot.team):
            raise Rejected(sentences.NOT_INSTALLED.format(team=team))
        return self._workspace

    async def asked(self, team: str) -> Workspace:
        # A guest of a shared channel brings a team of their own.
        return await self.of("")

    async def gone(self, team: str, at: float) -> None:
        log.error("slack_uninstalled", team=team, what_to_do=sentences.REINSTALL)

    async def watch(self) -> None:
        """A token from the settings does not expire."""


def bot_of(me: Any, *, home: bool) -> Bot:
    """Who we are, by the answer to auth.test."""
    name = me.get("user") or me["user_id"]
    return Bot(me["team_id"], me["user_id"], me.get("bot_id") or "", name, me.get("url") or "", home)
