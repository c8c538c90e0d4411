"""Nothing is lost and nothing heard twice, whatever happens to the event queue and to the bot's process."""

import asyncio

import pytest

from chatbot.messages import Message, paragraph
from chatbot.ports import Input
from tests.adapters.zulip.room import CHANNEL, OFFER, TOPIC, deeds, listening, mention, opened, presses, room, texts
from tests.fakes.memory import FakeMemory

pytestmark = pytest.mark.anyio


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


async def test_new_process_goes_on_in_the_queue_of_the_last_one() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, _):
        async with listening(chat) as ears:
            await ears.rest()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "between"))
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            heard = texts(await ears.next(1))
            await ears.rest()

        assert heard == ["between"]
        assert zulip.requests.count("POST /register") - zulip.requests.count("DELETE /events") == 1


async def test_new_process_whose_queue_was_lost_reads_back() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, _):
        async with listening(chat) as ears:
            await ears.rest()
        zulip.lose_queues()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "between"))
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(1)) == ["between"]


async def test_position_older_than_what_was_acknowledged_reads_back() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, _):
        async with listening(chat) as ears:
            await ears.rest()
            old = FakeMemory(memory.position)
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "once"))
            first = await ears.next(1)
            zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "twice"))
            first += await ears.next(1)
            await ears.rest()
        async with opened(zulip, old) as restarted, listening(restarted) as ears:
            assert [given.event_id for given in await ears.next(2)] == [given.event_id for given in first]


async def test_reactions_set_and_taken_away_while_no_process_ran_are_heard() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place):
        zulip.add_user("Bob")
        ref = await chat.post(place, OFFER, "k")
        async with listening(chat) as ears:
            zulip.react("Ann", ref)
            before = await ears.next(1)
            await ears.rest()
        zulip.lose_queues()
        zulip.unreact("Ann", ref)
        zulip.react("Bob", ref)
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            assert presses(before + await ears.next(2)) == [
                ("Ann", "raised_hand", True),
                ("Ann", "raised_hand", False),
                ("Bob", "raised_hand", True),
            ]
            assert await ears.rest() == []


async def test_live_message_is_read_back_however_many_came_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatbot.adapters.zulip.reader.OWN_MESSAGES", 1)
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        await chat.post(place, Message((paragraph("Something later."),)), "k2")
        memory.standing = [ref, "999"]
        await ears.rest()
        zulip.stop()
        zulip.lose_queues()
        zulip.react("Ann", ref)
        zulip.start()

        assert presses(await ears.next(1)) == [("Ann", "raised_hand", True)]
        assert memory.deleted == ["999"]


async def test_reaction_that_never_came_to_the_queue_is_seen_at_the_next_start() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place):
        ref = await chat.post(place, OFFER, "k")
        async with listening(chat) as ears:
            zulip.unsubscribe(zulip.bot_id, CHANNEL)
            zulip.react("Ann", ref)
            assert await ears.rest() == []
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            assert presses(await ears.next(1)) == [("Ann", "raised_hand", True)]


async def test_input_stays_with_the_server_until_it_is_taken() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, _):
        asked = asyncio.Event()

        async def take(_: Input) -> None:
            asked.set()
            await asyncio.Event().wait()

        listener = asyncio.create_task(chat.listen(take))
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unfinished"))
        await asyncio.wait_for(asked.wait(), 60)
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(1)) == ["unfinished"]


async def test_bot_and_people_renamed_while_the_queue_was_lost_are_known_by_both_names() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "agenda"))
        inputs = await ears.next(1)
        zulip.stop()
        zulip.lose_queues()
        zulip.say("Ann", CHANNEL, TOPIC, "@**Agenda Bot** next")
        zulip.rename_user("Ann", "Ann B.")
        zulip.rename_user("Agenda Bot", "Session Bot")
        zulip.say("Ann B.", CHANNEL, TOPIC, "@**Session Bot** now")
        zulip.start()
        inputs += await ears.next(2)

        assert texts(inputs) == ["agenda", "next", "now"]
        assert [given.actor.name for given in deeds(inputs)] == ["Ann", "Ann B.", "Ann B."]


async def test_bot_renamed_while_no_process_ran_is_known_by_both_names() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, _):
        async with listening(chat) as ears:
            await ears.rest()
        zulip.say("Ann", CHANNEL, TOPIC, "@**Agenda Bot** next")
        zulip.rename_user("Agenda Bot", "Session Bot")
        zulip.say("Ann", CHANNEL, TOPIC, "@**Session Bot** now")
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            assert texts(await ears.next(2)) == ["next", "now"]


async def test_administrator_who_is_none_any_more_has_no_rights_after_a_lost_queue() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.promote("Ann", 200)
        zulip.whisper("Ann", "agenda")
        inputs = await ears.next(1)
        zulip.stop()
        zulip.lose_queues()
        zulip.promote("Ann", 400)
        zulip.whisper("Ann", "agenda")
        zulip.start()
        inputs += await ears.next(1)

        assert [given.actor.admin for given in deeds(inputs)] == [True, False]


async def test_input_refused_for_a_moment_comes_again() -> None:
    async with room() as (zulip, chat, _):
        offered: asyncio.Queue[Input] = asyncio.Queue()

        async def take(given: Input) -> None:
            await offered.put(given)
            if offered.qsize() == 1:
                raise RuntimeError("the database is away")

        listener = asyncio.create_task(chat.listen(take))
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "next"))
        async with asyncio.timeout(60):
            while offered.qsize() < 2:
                await asyncio.sleep(0.01)
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)

        assert offered.get_nowait() == offered.get_nowait()
