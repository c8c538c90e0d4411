"""A session on a fake Slack that refuses, loses, repeats and cuts, with people who sign up and withdraw."""

import asyncio
import random
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatbot.core.session import Session
from tests.durability import bots
from tests.durability.words import says_signed_up
from tests.fakes.slack import FakeSlack

ITEMS = 7
SPEED = 60
BEGIN = datetime(2026, 3, 16, 13, 49, 30, tzinfo=UTC)
LENGTH = timedelta(minutes=10 + 5 * ITEMS + 1)
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
        bot = bots.start(self._folder, self._settings(), self._url, BEGIN, SPEED)
        began, cuts = time.monotonic(), 0
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

    def told(self, name: str) -> set[bool]:
        """Whether they are signed up, by the last word in the room and by the last in their direct messages.

        What is said in one place waits for nothing in the other, so that neither of the two is the later one.
        """
        shown = self._slack.shown_to(name)
        places = [[one for one in shown if one.only], [one for one in shown if not one.only]]
        return {says_signed_up(one.text for one in place) for place in places}

    def session(self) -> Session:
        """The session as the database has it."""
        return asyncio.run(bots.session_in(self._url))

    def _settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_APP_TOKEN": self._slack.app_token,
            "SLACK_API_URL": self._slack.api_url,
        }

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
        """Until the farewell stands, nothing is left to send and nothing more comes."""
        deadline, before = time.monotonic() + 60, -1
        while time.monotonic() < deadline:
            time.sleep(4)
            said = len(self.posts()) + sum(len(self._slack.shown_to(name)) for name in PEOPLE)
            ended = any("session ended" in one for one in self.posts())
            if ended and said == before and not self._unsent():
                return
            before = said

    def _unsent(self) -> int:
        """How many posts are still to be sent or settled; only looked at, for the bot holds its database."""
        with closing(sqlite3.connect(f"file:{self._folder}/bot.db?mode=ro", uri=True)) as database:
            found = database.execute("SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')").fetchone()
        return int(found[0])
