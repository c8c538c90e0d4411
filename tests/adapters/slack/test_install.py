"""One app in many workspaces: installing, forgetting, fresh tokens, and nothing across."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import structlog
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack import SlackChat, installing, sentences, tokens
from chatbot.adapters.slack.installing import Installations
from chatbot.adapters.slack.sentences import INSTALL, OTHER_KEY, WHICH_TEAM
from chatbot.clock import WallClock, sleep
from chatbot.config import SlackInstallSettings, SlackSettings
from chatbot.core.agenda import Participant, Place
from chatbot.messages import Message, paragraph
from chatbot.ports import Input, Misconfigured, NotSent, Opened, Rejected, Said
from chatbot.store.database import Database
from chatbot.web import application
from tests.adapters.slack.room import KEY, OTHER, SECOND
from tests.fakes.slack import CLIENT_ID, CLIENT_SECRET, FakeSlack
from tests.fakes.slack_world import TEAM

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # slack-sdk signs in this way
]

HELLO = Message((paragraph("Hello."),))


class Bench:
    """An app with a database, on a fake Slack of two workspaces."""

    def __init__(self, slack: FakeSlack, folder: Path, keys: tuple[str, ...] = (KEY,)) -> None:
        self.slack = slack
        self.path = folder / "bot.db"
        install = SlackInstallSettings(CLIENT_ID, CLIENT_SECRET, keys)
        self.database = Database(f"sqlite:///{self.path}", WallClock())
        self.kept = Installations(install, "https://bot.invalid", self.database.engine, self.database.in_thread)
        settings = SlackSettings("", slack.app_token, slack.api_url, install=install)
        self.chat = SlackChat(settings, WallClock(), gap=0.0, installations=self.kept)
        self.heard: asyncio.Queue[Input] = asyncio.Queue()

    async def install(self, team: str) -> int:
        """Somebody installs the app in a workspace by browser; the status of the last page."""
        async with self.browser() as browser:
            begun = await browser.get("/slack/install")
            self.asked = {name: value[0] for name, value in parse_qs(urlsplit(begun.headers["Location"]).query).items()}
            self.back = f"/slack/oauth_redirect?code={team}&state={self.asked['state']}"
            return (await browser.get(self.back)).status_code

    def browser(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(application(self.chat.routes(), {}))
        return httpx.AsyncClient(transport=transport, base_url="https://bot.invalid")

    async def install_stale(self, team: str) -> None:
        """Somebody installs the app, and gets a token that soon must be renewed."""
        self.slack.tokens_last, usual = 60, self.slack.tokens_last
        await self.install(team)
        self.slack.tokens_last = usual

    async def soon(self) -> Input:
        return await asyncio.wait_for(self.heard.get(), 60)


@asynccontextmanager
async def bench(folder: Path, keys: tuple[str, ...] = (KEY,), *, rotates: bool = False) -> AsyncIterator[Bench]:
    with FakeSlack() as slack:
        slack.rotates = rotates
        slack.add_team(SECOND)
        async with opened(slack, folder, keys) as one:
            yield one


@asynccontextmanager
async def opened(slack: FakeSlack, folder: Path, keys: tuple[str, ...] = (KEY,)) -> AsyncIterator[Bench]:
    one = Bench(slack, folder, keys)
    await one.database.open()
    try:
        await one.chat.open()
        listener = asyncio.create_task(one.chat.listen(one.heard.put))
        yield one
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
    finally:
        await one.chat.close()
        await one.database.close()


def general(team: str) -> Place:
    return Place("slack", FakeSlack.channel, team=team)


def rotator(one: Bench) -> AsyncTokenRotator:
    client = AsyncWebClient(base_url=one.slack.api_url)
    return AsyncTokenRotator(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, client=client)


def stored(path: Path) -> str:
    """Whatever the database holds of the installations."""
    with sqlite3.connect(path) as connection:
        rows = [
            connection.execute(f"select * from {name}").fetchall() for name in ("slack_bots", "slack_installations")
        ]
    return json.dumps(rows, default=str)


async def test_app_is_installed_by_browser_and_its_tokens_are_stored_encrypted(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        status = await one.install(TEAM)
        (token,) = one.slack.tokens

        assert (status, one.asked["redirect_uri"]) == (200, "https://bot.invalid/slack/oauth_redirect")
        assert "chat:write" in one.asked["scope"].split(",")
        assert (TEAM in stored(one.path), token in stored(one.path)) == (True, False)


async def test_state_is_good_once_and_only_in_its_browser(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(TEAM)
        transport = httpx.ASGITransport(application(one.chat.routes(), {}))
        async with httpx.AsyncClient(transport=transport, base_url="https://bot.invalid") as browser:
            another_browser = await browser.get(one.back)
            cookie = {"Cookie": f"slack-app-oauth-state={one.asked['state']}"}
            again = await browser.get(one.back, headers=cookie)

        assert (another_browser.status_code, again.status_code) == (400, 401)


@pytest.mark.parametrize(
    ("back", "page"),
    [
        ("error=access_denied", (200, sentences.NOT_ALLOWED)),
        ("error=%3Cscript%3E", (200, sentences.NOT_FINISHED)),
        ("code=T02OTHER&state=forged", (400, sentences.NOT_BEGUN_HERE)),
        ("code=T02OTHER", (400, sentences.NOT_BEGUN_HERE)),
        ("code=T9NOWHERE&state={state}", (401, sentences.NOT_FINISHED)),
        ("state={state}", (401, sentences.NOT_FINISHED)),
        ("code=T02OTHER&state={state}", (500, sentences.NOT_SAVED)),
    ],
)
async def test_browser_is_told_why_nothing_was_installed(tmp_path: Path, back: str, page: tuple[int, str]) -> None:
    async with bench(tmp_path) as one:
        with sqlite3.connect(one.path) as connection:
            connection.execute("drop table slack_installations")
        async with one.browser() as browser:
            begun = await browser.get("/slack/install")
            state = parse_qs(urlsplit(begun.headers["Location"]).query)["state"][0]
            shown = await browser.get(f"/slack/oauth_redirect?{back.format(state=state)}")

        assert (shown.status_code, page[1] in shown.text, "script" in shown.text) == (page[0], True, False)
        assert "/slack/install" in shown.text


async def test_browser_is_told_what_to_do_while_the_database_is_away(tmp_path: Path) -> None:
    async with bench(tmp_path) as one, one.browser() as browser:
        with sqlite3.connect(one.path) as connection:
            connection.execute("drop table slack_oauth_states")
        with structlog.testing.capture_logs() as logged:
            shown = await browser.get("/slack/install")

    assert (shown.status_code, escape(sentences.NO_DATABASE) in shown.text) == (503, True)
    assert "/slack/install" in shown.text
    assert "slack_installation_not_begun" in [entry["event"] for entry in logged]


async def test_app_is_not_installed_in_an_organisation(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        whole = Installation(user_id="U01ANN", enterprise_id="E1", is_enterprise_install=True, bot_token="xoxb-e")
        with pytest.raises(BoltError) as error:
            await one.kept.vault.async_save(whole)

        assert (str(error.value), await one.kept.vault.teams()) == (sentences.NO_ORGANISATIONS, ())


async def test_each_workspace_is_posted_to_with_its_own_token(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        for team in (TEAM, SECOND):
            await one.install(team)
        refs = [await one.chat.post(await one.chat.resolve(general(team)), HELLO, "k1") for team in (TEAM, SECOND)]

        assert [ref.split("/")[0] for ref in refs] == [TEAM, SECOND]
        assert [len(list(world.standing(FakeSlack.channel))) for world in one.slack.worlds.values()] == [1, 1]
        assert one.chat.lane(general(TEAM)).name != one.chat.lane(general(SECOND)).name


async def test_what_is_heard_carries_its_workspace(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        mention = {"type": "app_mention", "user": "U01ANN", "text": "<@U0BOT> next", "ts": "1.5", "channel": "C01GEN"}
        one.slack.tell(mention | {"team": SECOND}, team=SECOND)
        said = await one.soon()
        one.slack.tell({"type": "app_home_opened", "user": "U01ANN", "tab": "home"}, team=SECOND)
        home = await one.soon()

        assert isinstance(said, Said)
        assert (said.place, said.actor) == (
            Place("slack", "C01GEN", "1.5", team=SECOND),
            Participant(f"slack:{SECOND}/U01ANN", "Ann"),
        )
        assert isinstance(home, Opened)
        assert home.reply == Place("slack", "", only=f"slack:{SECOND}/U01ANN", team=SECOND)


async def test_answers_go_to_the_workspace_of_the_question(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        ref = await one.chat.post(Place("slack", "", only=f"slack:{SECOND}/U01ANN", team=SECOND), HELLO, "k1")
        await one.chat.edit(Place("slack", "", only=f"slack:{SECOND}/U01ANN", team=SECOND), ref, HELLO)

        assert [message.channel for message in one.slack.worlds[SECOND].messages] == ["D01ANN"]
        assert one.slack.world.messages == []


async def test_workspace_without_the_app_is_told_how_to_install_it(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        with pytest.raises(Misconfigured) as not_there:
            await one.chat.resolve(general(SECOND))
        with pytest.raises(Misconfigured) as not_said:
            await one.chat.resolve(Place("slack", FakeSlack.channel))

        assert (str(not_there.value), str(not_said.value)) == (
            INSTALL.format(team=SECOND),
            WHICH_TEAM.format(channel=FakeSlack.channel),
        )


@pytest.mark.parametrize(
    "farewell", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}]
)
async def test_app_that_was_removed_is_forgotten(tmp_path: Path, farewell: dict[str, object]) -> None:
    async with bench(tmp_path) as one:
        for team in (TEAM, SECOND):
            await one.install(team)
        await one.chat.post(general(SECOND), HELLO, "k1")
        await acked(one, farewell)

        with pytest.raises(Rejected):
            await one.chat.post(general(SECOND), HELLO, "k2")
        assert await one.kept.vault.teams() == (TEAM,)


async def test_a_persons_token_taken_back_changes_nothing(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        await acked(one, {"type": "tokens_revoked", "tokens": {"oauth": ["U01ANN"], "bot": []}})

        assert await one.kept.vault.teams() == (SECOND,)


async def test_late_word_of_a_removal_does_not_forget_a_newer_installation(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        installed = await one.kept.vault.bot(SECOND)
        assert installed
        workspaces = one.kept.workspaces(one.chat._opened()[0], WallClock())
        await workspaces.gone(SECOND, installed.installed_at - 60)

        assert await one.kept.vault.teams() == (SECOND,)


async def acked(one: Bench, event: dict[str, object]) -> None:
    # An event names its second only, and an installation of the same second is newer.
    await asyncio.sleep(1.1)
    envelope = one.slack.tell(event, team=SECOND)
    async with asyncio.timeout(60):
        while not one.slack.envelope(envelope).acked:
            await asyncio.sleep(0.01)


async def test_token_is_renewed_before_it_expires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "LOOK_EVERY", timedelta(seconds=0.1))
    async with bench(tmp_path, rotates=True) as one:
        await one.install(SECOND)
        (first,) = one.slack.tokens
        await sleep(0.3)
        kept = list(one.slack.tokens)
        monkeypatch.setattr(tokens, "FRESH_FOR", timedelta(hours=13))  # the twelve hours are nearly over
        async with asyncio.timeout(60):
            while first in one.slack.tokens:
                await asyncio.sleep(0.01)
        monkeypatch.setattr(tokens, "FRESH_FOR", timedelta(hours=2))
        await one.chat.post(general(SECOND), HELLO, "k1")

        assert kept == [first]
        assert "xox" not in stored(one.path)


@pytest.mark.parametrize("error", ["invalid_refresh_token", "internal_error"])
async def test_token_that_cannot_be_renewed_is_used_while_it_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    async with bench(tmp_path, rotates=True) as one:
        await one.install(SECOND)
        monkeypatch.setattr(tokens, "FRESH_FOR", timedelta(hours=13))
        for _ in range(2):
            one.slack.fail_next("oauth.v2.access", error)
        with structlog.testing.capture_logs() as logged:
            await one.chat.post(general(SECOND), HELLO, "k1")

        assert "slack_token_not_rotated" in [entry["event"] for entry in logged]


async def test_token_is_renewed_once_however_many_need_it(tmp_path: Path) -> None:
    async with bench(tmp_path, rotates=True) as one:
        await one.install_stale(SECOND)
        with structlog.testing.capture_logs() as logged:
            await asyncio.gather(*(one.chat.post(general(SECOND), HELLO, f"k{number}") for number in range(3)))

        rotations = [entry["event"] for entry in logged if "rotated" in entry["event"]]
        assert (rotations, len(one.slack.worlds[SECOND].messages)) == (["slack_token_rotated"], 3)


async def test_renewed_token_is_used_while_the_database_is_full_and_saved_afterwards(tmp_path: Path) -> None:
    async with bench(tmp_path, rotates=True) as one:
        await one.install_stale(SECOND)
        with sqlite3.connect(one.path) as connection:
            for change in ("insert", "update"):
                connection.execute(
                    f"create trigger no_{change} before {change} on slack_bots begin select raise(abort, 'full'); end"
                )
        kept = tokens.Tokens(one.kept.vault, one.kept.renewals, rotator(one), WallClock())
        unsaved = await kept.of(SECOND)
        with sqlite3.connect(one.path) as connection:
            for change in ("insert", "update"):
                connection.execute(f"drop trigger no_{change}")
        saved = await kept.of(SECOND)

        assert unsaved
        assert saved
        assert [unsaved.bot_token, saved.bot_token] == [*one.slack.tokens] * 2
        await one.chat.post(general(SECOND), HELLO, "k1")


async def test_new_installation_counts_more_than_a_token_that_was_not_saved(tmp_path: Path) -> None:
    async with bench(tmp_path, rotates=True) as one:
        await one.install_stale(SECOND)
        with sqlite3.connect(one.path) as connection:
            connection.execute("create trigger no before insert on slack_bots begin select raise(abort, 'full'); end")
            connection.execute("create trigger ne before update on slack_bots begin select raise(abort, 'full'); end")
        kept = tokens.Tokens(one.kept.vault, one.kept.renewals, rotator(one), WallClock())
        await kept.of(SECOND)
        with sqlite3.connect(one.path) as connection:
            connection.execute("drop trigger no")
            connection.execute("drop trigger ne")
        await one.install(SECOND)
        installed = await kept.of(SECOND)

        assert installed
        assert [installed.bot_token] == [*one.slack.tokens]


async def test_workspace_whose_tokens_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "LOOK_EVERY", timedelta(seconds=0.1))
    async with bench(tmp_path, rotates=True) as one:
        await one.install(TEAM)
        with sqlite3.connect(one.path) as connection:
            connection.execute("update slack_bots set bot_token = 'sealed by another key'")
        await one.install_stale(SECOND)
        (first,) = (token for token in one.slack.tokens if SECOND in token)
        async with asyncio.timeout(60):
            while first in one.slack.tokens:
                await asyncio.sleep(0.01)


async def test_workspace_that_slack_does_not_answer_for_is_surely_not_posted_to(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        one.slack.fail_next("auth.test", "internal_error")
        with pytest.raises(NotSent):
            await one.chat.post(general(SECOND), HELLO, "k1")
        await one.chat.post(general(SECOND), HELLO, "k1")

        assert len(one.slack.worlds[SECOND].messages) == 1


async def test_installations_outlive_the_process(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        slack = one.slack
        one.slack.cut_socket()
        await one.chat.close()
        await one.database.close()
        for keys in ((OTHER, KEY), (OTHER,)):  # the first start seals anew, so that the old key can be taken away
            async with opened(slack, tmp_path, keys) as next_one:
                assert await next_one.chat.resolve(general(SECOND)) == general(SECOND)


async def test_wrong_key_is_said_at_the_start(tmp_path: Path) -> None:
    async with bench(tmp_path) as one:
        await one.install(SECOND)
        await one.chat.close()
        await one.database.close()
        with pytest.raises(Misconfigured) as error:
            async with opened(one.slack, tmp_path, (OTHER,)):
                pass

        assert str(error.value) == OTHER_KEY
