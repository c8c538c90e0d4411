"""One app in many workspaces: installed by browser, tokens kept fresh, forgotten when the app is removed."""

import random
from datetime import datetime, timedelta

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.http import INSTALL, REDIRECT
from chatbot.adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES
from chatbot.adapters.slack.pages import not_installed
from chatbot.adapters.slack.renewals import Renewals
from chatbot.adapters.slack.tokens import Tokens
from chatbot.adapters.slack.vault import InThread, States, Vault
from chatbot.adapters.slack.wire import Wire, translated
from chatbot.adapters.slack.workspaces import Workspace, Workspaces, bot_of
from chatbot.clock import Clock, WallClock, sleep
from chatbot.config import SlackInstallSettings
from chatbot.log import log
from chatbot.ports import ChatError, InDoubt, NotSent, Rejected

KNOWN_FOR = timedelta(minutes=1)
"""How long a token is taken as it was: another process may have rotated it, or forgotten the installation."""
LOOK_EVERY = timedelta(minutes=10)


class Installations:
    """What is kept of the installations, in our database."""

    def __init__(self, settings: SlackInstallSettings, public_url: str, engine: Engine, in_thread: InThread) -> None:
        self._settings = settings
        self._public_url = public_url
        self.vault = Vault(settings.client_id, settings.token_keys, engine, in_thread)
        self.renewals = Renewals(settings.client_id, engine, in_thread, WallClock())
        self._states = States(engine, in_thread)

    async def open(self) -> None:
        """Lay out the tables."""
        await self.vault.open()
        await self.renewals.open()
        await self._states.open()

    def workspaces(self, wire: Wire, clock: Clock) -> Workspaces:
        """The workspaces, which use the adapter's connections."""
        return InstalledWorkspaces(self, self._settings, wire, clock)

    def flow(self, wire: Wire) -> AsyncOAuthFlow:
        """The two steps of an installation."""
        settings = AsyncOAuthSettings(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            # Those that are optional in the manifest can be declined: Slack shows them apart.
            scopes=[*SCOPES, *OPTIONAL_SCOPES],
            redirect_uri=f"{self._public_url}{REDIRECT}" if self._public_url else None,
            authorization_url=f"{wire.api_url.removesuffix('/').removesuffix('/api')}/oauth/v2/authorize",
            install_path=INSTALL,
            redirect_uri_path=REDIRECT,
            install_page_rendering_enabled=False,
            installation_store=self.vault,
            state_store=self._states,
            logger=wire.logger,
        )
        flow = AsyncOAuthFlow(client=wire.client(), logger=wire.logger, settings=settings)
        flow.failure_handler = not_installed
        return flow


class InstalledWorkspaces:
    """The workspaces in which the app is installed, remembered until a token changes."""

    def __init__(self, installations: Installations, settings: SlackInstallSettings, wire: Wire, clock: Clock) -> None:
        self._installations = installations
        self._vault = installations.vault
        self._wire = wire
        self._clock = clock
        rotator = AsyncTokenRotator(
            client_id=settings.client_id, client_secret=settings.client_secret, client=wire.client()
        )
        self._tokens = Tokens(self._vault, installations.renewals, rotator, clock)
        self._known: dict[str, tuple[Workspace, datetime]] = {}
        self._saved = self._vault.saved

    async def open(self) -> None:
        await self._installations.open()
        teams = await self._vault.teams()
        log.info("slack_installed", teams=teams)
        for team in teams:
            await self._vault.bot(team)  # a TOKEN_KEY that does not fit is said now
        if resealed := await self._vault.reseal():
            log.info("slack_tokens_resealed", rows=resealed)

    async def of(self, team: str) -> Workspace:
        if self._saved != self._vault.saved:
            # Somebody installed the app anew, or a token was rotated: what is known is looked up again.
            self._known = {name: (known, self._clock.now()) for name, (known, _) in self._known.items()}
            self._saved = self._vault.saved
        known, until = self._known.get(team, (None, self._clock.now()))
        if known is None or until <= self._clock.now():
            try:
                known = await self._learn(team, known)
            except (InDoubt, SQLAlchemyError) as error:
                raise NotSent(f"the workspace is not known yet: {type(error).__name__}") from error
        return known

    async def asked(self, team: str) -> Workspace:
        return await self.of(team)

    async def gone(self, team: str, at: float) -> None:
        installed = await self._vault.bot(team)
        # Slack counts whole seconds here.
        if installed is None or int(installed.installed_at) > at:
            return  # said before, or late, of an installation that was renewed since
        await self._vault.forget(team)
        self._known.pop(team, None)
        log.warning("slack_uninstalled", team=team)

    async def watch(self) -> None:
        while True:
            try:
                await self._freshen()
            except SQLAlchemyError:
                log.exception("slack_tokens_not_looked_at")
            await sleep(LOOK_EVERY.total_seconds() * random.uniform(0.5, 1.0))  # noqa: S311 -- spreads load

    async def _freshen(self) -> None:
        for team in await self._vault.teams():
            try:
                await self._tokens.of(team)
            except ChatError as error:
                log.error("slack_token_unusable", team=team, reason=str(error))

    async def _learn(self, team: str, known: Workspace | None) -> Workspace:
        installed = await self._tokens.of(team)
        if installed is None:
            self._known.pop(team, None)
            raise Rejected(sentences.NOT_INSTALLED.format(team=team))
        if known is None or known.token != installed.bot_token:
            reader = self._wire.reader(installed.bot_token)
            with translated():
                me = await reader.auth_test()
            known = Workspace(
                bot_of(me, home=False), installed.bot_token, self._wire.client(installed.bot_token), reader
            )
        self._known[team] = known, self._clock.now() + KNOWN_FOR
        return known
