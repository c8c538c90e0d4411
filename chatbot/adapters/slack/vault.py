"""Tokens encrypted at rest, around slack_sdk's own stores."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, Text, select, update
from sqlalchemy.exc import SQLAlchemyError

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.wire import quiet_logger
from chatbot.log import log
from chatbot.ports import Misconfigured

SECRETS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url")
STATE_SECONDS = 600

Result = TypeVar("Result")


class InThread(Protocol):
    """Runs blocking database work in the database's own threads."""

    def __call__(self, fn: Callable[[], Result]) -> Awaitable[Result]: ...


class Vault(AsyncInstallationStore):
    """slack_sdk's installation store in our database, which sees tokens only as ciphertext.

    `saved` counts what this process has saved: a token that is known from before may be good no longer.
    """

    def __init__(self, client_id: str, keys: Sequence[str], engine: Engine, in_thread: InThread) -> None:
        self._store = SQLAlchemyInstallationStore(client_id, engine, logger=quiet_logger())
        self._first, *_ = ciphers = [Fernet(key) for key in keys]
        self._cipher = MultiFernet(ciphers)
        self._in_thread = in_thread
        self.saved = 0
        for table in (self._store.bots, self._store.installations):
            for name in SECRETS:
                if name in table.c:
                    table.c[name].type = Text()  # a ciphertext is longer than the token that the library expects

    async def open(self) -> None:
        """Lay out the tables."""
        await self._in_thread(self._store.create_tables)

    async def teams(self) -> tuple[str, ...]:
        """All workspaces in which the app is installed."""
        return tuple(sorted({team for team, _ in await self._in_thread(self._homes)}))

    async def bot(self, team: str) -> Bot | None:
        """The installation in a workspace, whatever organisation that belongs to; the latest if there are several."""
        homes = [home for home in await self._in_thread(self._homes) if home[0] == team]
        found = [await self.async_find_bot(enterprise_id=enterprise, team_id=team) for _, enterprise in homes]
        return max((one for one in found if one), key=lambda one: one.installed_at, default=None)

    async def reseal(self) -> int:
        """Seal with the first key what an older one sealed, so that it can be taken away; returns how many rows."""
        return await self._in_thread(self._reseal)

    async def forget(self, team: str) -> None:
        """The app is no longer installed in a workspace."""
        for _, enterprise in [home for home in await self._in_thread(self._homes) if home[0] == team]:
            await self.async_delete_all(enterprise_id=enterprise, team_id=team)

    async def async_save(self, installation: Installation) -> None:
        if installation.team_id is None:
            raise BoltError(sentences.NO_ORGANISATIONS)
        sealed = Installation(**self._changed(installation.to_dict_for_copying(), self._seal))
        try:
            await self._in_thread(lambda: self._store.save(sealed))
        except SQLAlchemyError as error:
            log.error("slack_installation_not_saved", team=installation.team_id, reason=type(error).__name__)
            raise BoltError(sentences.NOT_SAVED) from error
        self.saved += 1

    async def async_save_bot(self, bot: Bot) -> None:
        sealed = Bot(**self._changed(bot.to_dict_for_copying(), self._seal))
        await self._in_thread(lambda: self._store.save_bot(sealed))
        self.saved += 1

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self._in_thread(
            lambda: self._store.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
            )
        )
        return Bot(**self._changed(found.to_dict_for_copying(), self._unseal)) if found else None

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._in_thread(lambda: self._store.delete_all(enterprise_id=enterprise_id, team_id=team_id))

    def _homes(self) -> tuple[tuple[str, str | None], ...]:
        """Workspaces with the organisation that each was installed in."""
        bots = self._store.bots
        query = select(bots.c.team_id, bots.c.enterprise_id).distinct()
        ours = query.where(bots.c.client_id == self._store.client_id, bots.c.team_id.is_not(None))
        with self._store.engine.begin() as connection:
            return tuple((row.team_id, row.enterprise_id) for row in connection.execute(ours))

    def _reseal(self) -> int:
        resealed = 0
        with self._store.engine.begin() as connection:
            for table in (self._store.bots, self._store.installations):
                ours = select(table).where(table.c.client_id == self._store.client_id)
                for row in connection.execute(ours).mappings().all():
                    fresh = {name: self._anew(row[name]) for name in SECRETS if row.get(name)}
                    changed = {name: sealed for name, sealed in fresh.items() if sealed != row[name]}
                    # A token that was renewed meanwhile stays.
                    same = [table.c[name] == row[name] for name in changed]
                    if changed:
                        now = update(table).where(table.c.id == row["id"], *same).values(**changed)
                        resealed += connection.execute(now).rowcount
        return resealed

    def _anew(self, sealed: str) -> str:
        """Sealed with the first key; as it was where no key fits, for that is told where it is used."""
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            try:
                return self._cipher.rotate(sealed).decode()
            except InvalidToken:
                return sealed
        return sealed

    def _changed(self, values: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
        return {name: change(value) if name in SECRETS and value else value for name, value in values.items()}

    def _seal(self, secret: str) -> str:
        return self._cipher.encrypt(secret.encode()).decode()

    def _unseal(self, sealed: str) -> str:
        try:
            return self._cipher.decrypt(sealed).decode()
        except InvalidToken:
            raise Misconfigured(sentences.OTHER_KEY) from None


class States(AsyncOAuthStateStore):
    """slack_sdk's store of OAuth states in our database: a state is good once, for a few minutes."""

    def __init__(self, engine: Engine, in_thread: InThread) -> None:
        self._store = SQLAlchemyOAuthStateStore(STATE_SECONDS, engine, logger=quiet_logger())
        self._in_thread = in_thread

    async def open(self) -> None:
        """Lay out the table."""
        await self._in_thread(self._store.create_tables)

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        return await self._in_thread(self._store.issue)

    async def async_consume(self, state: str) -> bool:
        return await self._in_thread(lambda: self._store.consume(state))
