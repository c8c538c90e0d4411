"""What the Zulip chat hears, once each, and by whom it is said."""

import re
from datetime import timedelta

import pytest

from chatbot.core.agenda import Place
from chatbot.ports import Input, Pressed, Said
from tests.adapters.zulip.room import CHANNEL, OFFER, TOPIC, deeds, listening, mention, opened, presses, room, texts
from tests.fakes.memory import FakeMemory
from tests.fakes.zulip import FakeZulip

pytestmark = pytest.mark.anyio


async def test_channel_message_names_event_place_reply_and_person() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        number = zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "next"))
        (said,) = await ears.next(1)

        host = zulip.url.removeprefix("http://")
        assert isinstance(said, Said)
        assert (said.event_id, said.place, said.reply, said.actor.account, said.text) == (
            f"zulip:{host}:message:{number}",
            place,
            Place("zulip", place.channel, TOPIC, only="zulip:9"),
            "zulip:9",
            "next",
        )


async def test_deleted_message_is_said_to_be_gone() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.delete(ref)
        await ears.rest()

        assert memory.deleted == [ref]


async def test_reaction_left_on_another_message_is_told_with_one_taken_away() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        old, new = [await chat.post(place, OFFER, f"k{number}") for number in range(2)]
        zulip.react("Ann", old)
        zulip.react("Ann", new)
        zulip.unreact("Ann", old)
        inputs = await ears.next(3)

        assert [given.elsewhere for given in inputs if isinstance(given, Pressed)] == [(), (old,), (new,)]


async def test_groups_and_role_of_whoever_acts_are_handed_over() -> None:
    async with room() as (zulip, _, __):
        bob, cy = zulip.add_user("Bob"), zulip.add_user("Cy")
        below = zulip.add_group("wg-secretaries", [cy])
        chairs = zulip.add_group("wg-chairs", [bob], [below])
        zulip.promote(cy, 200)
        zulip.promote(bob, 600)
        async with opened(zulip) as chat, listening(chat) as ears:
            for name in ("Bob", "Cy", "Ann"):
                zulip.whisper(name, "agenda")
            before = await ears.next(3)
            zulip.leave_group(chairs, bob)
            zulip.join_group(below, "Ann")
            zulip.promote(cy, 400)
            for name in ("Bob", "Cy", "Ann"):
                zulip.whisper(name, "agenda")
            after = await ears.next(3)

        both = (f"zulip:group:{below}", f"zulip:group:{chairs}")
        assert [(given.actor.groups, given.actor.admin) for given in deeds(before + after)] == [
            (both[1:], False),
            (both, True),
            ((), False),
            ((), False),
            (both, False),
            (both, False),
        ]


async def test_direct_message_carries_the_channels_that_the_person_may_know_of() -> None:
    async with room() as (zulip, chat, place):
        zulip.add_user("Guest")
        zulip.promote("Guest", 600)
        secret = zulip.add_channel("secret", private=True)
        zulip.subscribe(zulip.bot_id, secret)
        async with listening(chat) as ears:
            zulip.whisper("Ann", "agenda")
            zulip.whisper("Guest", "agenda")
            heard = await ears.next(2)
            zulip.subscribe("Ann", secret)
            zulip.subscribe("Guest", CHANNEL)
            zulip.whisper("Ann", "agenda")
            zulip.whisper("Guest", "agenda")
            zulip.say("Guest", CHANNEL, TOPIC, mention(zulip, "agenda"))
            heard += await ears.next(3)

    public, both = frozenset({place.channel}), frozenset({place.channel, str(secret)})
    assert [one.sees for one in heard if isinstance(one, Said)] == [public, frozenset(), both, public, None]


async def test_edit_limit_that_changes_while_the_bot_runs_is_followed() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        windows = [chat.edit_window()]
        for seconds, allowed in ((60, True), (None, True), (3600, False)):
            zulip.let_edit(seconds, allowed=allowed)
            await ears.rest()
            windows.append(chat.edit_window())

        assert windows == [timedelta(minutes=10), timedelta(minutes=1), None, timedelta()]


async def test_group_that_is_deactivated_and_used_again_counts_again() -> None:
    async with room() as (zulip, _, __):
        group = zulip.add_group("wg-chairs", [9])
        asleep = zulip.add_group("wg-secretaries", [9])
        zulip.deactivate_group(asleep)
        async with opened(zulip) as chat, listening(chat) as ears:
            zulip.whisper("Ann", "agenda")
            zulip.deactivate_group(group)
            zulip.whisper("Ann", "agenda")
            zulip.reactivate_group(group)
            zulip.reactivate_group(asleep)
            zulip.whisper("Ann", "agenda")
            heard = await ears.next(3)

    both = (f"zulip:group:{group}", f"zulip:group:{asleep}")
    assert [given.actor.groups for given in deeds(heard)] == [both[:1], (), both]


