"""A session on a fake Slack that refuses, loses, repeats and cuts, with people who sign up and withdraw.

The clock calls the time, and the chair goes on once that stands: on a slow machine it takes longer, and is the same.
"""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from chatbot.core.session import Session
from tests.durability import bots
from tests.durability.waiting import unsent, until
from tests.durability.words import says_signed_up
from tests.fakes.slack import FakeSlack

ITEMS = 7
SPEED = 60
BEGIN = datetime(2026, 3, 16, 13, 57, 30, tzinfo=UTC)
MOMENTS = 60
"""So often in each item somebody may say something."""
CUT_AT = range(1, ITEMS + 1, 2)
"""The socket is cut in these items: the chair has been heard by it since the last time."""
CHAIR = "Tero"
PEOPLE = ("Ann", "Bob", "Cy", "Dee", "Eve", "Fay")
AGENDA = """\
title: Small WG
date: 2026-03-16
start: "14:00"
timezone: UTC
mode: chair
chairs: [{{name: {chair}, slack: {account}}}]
channels: {{slack: {channel}}}
notices: [{{title: Note Well, text: Be kind.}}]
volunteers: {{note taker: 3}}
agenda: [{items}]
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
        items = ", ".join(f"{{title: Draft Number {number}, minutes: 3}}" for number in range(1, ITEMS + 1))
        agenda = AGENDA.format(chair=CHAIR, account=slack.user(CHAIR), channel=slack.channel, items=items)
        (folder / "agendas").mkdir(parents=True)
        (folder / "agendas" / "small.yaml").write_text(agenda, encoding="utf-8")

    def run(self) -> None:
        """The whole session."""
        self._slack.refuse_every(3, 0.5)
        bot = bots.start(self._folder, self._settings(), self._url, BEGIN, SPEED)
        try:
            self._act_until(lambda: self._stands("Time to start"))
            self._say(CHAIR, "start")
            for number in range(1, ITEMS + 1):
                if number in CUT_AT:
                    self._slack.cut_socket()
                self._act_until(partial(self._stands, f"Time is up for Draft Number {number}"))
                if number < ITEMS:
                    self._say(CHAIR, "next")
            self._until(self._quiet)
            self._slack.lose_next_reply()
            self._say(CHAIR, "end")
            self._until(lambda: self._stands("session ended") and self._quiet())
        finally:
            bot.terminate()
            assert bot.wait(60) == 0

    def posts(self) -> list[str]:
        """What the bot said in the room, oldest first."""
        return [one.text for one in self._slack.messages()]

    def accepted(self) -> set[str]:
        """The accounts that are signed up by the last word that they read, in the room or in their direct messages."""
        signed = (name for name in PEOPLE if says_signed_up(one.text for one in self._slack.shown_to(name)))
        return {f"slack:{self._slack.user(name)}" for name in signed}

    def session(self) -> Session:
        """The session as the database has it."""
        return asyncio.run(bots.session_in(self._url))

    def _settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_APP_TOKEN": self._slack.app_token,
            "SLACK_API_URL": self._slack.api_url,
        }

    def _act_until(self, done: Callable[[], bool]) -> None:
        """People sign up and withdraw, though not without end, until then."""
        moments = iter(range(MOMENTS))
        self._until(done, lambda: self._act() if next(moments, None) is not None else None)

    def _until(self, done: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> None:
        until(done, lambda: (self._folder / "log.txt").read_text(encoding="utf-8")[-5000:], meanwhile)

    def _act(self) -> None:
        """Somebody may sign up or withdraw, by any way in, and the network may lose an answer."""
        name, chance = self._random.choice(PEOPLE), self._random.random()
        if chance < 0.04:
            self._slack.lose_next_reply()
        word = self._random.choice(["volunteer", "withdraw"])
        if chance < 0.1:
            self._say(name, f"{word} note taker")
        elif chance < 0.2:
            self._slack.command(name, f"{word} note taker")
        elif chance < 0.3 and (asked := [one for one in self._slack.messages() if "wanted" in one.text]):
            self._slack.press(name, asked[-1].ref, self._random.choice(self._slack.signs(asked[-1].ref)))

    def _say(self, name: str, text: str) -> None:
        self._slack.say(name, f"@{self._slack.bot_name} {text}")

    def _stands(self, words: str) -> bool:
        return any(words in post for post in self.posts())

    def _quiet(self) -> bool:
        """Whether all that was said is heard, and nothing is left to send or to settle."""
        return all(one.acked for one in self._slack.envelopes) and not unsent(self._url)
