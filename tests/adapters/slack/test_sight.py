"""Which channels somebody may know of, by Slack's word on who is in them; without that word none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from chatbot.adapters.slack.sentences import UNSEEN
from chatbot.adapters.slack.sight import Sight
from chatbot.adapters.slack.wire import Wire
from chatbot.adapters.slack.workspaces import OneWorkspace, Workspace
from chatbot.clock import StepClock, WallClock
from chatbot.core.agenda import Participant
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import GENERAL, Channel

pytestmark = pytest.mark.anyio

ANN, BOB = Participant("slack:U01ANN", "Ann"), Participant("slack:U02BOB", "Bob")
STRANGER = Participant("slack:T99/U7EVE", "Eve")
PRIVATE = "C02PRIVATE"
BOTH, PUBLIC, NONE = frozenset({GENERAL, PRIVATE}), frozenset({GENERAL}), frozenset[str]()


class Bench:
    """A workspace with sessions in a public and in a private channel."""

    def __init__(self, slack: FakeSlack, workspace: Workspace, clock: StepClock) -> None:
        self.slack = slack
        self.private = slack.world.channels[PRIVATE] = Channel(PRIVATE, "private", private=True, members=["U01ANN"])
        self._workspace = workspace
        self._clock = clock
        self._sight = Sight(clock)
        for channel in (GENERAL, PRIVATE):
            self._sight.note(workspace, channel)

    async def sees(self, person: Participant, of: Workspace | None = None) -> frozenset[str]:
        return await self._sight.of(of or self._workspace, person)

    async def guest_sees(self, person: Participant) -> frozenset[str]:
        return await self._sight.of_guest(self._workspace, person)

    def pass_time(self, by: timedelta) -> None:
        self._clock.move_to(self._clock.now() + by)

    def asked(self) -> int:
        """How often Slack was asked since the last look."""
        number = sum(one.method.startswith("conversations.") for one in self.slack.calls)
        self.slack.calls.clear()
        return number


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    with FakeSlack() as slack:
        wire, clock = Wire(slack.api_url, 5.0), StepClock(WallClock().now())
        workspaces = OneWorkspace(wire, slack.bot_token)
        await workspaces.open()
        try:
            yield Bench(slack, await workspaces.of(""), clock)
        finally:
            await wire.close()


async def test_private_channel_is_known_to_who_is_in_it_however_many_pages_they_fill() -> None:
    async with bench() as one:
        one.private.members = ["U1", "U2", "U3", "U4", "U01ANN"]

        assert (await one.sees(ANN), await one.sees(BOB)) == (BOTH, PUBLIC)


async def test_guest_and_stranger_know_the_channels_that_they_are_in() -> None:
    async with bench() as one:
        one.slack.world.channels[GENERAL].members = ["U02BOB"]
        one.private.members = ["U7EVE"]

        assert [await one.guest_sees(person) for person in (ANN, BOB, STRANGER)] == [NONE, PUBLIC, {PRIVATE}]


async def test_channels_of_another_workspace_are_out_of_sight() -> None:
    async with bench() as one:
        one.slack.world.team = "T02OTHER"
        wire = Wire(one.slack.api_url, 5.0)
        other = OneWorkspace(wire, one.slack.bot_token)
        await other.open()
        seen = await one.sees(ANN, of=await other.of(""))
        await wire.close()

        assert seen == NONE


async def test_without_the_scope_nobody_knows_of_the_channel_and_that_is_said_once() -> None:
    async with bench() as one:
        one.slack.world.lacks_scopes = {"groups:read"}
        with capture_logs() as logs:
            seen = [await one.sees(ANN)]
            one.pass_time(timedelta(minutes=2))
            seen.append(await one.sees(ANN))

        said = [line for line in logs if line["event"] == "slack_members_unknown"]
        assert seen == [PUBLIC, PUBLIC]
        assert [(line["channel"], line["what_to_do"]) for line in said] == [(PRIVATE, UNSEEN)]


async def test_channel_that_became_private_is_known_to_its_members_alone_within_a_minute() -> None:
    async with bench() as one:
        before = await one.sees(BOB)
        one.slack.world.channels[GENERAL].private = True
        one.slack.world.channels[GENERAL].members = ["U01ANN"]
        one.pass_time(timedelta(seconds=61))

        assert (before, await one.sees(BOB), await one.sees(ANN)) == (PUBLIC, NONE, BOTH)


async def test_slack_is_asked_once_a_minute_for_everybody() -> None:
    async with bench() as one:
        one.private.members = []
        for person in (ANN, BOB, ANN):
            await one.sees(person)
        first = one.asked()
        await one.sees(BOB)
        kept = one.asked()
        one.pass_time(timedelta(seconds=61))
        await one.sees(ANN)

        assert (first, kept, one.asked()) == (3, 0, 3)


async def test_what_slack_said_counts_for_five_minutes_when_it_says_nothing() -> None:
    async with bench() as one:
        seen = [await one.sees(ANN)]
        for minutes in (2, 4):
            for _ in range(2):
                one.slack.fail_next("conversations.info", "ratelimited", 429)
            one.pass_time(timedelta(minutes=minutes))
            seen.append(await one.sees(ANN))

        assert seen == [BOTH, BOTH, NONE]
