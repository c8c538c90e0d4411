"""Which of the channels with sessions a person may know of, by Slack's own word on who is in them.

Without that word a channel is known to nobody, for it may be private.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.accounts import user_id
from chatbot.adapters.slack.wire import translated
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.clock import Clock
from chatbot.core.agenda import Participant
from chatbot.ports import ChatError, NotSent, Rejected

log = structlog.get_logger()

FRESH = timedelta(minutes=1)
"""How long it is taken as it was who is in a channel, and whether it is private."""
AGAIN = timedelta(seconds=15)
"""After a failure Slack is asked again after this; what it said before counts meanwhile, but no longer than KEPT."""
KEPT = timedelta(minutes=5)
PATIENCE = 1.0
"""Seconds that Slack is asked for: the input must be acknowledged within three."""
PAGE = 999
PAGES = 20
"""Members that are read at most: 20 pages of 999, which is as many as Slack gives at once."""


@dataclass(frozen=True, slots=True)
class _Channel:
    """What Slack said at an instant; `members` are empty where everybody but guests may know of the channel."""

    private: bool = True
    members: frozenset[str] = frozenset()
    at: datetime | None = None


class Sight:
    """Remembers for a minute who is in the channels in which sessions are held."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, set[str]] = {}
        self._known: dict[tuple[str, str, bool], tuple[_Channel, datetime]] = {}
        self._turns: dict[tuple[str, str, bool], asyncio.Lock] = {}

    def note(self, workspace: Workspace, channel: str) -> None:
        """A session is held in this channel."""
        self._held.setdefault(workspace.bot.team, set()).add(channel)

    async def of(self, workspace: Workspace, actor: Participant, *, guest: bool) -> frozenset[str]:
        """The public channels and those that the person is in; for a guest, and a stranger, the latter alone."""
        user, held = user_id(actor.account), sorted(self._held.get(workspace.bot.team, ()))
        found = await asyncio.gather(*(self._channel(workspace, channel, guest=guest) for channel in held))
        open_to_all = [channel for channel, one in zip(held, found, strict=True) if not one.private and not guest]
        own = [channel for channel, one in zip(held, found, strict=True) if user in one.members]
        return frozenset([*open_to_all, *own])

    async def _channel(self, workspace: Workspace, channel: str, *, guest: bool) -> _Channel:
        key = (workspace.bot.team, channel, guest)
        # One asks for all who want to know at the same time.
        async with self._turns.setdefault(key, asyncio.Lock()):
            now = self._clock.now()
            known, until = self._known.get(key, (_Channel(), now))
            if until <= now:
                known, until = await self._learned(workspace, channel, known, everybody=guest)
                self._known[key] = known, until
        return known

    async def _learned(
        self, workspace: Workspace, channel: str, before: _Channel, *, everybody: bool
    ) -> tuple[_Channel, datetime]:
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE):
                return await _asked(workspace, channel, now, everybody=everybody), now + FRESH
        except Rejected as error:
            facts = {"channel": channel, "reason": str(error), "what_to_do": sentences.UNSEEN}
            if before.at is not None or (workspace.bot.team, channel, everybody) not in self._known:
                log.warning("slack_members_unknown", **facts)
            return _Channel(), now + FRESH
        except (ChatError, TimeoutError) as error:
            log.info("slack_members_not_told", channel=channel, reason=str(error))
            lasts = before.at is not None and now - before.at < KEPT
            return before if lasts else _Channel(), now + AGAIN


async def _asked(workspace: Workspace, channel: str, now: datetime, *, everybody: bool) -> _Channel:
    with translated():
        answer = await workspace.client.conversations_info(channel=channel)
    private = bool(answer["channel"].get("is_private", True))
    members = await _members(workspace, channel) if private or everybody else frozenset()
    return _Channel(private, members, now)


async def _members(workspace: Workspace, channel: str) -> frozenset[str]:
    members: set[str] = set()
    cursor: dict[str, str] = {}
    for _ in range(PAGES):
        with translated():
            page = await workspace.client.conversations_members(channel=channel, limit=PAGE, **cursor)
        members.update(page.get("members") or ())
        following = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not following:
            return frozenset(members)
        cursor = {"cursor": following}
    raise NotSent(sentences.TOO_MANY_MEMBERS)
