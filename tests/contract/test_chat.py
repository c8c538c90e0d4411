"""The promises of the Chat port, on every implementation."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from chatbot.core.agenda import Place
from chatbot.messages import (
    CHECK,
    SIGNS,
    Bold,
    Bullets,
    Button,
    Buttons,
    Code,
    Instant,
    Link,
    Mention,
    Message,
    Table,
    line,
    paragraph,
)
from chatbot.ports import Frozen, InDoubt, Input, NotSent, Pressed, Rejected, Said
from tests.contract.stage import Stage
from tests.contract.stages import STAGES

pytestmark = pytest.mark.anyio

HELLO = Message((paragraph("Hello, room."),))
OFFER = Message(
    (
        paragraph("Two note takers, please."),
        Buttons((Button(SIGNS[0], "Note taker", "volunteer note taker", "withdraw note taker"),)),
    )
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class OpenStage(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Stage]: ...


@pytest.fixture(params=sorted(STAGES))
def open_stage(request: pytest.FixtureRequest) -> OpenStage:
    return STAGES[request.param]


@asynccontextmanager
async def heard(stage: Stage) -> AsyncIterator[asyncio.Queue[Input]]:
    """Everything that the chat hands over while the block runs."""
    queue: asyncio.Queue[Input] = asyncio.Queue()
    listener = asyncio.create_task(stage.chat.listen(queue.put))
    try:
        yield queue
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


async def one(queue: asyncio.Queue[Input]) -> Input:
    return await asyncio.wait_for(queue.get(), 60)


async def nothing(queue: asyncio.Queue[Input]) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(queue.get(), 0.3)


async def test_post_is_shown_once(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ref = await stage.chat.post(stage.place, HELLO, "k1")

        assert [(shown.ref, "Hello, room." in shown.text) for shown in stage.shown()] == [(ref, True)]


async def test_posts_keep_their_order(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        refs = [await stage.chat.post(stage.place, Message((paragraph(f"{n}"),)), f"k{n}") for n in range(3)]

        assert [shown.ref for shown in stage.shown()] == refs


async def test_edit_replaces_the_text_and_keeps_the_reference(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ref = await stage.chat.post(stage.place, HELLO, "k1")
        for _ in range(2):
            await stage.chat.edit(stage.place, ref, Message((paragraph("Goodbye."),)))

        assert [(shown.ref, "Goodbye." in shown.text, "Hello" in shown.text) for shown in stage.shown()] == [
            (ref, True, False)
        ]


async def test_edit_of_a_frozen_message_says_so(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ref = await stage.chat.post(stage.place, HELLO, "k1")
        stage.freeze(ref)

        with pytest.raises(Frozen):
            await stage.chat.edit(stage.place, ref, OFFER)


async def test_removed_message_is_gone_and_removing_it_again_is_as_good(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        refs = [await stage.chat.post(stage.place, HELLO, f"k{number}") for number in range(2)]
        for _ in range(2):
            await stage.chat.remove(stage.place, refs[0])

        assert [shown.ref for shown in stage.shown()] == refs[1:]


async def test_private_post_is_seen_by_one_person(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ann = stage.person("Ann")
        await stage.chat.post(Place(stage.place.chat, stage.place.channel, only=ann.account), HELLO, "k1")

        assert len(stage.shown_to("Ann")) == 1
        assert (list(stage.shown()), list(stage.shown_to("Bob"))) == ([], [])


async def test_direct_message_reaches_its_person(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ann = stage.person("Ann")
        await stage.chat.post(Place(stage.place.chat, "", only=ann.account), HELLO, "k1")

        assert len(stage.shown_to("Ann")) == 1


async def test_what_one_person_is_told_alone_shares_a_lane_wherever_it_is_shown(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ann = stage.person("Ann").account
        here = replace(stage.place, only=ann)

        assert stage.chat.lane(here) == stage.chat.lane(Place(stage.place.chat, "", only=ann))


async def test_reaction_on_what_somebody_said_stands_once(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        await stage.say("Ann", "note remember this")
        said = await one(queue)
        assert isinstance(said, Said)
        for _ in range(2):
            await stage.chat.react(said.place, said.ref, CHECK)

        assert len(stage.reactions(said.ref)) == 1


async def test_each_sign_can_be_a_reaction(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        ref = await stage.chat.post(stage.place, HELLO, "k1")
        for sign in (*SIGNS, CHECK):
            await stage.chat.react(stage.place, ref, sign)

        assert len(set(stage.reactions(ref))) == len(SIGNS) + 1


@pytest.mark.parametrize("ref", ["", "99999999"])
async def test_reaction_on_what_is_not_there_is_rejected(open_stage: OpenStage, ref: str) -> None:
    async with open_stage() as stage:
        with pytest.raises(Rejected):
            await stage.chat.react(stage.place, ref, CHECK)


async def test_post_to_an_unknown_channel_is_rejected(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        with pytest.raises(Rejected):
            await stage.chat.post(Place(stage.place.chat, "999999", "x"), HELLO, "k1")


async def test_lost_reply_leaves_one_copy_that_find_finds(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        stage.lose_next_reply()
        with pytest.raises(InDoubt):
            await stage.chat.post(stage.place, HELLO, "k1")

        ref = await stage.chat.find(stage.place, HELLO, "k1", LONG_AGO)

        assert [shown.ref for shown in stage.shown()] == [ref]


async def test_find_says_none_for_what_was_never_sent(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        await stage.chat.post(stage.place, OFFER, "other")

        assert await stage.chat.find(stage.place, HELLO, "k1", LONG_AGO) is None


async def test_find_looks_no_further_back_than_asked(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        await stage.chat.post(stage.place, HELLO, "k1")

        assert await stage.chat.find(stage.place, HELLO, "k1", datetime.now(UTC) + timedelta(hours=1)) is None


async def test_rate_refusal_carries_the_wait_and_leaves_nothing(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        stage.refuse_next(7.0)
        with pytest.raises(NotSent) as refusal:
            await stage.chat.post(stage.place, HELLO, "k1")

        assert (refusal.value.retry_after, list(stage.shown())) == (7.0, [])


async def test_addressing_the_bot_is_heard_with_person_and_place(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        await stage.say("Ann", "extend 5 & <more>")
        said = await one(queue)

        assert isinstance(said, Said)
        assert (said.actor.account, said.actor.name, said.text, said.place.channel) == (
            stage.person("Ann").account,
            "Ann",
            "extend 5 & <more>",
            stage.place.channel,
        )
        assert said.reply.only == said.actor.account


async def test_direct_message_is_heard_as_private(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        await stage.whisper("Bob", "agenda")
        said = await one(queue)

        assert isinstance(said, Said)
        assert (said.text, said.place.channel, said.place.only) == ("agenda", "", stage.person("Bob").account)


async def test_talk_among_people_is_not_heard(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        await stage.chatter("Ann", "next")

        await nothing(queue)


async def test_own_posts_are_not_heard(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        await stage.chat.post(stage.place, OFFER, "k1")

        await nothing(queue)


async def test_press_names_message_sign_and_person(open_stage: OpenStage) -> None:
    async with open_stage() as stage, heard(stage) as queue:
        ref = await stage.chat.post(stage.place, OFFER, "k1")
        await stage.press("Bob", ref, SIGNS[0])
        pressed = await one(queue)

        assert isinstance(pressed, Pressed)
        assert (pressed.actor, pressed.ref, pressed.sign, pressed.on, pressed.reply.only) == (
            stage.person("Bob"),
            ref,
            SIGNS[0],
            True,
            stage.person("Bob").account,
        )


async def test_failing_taker_does_not_end_the_listening(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        heard_texts: asyncio.Queue[str] = asyncio.Queue()

        async def take(given: Input) -> None:
            assert isinstance(given, Said)
            if given.text == "agenda":
                raise RuntimeError("the database is away")
            await heard_texts.put(given.text)

        listener = asyncio.create_task(stage.chat.listen(take))
        await asyncio.sleep(0.2)
        await stage.say("Ann", "agenda")
        await stage.say("Ann", "help")

        assert await asyncio.wait_for(heard_texts.get(), 60) == "help"
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


HOSTILE = ("@**all**", "@**Ann**", "<!channel>", "<@U01ANN>", "[x](http://evil.example)", "*b* `c` ~~d~~", ":smile:")


@pytest.mark.parametrize("text", HOSTILE)
async def test_outside_text_stays_readable(open_stage: OpenStage, text: str) -> None:
    async with open_stage() as stage:
        message = Message((paragraph(Bold(text), " – ", text), Bullets((line(text),)), Table(("A",), ((line(text),),))))
        ref = await stage.chat.post(stage.place, message, "k1")

        assert [shown.ref for shown in stage.shown()] == [ref]


async def test_every_kind_of_span_and_block_is_shown(open_stage: OpenStage) -> None:
    async with open_stage() as stage:
        bob = stage.person("Bob")
        at = datetime(2023, 7, 26, 22, 45, tzinfo=UTC)
        message = Message(
            (
                paragraph("Now: ", Bold("Diet ESP"), Mention(bob.account, bob.name), " until ", Instant(at, "UTC")),
                Bullets((line(Link("Notes", "https://notes.example/x")), line("say ", Code("agenda")))),
                Table(("#", "Title"), ((line("1"), line(Bold("Diet ESP"))), (line("2"), line("AOB")))),
            )
        )
        await stage.chat.post(stage.place, message, "k1")
        (shown,) = stage.shown()

        assert all(part in shown.text for part in ("Diet ESP", "https://notes.example/x", "agenda", "AOB")), shown.text
