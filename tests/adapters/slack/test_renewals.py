"""A Slack token is renewed by one of the processes that share a database; the others use what it got."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from slack_sdk.oauth.installation_store import Bot as Installed
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, NullPool, create_engine, make_url
from structlog.testing import capture_logs

from chatbot.adapters.slack import tokens
from chatbot.adapters.slack.renewals import HELD_FOR, Renewals
from chatbot.adapters.slack.tokens import Tokens
from chatbot.adapters.slack.vault import Vault
from chatbot.clock import StepClock, WallClock
from tests.adapters.slack.room import KEY, OTHER, SECOND
from tests.fakes.slack import CLIENT_ID, CLIENT_SECRET, FakeSlack
from tests.store.postgres import fresh_schema, postgres_server

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # slack-sdk signs in this way
]

T = TypeVar("T")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path}/bot.db"
        else:
            address = make_url(stack.enter_context(fresh_schema(stack.enter_context(postgres_server()))))
            yield address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


async def in_thread(fn: Callable[[], T]) -> T:
    return await asyncio.to_thread(fn)


class Process:
    """What one process has of its own: an engine, a clock, a client."""

    def __init__(self, slack: FakeSlack, engine: Engine, *keys: str) -> None:
        self.clock = StepClock(WallClock().now())
        self.vault = Vault(CLIENT_ID, keys or (KEY,), engine, in_thread)
        self.renewals = Renewals(CLIENT_ID, engine, in_thread, self.clock)
        client = AsyncWebClient(base_url=slack.api_url)
        rotator = AsyncTokenRotator(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, client=client)
        self.tokens = Tokens(self.vault, self.renewals, rotator, self.clock)


@asynccontextmanager
async def processes(url: str) -> AsyncIterator[tuple[FakeSlack, Process, Process]]:
    """Two, with an installation whose token has to be renewed."""
    engines = [create_engine(url, poolclass=NullPool) for _ in range(2)]
    with FakeSlack() as slack:
        slack.rotates = True
        slack.add_team(SECOND)
        first, second = (Process(slack, engine) for engine in engines)
        await first.vault.open()
        await first.renewals.open()
        await first.vault.async_save_bot(await stale(slack))
        yield slack, first, second
    for engine in engines:
        engine.dispose()


async def stale(slack: FakeSlack) -> Installed:
    """An installation that Slack gave a token for a minute."""
    slack.tokens_last, usual = 60, slack.tokens_last
    client = AsyncWebClient(base_url=slack.api_url)
    given = await client.oauth_v2_access(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, code=SECOND)
    slack.tokens_last = usual
    now = WallClock().now().timestamp()
    return Installed(
        app_id=given["app_id"],
        team_id=SECOND,
        bot_token=given["access_token"],
        bot_id="B1",
        bot_user_id=given["bot_user_id"],
        bot_refresh_token=given["refresh_token"],
        bot_token_expires_at=int(now + 60),
        installed_at=now,
    )


def token(installed: Installed | None) -> str:
    assert installed is not None
    return installed.bot_token or ""


def renewals(slack: FakeSlack) -> int:
    """How often Slack was asked for a fresh token."""
    return sum("refresh_token" in call.asked for call in slack.calls if call.method == "oauth.v2.access")


async def test_token_that_two_processes_need_at_once_is_renewed_by_one_of_them(url: str) -> None:
    async with processes(url) as (slack, first, second):
        with capture_logs() as logs:
            got = await asyncio.gather(*(one.tokens.of(SECOND) for one in (first, second, first, second)))

        assert [token(one) for one in got] == [*slack.tokens] * 4
        assert renewals(slack) == 1
        assert [one["event"] for one in logs] == ["slack_token_rotated"]


async def test_token_that_another_renews_for_too_long_is_used_as_it_is(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "PATIENCE", 0.4)
    async with processes(url) as (slack, first, second):
        before = token(await first.vault.bot(SECOND))
        assert await first.renewals.take(SECOND)
        with capture_logs() as logs:
            got = await second.tokens.of(SECOND)

        assert (token(got), renewals(slack)) == (before, 0)
        assert [one["event"] for one in logs] == ["slack_token_renewed_elsewhere"]


async def test_token_whose_renewer_died_is_renewed_by_another_after_a_while(url: str) -> None:
    async with processes(url) as (slack, first, second):
        assert await first.renewals.take(SECOND)
        second.clock.move_to(first.clock.now() + HELD_FOR + timedelta(seconds=1))
        got = await second.tokens.of(SECOND)

        assert (token(got), renewals(slack)) == (next(iter(slack.tokens)), 1)
        assert await first.renewals.take(SECOND)


async def test_what_an_older_key_sealed_is_sealed_anew_with_the_first(url: str) -> None:
    async with processes(url) as (slack, first, _):
        before = token(await first.vault.bot(SECOND))
        both = Process(slack, create_engine(url, poolclass=NullPool), OTHER, KEY)
        resealed = [await both.vault.reseal() for _ in range(2)]
        alone = Process(slack, create_engine(url, poolclass=NullPool), OTHER)

        assert (resealed, token(await alone.vault.bot(SECOND))) == ([1, 0], before)
        assert await first.vault.reseal() == 0  # what no key of ours opens is left
