"""500 sign-ups and withdrawals at once from two chats, for two places, with and without kills."""

import asyncio
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatbot.clock import WallClock
from chatbot.core.events import (
    Event,
    VolunteerJoined,
    VolunteerLeft,
    VolunteerPromoted,
    VolunteerWaited,
)
from chatbot.core.session import fold
from chatbot.ports import ANSWER
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from tests.durability.rush import CHATS, INPUTS, FileChat
from tests.durability.waiting import unsent, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def start(folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "log.txt").open("ab") as log:
        command = [sys.executable, "-m", "tests.durability.rush", str(folder)]
        return subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=log, stdout=log)


def answers(folder: Path, chat: str) -> list[str]:
    """The keys of the answers that stand in the chat."""
    return [line["key"] for line in FileChat(chat, folder).lines() if line["key"].startswith(ANSWER)]


def last_request(folder: Path, chat: str) -> str:
    """What the request says last."""
    lines = [line["text"] for line in FileChat(chat, folder).lines() if line["ref"].startswith("rush/request")]
    return lines[-1].splitlines()[0]


def play(folder: Path, kills: int) -> None:
    """All inputs, with so many kills among them; ends when all is answered and the rosters say the same."""
    choose = random.Random(kills)
    moments = sorted(choose.uniform(1.5, 8) for _ in range(kills))
    began, bot = time.monotonic(), start(folder)

    def disturb() -> None:
        nonlocal bot
        if moments and time.monotonic() - began > moments[0]:
            moments.pop(0)
            bot.send_signal(signal.SIGKILL)
            bot.wait(10)
            bot = start(folder)

    def is_over() -> bool:
        answered = all(len(set(answers(folder, chat))) == INPUTS for chat in CHATS)
        return not moments and answered and not unsent(f"sqlite:///{folder}/bot.db")

    try:
        until(is_over, lambda: (folder / "log.txt").read_text(encoding="utf-8")[-5000:], disturb)
        time.sleep(2)  # whatever is said twice is said by then
    finally:
        bot.kill()
        bot.wait(10)


def journal(folder: Path) -> tuple[Event, ...]:
    async def read() -> tuple[Event, ...]:
        base = Database(f"sqlite:///{folder}/bot.db", WallClock())
        await base.open()
        try:
            return await base.tx(Journal().events, "rush")
        finally:
            await base.close()

    return asyncio.run(read())


def check_order(events: tuple[Event, ...]) -> None:
    """Never more than two, nobody waits while a place is free, and who waited longest goes first."""
    people: list[str] = []
    line: list[str] = []
    for number, event in enumerate(events):
        match event:
            case VolunteerJoined(person=person):
                assert not line
                people.append(person.account)
            case VolunteerWaited(person=person):
                line.append(person.account)
            case VolunteerPromoted(person=person):
                assert line.pop(0) == person.account
                people.append(person.account)
            case VolunteerLeft(person=person):
                (people if person.account in people else line).remove(person.account)
            case _:
                continue
        assert len(people) <= 2
        promotes = number + 1 < len(events) and isinstance(events[number + 1], VolunteerPromoted)
        assert not line or len(people) == 2 or promotes


@pytest.mark.parametrize("kills", [0, 5])
def test_places_are_never_over_filled_and_everybody_is_answered_once(tmp_path: Path, kills: int) -> None:
    play(tmp_path, kills)
    events = journal(tmp_path)

    check_order(events)
    for chat in CHATS:
        told = answers(tmp_path, chat)
        assert sorted(told) == sorted(f"{ANSWER}{chat}:{number}@{chat}" for number in range(INPUTS))
    roster = fold(events).rosters[0]
    for chat in CHATS:
        assert all(person.name in last_request(tmp_path, chat) for person in roster.people)
    assert sum(isinstance(event, VolunteerPromoted) for event in events) > 10
