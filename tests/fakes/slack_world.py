"""What the fake Slack remembers: people, channels and messages."""

import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM, APP = "T01FAKE", "A01FAKE"
BOT_USER, BOT_ID, BOT_NAME = "U0BOT", "B0BOT", "sessiondesk"
GENERAL = "C01GEN"


class Refused(Exception):
    """Slack answers `ok: false` with this code."""


@dataclass(slots=True)
class Message:
    """A message as it stands; `only` is the one person who sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread: str = ""
    only: str = ""
    frozen: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """How the tests call it."""
        return f"{self.channel}/{self.ts}"

    def as_json(self, *, with_metadata: bool) -> Json:
        """The message as the history shows it."""
        shown: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.thread:
            shown["thread_ts"] = self.thread
        if self.user == BOT_USER:
            shown |= {"bot_id": BOT_ID, "app_id": APP}
        if self.metadata and with_metadata:
            shown["metadata"] = self.metadata
        return shown


@dataclass(slots=True)
class Channel:
    """A channel, or a conversation of the bot with one person; `members` are everybody but guests where not given."""

    id: str
    name: str
    member: bool = True
    archived: bool = False
    private: bool = False
    members: list[str] | None = None


class World:
    """One workspace with Ann, Bob and a channel."""

    def __init__(self, team: str = TEAM) -> None:
        self.team = team
        self.people = {"Ann": "U01ANN", "Bob": "U02BOB"}
        self.teams: dict[str, str] = {}
        self.rights: dict[str, Json] = {}
        self.groups: dict[str, tuple[str, ...]] | None = None
        self.lacks_scopes: set[str] = set()
        self.homes: dict[str, Json] = {}
        self.modals: list[Json] = []
        self.triggers: dict[str, str] = {}
        self.channels = {GENERAL: Channel(GENERAL, "general")}
        self.messages: list[Message] = []
        self.response_uses: dict[str, tuple[str, str, int]] = {}
        self._numbers = itertools.count(1)
        self._last = 0.0

    def number(self) -> int:
        """A number never given before."""
        return next(self._numbers)

    def stamp(self) -> str:
        """A timestamp that no message has yet."""
        self._last = max(time.time(), self._last + 0.000002)
        return f"{self._last:.6f}"

    def name(self, user: str) -> str:
        """The display name of a user."""
        return next((name for name, one in self.people.items() if one == user), "")

    def direct(self, user: str) -> str:
        """The conversation of the bot with a user."""
        channel = "D" + user[1:]
        self.channels.setdefault(channel, Channel(channel, ""))
        return channel

    def members(self, channel: str) -> list[str]:
        """Who is in a channel."""
        given = self.channels[channel].members
        full = [user for user in self.people.values() if not self.rights.get(user, {}).get("is_restricted")]
        return [BOT_USER, *(full if given is None else given)]

    def seen(self, channel: str) -> Channel:
        """A channel that the bot may ask about: a private one only from within."""
        found = self.channels.get(channel)
        scope = "groups:read" if found and found.private else "channels:read"
        if scope in self.lacks_scopes:
            raise Refused("missing_scope")
        if found is None or (found.private and not found.member):
            raise Refused("channel_not_found")
        return found

    def postable(self, channel: str) -> str:
        """The conversation that the bot may post to."""
        if channel in self.people.values():
            return self.direct(channel)
        if channel not in self.channels:
            raise Refused("channel_not_found")
        if not self.channels[channel].member:
            raise Refused("not_in_channel")
        if self.channels[channel].archived:
            raise Refused("is_archived")
        return channel

    def add(self, message: Message) -> Message:
        """Keep a message."""
        self.messages.append(message)
        return message

    def message(self, ref: str) -> Message:
        """The message that is called this."""
        found = next((one for one in self.messages if one.ref == ref.removeprefix("ephemeral/")), None)
        if found is None:
            raise LookupError(f"no message {ref}")
        return found

    def standing(self, channel: str) -> Iterator[Message]:
        """The messages of a channel that everybody there sees, oldest first."""
        return (one for one in self.messages if one.channel == channel and not one.only)

    def typed(self, text: str) -> str:
        """What somebody typed as Slack hands it over: escaped, names of members as mentions."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for name, user in ((BOT_NAME, BOT_USER), *self.people.items()):
            escaped = re.sub(rf"(?<![\w*])@{re.escape(name)}\b", f"<@{user}>", escaped)
        return escaped
