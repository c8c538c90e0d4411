"""The right to renew a workspace's token: processes that share a database have it one after the other."""

from datetime import timedelta

from sqlalchemy import Column, Connection, Engine, Float, MetaData, String, Table, delete, insert, update
from sqlalchemy.exc import IntegrityError

from chatbot.adapters.slack.vault import InThread
from chatbot.clock import Clock

HELD_FOR = timedelta(seconds=30)
"""Longer than a call of Slack and its noting take: whoever has not given the right back by then is dead."""

_metadata = MetaData()
_renewal = Table(
    "slack_renewal",
    _metadata,
    Column("client_id", String(32), primary_key=True),
    Column("team_id", String(32), primary_key=True),
    Column("until", Float, nullable=False),
)


class Renewals:
    """Who may renew; kept in the database, for a refresh token is good once."""

    def __init__(self, client_id: str, engine: Engine, in_thread: InThread, clock: Clock) -> None:
        self._client_id = client_id
        self._engine = engine
        self._in_thread = in_thread
        self._clock = clock

    async def open(self) -> None:
        """Lay out the table."""
        await self._in_thread(lambda: _metadata.create_all(self._engine))

    async def take(self, team: str) -> bool:
        """Take the right, unless another process has it."""
        return await self._in_thread(lambda: self._take(team))

    async def give_back(self, team: str) -> None:
        """Let others renew again."""
        await self._in_thread(lambda: self._give_back(team))

    def _take(self, team: str) -> bool:
        now = self._clock.now().timestamp()
        key, until = {"client_id": self._client_id, "team_id": team}, now + HELD_FOR.total_seconds()
        with self._engine.begin() as connection:
            over = update(_renewal).filter_by(**key).where(_renewal.c.until <= now)
            return connection.execute(over.values(until=until)).rowcount == 1 or _is_first(connection, key, until)

    def _give_back(self, team: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(_renewal).filter_by(client_id=self._client_id, team_id=team))


def _is_first(connection: Connection, key: dict[str, str], until: float) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(insert(_renewal).values(**key, until=until))
    except IntegrityError:
        return False
    return True
