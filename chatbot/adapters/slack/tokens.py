"""Tokens that expire, renewed in time and by one at a time, so that none is lost."""

import asyncio
from datetime import timedelta

from slack_sdk.oauth.installation_store import Bot as Installed
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from sqlalchemy.exc import SQLAlchemyError

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.vault import Vault
from chatbot.adapters.slack.wire import translated
from chatbot.clock import Clock
from chatbot.log import log
from chatbot.ports import ChatError, Rejected

FRESH_FOR = timedelta(hours=2)
"""A token that expires sooner is rotated: Slack gives it twelve hours."""


class Tokens:
    """The installations as the vault has them, with tokens that are good for a while.

    Slack gives a fresh token once. One that could not be saved is kept and used until the database takes it.
    """

    def __init__(self, vault: Vault, rotator: AsyncTokenRotator, clock: Clock) -> None:
        self._vault = vault
        self._rotator = rotator
        self._clock = clock
        self._turns: dict[str, asyncio.Lock] = {}
        self._unsaved: dict[str, tuple[str, Installed]] = {}

    async def of(self, team: str) -> Installed | None:
        """The installation in a workspace; None where there is none."""
        async with self._turns.setdefault(team, asyncio.Lock()):
            installed = await self._kept(team)
            return await self._rotated(team, installed) if installed and self._stale(installed) else installed

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
            # A refresh token is good once: another process may have used it.
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
