"""Who learns of a session in a private channel: in the channel everybody, elsewhere only who is in it or chairs it."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.core.agenda import Agenda, Place
from tests.fakes.slack_world import Channel
from tests.scenarios.slack_room import SlackRoom, agenda, slack_room
from tests.scenarios.stage import at

pytestmark = pytest.mark.anyio

PRIVATE = "C02PRIVATE"
NOTHING = "No session is set up here."


def secret() -> Agenda:
    """Ann chairs it; Bob presents in it."""
    return replace(agenda(), id="secret", title="Secret WG", group="secret", places=(Place("slack", PRIVATE),))


async def learned(room: SlackRoom, name: str) -> tuple[list[str], list[str]]:
    """What somebody learns by direct message, and on the Home."""
    for text in ("secret chairs", "chairs"):
        await room.after(room.slack.whisper(name, text))
    await room.after(room.slack.open_home(name))
    return room.told(name), [line for line in room.home(name) if "Secret" in line]


@pytest.mark.parametrize(
    ("name", "members", "knows"),
    [("Cy", ["U9CY"], True), ("Cy", [], False), ("Ann", [], True)],
)
async def test_direct_message_and_home_know_it_for_members_and_chairs(
    tmp_path: Path, name: str, members: list[str], knows: bool
) -> None:
    async with slack_room(tmp_path) as room:
        room.slack.world.people["Cy"] = "U9CY"
        room.slack.world.channels[PRIVATE] = Channel(PRIVATE, "private", private=True, members=members)
        await room.open(secret())
        told, home = await learned(room, name)

        assert told == (["Chair: Ann"] if knows else [NOTHING]) * 2
        assert bool(home) is knows


async def test_slash_command_in_another_channel_does_not_know_it(tmp_path: Path) -> None:
    async with slack_room(tmp_path) as room:
        room.slack.world.channels[PRIVATE] = Channel(PRIVATE, "private", private=True, members=["U01ANN"])
        await room.open(secret())
        await room.after(room.slack.command("Bob", "secret agenda"))

        assert room.told("Bob") == [NOTHING]


async def test_guest_knows_sessions_of_their_own_channels_alone(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        room.slack.world.rights["U02BOB"] = {"is_restricted": True}
        await room.until(at(1))
        await room.after(room.slack.whisper("Bob", "chairs"))
        room.slack.world.channels[room.slack.channel].members = ["U02BOB"]
        await room.after(room.slack.say("Bob", "@sessiondesk chairs"))

        assert room.told("Bob")[-1] == NOTHING
        assert any(line.startswith("Chair: Ann") for line in room.said())


async def test_without_the_scope_for_private_channels_chairs_alone_are_answered(tmp_path: Path) -> None:
    async with slack_room(tmp_path) as room:
        room.slack.world.channels[PRIVATE] = Channel(PRIVATE, "private", private=True)
        room.slack.world.lacks_scopes = {"groups:read"}
        await room.open(secret())
        answers = [await learned(room, name) for name in ("Bob", "Ann")]

        assert [told for told, _ in answers] == [[NOTHING] * 2, ["Chair: Ann"] * 2]
