"""People, and a Slack, that do what nobody should: nothing is lost, nobody is woken, and each gets a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.core.agenda import Role
from tests.fakes.slack_world import GENERAL
from tests.scenarios.slack_room import agenda, slack_room
from tests.scenarios.stage import at

pytestmark = pytest.mark.anyio


async def test_flood_of_presses_leaves_the_places_right_and_the_room_quiet(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(-9))
        (request,) = room.slack.messages()
        names = [f"P{number}" for number in range(12)]
        presses = [room.slack.press(name, request.ref, sign) for sign in ("raised_hand",) * 8 for name in names]
        for press in presses:
            await room.after(press)
        await room.until(at(0))
        session = await room.bot.service.session("small")

        assert session is not None
        (roster,) = session.rosters
        assert (len(roster.people), len(roster.waiting)) == (2, 10)
        assert {person.name for person in (*roster.people, *roster.waiting)} == set(names)
        assert sum("Now: Welcome" in line for line in room.said()) == 1
        assert len(room.said()) == 3


@pytest.mark.parametrize(
    ("name", "shown_as"),
    [
        ("<!channel>", "<!channel>"),
        ("<@U01ANN|x>", "<@U01ANN|x>"),
        ("&amp; <https://x.example|y>", "&amp; <https://x.example|y>"),
        ("\u202egnorw\u2066", "gnorw"),
        ("Bob\nNow: Draft Nine", "Bob Now: Draft Nine"),
        ("N" * 3_000, "N" * 80),
        ("*_~`", "*_~`"),
        (" \t ", "Example"),
    ],
)
async def test_name_stays_a_name_whatever_it_is(tmp_path: Path, name: str, shown_as: str) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1))) as room:
        room.slack.world.people[name] = "U9EVIL"
        await room.until(at(-9))
        (request,) = room.slack.messages()
        await room.after(room.slack.press(name, request.ref, "raised_hand"))
        (filled,) = room.slack.messages()
        (text, _) = filled.blocks

        sentence = f"Note taker: {shown_as}. Thank you."
        assert text["elements"] == [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": sentence}]},
        ]
        assert "<" not in filled.text


async def test_form_that_slack_opens_no_more_gives_way_to_words(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Bob"))
        room.slack.fail_next("views.open", "expired_trigger_id")
        await room.after(room.slack.press_home("Bob", "Sign up…"))
        words = room.told("Bob")[-1].removeprefix("The form did not open. Say ").removesuffix(" instead.")
        await room.after(room.slack.whisper("Bob", words))

        assert words == "small volunteer note taker"
        assert room.told("Bob")[-1].startswith("Thank you, Bob.")


async def test_form_that_cannot_hold_a_role_gives_way_to_words(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("r" * 200, 1))) as room:
        await room.after(room.slack.open_home("Bob"))
        await room.after(room.slack.press_home("Bob", "Sign up…"))

        assert room.told("Bob") == [f"The form did not open. Say small volunteer {'r' * 200} instead."]


async def test_form_that_is_sent_after_the_end_changes_nothing(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Bob"))
        await room.after(room.slack.press_home("Bob", "Sign up…"))
        await room.after(room.slack.say("Ann", "@sessiondesk end"))
        await room.after(room.slack.submit("Bob"))
        session = await room.bot.service.session("small")

        assert session is not None
        assert session.rosters[0].people == ()
        assert room.told("Bob")[-1].endswith("Nothing can be changed before a chair takes that back with undo.")


async def test_form_for_a_place_that_was_taken_meanwhile_makes_one_wait(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1))) as room:
        await room.after(room.slack.open_home("Bob"))
        await room.after(room.slack.press_home("Bob", "Sign up…"))
        await room.after(room.slack.command("Ann", "volunteer note taker"))
        await room.after(room.slack.submit("Bob"))

        assert room.told("Bob")[-1].startswith("All places for note takers are taken, by Ann.")


async def test_home_of_many_long_items_fits(tmp_path: Path) -> None:
    planned = agenda()
    items = tuple(replace(planned.items[1], title="é" * 600 + str(number), minutes=1) for number in range(100))
    several = [replace(planned, id=f"s{number}", title=f"WG {number}", items=items) for number in range(10)]
    async with slack_room(tmp_path, *several) as room:
        await room.after(room.slack.open_home("Bob"))

        assert room.home("Bob")[0].startswith("WG ")


async def test_every_envelope_twice_is_taken_once(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        for _ in range(2):
            sent = room.slack.tell(mention("extend 5") | {"user": "U01ANN"}, "Ev7")
            await room.after(sent)
        session = await room.bot.service.session("small")

        assert session is not None
        assert session.slots[0].extra == 5


@pytest.mark.parametrize("state", [{"archived": True}, {"member": False}])
async def test_channel_that_is_closed_to_the_bot_is_told_what_is_worth_saying_afterwards(
    tmp_path: Path, state: dict[str, bool]
) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(-9))
        channel = room.slack.world.channels[GENERAL]
        for name, value in state.items():
            setattr(channel, name, value)
        await room.until(at(1))
        await room.after(room.slack.whisper("Bob", "volunteer note taker"))
        channel.archived, channel.member = False, True
        await room.until(at(6))

        announced = [line.partition(" (")[0] for line in room.said() if "Now: " in line]
        assert announced == ["Now: Draft One – <@U02BOB>"]
        assert room.told("Bob")[-1].startswith("Thank you, Bob.")


async def test_chairs_are_told_once_when_somebody_takes_the_bot_out_of_the_channel(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        for _ in range(2):
            await room.after(room.slack.tell({"type": "channel_left", "channel": GENERAL, "event_ts": "1.5"}, "Ev9"))

        assert [line.partition(" and may")[0] for line in room.told("Ann")] == [
            "I was taken out of the channel of Small WG"
        ]


async def test_bare_commands_are_heard_in_the_sessions_channel_where_the_agenda_has_them(tmp_path: Path) -> None:
    heard = {}
    for bare in (True, False):
        (folder := tmp_path / str(bare)).mkdir()
        async with slack_room(folder, replace(agenda(), bare_commands=bare)) as room:
            await room.until(at(1))
            for number, text in enumerate(("q+", "I think q+ is nice", "<@U0BOT> q?", "extend 5")):
                # With `message.channels` a mention comes as a message too.
                for kind in ("message", "app_mention") if "<@" in text else ("message",):
                    event = mention(text, stamp=f"1.{number}") | {"type": kind, "channel_type": "channel"}
                    await room.after(room.slack.tell(event | {"text": text}))
            session = await room.bot.service.session("small")
            assert session is not None
            assert session.slots[0].extra == 0
            heard[bare] = [person.person.name for person in session.queue.waiting], room.told("Bob")

    assert heard == {
        True: (["Bob"], ["You are in the queue: first. q- takes you out.", "1. Bob"]),
        False: ([], ["Nobody waits."]),
    }


@pytest.mark.parametrize(("groups", "extra"), [({"S01": ("U02BOB",)}, 5), ({"S01": ()}, 0), (None, 0)])
async def test_members_of_a_user_group_command_where_the_plan_has_groups(
    tmp_path: Path, groups: dict[str, tuple[str, ...]] | None, extra: int
) -> None:
    async with slack_room(tmp_path, replace(agenda(), chair_groups=("slack:group:S01",))) as room:
        room.slack.world.groups = groups
        await room.until(at(1))
        await room.after(room.slack.tell(mention("extend 5")))
        session = await room.bot.service.session("small")

        assert session is not None
        assert session.slots[0].extra == extra


async def test_user_groups_that_may_not_be_read_give_no_rights(tmp_path: Path) -> None:
    async with slack_room(tmp_path, replace(agenda(), chair_groups=("slack:group:S01",))) as room:
        room.slack.world.groups, room.slack.world.lacks_scopes = {"S01": ("U02BOB",)}, {"usergroups:read"}
        await room.until(at(1))
        await room.after(room.slack.tell(mention("extend 5")))
        session = await room.bot.service.session("small")

        assert session is not None
        assert session.slots[0].extra == 0
        assert room.told("Bob")[-1].startswith("Only")


def mention(text: str, stamp: str = "1.5") -> dict[str, str]:
    """Bob mentions the bot."""
    return {"type": "app_mention", "user": "U02BOB", "text": f"<@U0BOT> {text}", "ts": stamp, "channel": GENERAL}
