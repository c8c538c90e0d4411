"""A Zulip server that somebody named, seen through the keys of two ordinary people, and the bot as a process."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zulip

SITE = os.environ.get("ZULIP_LIVE_SITE", "")
NAMES = ("BOT", "CHAIR", "USER")
MISSING = [
    name
    for name in ("ZULIP_LIVE_SITE", *(f"ZULIP_LIVE_{who}_{what}" for who in NAMES for what in ("EMAIL", "KEY")))
    if not os.environ.get(name)
]
AGENDA = """\
title: Live test of the session bot
date: 2026-03-16
start: "14:00"
timezone: UTC
chairs: [{{name: Chair, zulip: {chair}}}]
channels: {{zulip: {{channel: {channel}, topic: {topic}}}}}
notices: [{{title: Note Well, text: Be kind.}}]
volunteers: {{note taker: 1}}
agenda:
  - {{title: Opening, minutes: 10}}
  - {{title: "@**all** /poll *Second*", minutes: 10, presenters: ["@**everyone**"]}}
  - {{title: Third, minutes: 60}}
"""
SPEED = 60
PATIENCE = 60.0
"""Seconds to wait for something to stand there."""


@dataclass(frozen=True, slots=True)
class Someone:
    """An account and what it can do."""

    client: zulip.Client
    user_id: int
    name: str

    def does(self, path: str, method: str, **request: Any) -> dict[str, Any]:
        """One request, which has to succeed."""
        answer: dict[str, Any] = self.client.call_endpoint(url=path, method=method, request=request)
        assert answer["result"] == "success", answer
        return answer


def someone(who: str) -> Someone:
    """The account whose address and key stand in the environment."""
    email, key = os.environ[f"ZULIP_LIVE_{who}_EMAIL"], os.environ[f"ZULIP_LIVE_{who}_KEY"]
    client = zulip.Client(site=SITE, email=email, api_key=key, retry_on_errors=False)
    me = client.call_endpoint(url="users/me", method="GET")
    assert me["result"] == "success", me
    return Someone(client, me["user_id"], me["full_name"])


class Hall:
    """A new channel with one session in it."""

    def __init__(self, folder: Path) -> None:
        self.chair, self.user, self.bot = someone("CHAIR"), someone("USER"), someone("BOT")
        self.channel = f"session-bot-{secrets.token_hex(4)}"
        self.topic = "Live"
        for person in (self.chair, self.user):
            person.does("users/me/subscriptions", "POST", subscriptions=[{"name": self.channel}])
        self.stream = self.chair.does("get_stream_id", "GET", stream=self.channel)["stream_id"]
        self._folder = folder
        self._began = time.monotonic()
        text = AGENDA.format(chair=self.chair.user_id, channel=self.channel, topic=self.topic)
        (folder / "live.yaml").write_text(text, encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator[None]:
        """The bot as a process, ten minutes before the session or where it stands by now."""
        passed = int((time.monotonic() - self._began) * SPEED)
        minute, second = divmod(13 * 3600 + 55 * 60 + passed, 60)
        now = f"2026-03-16T{minute // 60:02}:{minute % 60:02}:{second:02}+0000"
        settings = {
            "ZULIP_SITE": SITE,
            "ZULIP_EMAIL": os.environ["ZULIP_LIVE_BOT_EMAIL"],
            "ZULIP_API_KEY": os.environ["ZULIP_LIVE_BOT_KEY"],
            "DATABASE_URL": f"sqlite:///{self._folder}/bot.db",
            "AGENDAS": str(self._folder),
        }
        command = [sys.executable, "-c", "from chatbot.cli import main; main()"]
        command += ["run", "--clock-from", now, "--speed", str(SPEED)]
        process = subprocess.Popen(command, env={**os.environ, **settings})
        try:
            yield
        finally:
            process.terminate()
            assert process.wait(20) == 0

    def says(self, who: Someone, text: str) -> int:
        """That person addresses the bot in the session's topic; the message's id."""
        content = f"@**{self.bot.name}|{self.bot.user_id}** {text}"
        to: dict[str, Any] = {"type": "stream", "to": self.stream, "topic": self.topic, "content": content}
        return int(who.does("messages", "POST", **to)["id"])

    def whispers(self, who: Someone, text: str) -> None:
        """That person writes to the bot alone."""
        who.does("messages", "POST", type="direct", to=[self.bot.user_id], content=text)

    def posts(self) -> list[dict[str, Any]]:
        """What the bot said in the channel, oldest first, in raw Markdown."""
        return self._read([{"operator": "stream", "operand": self.stream}], self.chair)

    def told(self, who: Someone) -> list[dict[str, Any]]:
        """What the bot told that person alone, oldest first."""
        return self._read([{"operator": "dm", "operand": [self.bot.user_id]}], who)

    def wait(self, found: Callable[[], list[Any]]) -> Any:
        """The last of what is found, once there is something."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if things := found():
                return things[-1]
            time.sleep(0.5)
        raise AssertionError(f"nothing came; the bot said {[one['content'] for one in self.posts()]}")

    def post_with(self, words: str) -> dict[str, Any]:
        """The latest post in the channel with these words, once it stands there."""
        post: dict[str, Any] = self.wait(lambda: [one for one in self.posts() if words in one["content"]])
        return post

    def word_to(self, who: Someone, words: str, after: int = 0) -> dict[str, Any]:
        """The latest word to that person alone with these words, behind that message."""
        word: dict[str, Any] = self.wait(
            lambda: [one for one in self.told(who) if words in one["content"] and one["id"] > after]
        )
        return word

    def _read(self, narrow: list[dict[str, Any]], who: Someone) -> list[dict[str, Any]]:
        request = {"anchor": "newest", "num_before": 200, "num_after": 0, "narrow": narrow, "apply_markdown": False}
        messages: list[dict[str, Any]] = who.does("messages", "GET", **request)["messages"]
        return [one for one in messages if one["sender_id"] == self.bot.user_id]
