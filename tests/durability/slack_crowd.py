"""A session on a fake Slack that refuses, loses, repeats and cuts, with people who sign up and withdraw."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatbot.clock import WallClock
from chatbot.core.session import Session
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from tests.fakes.slack import FakeSlack

ITEMS = 7
SPEED = 60
BEGIN = datetime(2026, 3, 16, 13, 49, 30, tzinfo=UTC)
LENGTH = timedelta(minutes=10 + 5 * ITEMS + 1)
PLACED = ("Thank you", "a place has come free")
"""What begins so says that one has a place; from the chairs' and the clock's doing too."""
UNPLACED = ("You are no longer", "You wait no longer", "All places")
PEOPLE = ("Ann", "Bob", "Cy", "Dee", "Eve", "Fay")
AGENDA = f"""\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
channels: {{slack: {FakeSlack.channel}}}
notices: [{{title: Note Well, text: Be kind.}}]
volunteers: {{note taker: 3}}
agenda: [{", ".join(f"{{title: Draft Number {number}, minutes: 5}}" for number in range(1, ITEMS + 1))}]
"""


class SlackCrowd:
    """The room: `run` lets the session pass among faults, then looks at what is left."""

    def __init__(self, slack: FakeSlack, folder: Path, seed: int) -> None:
        self._slack = slack
        self._folder = folder
        self._url = f"sqlite:///{folder}/bot.db"
        self._random = random.Random(seed)
        for name in PEOPLE:
            slack.user(name)
        (folder / "agendas").mkdir()
        (folder / "agendas" / "small.yaml").write_text(AGENDA, encoding="utf-8")

    def run(self) -> None:
        """The whole session."""
        self._slack.refuse_every(3, 0.5)
        bot, began, cuts = self._start(), time.monotonic(), 0
        try:
            while (passed := time.monotonic() - began) < LENGTH.total_seconds() / SPEED:
                if passed > 6 * (cuts + 1):
                    cuts += 1
                    self._slack.cut_socket()
                self._act()
                time.sleep(0.1)
            self._wait_for_the_end()
        finally:
            bot.terminate()
            assert bot.wait(20) == 0

    def posts(self) -> list[str]:
        """What the bot said in the room, oldest first."""
        return [one.text for one in self._slack.messages()]

    def accepted(self) -> set[str]:
        """The people whom the bot last told that they are signed up."""
        return {name for name in PEOPLE if self._last_word(name).startswith(PLACED)}

    def session(self) -> Session:
        """The session as the database has it."""
        return asyncio.run(self._session())

    async def _session(self) -> Session:
        database = Database(self._url, WallClock())
        await database.open()
        try:
            kept = await database.tx(Journal().load, "small")
        finally:
            await database.close()
        assert kept is not None
        return kept.session

    def _last_word(self, name: str) -> str:
        told = [one.text for one in self._slack.shown_to(name)]
        plain = [one.removeprefix("Small WG: ") for one in told]
        words = [one for one in plain if one.startswith((*PLACED, *UNPLACED))]
        return words[-1] if words else ""

    def _start(self) -> "subprocess.Popen[bytes]":
        settings = {
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_APP_TOKEN": self._slack.app_token,
            "SLACK_API_URL": self._slack.api_url,
            "DATABASE_URL": self._url,
            "AGENDAS": str(self._folder / "agendas"),
            "SEND_SECONDS": "1",
            "CLAIM_SECONDS": "0.5",
            "SETTLE_SECONDS": "2",
        }
        code = "from chatbot.cli import main; main()"
        options = ["run", "--clock-from", f"{BEGIN:%Y-%m-%dT%H:%M:%S%z}", "--speed", str(SPEED)]
        with (self._folder / "log.txt").open("ab") as log:
            return subprocess.Popen([sys.executable, "-c", code, *options], env={**os.environ, **settings}, stderr=log)

    def _act(self) -> None:
        """Somebody may sign up or withdraw, by any way in, and the network may lose an answer."""
        name, chance = self._random.choice(PEOPLE), self._random.random()
        if chance < 0.04:
            self._slack.lose_next_reply()
        word = self._random.choice(["volunteer", "withdraw"])
        if chance < 0.1:
            self._slack.say(name, f"@{self._slack.bot_name} {word} note taker")
        elif chance < 0.2:
            self._slack.command(name, f"{word} note taker")
        elif chance < 0.3 and (asked := [one for one in self._slack.messages() if "wanted" in one.text]):
            self._slack.press(name, asked[-1].ref, self._random.choice(["raised_hand", "back"]))

    def _wait_for_the_end(self) -> None:
        """Until the farewell stands and nothing more comes."""
        deadline, before = time.monotonic() + 40, -1
        while time.monotonic() < deadline:
            time.sleep(4)
            said = len(self.posts()) + sum(len(self._slack.shown_to(name)) for name in PEOPLE)
            if said == before and any("session ended" in one for one in self.posts()):
                return
            before = said


def told_twice(contents: Sequence[str]) -> list[str]:
    """What stands more than once, but for who takes notes, which may come to be the same again."""
    single = [one for one in contents if not one.startswith(("Note taker", "Replaced by")) and "→" not in one]
    return sorted({one for one in single if single.count(one) > 1})
