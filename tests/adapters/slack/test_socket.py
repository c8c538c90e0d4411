"""The socket: what is replaced, when, and that nothing falls between two."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from structlog.testing import capture_logs

from chatbot.adapters.slack import socket as socket_mode
from chatbot.adapters.slack.socket import Socket
from chatbot.adapters.slack.wire import Wire
from chatbot.clock import Clock, StepClock, WallClock
from chatbot.ports import Rejected
from tests.fakes.slack import TICKET, FakeSlack

pytestmark = pytest.mark.anyio

Json = dict[str, Any]


@asynccontextmanager
async def receiving(slack: FakeSlack, clock: Clock | None = None) -> AsyncIterator[tuple[Socket, list[Json]]]:
    """A socket to the fake, and what came by it."""
    wire, got = Wire(slack.api_url, 5.0), list[Json]()
    socket = Socket(wire, slack.app_token, clock or WallClock())

    async def dispatch(payload: Json) -> Json | None:
        got.append(payload)
        return {}

    running = asyncio.create_task(socket.run(dispatch))
    try:
        yield socket, got
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await wire.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.01)


def _pinged(slack: FakeSlack, times: int) -> bool:
    return slack.socket.pings >= times


async def test_socket_without_a_frame_is_replaced_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "PING_EVERY", 0.02)
    clock = StepClock(WallClock().now())
    with FakeSlack() as slack, capture_logs() as logged:
        slack.socket.deaf = True
        async with receiving(slack, clock) as (socket, _):
            await until(lambda: socket.trouble == "")
            slack.socket.deaf = False
            clock.move_to(clock.now() + timedelta(seconds=31))
            await until(lambda: slack.socket.connections == 2)

    assert "slack_socket_silent" in [one["event"] for one in logged]


async def test_socket_that_answers_pings_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "PING_EVERY", 0.02)
    clock = StepClock(WallClock().now())
    with FakeSlack() as slack:
        async with receiving(slack, clock) as (socket, _):
            await until(lambda: socket.trouble == "")
            for _ in range(10):
                more = slack.socket.pings + 3
                clock.move_to(clock.now() + timedelta(seconds=10))
                await until(partial(_pinged, slack, more))

            assert (slack.socket.connections, socket.trouble) == (1, "")


async def test_socket_without_hello_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "HELLO_WITHIN", 0.2)
    with FakeSlack() as slack:
        slack.socket.speechless = 1
        async with receiving(slack) as (socket, _):
            await until(lambda: "hello" in socket.trouble)
            monkeypatch.undo()
            await until(lambda: socket.trouble == "")

        assert slack.socket.connections == 2


@pytest.mark.parametrize("frame", ["", "no json", "[]", "null", '{"type": "events_api"}', '{"envelope_id": "e1"}'])
async def test_frame_that_makes_no_sense_changes_nothing(frame: str) -> None:
    with FakeSlack(redeliver_after=60) as slack:
        slack.socket.greeting = frame
        async with receiving(slack) as (socket, _):
            await until(lambda: socket.trouble == "")
            slack.babble(frame)
            envelope = slack.say("Ann", "@sessiondesk next")
            await until(lambda: slack.envelope(envelope).acked)

        assert (slack.socket.connections, slack.envelope(envelope).sent) == (1, 1)


async def test_answer_without_an_address_is_asked_for_again() -> None:
    with FakeSlack() as slack:
        slack.answer_next("apps.connections.open", {"ok": True})
        async with receiving(slack) as (socket, _):
            await until(lambda: "no address" in socket.trouble)
            await until(lambda: socket.trouble == "")

        assert slack.socket.connections == 1


async def test_what_comes_while_the_connection_is_broken_comes_by_the_next_one() -> None:
    with FakeSlack(redeliver_after=0.3) as slack:
        async with receiving(slack) as (socket, got):
            await until(lambda: socket.trouble == "")
            slack.cut_socket()
            envelopes = [slack.say("Ann", f"@sessiondesk item {number}") for number in range(3)]
            await until(lambda: all(slack.envelope(one).acked for one in envelopes))

    assert {body["event"]["text"] for body in got} == {f"<@U0BOT> item {number}" for number in range(3)}


async def test_socket_is_heard_until_the_new_one_stands() -> None:
    with FakeSlack(redeliver_after=30) as slack:
        async with receiving(slack) as (socket, _):
            await until(lambda: socket.trouble == "")
            slack.socket.speechless = 0
            slack.fail_next("apps.connections.open", "internal_error")
            slack.refresh_socket()
            await until(lambda: socket.trouble.startswith("no socket"))
            envelope = slack.say("Ann", "@sessiondesk next")
            await until(lambda: slack.envelope(envelope).acked)
            during = slack.socket.connections
            await until(lambda: slack.socket.connections == 2)

    assert (during, slack.envelope(envelope).sent) == (1, 1)


@pytest.mark.parametrize("reason", ["too_many_websockets", "link_disabled", "refresh_requested", "warning"])
async def test_sockets_that_are_over_at_once_are_replaced_later_each_time(
    monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(3600 if len(waits) == 5 else 0)

    monkeypatch.setattr(socket_mode, "sleep", sleep)
    with FakeSlack() as slack:
        slack.socket.farewell = reason
        async with receiving(slack) as (socket, _):
            await until(lambda: len(waits) == 5)

            assert (slack.socket.connections, socket.trouble) == (6, f"reconnecting: {reason}")
    assert all(0.5 * 2.0**number <= wait <= 2.0**number for number, wait in enumerate(waits))


async def test_refused_socket_is_told_of_without_its_secret_address() -> None:
    with FakeSlack() as slack, capture_logs() as logged:
        slack.socket.refused = 1
        async with receiving(slack) as (socket, _):
            await until(lambda: socket.trouble.startswith("no socket"))
            trouble = socket.trouble
            await until(lambda: slack.socket.connections == 1)

    assert trouble == "no socket: no answer: WSServerHandshakeError"
    assert TICKET not in str(logged)


async def test_socket_that_is_refused_before_hello_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "HELLO_WITHIN", 0.2)
    with FakeSlack() as slack:
        slack.socket.speechless, slack.socket.farewell = 1, "too_many_websockets"
        async with receiving(slack):
            await until(lambda: slack.socket.connections >= 2)


async def test_payload_that_was_not_taken_is_not_acknowledged() -> None:
    with FakeSlack(redeliver_after=0.2) as slack:
        wire = Wire(slack.api_url, 5.0)
        socket = Socket(wire, slack.app_token, WallClock())
        tries = []

        async def dispatch(payload: Json) -> Json | None:
            tries.append(payload)
            return None if len(tries) < 3 else {"response_action": "clear"}

        running = asyncio.create_task(socket.run(dispatch))
        envelope = slack.say("Ann", "@sessiondesk next")
        await until(lambda: slack.envelope(envelope).acked)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await wire.close()

    assert len(tries) >= 3


async def test_token_that_is_no_good_is_refused_at_once() -> None:
    with FakeSlack() as slack:
        wire = Wire(slack.api_url, 5.0)
        with pytest.raises(Rejected, match="invalid_auth"):
            await Socket(wire, "xapp-other", WallClock()).check()
        await wire.close()
