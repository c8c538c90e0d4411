"""Which of the channels with sessions a person may know of, by Slack's own word on who is in them.

Without that word a channel is known to nobody, for it may be private.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.accounts import user_id
from chatbot.adapters.slack.wire import translated
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.clock import Clock
from chatbot.core.agenda import Participant
from chatbot.log import log
from chatbot.ports import ChatError, NotSent, Rejected

FRESH = timedelta(minutes=1)
"""How long it is taken as it was who is in a channel, and whether it is private."""
AGAIN = timedelta(seconds=15)
"""When Slack does not answer it is asked again after this; what it said before counts meanwhile, but only for KEPT."""
KEPT = timedelta(minutes=5)
PATIENCE = 1.0
"""Seconds that Slack is asked for: the input must be acknowledged within three."""
PAGE = 999
PAGES = 20
"""Members that are read at most: 20 pages of 999, which is as many as Slack gives at once."""

Fact = TypeVar("Fact")


class Sight:
    """Remembers for a minute who is in the channels in which sessions are held."""

    def __init__(self, clock: Clock) -> None:
        self._held: dict[str, set[str]] = {}
        self._private: _Known[bool | None] = _Known(clock, _is_private, unknown=None)
        self._members = _Known(clock, _members, unknown=frozenset[str]())

    def note(self, workspace: Workspace, channel: str) -> None:
        """A session is held in this channel."""
        self._held.setdefault(workspace.bot.team, set()).add(channel)

    async def of(self, workspace: Workspace, actor: Participant) -> frozenset[str]:
        """The public channels, and the private ones that the person is in."""
        held = sorted(self._held.get(workspace.bot.team, ()))
        told = await asyncio.gather(*(self._private.of(workspace, channel) for channel in held))
        public = [channel for channel, private in zip(held, told, strict=True) if private is False]
        private = [channel for channel, private in zip(held, told, strict=True) if private]
        return frozenset(public) | await self._own(workspace, actor, private)

    async def of_guest(self, workspace: Workspace, actor: Participant) -> frozenset[str]:
        """The channels that the person is in."""
        return await self._own(workspace, actor, sorted(self._held.get(workspace.bot.team, ())))

    async def _own(self, workspace: Workspace, actor: Participant, channels: list[str]) -> frozenset[str]:
        members = await asyncio.gather(*(self._members.of(workspace, channel) for channel in channels))
        user = user_id(actor.account)
        return frozenset(channel for channel, ones in zip(channels, members, strict=True) if user in ones)


class _Known(Generic[Fact]):
    """One kind of fact about channels, asked of Slack once a minute for everybody who wants to know."""

    def __init__(self, clock: Clock, ask: Callable[[AsyncWebClient, str], Awaitable[Fact]], *, unknown: Fact) -> None:
        self._clock = clock
        self._ask = ask
        self._unknown = unknown
        self._told: dict[tuple[str, str], tuple[Fact, datetime]] = {}
        self._until: dict[tuple[str, str], datetime] = {}
        self._turns: dict[tuple[str, str], asyncio.Lock] = {}

    async def of(self, workspace: Workspace, channel: str) -> Fact:
        key = (workspace.bot.team, channel)
        async with self._turns.setdefault(key, asyncio.Lock()):
            now = self._clock.now()
            if self._until.get(key, now) <= now:
                self._until[key] = now + await self._learn(workspace, channel, now)
        told = self._told.get(key)
        return told[0] if told and now - told[1] < KEPT else self._unknown

    async def _learn(self, workspace: Workspace, channel: str, now: datetime) -> timedelta:
        """Ask; how long that is good for."""
        key = (workspace.bot.team, channel)
        try:
            async with asyncio.timeout(PATIENCE):
                with translated():
                    self._told[key] = await self._ask(workspace.client, channel), now
        except Rejected as error:
            if self._told.pop(key, None) or key not in self._until:
                log.warning("slack_members_unknown", channel=channel, reason=str(error), what_to_do=sentences.UNSEEN)
        except (ChatError, TimeoutError) as error:
            log.info("slack_members_not_told", channel=channel, reason=str(error))
            return AGAIN
        return FRESH


async def _is_private(client: AsyncWebClient, channel: str) -> bool | None:
    answer = await client.conversations_info(channel=channel)
    private: bool | None = answer["channel"].get("is_private")
    return private


async def _members(client: AsyncWebClient, channel: str) -> frozenset[str]:
    members: set[str] = set()
    cursor: dict[str, str] = {}
    for _ in range(PAGES):
        page = await client.conversations_members(channel=channel, limit=PAGE, **cursor)
        members.update(page.get("members") or ())
        following = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not following:
            return frozenset(members)
        cursor = {"cursor": following}
    raise NotSent(sentences.TOO_MANY_MEMBERS)
