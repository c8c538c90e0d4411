"""Display names of Slack's people."""

import asyncio
import re
from datetime import datetime, timedelta

import structlog

from chatbot.adapters.slack.wire import Wire, translated
from chatbot.clock import Clock
from chatbot.ports import ChatError

log = structlog.get_logger()

KNOWN_FOR = timedelta(hours=6)
UNKNOWN_FOR = timedelta(minutes=10)
PATIENCE = 1.0
"""Seconds that a name is waited for: the input must be acknowledged within three."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


class People:
    """Remembers the names that Slack shows; without them, goes on with what the payload says."""

    def __init__(self, wire: Wire, clock: Clock) -> None:
        self._wire = wire
        self._clock = clock
        self._names: dict[str, tuple[str, datetime]] = {}

    async def name(self, user: str, otherwise: str) -> str:
        """The display name of a user."""
        now = self._clock.now()
        name, until = self._names.get(user, ("", now))
        if until > now:
            return name or otherwise
        name = await self._ask(user)
        self._names[user] = (name, now + (KNOWN_FOR if name else UNKNOWN_FOR))
        return name or otherwise

    async def named(self, text: str) -> str:
        """The text with names in place of the mentions in it."""
        for user in dict.fromkeys(_MENTION.findall(text)):
            text = text.replace(f"<@{user}>", await self.name(user, user))
        return text

    async def _ask(self, user: str) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                with translated():
                    answer = await self._wire.client.users_info(user=user)
        except (ChatError, TimeoutError) as error:
            log.info("slack_name_unknown", user=user, reason=str(error))
            return ""
        known = answer["user"]
        profile = known.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), known.get("real_name"), known.get("name"))
        return next((str(name) for name in names if name), "")
