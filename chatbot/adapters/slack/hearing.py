"""What Slack tells, handed over: in order for each person, and done before it is acknowledged."""

import asyncio
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from chatbot.adapters.slack.homes import Homes
from chatbot.adapters.slack.payload import Json, read
from chatbot.adapters.slack.people import People
from chatbot.adapters.slack.sight import Sight
from chatbot.adapters.slack.workspaces import Workspace, Workspaces
from chatbot.clock import Clock, WallClock, sleep
from chatbot.core.agenda import Participant
from chatbot.log import log
from chatbot.ports import ChatError, Deed, Opened, Said, ShutOut, StillOpen, Take

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What is raised by payloads of another shape than Slack's."""
PATIENCE = 3.0
"""Seconds that hanging up waits for what is under way."""
RENEW_EVERY = 30.0
"""Seconds between two looks at whether a Home has changed: all that happens meanwhile makes one change."""


class Ear:
    """Hears all workspaces and hands over what is for us."""

    def __init__(
        self, workspaces: Workspaces, people: People, sight: Sight, homes: Homes, clock: Clock, take: Take
    ) -> None:
        self._workspaces = workspaces
        self._homes = homes
        self._people = people
        self._sight = sight
        self._clock = clock
        self._wall = WallClock()
        self._take = take
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._busy: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def hear(self, body: Json, team: str) -> bool:
        """Take a payload that came for a workspace; True once Slack need not send it again."""
        if self._closed:
            return False
        self._note_task()
        if _is_farewell(body):
            await self._workspaces.gone(team, float(body.get("event_time") or 0))
            return True
        workspace = await self._workspaces.asked(team)
        try:
            inputs = read(body, workspace.bot, self._wall.now())
        except UNREADABLE:
            # It would be no more readable the next time.
            log.exception("slack_payload_unreadable", type=body.get("type"))
            return True
        for given in inputs:
            if isinstance(given, ShutOut):
                await self._take(replace(given, at=self._clock.at_wall(given.at)))
                continue
            async with self._turn(given.actor):
                known = await self._known(workspace, given)
                if isinstance(known, Opened):
                    self._homes.note(known)
                await self._take(known)
        return True

    async def renew(self) -> None:
        """Have the Homes that may be looked at shown anew, until cancelled."""
        while True:
            await sleep(RENEW_EVERY)
            for opened in self._homes.looked_at():
                try:
                    await self._renew(opened)
                except ChatError as error:
                    log.info("slack_home_not_renewed", reason=str(error))
                except Exception:
                    log.exception("slack_home_not_renewed")

    async def _renew(self, opened: Opened) -> None:
        workspace = await self._workspaces.of(opened.reply.team)
        async with self._turn(opened.actor):
            now = await self._known(workspace, replace(opened, at=self._wall.now()))
            assert isinstance(now, Opened)
            await self._take(StillOpen(f"{now.event_id}:again", now.reply, now.actor, now.at, now.sees))

    async def drain(self) -> None:
        """Take nothing more, and let what is under way be taken and acknowledged."""
        self._closed = True
        if self._busy:
            await asyncio.wait(self._busy, timeout=PATIENCE)

    def _turn(self, actor: Participant) -> asyncio.Lock:
        """One input of a person at a time. Tasks come here in the order of their envelopes, and a lock is fair."""
        return self._turns.setdefault(actor.account, asyncio.Lock())

    def _note_task(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _known(self, workspace: Workspace, given: Deed) -> Deed:
        actor, at = await self._people.acting(workspace, given.actor), self._clock.at_wall(given.at)
        if isinstance(given, Opened):
            return replace(given, actor=actor, at=at, sees=await self._sees(workspace, actor))
        if not isinstance(given, Said):
            return replace(given, actor=actor, at=at)
        # Who speaks in a channel is in it.
        sees = None if given.place.channel else await self._sees(workspace, actor)
        text, mentions = await self._people.named(workspace, given.text)
        return replace(given, actor=actor, at=at, text=text, mentions=mentions, sees=sees)

    async def _sees(self, workspace: Workspace, actor: Participant) -> frozenset[str]:
        guest = await self._people.is_guest(workspace, actor)
        return await (self._sight.of_guest if guest else self._sight.of)(workspace, actor)


def _is_farewell(body: Json) -> bool:
    """Whether the app was removed, or the bot's own token was taken back."""
    event = body.get("event") or {}
    if body.get("type") != "event_callback":
        return False
    revoked = event.get("type") == "tokens_revoked" and (event.get("tokens") or {}).get("bot")
    return event.get("type") == "app_uninstalled" or bool(revoked)
