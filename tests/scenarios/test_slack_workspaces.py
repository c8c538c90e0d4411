"""One bot in two workspaces with the same ids: each session is of its own, also when the app comes and goes."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from chatbot.adapters.slack import SlackChat
from chatbot.adapters.slack.installing import Installations
from chatbot.cli.assembly import Bot, assemble
from chatbot.clock import StepClock, WallClock
from chatbot.config import SlackInstallSettings, SlackSettings
from chatbot.core.agenda import Agenda, Person, Place
from chatbot.outbox import Timing
from chatbot.store.database import Database
from chatbot.web import application
from tests.fakes.slack import CLIENT_ID, CLIENT_SECRET, FakeSlack
from tests.fakes.slack_world import BOT_USER, GENERAL, TEAM
from tests.scenarios.slack_room import PATIENCE, agenda, shown
from tests.scenarios.stage import at

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")]

SECOND = "T02OTHER"
KEY = base64.urlsafe_b64encode(b"1" * 32).decode()
NOTHING = "No session is set up here."
CY = Person("Cy")


class Offices:
    """Both workspaces have a channel, an Ann and a Bob of the same ids; the session is held in the first one."""

    def __init__(self, slack: FakeSlack, bot: Bot, chat: SlackChat, clock: StepClock) -> None:
        self.slack = slack
        self.bot = bot
        self._chat = chat
        self._clock = clock

    async def install(self, team: str) -> None:
        """Somebody installs the app."""
        transport = httpx.ASGITransport(application(self._chat.routes(), {}))
        async with httpx.AsyncClient(transport=transport, base_url="https://bot.invalid") as browser:
            begun = await browser.get("/slack/install")
            (state,) = parse_qs(urlsplit(begun.headers["Location"]).query)["state"]
            answer = await browser.get(f"/slack/oauth_redirect?code={team}&state={state}")
            assert answer.status_code == 200

    async def open(self, planned: Agenda) -> None:
        """Put an agenda in force."""
        await self.bot.service.open(planned, [await self._chat.resolve(place) for place in planned.places])

    async def until(self, instant: datetime) -> None:
        """Let the time come."""
        self._clock.move_to(instant)
        await self.bot.service.step()
        await self.bot.outbox.drain()

    async def say(self, team: str, user: str, text: str, channel: str = GENERAL) -> None:
        """Somebody of a workspace mentions the bot, or writes to it directly."""
        stamp = f"{time.time():.6f}"
        event: dict[str, object] = {
            "type": "app_mention",
            "user": user,
            "text": f"<@{BOT_USER}> {text}",
            "ts": stamp,
            "channel": channel,
        }
        await self.told(event | ({"type": "message", "channel_type": "im"} if channel.startswith("D") else {}), team)

    async def told(self, event: dict[str, object], team: str) -> None:
        """Slack tells of something, and the bot answers."""
        envelope = self.slack.tell(event, team=team)
        async with asyncio.timeout(PATIENCE):
            while not self.slack.envelope(envelope).acked:
                await asyncio.sleep(0.01)
        await self.bot.outbox.drain()

    def said(self, team: str, channel: str = GENERAL) -> list[str]:
        """First lines of what the bot said in a channel of a workspace."""
        return [one.text.splitlines()[0] for one in self.slack.worlds[team].standing(channel) if one.user == BOT_USER]


@asynccontextmanager
async def offices(folder: Path) -> AsyncIterator[Offices]:
    with FakeSlack() as slack:
        slack.add_team(SECOND)
        install = SlackInstallSettings(CLIENT_ID, CLIENT_SECRET, (KEY,))
        database, clock = Database(f"sqlite:///{folder}/bot.db", WallClock()), StepClock(at(-10))
        kept = Installations(install, "https://bot.invalid", database.engine, database.in_thread)
        settings = SlackSettings("", slack.app_token, slack.api_url, install=install)
        chat = SlackChat(settings, clock, gap=0.0, installations=kept)
        bot = assemble(database, {"slack": chat}, clock, Timing())
        await database.open()
        await chat.open()
        listener = asyncio.create_task(chat.listen(bot.service.take))
        try:
            yield Offices(slack, bot, chat, clock)
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
            await bot.close()


def of_the_first() -> Agenda:
    """Ann chairs it, Bob presents in it."""
    return replace(agenda(), places=(Place("slack", GENERAL, team=TEAM),)).in_team("slack", TEAM)


async def test_people_are_told_alone_in_the_workspace_of_their_session(tmp_path: Path) -> None:
    async with offices(tmp_path) as both:
        for team in (TEAM, SECOND):
            await both.install(team)
        await both.open(of_the_first())
        await both.until(at(-5))

        (told,) = both.said(TEAM, "D02BOB")
        assert told.startswith("Small WG: you are on in 10 min")
        assert both.said(SECOND, "D02BOB") == []


async def test_another_workspace_learns_nothing_and_commands_nothing(tmp_path: Path) -> None:
    async with offices(tmp_path) as both:
        for team in (TEAM, SECOND):
            await both.install(team)
        await both.open(of_the_first())
        await both.until(at(1))
        before = both.said(TEAM)
        for channel in (GENERAL, "D01ANN"):
            both.slack.worlds[SECOND].direct("U01ANN")
            for text in ("small extend 5", "small agenda", "volunteer note taker", "end"):
                await both.say(SECOND, "U01ANN", text, channel)
        await both.told({"type": "app_home_opened", "user": "U01ANN", "tab": "home", "channel": "D01ANN"}, SECOND)
        session = await both.bot.service.session("small")

        assert session is not None
        assert (both.said(TEAM), session.rosters[0].people, session.slots[0].extra) == (before, (), 0)
        # What is not addressed to a session gets one answer a person; what stands there is of no session.
        answers = [*both.said(SECOND), *both.said(SECOND, "D01ANN")]
        assert {line for line in answers if line != NOTHING} == set()
        assert shown(both.slack.worlds[SECOND].homes["U01ANN"]) == ["No session is set up here at the moment."]


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
async def test_session_goes_on_where_it_stands_when_the_app_is_installed_again(tmp_path: Path, event: str) -> None:
    async with offices(tmp_path) as both:
        await both.install(TEAM)
        await both.open(of_the_first())
        await both.until(at(1))
        await both.say(TEAM, "U02BOB", "volunteer note taker")
        both.slack.revoke(TEAM)
        await both.told({"type": event, "tokens": {"bot": [BOT_USER]}}, TEAM)
        await both.until(at(2))
        await both.install(TEAM)
        await both.until(at(6))
        await both.say(TEAM, "U01ANN", "volunteers")

        announced = [line for line in both.said(TEAM) if "Now: " in line]
        assert [line.partition(" (")[0] for line in announced] == [
            "Now: Welcome – Chairs",
            "Now: Draft One – <@U02BOB>",
        ]
        assert [line for line in both.said(TEAM) if line.startswith("Note takers: Bob")] != []


async def test_token_that_was_taken_back_without_a_word_stops_nothing_for_good(tmp_path: Path) -> None:
    async with offices(tmp_path) as both:
        await both.install(TEAM)
        await both.open(of_the_first())
        await both.until(at(1))
        both.slack.revoke(TEAM)
        await both.until(at(2))
        await both.say(TEAM, "U02BOB", "volunteer note taker")
        await both.install(TEAM)
        await both.until(at(6))
        session = await both.bot.service.session("small")

        assert session is not None
        assert [person.account for person in session.rosters[0].people] == [f"slack:{TEAM}/U02BOB"]
        assert json.dumps(both.said(TEAM)).count("Now: Draft One") == 1


async def test_chair_is_told_alone_while_the_channel_cannot_be_had(tmp_path: Path) -> None:
    async with offices(tmp_path) as both:
        await both.install(TEAM)
        planned = replace(of_the_first(), items=tuple(replace(one, presenters=(CY,)) for one in of_the_first().items))
        await both.bot.service.open(planned, [])
        await both.until(at(-9))

        (told,) = both.said(TEAM, "D01ANN")
        assert told.startswith("Small WG: I cannot tell these presenters")
