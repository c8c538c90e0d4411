"""Slack's Socket Mode: what is acknowledged when, and what comes again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from chatbot.adapters.slack import SlackChat
from chatbot.core.agenda import Participant, Place
from chatbot.messages import Button, Buttons, Message, paragraph
from chatbot.ports import Deed, Input, Pressed, Said, Take
from tests.adapters.slack.room import opened
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import BOT_ID, TEAM

pytestmark = pytest.mark.anyio

OFFER = Message((paragraph("Note taker?"), Buttons((Button("memo", "Note taker", "volunteer", "withdraw"),))))


@asynccontextmanager
async def listening(slack: FakeSlack, take: Take) -> AsyncIterator[SlackChat]:
    async with opened(slack) as chat:
        listener = asyncio.create_task(chat.listen(take))
        try:
            yield chat
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)


async def until_acked(slack: FakeSlack, envelope: str) -> int:
    """How often it was sent until it was acknowledged."""
    async with asyncio.timeout(60):
        while not slack.envelope(envelope).acked:
            await asyncio.sleep(0.01)
    return slack.envelope(envelope).sent


async def until_sent(slack: FakeSlack, envelope: str, times: int) -> None:
    async with asyncio.timeout(60):
        while slack.envelope(envelope).sent < times:
            await asyncio.sleep(0.01)


async def test_event_is_acknowledged_only_after_it_was_taken() -> None:
    may_return = asyncio.Event()

    async def take(given: Input) -> None:
        await may_return.wait()

    with FakeSlack(redeliver_after=5) as slack:
        async with listening(slack, take):
            envelope = slack.say("Ann", "@sessiondesk next")
            await until_sent(slack, envelope, 1)
            await asyncio.sleep(0.2)
            before = slack.envelope(envelope).acked
            may_return.set()

            assert (before, await until_acked(slack, envelope)) == (False, 1)


@pytest.mark.parametrize("way", ["mention", "command", "press"])
async def test_input_that_was_not_taken_comes_again_under_the_same_id(way: str) -> None:
    given_ids: list[str] = []

    async def take(given: Input) -> None:
        given_ids.append(given.event_id)
        if len(given_ids) == 1:
            raise RuntimeError("the database is away")

    with FakeSlack(redeliver_after=1.0) as slack:
        async with listening(slack, take) as chat:
            ref = await chat.post(Place("slack", slack.channel), OFFER, "k1")
            acts: dict[str, Callable[[], str]] = {
                "mention": lambda: slack.say("Ann", "@sessiondesk next"),
                "command": lambda: slack.command("Ann", "next"),
                "press": lambda: slack.press("Ann", ref, "memo"),
            }

            assert await until_acked(slack, acts[way]()) == 2
    assert given_ids == [given_ids[0]] * 2


async def test_event_that_slack_sends_twice_has_one_id() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack(twice=True) as slack:
        async with listening(slack, queue.put):
            slack.say("Ann", "@sessiondesk next")
            first, second = [await asyncio.wait_for(queue.get(), 60) for _ in range(2)]

    assert first == second


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (
            "interactive",
            {"type": "view_submission", "view": {"type": "modal", "callback_id": "x"}, "user": {"id": "U01ANN"}},
        ),
        ("interactive", {"type": "shortcut", "callback_id": "x", "user": {"id": "U01ANN"}}),
        ("interactive", {"type": "block_actions", "user": {"id": "U01ANN"}, "actions": [{"action_id": "other"}]}),
        ("events_api", {"type": "event_callback", "event_id": "Ev1", "event": {"type": "channel_rename"}}),
        (
            "events_api",
            {"type": "event_callback", "event_id": "Ev2", "event": {"type": "app_home_opened", "tab": "messages"}},
        ),
        ("events_api", {"type": "event_callback", "event_id": "Ev3", "event": {"type": "app_home_opened"}}),
        # Of another shape than Slack's, so that the library or we stumble over them.
        ("events_api", {"type": "event_callback", "event": None}),
        ("interactive", {"type": "view_submission", "view": {"callback_id": "form"}, "user": {"id": "U01ANN"}}),
        ("interactive", {"type": "block_actions", "user": {"id": "U01ANN"}, "actions": [None]}),
        ("interactive", {"type": "block_actions", "user": {"id": "U01ANN"}, "actions": [{"action_id": "say-0"}]}),
        (
            "interactive",
            {
                "type": "block_actions",
                "user": {"id": "U01ANN"},
                "trigger_id": "1.2",
                "actions": [{"action_id": "say-0", "value": None}],
            },
        ),
    ],
)
async def test_what_nobody_listens_for_is_acknowledged(kind: str, payload: dict[str, Any]) -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put):
            assert await until_acked(slack, slack.send(kind, payload | {"team_id": TEAM})) == 1
    assert queue.empty()


async def test_what_other_bots_say_is_acknowledged_and_left_out() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    event = {"type": "app_mention", "text": "<@U0BOT> next", "channel": "C01GEN", "ts": "1.5"}
    with FakeSlack() as slack:
        async with listening(slack, queue.put):
            await until_acked(slack, slack.tell(event | {"user": "U9OTHER", "bot_id": "B9OTHER"}))
            await until_acked(slack, slack.tell(event | {"user": slack.bot_user, "bot_id": BOT_ID}))
    assert queue.empty()


async def test_one_persons_inputs_keep_their_order_while_others_go_on() -> None:
    taken: list[tuple[str, str]] = []
    ann_may_go_on = asyncio.Event()

    async def take(given: Input) -> None:
        assert isinstance(given, Said)
        if given.text == "first":
            await ann_may_go_on.wait()
        taken.append((given.actor.name, given.text))

    with FakeSlack(redeliver_after=5) as slack:
        async with listening(slack, take):
            first, second = slack.command("Ann", "first"), slack.command("Ann", "second")
            await until_acked(slack, slack.command("Bob", "third"))
            ann_may_go_on.set()
            await until_acked(slack, first)
            await until_acked(slack, second)

    assert taken == [("Bob", "third"), ("Ann", "first"), ("Ann", "second")]


async def test_hanging_up_lets_what_is_under_way_be_taken_and_acknowledged() -> None:
    begun, taken = asyncio.Event(), asyncio.Event()

    async def take(given: Input) -> None:
        begun.set()
        await asyncio.sleep(0.3)
        taken.set()

    with FakeSlack(redeliver_after=5) as slack:
        async with listening(slack, take):
            envelope = slack.say("Ann", "@sessiondesk next")
            await begun.wait()

        assert (taken.is_set(), await until_acked(slack, envelope)) == (True, 1)


async def test_what_came_while_nobody_listened_is_heard_later() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with opened(slack):
            envelope = slack.say("Ann", "@sessiondesk next")
        async with listening(slack, queue.put):
            await until_acked(slack, envelope)
    assert queue.qsize() == 1


async def test_slash_command_is_answered_to_one_person_by_its_response_address() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put) as chat:
            slack.command("Ann", "agenda")
            said = await asyncio.wait_for(queue.get(), 60)
            assert isinstance(said, Said)
            await chat.post(said.place, Message((paragraph("Here it is."),)), "k1")

        assert [one.text for one in slack.shown_to("Ann")] == ["Here it is."]
        assert [*slack.messages(), *slack.shown_to("Bob")] == []


async def test_button_on_a_message_for_one_person_names_the_reference_of_the_post() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put) as chat:
            ref = await chat.post(Place("slack", slack.channel, only="slack:U01ANN"), OFFER, "k1")
            slack.press("Ann", ref, "memo")
            pressed = await asyncio.wait_for(queue.get(), 60)

    assert isinstance(pressed, Pressed)
    assert (pressed.ref, pressed.actor) == (ref, Participant("slack:U01ANN", "Ann"))


async def test_without_the_scope_for_names_the_payloads_name_is_used() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        slack.fail_next("users.info", "missing_scope")
        async with listening(slack, queue.put):
            slack.command("Ann", "agenda")
            slack.command("Ann", "help")
            said = [await asyncio.wait_for(queue.get(), 60) for _ in range(2)]

    assert [one.actor for one in said if isinstance(one, Deed)] == [Participant("slack:U01ANN", "ann")] * 2
    assert [call.method for call in slack.calls].count("users.info") == 1


async def test_people_mentioned_in_a_command_are_named() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put):
            slack.say("Ann", "@sessiondesk sign up @Bob as note taker")
            said = await asyncio.wait_for(queue.get(), 60)

    assert isinstance(said, Said)
    assert said.text == "sign up Bob as note taker"


async def test_listening_goes_on_after_slack_asks_to_connect_anew() -> None:
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put):
            await until_acked(slack, slack.say("Ann", "@sessiondesk next"))
            slack.refresh_socket()
            async with asyncio.timeout(60):
                while slack.socket.connections < 2:
                    await asyncio.sleep(0.01)

            assert await until_acked(slack, slack.say("Ann", "@sessiondesk agenda")) == 1
    assert queue.qsize() == 2


async def test_settings_in_the_environment_do_not_reach_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "SIGNING_SECRET"):
        monkeypatch.setenv(f"SLACK_{name}", "xoxb-of-somebody-else")
    queue: asyncio.Queue[Input] = asyncio.Queue()
    with FakeSlack() as slack:
        async with listening(slack, queue.put):
            assert await until_acked(slack, slack.say("Ann", "@sessiondesk next")) == 1


async def test_envelope_that_is_malformed_within_is_acknowledged_and_that_is_said() -> None:
    taken: list[Input] = []

    async def take(given: Input) -> None:
        taken.append(given)

    with FakeSlack() as slack, capture_logs() as logged:
        async with listening(slack, take):
            await until_acked(slack, slack.send("interactive", {"type": "block_actions", "team": 5, "actions": []}))

    assert (taken, [one["event"] for one in logged if one["log_level"] == "warning"]) == (
        [],
        ["slack_request_unreadable"],
    )
