"""Tokens that expire, renewed in time and by one process at a time, so that none is lost."""

import asyncio
from datetime import timedelta

from slack_sdk.oauth.installation_store import Bot as Installed
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from sqlalchemy.exc import SQLAlchemyError

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.renewals import Renewals
from chatbot.adapters.slack.vault import Vault
from chatbot.adapters.slack.wire import translated
from chatbot.clock import Clock, sleep
from chatbot.log import log
from chatbot.ports import ChatError, Rejected

FRESH_FOR = timedelta(hours=2)
"""A token that expires sooner is rotated: Slack gives it twelve hours."""
LOOK_AGAIN, PATIENCE = 0.2, 4.0
"""Seconds between two looks at whether another process has renewed a token, and for which that is waited for."""


class Tokens:
    """The installations as the vault has them, with tokens that are good for a while.

    Slack gives a fresh token once. One that could not be saved is kept and used until the database takes it.
    """

    def __init__(self, vault: Vault, renewals: Renewals, rotator: AsyncTokenRotator, clock: Clock) -> None:
        self._vault = vault
        self._renewals = renewals
        self._rotator = rotator
        self._clock = clock
        self._turns: dict[str, asyncio.Lock] = {}
        self._unsaved: dict[str, tuple[str, Installed]] = {}

    async def of(self, team: str) -> Installed | None:
        """The installation in a workspace; None where there is none."""
        async with self._turns.setdefault(team, asyncio.Lock()):
            installed = await self._kept(team)
            return await self._fresh(team, installed) if installed and self._stale(installed) else installed

    async def _fresh(self, team: str, stale: Installed) -> Installed | None:
        """With a fresh token, by us or by the process that renews it now; the old one may be good for a while."""
        waited = 0.0
        while not await self._renewals.take(team):
            if waited >= PATIENCE:
                log.warning("slack_token_renewed_elsewhere", team=team, waited=waited)
                return stale
            await sleep(LOOK_AGAIN)
            waited += LOOK_AGAIN
            now = await self._vault.bot(team)
            if now is None or not self._stale(now):
                return now
        try:
            now = await self._vault.bot(team)  # another may have renewed it just before
            return await self._rotated(team, now) if now and self._stale(now) else now
        finally:
            if team not in self._unsaved:  # or others would use the old refresh token again
                await self._renewals.give_back(team)

    async def _kept(self, team: str) -> Installed | None:
        if team in self._unsaved:
            try:
                await self._save(team)
            except SQLAlchemyError as error:
                log.error("slack_token_not_saved", team=team, reason=type(error).__name__)
                return self._unsaved[team][1]
        return await self._vault.bot(team)

    async def _save(self, team: str) -> None:
        """Save the fresh token in the place of the one it was given for; nobody needs it where another one is there."""
        old, fresh = self._unsaved[team]
        now = await self._vault.bot(team)
        if now and now.bot_token == old:
            await self._vault.async_save_bot(fresh)
        del self._unsaved[team]

    async def _rotated(self, team: str, installed: Installed) -> Installed | None:
        """The installation with a fresh token; with the old one when that fails, as it may be good for a while."""
        try:
            with translated():
                fresh = await self._rotator.perform_bot_token_rotation(
                    bot=installed, minutes_before_expiration=int(FRESH_FOR.total_seconds()) // 60
                )
        except ChatError as error:
            # Another process may have used the refresh token when we were slow.
            now = await self._vault.bot(team)
            if now and now.bot_token != installed.bot_token:
                return now
            what_to_do = sentences.INSTALL_AGAIN.format(team=team) if isinstance(error, Rejected) else ""
            log.error("slack_token_not_rotated", team=team, reason=str(error), what_to_do=what_to_do)
            return installed
        if fresh is None:
            return installed
        self._unsaved[team] = installed.bot_token, fresh
        log.info("slack_token_rotated", team=team)
        return await self._kept(team)

    def _stale(self, installed: Installed) -> bool:
        expires = installed.bot_token_expires_at
        return expires is not None and expires < (self._clock.now() + FRESH_FOR).timestamp()
