"""Sessions go along with their topics and channels, and the bot comes back where it was taken out."""

import pytest

from chatbot.core.agenda import Place
from chatbot.ports import ShutOut
from tests.adapters.zulip.room import CHANNEL, OFFER, TOPIC, listening, mention, opened, presses, room, texts
from tests.fakes.memory import FakeMemory

pytestmark = pytest.mark.anyio


async def test_renamed_topic_is_followed() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        memory.places[ref] = place
        zulip.rename_topic("Ann", CHANNEL, TOPIC, "✔ " + TOPIC)
        await ears.rest()
        await chat.post(place, OFFER, "k2")  # it was on its way to the old name

        assert memory.places == {ref: Place("zulip", place.channel, "✔ " + TOPIC)}
        assert {one.topic for one in zulip.messages(CHANNEL)} == {"✔ " + TOPIC}


async def test_topic_moved_to_another_channel_is_followed() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        hall = zulip.add_channel("hall")
        ref = await chat.post(place, OFFER, "k")
        memory.places[ref] = place
        zulip.move_topic("Ann", CHANNEL, TOPIC, "hall")
        await ears.rest()
        await chat.post(place, OFFER, "k2")

        assert zulip.bot_id in zulip.subscribers("hall")
        assert memory.places == {ref: Place("zulip", str(hall), TOPIC)}
        assert (len(zulip.messages(CHANNEL)), len(zulip.messages("hall"))) == (0, 2)


async def test_message_taken_out_of_the_topic_does_not_take_the_session_along() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        first = await chat.post(place, OFFER, "k")
        memory.places[first] = place
        await chat.post(place, OFFER, "k2")
        zulip.move_message("Ann", first, "Off topic")
        await ears.rest()

        assert memory.places == {}


async def test_later_half_of_a_topic_takes_a_session_along_that_began_in_it() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        early = await chat.post(place, OFFER, "an answer, before the session had posted anything")
        begin = await chat.post(place, OFFER, "k")
        memory.places[begin] = place
        zulip.say("Ann", CHANNEL, TOPIC, "This goes to a topic of its own.")
        zulip.move_later("Ann", begin, "Session")
        await ears.rest()

        assert memory.places == {begin: Place("zulip", place.channel, "Session")}
        assert [one.id for one in zulip.messages(CHANNEL, TOPIC)] == [int(early)]


async def test_later_half_of_a_topic_takes_only_the_session_along_that_began_in_it() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        morning, noon = [await chat.post(place, OFFER, f"k{number}") for number in range(2)]
        memory.places |= {morning: place, noon: place}
        zulip.move_later("Ann", noon, "Noon")
        await ears.rest()
        await chat.post(place, OFFER, "the morning goes on")

        assert memory.places == {morning: place, noon: Place("zulip", place.channel, "Noon")}
        assert len(zulip.messages(CHANNEL, TOPIC)) == 2


async def test_later_half_of_a_topic_leaves_a_session_that_began_before_it() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        begin = await chat.post(place, OFFER, "k")
        memory.places[begin] = place
        later = zulip.say("Ann", CHANNEL, TOPIC, "Off topic: where is lunch?")
        zulip.move_later("Ann", later, "Lunch")
        await ears.rest()

        assert memory.places == {begin: place}


async def test_only_message_of_the_bot_takes_the_session_along() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        first = await chat.post(place, OFFER, "k")
        memory.places[first] = place
        zulip.move_message("Ann", first, "Elsewhere")
        await ears.rest()

        assert memory.places == {first: Place("zulip", place.channel, "Elsewhere")}


async def test_session_taken_out_of_sight_is_nowhere_until_it_is_seen_again() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        den = zulip.add_channel("den", private=True)
        zulip.subscribe("Ann", "den")
        refs = [await chat.post(place, OFFER, f"k{number}") for number in range(2)]
        memory.places[refs[0]] = place
        zulip.move_topic("Ann", CHANNEL, TOPIC, "den")
        told = await ears.next(1)
        nowhere = dict(memory.places)
        zulip.subscribe(zulip.bot_id, "den")
        await ears.rest()

        assert isinstance(told[0], ShutOut)
        assert (nowhere, memory.deleted) == ({refs[0]: Place("zulip", "", TOPIC)}, [])
        assert memory.places == {refs[0]: Place("zulip", str(den), TOPIC)}