async def test_many_who_speak_for_the_first_time_cost_few_requests() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        people = [f"Person {number}" for number in range(12)]
        for name in people:
            zulip.add_user(name)
            zulip.say(name, CHANNEL, TOPIC, mention(zulip, "now"))
        heard = await ears.next(12)

        looked_up = [one for one in zulip.requests if re.fullmatch(r"GET /users/\d+", one)]
        assert [given.actor.name for given in deeds(heard)] == people
        assert (len(looked_up), zulip.requests.count("GET /users")) == (3, 1)


async def test_people_mentioned_are_named_and_known_by_account() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        bob, other = zulip.add_user("Bob"), zulip.add_user("Bob")
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, f"chair add @**Bob|{other}**"))
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "chair add @_**Ann**, please"))
        given = await ears.next(2)

        said = [one for one in given if isinstance(one, Said)]
        assert [(one.text, [(who.account, who.name) for who in one.mentions]) for one in said] == [
            ("chair add Bob", [(f"zulip:{other}", "Bob")]),
            ("chair add Ann, please", [("zulip:9", "Ann")]),
        ]
        assert bob != other


async def test_edited_message_is_no_command() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        number = zulip.say("Ann", CHANNEL, TOPIC, "hello")
        zulip.rewrite(number, mention(zulip, "next"))

        assert await ears.rest() == []


async def test_add_remove_add_are_three_events() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.react("Ann", ref)
        zulip.unreact("Ann", ref)
        zulip.react("Ann", ref)
        inputs = await ears.next(3)

        assert [on for _, _, on in presses(inputs)] == [True, False, True]
        assert len({given.event_id for given in inputs}) == 3


async def test_reaction_under_another_name_of_the_emoji_is_the_same_sign() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.react("Ann", ref, "hand")
        zulip.react("Ann", ref, "note")

        assert presses(await ears.next(2)) == [("Ann", "raised_hand", True), ("Ann", "memo", True)]


async def test_emoji_that_is_no_sign_is_not_heard() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.react("Ann", ref, "smile")

        assert await ears.rest() == []


async def test_other_bots_are_not_heard() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        zulip.add_user("Other Bot", is_bot=True)
        ref = await chat.post(place, OFFER, "k")
        zulip.say("Other Bot", CHANNEL, TOPIC, mention(zulip, "next"))
        zulip.whisper("Other Bot", "next")
        zulip.react("Other Bot", ref)

        assert await ears.rest() == []


@pytest.mark.parametrize(
    "text",
    [
        "@**all** hello",
        "@**topic** hello",
        "> @**Agenda Bot** next",
        "```quote\n@**Agenda Bot** next\n```\nwhat was that?",
        "`@**Agenda Bot** next` is what you write",
        "@_**Agenda Bot|8** is asleep",
        "Agenda Bot next",
    ],
)
async def test_what_does_not_address_the_bot_is_not_heard(text: str) -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.say("Ann", CHANNEL, TOPIC, text)

        assert await ears.rest() == []


async def test_conversation_of_several_people_is_not_heard_without_a_mention() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.add_user("Bob")
        zulip.whisper("Ann", "next", "Bob")
        zulip.whisper("Ann", mention(zulip, "agenda"), "Bob")

        assert texts(await ears.next(1) + await ears.rest()) == ["agenda"]


async def test_renamed_people_and_renamed_bot_are_known_by_their_new_names() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.react("Ann", ref)
        inputs = await ears.next(1)
        zulip.rename_user("Ann", "Ann B.")
        zulip.rename_user(zulip.bot_name, "Session Bot")
        zulip.unreact("Ann B.", ref)
        zulip.say("Ann B.", CHANNEL, TOPIC, "@**Session Bot** next")
        inputs += await ears.next(2)

        assert [given.actor.name for given in deeds(inputs)] == ["Ann", "Ann B.", "Ann B."]
        assert texts(inputs) == ["next"]


async def test_two_servers_have_different_events() -> None:
    with FakeZulip() as one, FakeZulip() as two:
        heard: list[Input] = []
        for zulip in (one, two):
            zulip.add_user("Ann")
            async with opened(zulip) as chat, listening(chat) as ears:
                zulip.whisper("Ann", "agenda")
                heard += await ears.next(1)

        assert len({given.event_id for given in heard}) == 2
