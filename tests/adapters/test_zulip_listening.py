"""What the Zulip chat hears, and that it hears it once, whatever happens to the event queue."""

import asyncio

import pytest

from chatbot.adapters.zulip import Cursor
from chatbot.core.agenda import Place
from chatbot.messages import Button, Buttons, Message, paragraph
from chatbot.ports import Input, Pressed, Said
from tests.adapters.zulip_room import CHANNEL, TOPIC, listening, mention, opened, room
from tests.fakes.zulip import FakeZulip

pytestmark = pytest.mark.anyio

OFFER = Message((paragraph("Note takers, please."), Buttons((Button("raised_hand", "Note taker", "v", "w"),))))


def texts(inputs: list[Input]) -> list[str]:
    return [given.text for given in inputs if isinstance(given, Said)]


def presses(inputs: list[Input]) -> list[tuple[str, str, bool]]:
    return [(given.actor.name, given.sign, given.on) for given in inputs if isinstance(given, Pressed)]


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


async def test_lost_queue_loses_no_message_and_repeats_none() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "before"))
        before = await ears.next(1)
        zulip.stop()
        zulip.lose_queues()
        for number in range(5):
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, f"{number}"))
        zulip.whisper("Ann", "private")
        zulip.start()
        meanwhile = await ears.next(6)
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "after"))

        assert texts(before + meanwhile + await ears.next(1)) == ["before", *"01234", "private", "after"]
        assert await ears.rest() == []


async def test_lost_queue_loses_no_reaction_and_repeats_none() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        zulip.add_user("Bob")
        ref = await chat.post(place, OFFER, "k")
        zulip.react("Ann", ref)
        before = await ears.next(1)
        zulip.stop()
        zulip.lose_queues()
        zulip.unreact("Ann", ref)
        zulip.react("Bob", ref)
        zulip.start()
        meanwhile = await ears.next(2)
        zulip.react("Ann", ref)
        after = await ears.next(1)

        assert presses(before + meanwhile + after) == [
            ("Ann", "raised_hand", True),
            ("Ann", "raised_hand", False),
            ("Bob", "raised_hand", True),
            ("Ann", "raised_hand", True),
        ]
        assert await ears.rest() == []


async def test_queue_lost_at_rest_is_replaced() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        for number in range(3):
            zulip.lose_queues()
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, f"{number}"))

        assert texts(await ears.next(3)) == ["0", "1", "2"]


async def test_interrupted_server_is_heard_again() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.stop()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "still here?"))
        zulip.start()

        assert texts(await ears.next(1)) == ["still here?"]


async def test_new_process_with_the_cursor_goes_on_in_the_same_queue() -> None:
    async with room() as (zulip, chat, _):
        cursor = chat.cursor
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "between"))
        async with opened(zulip, cursor) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(1)) == ["between"]
            registered = zulip.requests.count("POST /register")

        assert registered == 1


async def test_new_process_with_the_cursor_of_a_lost_queue_reads_back() -> None:
    async with room() as (zulip, chat, _):
        cursor = chat.cursor
        zulip.lose_queues()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "between"))
        async with opened(zulip, cursor) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(1)) == ["between"]


async def test_cursor_older_than_what_was_acknowledged_reads_back() -> None:
    async with room() as (zulip, chat, _):
        old = chat.cursor
        async with listening(chat) as ears:
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "once"))
            first = await ears.next(1)
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "twice"))
            first += await ears.next(1)
            await ears.rest()
        async with opened(zulip, old) as restarted, listening(restarted) as ears:
            assert [given.event_id for given in await ears.next(2)] == [given.event_id for given in first]


async def test_input_stays_with_the_server_until_it_is_taken() -> None:
    async with room() as (zulip, chat, _):
        asked = asyncio.Event()

        async def take(_: Input) -> None:
            asked.set()
            await asyncio.Event().wait()

        listener = asyncio.create_task(chat.listen(take))
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unfinished"))
        await asyncio.wait_for(asked.wait(), 10)
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
        async with opened(zulip, chat.cursor) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(1)) == ["unfinished"]


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

        assert [given.actor.name for given in inputs] == ["Ann", "Ann B.", "Ann B."]
        assert texts(inputs) == ["next"]


async def test_input_refused_for_a_moment_comes_again() -> None:
    async with room() as (zulip, chat, _):
        offered: asyncio.Queue[Input] = asyncio.Queue()

        async def take(given: Input) -> None:
            await offered.put(given)
            if offered.qsize() == 1:
                raise RuntimeError("the database is away")

        listener = asyncio.create_task(chat.listen(take))
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "next"))
        async with asyncio.timeout(10):
            while offered.qsize() < 2:
                await asyncio.sleep(0.01)
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)

        assert offered.get_nowait() == offered.get_nowait()


async def test_cursor_names_queue_event_and_message() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        fresh = chat.cursor
        number = zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "next"))
        await ears.next(1)
        await ears.rest()

        assert fresh == Cursor("fake-1", -1, -1)
        assert chat.cursor is not None
        assert (chat.cursor.queue_id, chat.cursor.last_message_id) == ("fake-1", number)


async def test_two_servers_have_different_events() -> None:
    with FakeZulip() as one, FakeZulip() as two:
        heard: list[Input] = []
        for zulip in (one, two):
            zulip.add_user("Ann")
            async with opened(zulip) as chat, listening(chat) as ears:
                zulip.whisper("Ann", "agenda")
                heard += await ears.next(1)

        assert len({given.event_id for given in heard}) == 2
