"""Hundreds of words about the queue and a poll at once, from two chats, with kills: nothing is lost or told twice."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from chatbot.clock import WallClock
from chatbot.core.events import Event, PollClosed, Voted, VoteWithdrawn
from chatbot.core.session import Session, fold
from chatbot.ports import ANSWER
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from tests.durability.flood import INPUTS, NAME, FloodChat
from tests.durability.rush import CHATS, TIMING
from tests.durability.waiting import unsent, until
from tests.store.postgres import fresh_schema, own_postgres, postgres_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ALL = {str(number) for number in range(INPUTS)}
"""Each chat's inputs, by their numbers."""
CHATS_INPUTS = INPUTS * len(CHATS)


class Flood:
    """The bots in their folder, and what stands in the chats."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = url
        self._bots: list[subprocess.Popen[bytes]] = []
        self.stops = 0
        begin = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
        (folder / "begin.txt").write_text(begin.isoformat(), encoding="utf-8")

    def play(self, bots: int, troubles: int, trouble: Callable[[int], None]) -> None:
        """All inputs, with so many troubles among them, each one bot's; ends when all is answered and all is still."""
        choose = random.Random(troubles)
        marks = sorted(choose.randrange(20, CHATS_INPUTS // 2) for _ in range(troubles))
        self._bots = [self._start() for _ in range(bots)]

        def disturb() -> None:
            if marks and sum(len(self.answered(chat)) for chat in CHATS) > marks[0]:
                marks.pop(0)
                trouble(choose.randrange(bots))

        try:
            until(lambda: not marks and self._is_over(), self._missing, disturb)
            time.sleep(2)  # whatever is said twice is said by then
        finally:
            for bot in self._bots:
                bot.kill()
                bot.wait(10)

    def kill(self, number: int) -> None:
        """The bot dies, and another takes its place."""
        self._bots[number].send_signal(signal.SIGKILL)
        self._bots[number].wait(10)
        self._bots[number] = self._start()

    def freeze(self, _: int) -> None:
        """A bot stands still for longer than any claim of its holds, and the database drops all connections."""
        self._stop(1)
        engine = create_engine(make_url(self._url).set(drivername="postgresql+psycopg"))
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        with engine.begin() as connection:
            connection.execute(text(f"{others} AND datname = current_database() AND backend_type = 'client backend'"))
        engine.dispose()
        self._go_on_later()

    def freeze_all(self, _: int) -> None:
        """All bots stand still for longer than any claim holds, and go on in the same moment."""
        self._stop(len(self._bots))
        self._go_on_later()

    def keys(self, chat: str) -> list[str]:
        """The keys of all posts in the chat, in order."""
        return [line["key"] for line in FloodChat(chat, self._folder).lines() if line["key"]]

    def answered(self, chat: str) -> set[str]:
        """The inputs of that chat that have an answer there."""
        mark = f"{ANSWER}{chat}:"
        return {key.removeprefix(mark).partition("@")[0] for key in self.keys(chat) if key.startswith(mark)}

    def last(self, chat: str, key: str) -> str:
        """What the post with this key says last."""
        return [line["text"] for line in FloodChat(chat, self._folder).lines() if line["ref"].startswith(key)][-1]

    def journal(self) -> tuple[Event, ...]:
        async def read() -> tuple[Event, ...]:
            base = Database(self._url, WallClock())
            await base.open()
            try:
                return await base.tx(Journal().events, NAME)
            finally:
                await base.close()

        return asyncio.run(read())

    def _is_over(self) -> bool:
        """Whether all is answered, the poll is closed, and nothing is left to send or to settle."""
        closed = all(any(key.startswith(f"{NAME}/poll-result-1") for key in self.keys(chat)) for chat in CHATS)
        return closed and not any(self._missing().values()) and not unsent(self._url)

    def _missing(self) -> dict[str, list[str]]:
        """The inputs that have no answer, for each chat."""
        return {chat: sorted(ALL - self.answered(chat)) for chat in CHATS}

    def _stop(self, bots: int) -> None:
        """So many bots stop, each as soon as it has claimed something to send; fewer where nothing is left to send."""
        told = [self._folder / f"freeze-{number}" for number in range(bots)]
        for file in told:
            file.touch()
        stopped: set[int] = set()

        def are_stopped() -> bool:
            going = (bot.pid for bot in self._bots if bot.pid not in stopped)
            stopped.update(pid for pid in going if os.waitpid(pid, os.WUNTRACED | os.WNOHANG)[0])
            return len(stopped) == bots or self._is_over()

        until(are_stopped, self._missing)
        self.stops += len(stopped)
        for file in told:
            file.unlink(missing_ok=True)

    def _go_on_later(self) -> None:
        time.sleep(3 * TIMING.settle.total_seconds())
        for bot in self._bots:
            bot.send_signal(signal.SIGCONT)

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.durability.flood", str(self._folder), self._url]
        with (self._folder / "log.txt").open("ab") as log:
            return subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=log, stdout=log)


def votes(events: tuple[Event, ...]) -> dict[str, int]:
    """The last vote of each account, counted without the bot's own rules."""
    last: dict[str, int] = {}
    for event in events:
        if isinstance(event, Voted):
            last[event.person.account] = event.option
        elif isinstance(event, VoteWithdrawn):
            del last[event.person.account]
    return last


def check(flood: Flood) -> None:
    """Each answer and announcement once, one vote each, nobody twice in the queue, and both chats show the same."""
    events = flood.journal()
    session = fold(events)
    told = [flood.keys(chat) for chat in CHATS]
    assert all(len(keys) == len(set(keys)) for keys in told)
    assert sum(isinstance(event, PollClosed) for event in events) == 1
    counts = [list(votes(events).values()).count(option) for option in range(3)]
    assert session.polls[0].counts == tuple(counts)
    waiting = [(one.person.account, one.person.name) for one in session.queue.waiting]
    assert len(waiting) == len(set(waiting)) > 0
    for chat in CHATS:
        shown = f"Yes: {counts[0]} · No: {counts[1]} · No opinion: {counts[2]}"
        assert shown in flood.last(chat, f"{NAME}/poll-1")
        assert shown in flood.last(chat, f"{NAME}/poll-result-1")
        assert queue_line(session) in flood.last(chat, f"{NAME}/board")


def queue_line(session: Session) -> str:
    """The names in the queue as the board has them, up to the first with a remark on it."""
    return f"Queue: {session.queue.waiting[0].person.name}"


def test_one_bot_on_sqlite_is_killed_in_a_flood(tmp_path: Path) -> None:
    flood = Flood(tmp_path, f"sqlite:///{tmp_path}/bot.db")
    flood.play(bots=1, troubles=3, trouble=flood.kill)

    check(flood)


def test_two_bots_on_postgresql_are_killed_in_a_flood(tmp_path: Path) -> None:
    with postgres_server() as server, fresh_schema(server) as url:
        flood = Flood(tmp_path, url)
        flood.play(bots=2, troubles=3, trouble=flood.kill)

        check(flood)


def test_two_bots_that_lose_the_database_while_one_stands_still(tmp_path: Path) -> None:
    with postgres_server() as server, fresh_schema(server) as url:
        flood = Flood(tmp_path, url)
        flood.play(bots=2, troubles=2, trouble=flood.freeze)

        assert flood.stops > 0
        check(flood)


def test_two_bots_that_both_stand_still(tmp_path: Path) -> None:
    with postgres_server() as server, fresh_schema(server) as url:
        flood = Flood(tmp_path, url)
        flood.play(bots=2, troubles=2, trouble=flood.freeze_all)

        assert flood.stops > 0
        check(flood)


def test_two_bots_whose_database_is_restarted(tmp_path: Path) -> None:
    with own_postgres() as (server, restart), fresh_schema(server) as url:
        flood = Flood(tmp_path, url)
        flood.play(bots=2, troubles=2, trouble=lambda _: restart())

        check(flood)
