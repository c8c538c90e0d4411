"""Slack's adapter against two Slack servers that this project did not write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack import SlackChat
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Participant, Place
from chatbot.messages import Bold, Button, Buttons, Message, paragraph
from chatbot.ports import Deed, Frozen, Input, Misconfigured, Pressed, Rejected, Said, ShutOut, StillOpen
from tests.live.standins import (
    APP_TOKEN,
    BOT_TOKEN,
    EMULATE,
    LOCAL,
    acknowledgements,
    act,
    answering,
    emulate_server,
    local_slack_server,
    needed,
)
from tests.live.standins import stands as standing

pytestmark = [pytest.mark.anyio, pytest.mark.live, needed]

GENERAL = Place("slack", "C01GEN")
OFFER = Message(
    (
        paragraph("Two ", Bold("note takers"), " & <more>, please."),
        Buttons((Button("memo", "Note taker", "volunteer note taker", "withdraw note taker"),)),
    )
)
DONE = Message((paragraph("Both places are taken."),))


@asynccontextmanager
async def connected(url: str, app_token: str) -> AsyncIterator[SlackChat]:
    chat = SlackChat(SlackSettings(BOT_TOKEN, app_token, f"{url}/api/"), WallClock(), gap=0.0)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()


@asynccontextmanager
async def local_slack() -> AsyncIterator[SlackChat]:
    with local_slack_server("socket"):
        await answering(f"{LOCAL}/_control/state")
        async with connected(LOCAL, APP_TOKEN) as chat:
            yield chat


@asynccontextmanager
async def heard(chat: SlackChat) -> AsyncIterator[asyncio.Queue[Deed]]:
    queue: asyncio.Queue[Deed] = asyncio.Queue()

    async def take(given: Input) -> None:
        assert not isinstance(given, ShutOut | StillOpen)
        await queue.put(given)

    listener = asyncio.create_task(chat.listen(take))
    await asyncio.sleep(0.5)  # local-slack tells only the sockets that are there
    try:
        yield queue
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


async def stands() -> list[tuple[str, str]]:
    return [(message["user"], message["text"]) for message in await standing()]


async def one(queue: asyncio.Queue[Deed]) -> Deed:
    return await asyncio.wait_for(queue.get(), 10)


ALICE = Participant("slack:U01ALICE", "alice")


async def test_mention_is_heard_in_its_thread() -> None:
    async with local_slack() as chat, heard(chat) as queue:
        await act("message", channel="C01GEN", user="U01ALICE", text="<@U0BOT> extend 5 &amp; &lt;more&gt;")
        said = await one(queue)

        assert isinstance(said, Said)
        assert (said.actor, said.text, said.place.channel, said.reply) == (
            ALICE,
            "extend 5 & <more>",
            "C01GEN",
            Place("slack", "C01GEN", only="slack:U01ALICE"),
        )
        assert said.place.topic


async def test_slash_command_is_heard_and_answered_to_one_person() -> None:
    async with local_slack() as chat, heard(chat) as queue:
        await act("command", channel="C01GEN", user="U01ALICE", command="/session", text="agenda")
        said = await one(queue)
        await chat.post(said.reply, DONE, "k1")

        assert isinstance(said, Said)
        assert (said.actor, said.text, said.place) == (ALICE, "agenda", said.reply)
        assert await stands() == [("U0BOT", "Both places are taken.")]  # local-slack lists what one person sees too


async def test_direct_message_is_heard() -> None:
    async with local_slack() as chat, heard(chat) as queue:
        await chat.post(Place("slack", "", only=ALICE.account), OFFER, "k1")
        await act("message", channel="U01ALICE", user="U01ALICE", text="agenda")
        said = await one(queue)

        assert isinstance(said, Said)
        assert (said.text, said.place) == ("agenda", Place("slack", "", only=ALICE.account))


async def test_press_is_heard_and_the_message_edited() -> None:
    async with local_slack() as chat, heard(chat) as queue:
        ref = await chat.post(await chat.resolve(GENERAL), OFFER, "k1")
        await act(
            "interact",
            channel="C01GEN",
            user="U01ALICE",
            messageTs=ref.partition("/")[2],
            action={"type": "button", "action_id": "press-memo", "value": "memo"},
        )
        pressed = await one(queue)
        await chat.edit(GENERAL, ref, DONE)

        assert isinstance(pressed, Pressed)
        assert (pressed.actor, pressed.ref, pressed.sign) == (ALICE, ref, "memo")
        assert await stands() == [("U0BOT", "Both places are taken.")]
        assert await acknowledgements() == 1


async def test_find_goes_by_the_text_where_no_metadata_is_kept() -> None:
    async with local_slack() as chat:
        ref = await chat.post(GENERAL, OFFER, "k1")
        since = datetime.now(UTC) - timedelta(minutes=5)

        assert (await chat.find(GENERAL, OFFER, "k1", since), await chat.find(GENERAL, DONE, "k2", since)) == (
            ref,
            None,
        )


async def test_channel_without_the_bot_is_named_with_what_to_do() -> None:
    async with local_slack() as chat:
        with pytest.raises(Misconfigured, match=r"C0NOWHERE.*invite"):
            await chat.resolve(Place("slack", "C0NOWHERE"))


@asynccontextmanager
async def emulate() -> AsyncIterator[tuple[SlackChat, dict[str, str]]]:
    with emulate_server():
        await answering(f"{EMULATE}/api/auth.test")
        channels = await AsyncWebClient(BOT_TOKEN, base_url=f"{EMULATE}/api/").conversations_list(
            types="public_channel,private_channel"
        )
        async with connected(EMULATE, "") as chat:
            yield chat, {channel["name"]: channel["id"] for channel in channels["channels"]}


async def test_emulate_stores_edits_and_finds_by_metadata() -> None:
    async with emulate() as (chat, channels):
        place = Place("slack", channels["wg-foo"])
        ref = await chat.post(place, OFFER, "k1")
        for _ in range(2):
            await chat.edit(place, ref, DONE)
        since = datetime.now(UTC) - timedelta(minutes=5)

        assert (await chat.find(place, OFFER, "k1", since), await chat.find(place, DONE, "k2", since)) == (ref, None)


async def test_emulate_refuses_an_unknown_channel_and_a_missing_message() -> None:
    async with emulate() as (chat, channels):
        with pytest.raises(Rejected):
            await chat.post(Place("slack", "C0NOWHERE"), DONE, "k1")
        with pytest.raises(Frozen):
            await chat.edit(GENERAL, f"{channels['wg-foo']}/1600000000.000100", DONE)
