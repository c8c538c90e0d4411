"""A session on a fake Zulip, with people who sign up and withdraw, and a bot that is killed again and again.

The clock calls the time, and the chair goes on once that stands: on a slow machine it takes longer, and is the same.
"""

import asyncio
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from chatbot.core.session import Session
from tests.durability import bots
from tests.durability.waiting import unsent, until
from tests.durability.words import says_signed_up
from tests.fakes.zulip import FakeZulip, Posted

ITEMS = 8
SPEED = 45
BEGIN = datetime(2026, 3, 16, 13, 55, 30, tzinfo=UTC)
KILL_AFTER = (0.3, 5.0)
"""So many seconds lie between two kills; some of them hit a bot that has only begun."""
MOMENTS = 25
"""So often in each item somebody may say something: the bot has a budget of answers a minute."""
TOPIC = "IETF 200"
CHAIR = "Tero"
PEOPLE = ("Ann", "Bob", "Cy", "Dee", "Eve", "Fay")
AGENDA = """\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
mode: chair
chairs: [{{name: {chair}, zulip: {account}}}]
channels: {{zulip: {{channel: small, topic: {topic}}}}}
notices: [{{title: Note Well, text: Be kind.}}]
volunteers: {{note taker: 3}}
agenda: [{items}]
"""


class Crowd:
    """The room: `run` lets the session pass while bots are killed, then looks at what is left."""

    def __init__(self, zulip: FakeZulip, folder: Path, url: str, seed: int) -> None:
        self._zulip = zulip
        self._folder = folder
        self._url = url
        self._random = random.Random(seed)
        self._began = time.monotonic()
        self._bots: list[subprocess.Popen[bytes]] = []
        self._kills, self._next_kill = 0, 0.0
        self._channel = zulip.add_channel("small")
        self._chair = zulip.add_user(CHAIR)
        self.people = {name: zulip.add_user(name) for name in PEOPLE}
        for user in (self._chair, *self.people.values()):
            zulip.subscribe(user, self._channel)
        items = ", ".join(f"{{title: Draft Number {number}, minutes: 3}}" for number in range(1, ITEMS + 1))
        (folder / "agendas").mkdir()
        (folder / "agendas" / "small.yaml").write_text(
            AGENDA.format(chair=CHAIR, account=self._chair, topic=TOPIC, items=items), encoding="utf-8"
        )

    def run(self, processes: int, kills: int) -> None:
        """The whole session; the last kill is well before its end."""
        self._began = time.monotonic()
        self._bots = [self._start() for _ in range(processes)]
        self._kills, self._next_kill = kills, self._began + self._random.uniform(*KILL_AFTER)
        try:
            self._act_until(lambda: self._stands("Time to start"))
            self._say(self._chair, "start")
            for number in range(1, ITEMS + 1):
                self._act_until(partial(self._stands, f"Time is up for **Draft Number {number}**"))
                if number < ITEMS:
                    self._say(self._chair, "next")
            self._act_until(lambda: not self._kills)
            self._until(self._quiet)
            self._say(self._chair, "end")
            self._until(lambda: self._stands("session ended") and self._quiet())
        finally:
            for bot in self._bots:
                bot.terminate()
                bot.wait(60)

    def posts(self) -> list[Posted]:
        """What the bot said in the room, oldest first."""
        return [one for one in self._zulip.messages(self._channel) if one.sender == self._zulip.bot_id]

    def accepted(self) -> set[str]:
        """The people whom the bot last told that they are signed up."""
        return {name for name in self.people if says_signed_up(self.replies(name))}

    def replies(self, name: str) -> Sequence[str]:
        """What the bot told this person alone."""
        told = self._zulip.direct_messages(self.people[name])
        return [one.content for one in told if one.sender == self._zulip.bot_id]

    def session(self) -> Session:
        """The session as the database has it."""
        return asyncio.run(bots.session_in(self._url))

    def _start(self) -> "subprocess.Popen[bytes]":
        now = BEGIN + timedelta(seconds=(time.monotonic() - self._began) * SPEED)
        zulip = {
            "ZULIP_SITE": self._zulip.url,
            "ZULIP_EMAIL": self._zulip.bot_email,
            "ZULIP_API_KEY": self._zulip.bot_key,
        }
        return bots.start(self._folder, zulip, self._url, now, SPEED)

    def _act_until(self, done: Callable[[], bool]) -> None:
        """People sign up and withdraw, though not without end, and bots are killed, until then."""
        moments = iter(range(MOMENTS))

        def meanwhile() -> None:
            self._kill_now_and_then()
            if next(moments, None) is not None:
                self._act()

        self._until(done, meanwhile)

    def _until(self, done: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> None:
        until(done, lambda: (self._folder / "log.txt").read_text(encoding="utf-8")[-5000:], meanwhile)

    def _kill_now_and_then(self) -> None:
        if self._kills and time.monotonic() > self._next_kill:
            self._kill_one()
            self._kills, self._next_kill = self._kills - 1, time.monotonic() + self._random.uniform(*KILL_AFTER)

    def _kill_one(self) -> None:
        number = self._random.randrange(len(self._bots))
        self._bots[number].send_signal(signal.SIGKILL)
        self._bots[number].wait(10)
        self._bots[number] = self._start()

    def _act(self) -> None:
        """Somebody may sign up or withdraw, and the network may lose an answer."""
        user = self.people[self._random.choice(PEOPLE)]
        chance = self._random.random()
        if chance < 0.05:
            self._zulip.lose_next_reply()
        if chance < 0.25:
            word = self._random.choice(["volunteer", "withdraw"])
            self._say(user, f"{word} note taker")
        elif chance < 0.3 and (asked := [one for one in self.posts() if "wanted" in one.content]):
            toggle = self._random.choice([self._zulip.react, self._zulip.unreact])
            with suppress(Exception):  # set already, or not there: nothing happens
                toggle(user, asked[-1].id)

    def _say(self, user: int, text: str) -> None:
        self._zulip.say(user, self._channel, TOPIC, f"@**{self._zulip.bot_name}** {text}")

    def _quiet(self) -> bool:
        """Whether all that was said is heard, and nothing is left to send or to settle."""
        return self._zulip.heard() and not unsent(self._url)

    def _stands(self, words: str) -> bool:
        return any(words in one.content for one in self.posts())
