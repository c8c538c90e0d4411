"""What Slack's word on a person gives: names, groups, and administration; and that its silence gives nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from chatbot.adapters.slack.people import People
from chatbot.adapters.slack.wire import Wire
from chatbot.adapters.slack.workspaces import OneWorkspace, Workspace
from chatbot.clock import StepClock, WallClock
from chatbot.core.agenda import Participant
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio

ANN = Participant("slack:U01ANN", "ann")


@asynccontextmanager
async def known(slack: FakeSlack) -> AsyncIterator[tuple[People, Workspace, StepClock]]:
    wire, clock = Wire(slack.api_url, 5.0), StepClock(WallClock().now())
    workspaces = OneWorkspace(wire, slack.bot_token)
    await workspaces.open()
    try:
        yield People(clock), await workspaces.of(""), clock
    finally:
        await wire.close()


@pytest.mark.parametrize(
    ("rights", "admin"),
    [
        ({}, False),
        ({"is_admin": True}, True),
        ({"is_owner": True}, True),
        ({"is_admin": True, "is_restricted": True}, False),
        ({"is_owner": True, "deleted": True}, False),
    ],
)
async def test_admins_and_owners_may_administrate_and_guests_never(rights: dict[str, bool], admin: bool) -> None:
    with FakeSlack() as slack:
        slack.world.rights["U01ANN"] = dict(rights)
        async with known(slack) as (people, workspace, _):
            assert await people.acting(workspace, ANN) == Participant("slack:U01ANN", "Ann", admin=admin)


async def test_somebody_of_another_workspace_has_no_rights_by_it() -> None:
    stranger = replace(ANN, account="slack:T99/U01ANN")
    with FakeSlack() as slack:
        slack.world.rights["U01ANN"] = {"is_admin": True}
        slack.world.groups = {"S01CHAIRS": ("U01ANN",)}
        async with known(slack) as (people, workspace, _):
            assert await people.acting(workspace, stranger) == replace(stranger, name="Ann")


async def test_user_groups_are_known_and_asked_for_again_after_five_minutes() -> None:
    with FakeSlack() as slack:
        slack.world.groups = {"S01CHAIRS": ("U01ANN",), "S02OTHER": ("U02BOB",)}
        async with known(slack) as (people, workspace, clock):
            first = (await people.acting(workspace, ANN)).groups
            slack.world.groups = {"S01CHAIRS": ()}
            cached = (await people.acting(workspace, ANN)).groups
            clock.move_to(clock.now() + _minutes(5))
            later = (await people.acting(workspace, ANN)).groups

    assert (first, cached, later) == (("slack:group:S01CHAIRS",), ("slack:group:S01CHAIRS",), ())


async def test_workspace_without_user_groups_says_so_once() -> None:
    with FakeSlack() as slack, capture_logs() as logged:
        async with known(slack) as (people, workspace, clock):
            for _ in range(3):
                assert (await people.acting(workspace, ANN)).groups == ()
                clock.move_to(clock.now() + _minutes(15))

    assert [one["reason"] for one in logged if one["event"] == "slack_groups_absent"] == ["plan_upgrade_required"]


async def test_right_is_not_kept_when_slack_does_not_answer() -> None:
    with FakeSlack() as slack:
        slack.world.rights["U01ANN"] = {"is_admin": True}
        async with known(slack) as (people, workspace, clock):
            before = await people.acting(workspace, ANN)
            clock.move_to(clock.now() + _minutes(6))
            slack.fail_next("users.info", "internal_error")
            after = await people.acting(workspace, ANN)

    assert (before.admin, after.admin, after.name) == (True, False, "Ann")


async def test_people_mentioned_are_named_and_handed_over() -> None:
    with FakeSlack() as slack:
        slack.world.teams["U02BOB"] = "T99"
        async with known(slack) as (people, workspace, _):
            text, mentions = await people.named(workspace, "chair add <@U02BOB> and <@U01ANN>, not <@U02BOB>")

    assert (text, mentions) == (
        "chair add Bob and Ann, not Bob",
        (Participant("slack:T99/U02BOB", "Bob"), Participant("slack:U01ANN", "Ann")),
    )


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number, seconds=1)
