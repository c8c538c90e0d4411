"""What the Zulip chat posts, and what it says when that fails."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from chatbot.adapters.zulip import ZulipChat, markup
from chatbot.clock import WallClock
from chatbot.core.agenda import Place
from chatbot.messages import POLL_SIGNS, Bullets, Button, Buttons, Message, Text, paragraph
from chatbot.ports import Frozen, InDoubt, Misconfigured, NotSent, Rejected
from tests.adapters.zulip.room import CHANNEL, TOPIC, opened, room
from tests.fakes.memory import FakeMemory
from tests.fakes.zulip import FakeZulip

pytestmark = pytest.mark.anyio

HELLO = Message((paragraph("Hello, room."),))
SIGN_UP = Button("raised_hand", "Note taker", "volunteer note taker", "withdraw note taker")
QUEUE = Button("microphone", "Speak", "q+", "q-")
LONG = Message((Bullets(tuple((Text(f"{number} " + "word " * 20),) for number in range(200))),))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def offer(*buttons: Button) -> Message:
    return Message((paragraph("Please:"), Buttons(buttons)))


async def reactions(zulip: FakeZulip, ref: str, count: int) -> list[tuple[int, str]]:
    async with asyncio.timeout(60):
        while len(zulip.reactions(ref)) != count:
            await asyncio.sleep(0.01)
    return zulip.reactions(ref)


async def test_bad_gateway_after_storing_leaves_one_copy_in_doubt() -> None:
    async with room() as (zulip, chat, place):
        zulip.fail_next_reply()
        with pytest.raises(InDoubt):
            await chat.post(place, HELLO, "k")

        stored = [str(message.id) for message in zulip.messages(CHANNEL)]
        assert stored == [await chat.find(place, HELLO, "k", LONG_AGO)]


async def test_dropped_connection_leaves_one_copy_in_doubt() -> None:
    async with room() as (zulip, chat, place):
        zulip.lose_next_reply()
        with pytest.raises(InDoubt):
            await chat.post(place, HELLO, "k")

        stored = [str(message.id) for message in zulip.messages(CHANNEL)]
        assert stored == [await chat.find(place, HELLO, "k", LONG_AGO)]


async def test_reply_that_never_comes_is_in_doubt_within_the_limit() -> None:
    async with room(send_timeout=0.3) as (zulip, chat, place):
        zulip.hold_next_reply()
        async with asyncio.timeout(30):  # it would come after a minute
            with pytest.raises(InDoubt):
                await chat.post(place, HELLO, "k")

        assert await chat.post(place, HELLO, "k2") == str(zulip.messages(CHANNEL)[-1].id)


async def test_refused_connection_is_surely_not_sent() -> None:
    async with room() as (zulip, chat, place):
        zulip.stop()
        with pytest.raises(NotSent):
            await chat.post(place, HELLO, "k")
        with pytest.raises(NotSent):
            await chat.edit(place, "1", HELLO)
        with pytest.raises(NotSent):
            await chat.find(place, HELLO, "k", LONG_AGO)

        assert zulip.messages(CHANNEL) == []


async def test_rate_refusal_of_no_length_still_asks_for_a_wait() -> None:
    async with room() as (zulip, chat, place):
        zulip.refuse_next(0.0)
        with pytest.raises(NotSent) as refusal:
            await chat.post(place, HELLO, "k")

        assert refusal.value.retry_after == 1.0


async def test_used_up_budget_is_surely_not_sent_and_says_how_long() -> None:
    with FakeZulip() as zulip:
        number = zulip.add_channel(CHANNEL)
        chat = ZulipChat(
            zulip.url, zulip.bot_email, zulip.bot_key, FakeMemory(), WallClock(), 1.0, requests_per_minute=40
        )
        await chat.open()
        place = Place("zulip", str(number), TOPIC)
        outcomes = await asyncio.gather(*(chat.post(place, HELLO, "k") for _ in range(40)), return_exceptions=True)
        await chat.close()
        refused = [outcome for outcome in outcomes if isinstance(outcome, NotSent)]

        assert len(zulip.messages(CHANNEL)) == 40 - len(refused)
        assert refused[0].retry_after == pytest.approx(7.9, abs=1.0)


async def test_busy_connections_are_surely_not_sent() -> None:
    async with room(send_timeout=2) as (zulip, chat, place):
        for _ in range(3):
            zulip.hold_next_reply()
        outcomes = await asyncio.gather(*(chat.post(place, HELLO, f"{n}") for n in range(4)), return_exceptions=True)

        assert [type(outcome) for outcome in outcomes] == [InDoubt, InDoubt, InDoubt, NotSent]


@pytest.mark.parametrize("channel", ["no number", "٣"])
async def test_channel_that_is_no_id_is_rejected(channel: str) -> None:
    async with room() as (_, chat, _), asyncio.timeout(60):
        with pytest.raises(Rejected):
            await chat.post(Place("zulip", channel, "x"), HELLO, "k")


@pytest.mark.parametrize("account", ["slack:U1", "zulip:999", "zulip:x"])
async def test_direct_message_to_nobody_is_rejected(account: str) -> None:
    async with room() as (_, chat, _):
        with pytest.raises(Rejected):
            await chat.post(Place("zulip", "", only=account), HELLO, "k")


@pytest.mark.parametrize("ref", ["999", "x"])
async def test_edit_of_a_missing_message_says_that_it_is_gone(ref: str) -> None:
    async with room() as (_, chat, place):
        with pytest.raises(Frozen):
            await chat.edit(place, ref, HELLO)


async def test_long_topic_is_shortened_visibly_and_found_again() -> None:
    async with room() as (zulip, chat, place):
        long = Place("zulip", place.channel, "IP Security Maintenance and Extensions (IPsecME) WG at IETF 117")
        ref = await chat.post(long, HELLO, "k")

        assert [message.topic for message in zulip.messages(CHANNEL)] == [
            "IP Security Maintenance and Extensions (IPsecME) WG at IETF…"
        ]
        assert await chat.find(long, HELLO, "k", LONG_AGO) == ref


async def test_message_that_is_edited_in_place_is_cut_where_people_see_it() -> None:
    async with room() as (zulip, chat, place):
        await chat.post(place, replace(LONG, single=True), "k")
        (stored,) = zulip.messages(CHANNEL)

        assert stored.content.endswith("(The rest does not fit into one message.)")


async def test_find_looks_behind_a_hundred_later_messages() -> None:
    async with room() as (zulip, chat, place):
        zulip.rate_limit = 1000
        ref = await chat.post(place, HELLO, "k")
        for number in range(120):
            zulip.say(zulip.bot_id, CHANNEL, TOPIC, f"{number}")

        assert await chat.find(place, HELLO, "k", LONG_AGO) == ref


async def test_find_looks_into_direct_messages() -> None:
    async with room() as (_, chat, _):
        direct = Place("zulip", "", only="zulip:9")
        ref = await chat.post(direct, HELLO, "k")

        assert await chat.find(direct, HELLO, "k", LONG_AGO) == ref


async def test_buttons_are_seeded_in_order() -> None:
    async with room() as (zulip, chat, place):
        ref = await chat.post(place, offer(SIGN_UP, QUEUE), "k")

        assert await reactions(zulip, ref, 2) == [(zulip.bot_id, "270b"), (zulip.bot_id, "1f3a4")]


async def test_buttons_that_nobody_may_be_seen_to_press_are_not_seeded() -> None:
    async with room() as (zulip, chat, place):
        hidden = Message((Buttons((SIGN_UP,), unseen=True), Buttons((QUEUE,))))
        ref = await chat.post(place, hidden, "k")

        assert await reactions(zulip, ref, 1) == [(zulip.bot_id, "1f3a4")]


async def test_every_sign_of_a_poll_is_an_emoji_of_the_server() -> None:
    async with room() as (zulip, chat, place):
        options = tuple(Button(sign, sign, f"vote {sign}", "unvote") for sign in POLL_SIGNS)
        ref = await chat.post(place, offer(*options), "k")

        assert [code for _, code in await reactions(zulip, ref, 10)] == [markup.EMOJI[sign] for sign in POLL_SIGNS]


async def test_edit_keeps_the_buttons_that_stay_and_takes_away_those_that_go() -> None:
    async with room() as (zulip, chat, place):
        ref = await chat.post(place, offer(SIGN_UP, QUEUE), "k")
        await reactions(zulip, ref, 2)
        await chat.edit(place, ref, offer(QUEUE))

        assert await reactions(zulip, ref, 1) == [(zulip.bot_id, "1f3a4")]


async def test_unseeded_button_does_not_fail_the_post() -> None:
    async with room() as (zulip, chat, place):
        counted = [request for request in zulip.requests if request != "GET /server_settings"]
        zulip.rate_limit = len(counted) + 1  # room for the post alone
        with capture_logs() as logs:
            await chat.post(place, offer(SIGN_UP), "k")
            await chat.close()

        assert [entry["event"] for entry in logs] == ["zulip_reaction_not_set"]


async def test_channel_is_resolved_by_name_or_id_and_joined() -> None:
    with FakeZulip() as zulip:
        number = zulip.add_channel("ipsecme")
        async with opened(zulip) as chat:
            by_name = await chat.resolve(Place("zulip", "IPsecME", "t"))
            by_id = await chat.resolve(Place("zulip", str(number), "t"))

        assert by_name == by_id == Place("zulip", str(number), "t")
        assert zulip.subscribers("ipsecme") == {zulip.bot_id}


async def test_channels_that_the_bot_is_in_already_cost_one_request_together_and_one_each_for_their_topics() -> None:
    names = [f"track-{number}" for number in range(5)]
    with FakeZulip() as zulip:
        numbers = [zulip.add_channel(name) for name in names]
        async with opened(zulip) as chat:
            for name in names:
                await chat.resolve(Place("zulip", name, "t"))
        async with opened(zulip) as chat:
            before = len(zulip.requests)
            again = [(await chat.resolve(Place("zulip", name, "t"))).channel for name in names]
            # A connection that is opened now asks for the server's settings first.
            requests = [request for request in zulip.requests[before:] if request != "GET /server_settings"]
            asked = [request.removeprefix("GET /users/me/") for request in requests]

        assert again == [str(number) for number in numbers]
        assert asked == [
            "subscriptions",
            *(f"{number}/topics" for number in numbers),
        ]


async def test_channel_whose_name_is_a_number_is_resolved() -> None:
    with FakeZulip() as zulip:
        number = zulip.add_channel("117")
        async with opened(zulip) as chat:
            assert (await chat.resolve(Place("zulip", "117", "t"))).channel == str(number)


@pytest.mark.parametrize("channel", ["nowhere", "secret", "999"])
async def test_channel_that_the_bot_cannot_see_is_explained(channel: str) -> None:
    with FakeZulip() as zulip:
        zulip.add_channel("secret", private=True)
        async with opened(zulip) as chat:
            with pytest.raises(Misconfigured) as problem:
                await chat.resolve(Place("zulip", channel, "t"))

        assert str(problem.value) == (
            f"There is no Zulip channel '{channel}' that the bot Agenda Bot can see: "
            "correct the channel's name, or if the channel is private, subscribe the bot to it."
        )


async def test_topics_in_other_capitals_share_a_lane() -> None:
    async with room() as (_, chat, place):
        other = Place("zulip", place.channel, TOPIC.upper())

        assert chat.lane(place) == chat.lane(other)
        assert (
            len({chat.lane(one) for one in (place, Place("zulip", place.channel, "x"), Place("zulip", "", only="a"))})
            == 3
        )


async def test_wrong_key_is_explained_and_shown_nowhere() -> None:
    with FakeZulip() as zulip, capture_logs() as logs:
        key = "not-the-right-key"
        chat = ZulipChat(zulip.url, zulip.bot_email, key, FakeMemory(), WallClock())
        with pytest.raises(Misconfigured) as problem:
            await chat.open()
        await chat.close()

        assert str(problem.value) == (
            f"Zulip at {zulip.url} does not accept the API key of {zulip.bot_email}: "
            "check ZULIP_EMAIL and ZULIP_API_KEY."
        )
        assert key not in f"{problem.value!r} {problem.value.__cause__!r} {logs} {chat!r} {vars(chat)}"


async def test_deactivated_bot_is_explained() -> None:
    with FakeZulip() as zulip:
        zulip.deactivate(zulip.bot_id)
        chat = ZulipChat(zulip.url, zulip.bot_email, zulip.bot_key, FakeMemory(), WallClock())
        with pytest.raises(Misconfigured, match="is deactivated: ask an administrator"):
            await chat.open()
        await chat.close()


async def test_server_down_at_start_is_waited_for() -> None:
    with FakeZulip() as zulip, capture_logs() as logs:
        zulip.stop()
        chat = ZulipChat(zulip.url, zulip.bot_email, zulip.bot_key, FakeMemory(), WallClock())
        opening = asyncio.create_task(chat.open())
        async with asyncio.timeout(60):
            while not logs:
                await asyncio.sleep(0.01)
        zulip.start()
        await asyncio.wait_for(opening, 60)
        await chat.close()

        assert [entry["event"] for entry in logs] == ["zulip_not_reachable", "zulip_connected"]


async def test_chat_that_was_never_opened_closes() -> None:
    await ZulipChat("http://127.0.0.1:1", "bot@zulip.invalid", "key", FakeMemory(), WallClock()).close()


async def test_edit_window_is_the_organisations() -> None:
    windows = []
    with FakeZulip() as zulip:
        for seconds in (600, None):
            zulip.edit_for(seconds)
            async with opened(zulip) as chat:
                windows.append(chat.edit_window())

    assert windows == [timedelta(minutes=10), None]


async def test_address_of_a_message_names_channel_topic_and_message() -> None:
    async with room() as (zulip, chat, place):
        topic = Place("zulip", place.channel, "IETF 1.17/B & C?")

        assert chat.address(topic, "7") == (
            f"{zulip.url}/#narrow/channel/{place.channel}/topic/IETF.201.2E17.2FB.20.26.20C.3F/near/7"
        )
        assert chat.address(Place("zulip", "", only="zulip:9"), "7") == ""


async def test_message_that_may_not_be_deleted_is_rejected() -> None:
    async with room() as (zulip, chat, place):
        ref = await chat.post(place, HELLO, "k")
        zulip.forbid_deleting()

        with pytest.raises(Rejected):
            await chat.remove(place, ref)


async def test_long_message_is_posted_in_several_and_none_is_cut() -> None:
    async with room() as (zulip, chat, place):
        ref = await chat.post(place, LONG, "k")
        standing = zulip.messages(CHANNEL)

        assert (str(standing[0].id), len(standing)) == (ref, 3)
        assert "".join(one.content + "\n" for one in standing).count("- ") == 200
        assert not any("truncated" in one.content for one in standing)


async def test_part_of_a_long_message_is_completed_when_it_is_looked_for() -> None:
    async with room() as (zulip, chat, place):
        whole = await chat.post(place, LONG, "k")
        expected = [one.content for one in zulip.messages(CHANNEL)]
        for number in (2, 1):
            zulip.delete(zulip.messages(CHANNEL)[number].id)
        zulip.fail_next_reply()
        with pytest.raises(InDoubt):
            await chat.find(place, LONG, "k", LONG_AGO)
        found = await chat.find(place, LONG, "k", LONG_AGO)

        assert (found, [one.content for one in zulip.messages(CHANNEL)]) == (whole, expected)


async def test_topic_that_was_resolved_before_is_not_opened_a_second_time() -> None:
    async with room() as (zulip, _, __):
        zulip.say("Ann", CHANNEL, "✔ " + TOPIC, "That was the last session.")
        zulip.say("Ann", CHANNEL, "✔ Both", "Resolved, and")
        zulip.say("Ann", CHANNEL, "Both", "opened again.")
        async with opened(zulip) as chat:
            topics = [(await chat.resolve(Place("zulip", CHANNEL, name))).topic for name in (TOPIC, "both", "New")]

        assert topics == ["✔ " + TOPIC, "both", "New"]
