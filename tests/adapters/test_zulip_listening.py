"""What the Zulip chat hears, and that it hears it once, whatever happens to the event queue."""

import asyncio
import re
from datetime import timedelta

import pytest

from chatbot.core.agenda import Place
from chatbot.messages import Button, Buttons, Message, paragraph
from chatbot.ports import Deed, Input, Pressed, Said, ShutOut
from tests.adapters.zulip_room import CHANNEL, TOPIC, listening, mention, opened, room
from tests.fakes.memory import FakeMemory
from tests.fakes.zulip import FakeZulip

pytestmark = pytest.mark.anyio

OFFER = Message((paragraph("Note takers, please."), Buttons((Button("raised_hand", "Note taker", "v", "w"),))))


def texts(inputs: list[Input]) -> list[str]:
    return [given.text for given in inputs if isinstance(given, Said)]


def deeds(inputs: list[Input]) -> list[Deed]:
    return [given for given in inputs if isinstance(given, Deed)]


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


async def test_deleted_message_is_said_to_be_gone() -> None:
    memory = FakeMemory()
    async with room(memory=memory) as (zulip, chat, place), listening(chat) as ears:
        ref = await chat.post(place, OFFER, "k")
        zulip.delete(ref)
        await ears.rest()

        assert memory.deleted == [ref]


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


async def test_reaction_left_on_another_message_is_told_with_one_taken_away() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        old, new = [await chat.post(place, OFFER, f"k{number}") for number in range(2)]
        zulip.react("Ann", old)
        zulip.react("Ann", new)
        zulip.unreact("Ann", old)
        inputs = await ears.next(3)

        assert [given.elsewhere for given in inputs if isinstance(given, Pressed)] == [(), (old,), (new,)]


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


async def test_two_servers_have_different_events() -> None:
    with FakeZulip() as one, FakeZulip() as two:
        heard: list[Input] = []
        for zulip in (one, two):
            zulip.add_user("Ann")
            async with opened(zulip) as chat, listening(chat) as ears:
                zulip.whisper("Ann", "agenda")
                heard += await ears.next(1)

        assert len({given.event_id for given in heard}) == 2
