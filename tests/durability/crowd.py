"""A session on a fake Zulip, with people who sign up and withdraw, and a bot that is killed again and again."""

import asyncio
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatbot.core.session import Session
from tests.durability import bots
from tests.durability.words import says_signed_up
from tests.fakes.zulip import FakeZulip, Posted

ITEMS = 8
SPEED = 45
BEGIN = datetime(2026, 3, 16, 13, 49, 30, tzinfo=UTC)
LENGTH = timedelta(minutes=10 + 5 * ITEMS + 1)
TOPIC = "IETF 200"
PEOPLE = ("Ann", "Bob", "Cy", "Dee", "Eve", "Fay")
AGENDA = f"""\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
channels: {{zulip: {{channel: small, topic: {TOPIC}}}}}
notices: [{{title: Note Well, text: Be kind.}}]
volunteers: {{note taker: 3}}
agenda: [{", ".join(f"{{title: Draft Number {number}, minutes: 5}}" for number in range(1, ITEMS + 1))}]
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
        self._channel = zulip.add_channel("small")
        self.people = {name: zulip.add_user(name) for name in PEOPLE}
        for user in self.people.values():
            zulip.subscribe(user, self._channel)
        (folder / "agendas").mkdir()
        (folder / "agendas" / "small.yaml").write_text(AGENDA, encoding="utf-8")

    def run(self, processes: int, kills: int) -> None:
        """The whole session; the last kill is well before its end."""
        self._began = time.monotonic()
        self._bots = [self._start() for _ in range(processes)]
        seconds = LENGTH.total_seconds() / SPEED
        moments = sorted(self._random.uniform(2, seconds - 6) for _ in range(kills))
        try:
            while (passed := time.monotonic() - self._began) < seconds:
                if moments and passed > moments[0]:
                    moments.pop(0)
                    self._kill_one()
                self._act()
                time.sleep(0.1)
            self._wait_for_the_end()
        finally:
            for bot in self._bots:
                bot.terminate()
                bot.wait(20)

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
            self._zulip.say(user, self._channel, TOPIC, f"@**{self._zulip.bot_name}** {word} note taker")
        elif chance < 0.3 and (asked := [one for one in self.posts() if "wanted" in one.content]):
            toggle = self._random.choice([self._zulip.react, self._zulip.unreact])
            with suppress(Exception):  # set already, or not there: nothing happens
                toggle(user, asked[-1].id)

    def _wait_for_the_end(self) -> None:
        """Until the farewell stands and nothing more comes."""
        deadline, before = time.monotonic() + 30, -1
        while time.monotonic() < deadline:
            time.sleep(3)
            said = len(self.posts()) + sum(len(self.replies(name)) for name in PEOPLE)
            if said == before and any("session ended" in one.content for one in self.posts()):
                return
            before = said