async def test_topic_renamed_while_nobody_listened_is_looked_for() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place):
        ref = await chat.post(place, OFFER, "k")
        memory.places |= {ref: place, "999": place}
        async with listening(chat) as ears:
            await ears.rest()
        zulip.rename_topic("Ann", CHANNEL, TOPIC, "Hallway")
        zulip.lose_queues()
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            await ears.rest()

        assert memory.places == {ref: Place("zulip", place.channel, "Hallway")}


async def test_bot_taken_out_of_a_channel_comes_back_and_hears_what_it_missed() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        memory.held = {place.channel}
        ref = await chat.post(place, OFFER, "k")
        await ears.rest()
        zulip.stop()
        zulip.unsubscribe(zulip.bot_id, CHANNEL)
        zulip.say("Ann", CHANNEL, TOPIC, "no word to the bot")
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unheard"))
        zulip.react("Ann", ref)
        zulip.start()
        missed = await ears.next(2)
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "heard"))
        zulip.unreact("Ann", ref)

        assert texts(missed + (after := await ears.next(2))) == ["unheard", "heard"]
        assert presses(missed + after) == [("Ann", "raised_hand", True), ("Ann", "raised_hand", False)]
        assert zulip.bot_id in zulip.subscribers(CHANNEL)
        assert await ears.rest() == []


async def test_bot_that_may_not_come_back_says_so_and_catches_up_when_it_is_let_in() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        memory.held = {place.channel}
        zulip.make_private(CHANNEL)
        zulip.unsubscribe(zulip.bot_id, CHANNEL)
        (told,) = await ears.next(1)
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unheard"))
        zulip.subscribe(zulip.bot_id, CHANNEL)

        assert isinstance(told, ShutOut)
        assert told.place == Place("zulip", place.channel)
        assert texts(await ears.next(1) + await ears.rest()) == ["unheard"]


async def test_bot_leaves_a_channel_without_sessions_alone() -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.unsubscribe(zulip.bot_id, CHANNEL)

        assert await ears.rest() == []
        assert zulip.bot_id not in zulip.subscribers(CHANNEL)


async def test_bot_taken_out_while_the_queue_was_lost_comes_back() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        memory.held = {place.channel}
        await ears.rest()
        zulip.stop()
        zulip.unsubscribe(zulip.bot_id, CHANNEL)
        zulip.lose_queues()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unheard"))
        zulip.start()

        assert texts(await ears.next(1)) == ["unheard"]


async def test_new_process_reads_back_where_the_last_one_was_taken_out() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place):
        memory.held = {place.channel}
        async with listening(chat) as ears:
            await ears.rest()
        zulip.unsubscribe(zulip.bot_id, CHANNEL)
        zulip.lose_queues()
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, "unheard"))
        async with opened(zulip, memory) as restarted:
            await restarted.resolve(Place("zulip", CHANNEL, TOPIC))
            async with listening(restarted) as ears:
                assert texts(await ears.next(1)) == ["unheard"]


async def test_message_posted_while_the_bot_was_taken_out_is_not_taken_for_deleted() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place):
        async with listening(chat) as ears:
            zulip.unsubscribe(zulip.bot_id, CHANNEL)
            memory.standing = [await chat.post(place, OFFER, "k")]
            memory.held = {place.channel}
            await ears.rest()
        async with opened(zulip, memory) as restarted, listening(restarted) as ears:
            await ears.rest()

        assert memory.deleted == []


async def test_topic_of_other_people_that_is_renamed_moves_nothing() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        memory.places[ref] = place
        zulip.say("Ann", CHANNEL, "lunch", "Where?")
        zulip.rename_topic("Ann", CHANNEL, "lunch", "dinner")
        await ears.rest()
        await chat.post(place, OFFER, "k2")

        assert memory.places == {ref: place}
        assert len(zulip.messages(CHANNEL, TOPIC)) == 2
