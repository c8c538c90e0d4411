"""What stands on the fake Zulip server: accounts, channels, messages, reactions, event queues."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# Zulip's code -> the names people may choose it by.
EMOJI = {
    "270b": ("raised_hand", "hand"),
    "1f4dd": ("memo", "note"),
    "1f4ac": ("speech_balloon",),
    "1f3a4": ("microphone",),
    "1f440": ("eyes",),
    "1f44b": ("wave",),
    "0031-20e3": ("one",),
    "0032-20e3": ("two",),
    "0033-20e3": ("three",),
    "0034-20e3": ("four",),
    "0035-20e3": ("five",),
    "0036-20e3": ("six",),
    "0037-20e3": ("seven",),
    "0038-20e3": ("eight",),
    "0039-20e3": ("nine",),
    "1f51f": ("ten",),
    "1f642": ("smile",),
    "2705": ("check",),
}
CODES = {name: code for code, names in EMOJI.items() for name in names}


class Refusal(Exception):
    """The server says no."""

    def __init__(self, code: str, msg: str, status: int = 400, **extra: object) -> None:
        super().__init__(msg)
        self.status = status
        self.body: Json = {"result": "error", "code": code, "msg": msg, **extra}


@dataclass
class User:
    """An account."""

    id: int
    name: str
    key: str
    is_bot: bool = False
    is_active: bool = True
    role: int = 400
    requests: deque[float] = field(default_factory=deque)

    @property
    def email(self) -> str:
        return f"user{self.id}{'-bot' if self.is_bot else ''}@zulip.invalid"


@dataclass
class Group:
    """A user group; its members are those of its subgroups too."""

    id: int
    name: str
    members: set[int]
    subgroups: set[int]
    deactivated: bool = False


@dataclass
class Channel:
    """A channel."""

    id: int
    name: str
    private: bool
    subscribers: set[int] = field(default_factory=set)


@dataclass
class Posted:
    """A message; `to` are the people of a direct one, the sender among them."""

    id: int
    sender: int
    channel: int | None
    topic: str
    to: tuple[int, ...]
    content: str
    timestamp: int
    frozen: bool = False
    posted_at: float = field(default_factory=time.time)
    reactions: list[tuple[int, str, str]] = field(default_factory=list)
    got: dict[int, list[str]] = field(default_factory=dict)
    """Whom it came to, with the flags that it has for them: for others it is history, and has none."""
    rendered: str = ""

    def flags_for(self, reader: int) -> list[str]:
        return ["read", *self.got[reader]] if reader in self.got else ["read", "historical"]


@dataclass
class Queue:
    """An event queue; `wake` lets the poll that waits on it return, `poll` counts who came last."""

    id: str
    owner: int
    kinds: list[str] | None
    events: list[Json] = field(default_factory=list)
    last_id: int = -1
    pruned: int = -1
    poll: int = 0
    sleeping_groups: bool = False
    wake: Callable[[], None] = lambda: None


class World:
    """The state of the server; whoever calls holds the server's lock."""

    def __init__(self) -> None:
        self.uploads: dict[str, bytes] = {}
        self.users: dict[int, User] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Posted] = {}
        self.queues: dict[str, Queue] = {}
        self.groups: dict[int, Group] = {}
        self.edit_seconds: int | None = 600
        self.grace = 20.0
        self.editing = True
        self.may_delete = True
        self._posted = 0
        self._queues_made = 0

    def add_user(self, name: str, *, is_bot: bool = False) -> User:
        number = 8 + len(self.users)
        self.users[number] = User(number, name, f"key-{number:028d}", is_bot)
        return self.users[number]

    def add_channel(self, name: str, *, private: bool = False) -> Channel:
        number = 101 + len(self.channels)
        self.channels[number] = Channel(number, name, private)
        return self.channels[number]

    def channel(self, given: int | str) -> Channel | None:
        """By id or by name, whatever its capitals."""
        if isinstance(given, int):
            return self.channels.get(given)
        return next((one for one in self.channels.values() if one.name.casefold() == given.casefold()), None)

    def post(self, sender: int, channel: int | None, topic: str, to: tuple[int, ...], content: str) -> Posted:
        """Store a message as Zulip does: trimmed, cut, in the topic that exists already in other capitals."""
        content = content.rstrip().lstrip("\n")
        if len(content) > 10_000:
            content = content[: 10_000 - len("\n[message truncated]")] + "\n[message truncated]"
        topic = topic if len(topic) <= 60 else topic[:57] + "..."
        known = (one.topic for one in self.messages.values() if one.channel == channel and channel is not None)
        topic = next((one for one in known if one.casefold() == topic.casefold()), topic)
        self._posted += 1
        number = self._posted
        message = Posted(number, sender, channel, topic, to, content, int(time.time()))
        self.messages[number] = message
        message.rendered = self.html(content)
        message.got = {reader: self.flags(message, reader) for reader in self.readers(message)}
        for reader, flags in message.got.items():
            self.tell(reader, {"type": "message", "message": self.shown(message), "flags": flags})
        return message

    def edit(self, editor: int, number: int, content: str) -> None:
        message = self.message(number)
        if message.sender != editor:
            raise Refusal("BAD_REQUEST", "You don't have permission to edit this message")
        late = self.edit_seconds is not None and time.time() - message.posted_at > self.edit_seconds + self.grace
        if not self.editing:
            raise Refusal("BAD_REQUEST", "Your organization has turned off message editing")
        if message.frozen or late:
            raise Refusal("BAD_REQUEST", "The time limit for editing this message has passed")
        before, message.content = message.content, content.rstrip()
        event: Json = {"type": "update_message", "user_id": editor, "rendering_only": False, "message_id": number}
        event |= {"message_ids": [number], "edit_timestamp": int(time.time()), "orig_content": before}
        message.rendered = self.html(message.content)
        event |= {"content": message.content, "rendered_content": message.rendered}
        message.got = {reader: self.flags(message, reader) for reader in message.got}
        for reader in self.readers(message):
            self.tell(reader, event | {"flags": message.got.get(reader, [])})

    def delete(self, number: int) -> None:
        message = self.message(number)
        del self.messages[number]
        event: Json = {"type": "delete_message", "message_ids": [number], "message_type": "stream"}
        if message.channel is not None:
            event |= {"stream_id": message.channel, "topic": message.topic}
        for reader in self.readers(message):
            self.tell(reader, event)

    def move(
        self, mover: int, numbers: list[int], topic: str, channel: int | None = None, mode: str = "change_all"
    ) -> None:
        """Give messages of one topic another topic, or channel, as a person does by hand."""
        moved = [self.messages[number] for number in numbers]
        before = moved[0]
        readers = set(self.readers(before))
        event: Json = {"type": "update_message", "user_id": mover, "rendering_only": False, "message_id": numbers[0]}
        event |= {"message_ids": numbers[::-1], "stream_id": before.channel, "propagate_mode": mode}
        event |= {"edit_timestamp": int(time.time()), "orig_subject": before.topic}
        if topic != before.topic:
            event |= {"subject": topic}
        if channel not in (None, before.channel):
            event |= {"new_stream_id": channel}
        gone: Json = {"type": "delete_message", "message_ids": numbers, "message_type": "stream"}
        gone |= {"stream_id": before.channel, "topic": before.topic}
        for message in moved:
            message.topic, message.channel = topic, channel or message.channel
        # Whoever may not see them any more is told that they were deleted.
        hidden = channel is not None and self.channels[channel].private
        for reader in readers | set(self.readers(before)):
            seen = not hidden or reader in self.readers(before)
            self.tell(reader, event | {"flags": []} if seen else gone)

    def topics(self, channel: int) -> list[Json]:
        newest: dict[str, int] = {}
        for message in self.messages.values():
            if message.channel == channel:
                newest[message.topic] = message.id
        ordered = sorted(newest.items(), key=lambda one: -one[1])
        return [{"name": name, "max_id": number} for name, number in ordered]

    def react(self, user: int, number: int, name: str, *, on: bool) -> None:
        message = self.message(number)
        if name not in CODES:
            raise Refusal("BAD_REQUEST", f"Emoji '{name}' does not exist")
        entry = next((one for one in message.reactions if one[:2] == (user, CODES[name])), None)
        if on and entry:
            raise Refusal("REACTION_ALREADY_EXISTS", "Reaction already exists.")
        if not on and not entry:
            raise Refusal("REACTION_DOES_NOT_EXIST", "Reaction doesn't exist.")
        # An alias arrives under the name its user chose.
        entry = entry or (user, CODES[name], name)
        (message.reactions.append if on else message.reactions.remove)(entry)
        event = {"type": "reaction", "op": "add" if on else "remove", "message_id": number, **reaction(entry)}
        for reader in self.readers(message):
            self.tell(reader, event)

    def message(self, number: int) -> Posted:
        if number not in self.messages:
            raise Refusal("BAD_REQUEST", "Invalid message(s)")
        return self.messages[number]

    def readers(self, message: Posted) -> list[int]:
        """Whose event queues it reaches: subscription decides."""
        return sorted(self.channels[message.channel].subscribers if message.channel else message.to)

    def flags(self, message: Posted, reader: int) -> list[str]:
        own = re.sub(r"(`+).+?(?<!`)\1(?!`)", "", message.content)
        own = "\n".join(line for line in without_quote_blocks(own) if not line.startswith(">"))
        user = self.users[reader]
        by_name = rf"{re.escape(user.name)}(?:\|{reader})?"
        mention = rf"(?<![^\s'\"({{\[/<])@\*\*(?:{by_name}|\|{reader})\*\*"
        everybody = r"(?<![^\s'\"({\[/<])@\*\*(?:all|everyone|stream|channel|topic)\*\*"
        flags = ["mentioned"] if re.search(mention, own, re.IGNORECASE) else []
        return flags + (["stream_wildcard_mentioned", "wildcard_mentioned"] if re.search(everybody, own) else [])

    def deactivate_group(self, number: int, *, asleep: bool) -> None:
        """Queues that can do without such groups hear that it is gone, and nothing of its return."""
        self.groups[number].deactivated = asleep
        change = {"type": "user_group", "op": "update", "group_id": number, "data": {"deactivated": asleep}}
        for queue in self.queues.values():
            if queue.sleeping_groups:
                self._put(queue, change)
            elif asleep:
                self._put(queue, {"type": "user_group", "op": "remove", "group_id": number})

    def tell(self, owner: int, event: Json) -> None:
        """Put an event into the queues of this account that want its kind."""
        for queue in self.queues.values():
            if queue.owner == owner:
                self._put(queue, event)

    def _put(self, queue: Queue, event: Json) -> None:
        if queue.kinds is None or event["type"] in queue.kinds:
            queue.last_id += 1
            queue.events.append({**event, "id": queue.last_id})
            queue.wake()

    def beat(self, queue: Queue) -> None:
        """A sign of life for a poll that waited in vain."""
        queue.last_id += 1
        queue.events.append({"type": "heartbeat", "id": queue.last_id})

    def register(self, owner: int, kinds: list[str] | None) -> Queue:
        self._queues_made += 1
        queue = Queue(f"fake-{self._queues_made}", owner, kinds)
        self.queues[queue.id] = queue
        return queue

    def queue(self, owner: int, name: str) -> Queue:
        queue = self.queues.get(name)
        if queue is None or queue.owner != owner:
            raise Refusal("BAD_EVENT_QUEUE_ID", f"Bad event queue ID: {name}", queue_id=name)
        return queue

    def acknowledge(self, queue: Queue, last_event_id: int) -> None:
        if last_event_id < queue.pruned:
            raise Refusal("BAD_REQUEST", f"An event newer than {last_event_id} has already been pruned!")
        queue.pruned = last_event_id
        queue.events = [event for event in queue.events if event["id"] > last_event_id]

    def history(self, reader: int, narrow: list[Json]) -> Iterator[Posted]:
        """The messages that came to this reader, and of a channel by name all, oldest first."""
        for message in self.messages.values():
            named = any(term["operator"] in ("stream", "channel") for term in narrow)
            visible = self.visible(reader, message) and (named or reader in message.got)
            if visible and all(self._fits(message, term["operator"], term["operand"]) for term in narrow):
                yield message

    def visible(self, reader: int, message: Posted) -> bool:
        """Whether the reader may see the message by its id."""
        channel = self.channels.get(message.channel or 0)
        return reader in self.readers(message) or (channel is not None and not channel.private)

    def subscribe(self, user: int, channel: int, described: Json) -> None:
        """Put the account into the channel, of which its queues are told so much."""
        self._tell_peers(channel, user, "peer_add")
        self.channels[channel].subscribers.add(user)
        self.tell(user, {"type": "subscription", "op": "add", "subscriptions": [described]})

    def unsubscribe(self, user: int, channel: int) -> None:
        """Take the account out of the channel: from now on nothing of it reaches its queues."""
        self.channels[channel].subscribers.discard(user)
        self._tell_peers(channel, user, "peer_remove")
        gone = {"stream_id": channel, "name": self.channels[channel].name}
        self.tell(user, {"type": "subscription", "op": "remove", "subscriptions": [gone]})

    def _tell_peers(self, channel: int, user: int, op: str) -> None:
        event = {"type": "subscription", "op": op, "stream_ids": [channel], "user_ids": [user]}
        for peer in sorted(self.channels[channel].subscribers - {user}):
            self.tell(peer, event)

    def shown(self, message: Posted, *, raw: bool = True) -> Json:
        """The message as the interface shows it."""
        sender = self.users[message.sender]
        channel = self.channels[message.channel] if message.channel else None
        people = [self.users[one] for one in message.to]
        named = [{"id": one.id, "email": one.email, "full_name": one.name, "is_mirror_dummy": False} for one in people]
        shown: Json = {
            "id": message.id,
            "avatar_url": None,
            "client": "website",
            "content": message.content if raw else message.rendered,
            "content_type": "text/x-markdown" if raw else "text/html",
            "display_recipient": channel.name if channel else named,
            "is_me_message": False,
            "reactions": [reaction(entry) for entry in message.reactions],
            "recipient_id": message.channel or 1,
            "sender_email": sender.email,
            "sender_full_name": sender.name,
            "sender_id": sender.id,
            "sender_realm_str": "",
            "subject": message.topic,
            "submessages": [],
            "timestamp": message.timestamp,
            "topic_links": [],
            "type": "stream" if channel else "private",
        }
        return shown | ({"stream_id": channel.id} if channel else {})

    def html(self, content: str) -> str:
        """Enough of Zulip's rendering for what the bot reads: paragraphs, and mentions with the ids of people."""
        escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
        return "<p>" + re.sub(r"@(_?)\*\*([^*|]*)(?:\|(\d+))?\*\*", self._mention, escaped) + "</p>"

    def _mention(self, found: re.Match[str]) -> str:
        silent, name, number = found[1], found[2], int(found[3] or 0)
        people = [one for one in self.users.values() if one.id == number or (not number and one.name == name)]
        if not people:
            return found[0]
        kind = "user-mention silent" if silent else "user-mention"
        at = "" if silent else "@"
        return f'<span class="{kind}" data-user-id="{people[0].id}">{at}{people[0].name}</span>'

    def _fits(self, message: Posted, operator: str, operand: object) -> bool:
        match operator, operand:
            case (("stream" | "channel"), (int() | str())):
                channel = self.channel(operand)
                return channel is not None and message.channel == channel.id
            case "topic", str():
                return message.topic.casefold() == operand.casefold()
            case "sender", int():
                return message.sender == operand
            case "dm", list():
                return message.channel is None and set(message.to) >= set(operand)
            case _:
                raise Refusal("BAD_NARROW", f"Invalid narrow operator: {operator}")


def reaction(entry: tuple[int, str, str]) -> Json:
    user, code, name = entry
    return {"user_id": user, "emoji_code": code, "emoji_name": name, "reaction_type": "unicode_emoji"}


def without_quote_blocks(content: str) -> list[str]:
    kept: list[str] = []
    fence = ""
    for line in content.split("\n"):
        opening = re.match(r"(`{3,}|~{3,})", line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif opening:
            fence = opening[1]
        else:
            kept.append(line)
    return kept
