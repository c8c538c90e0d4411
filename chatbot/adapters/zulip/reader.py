"""What the feed asks the server for: one place for its requests, and for the budget that they cost."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chatbot.adapters.zulip import payload
from chatbot.adapters.zulip.limits import Limits, limits_at
from chatbot.adapters.zulip.pacing import Budget
from chatbot.adapters.zulip.payload import Bot, Json
from chatbot.adapters.zulip.position import Cursor, Marks
from chatbot.adapters.zulip.requests import READ_SECONDS, SHORTEST_PAUSE
from chatbot.adapters.zulip.wire import Answer, Call, Declined, Throttled
from chatbot.core.agenda import Place

POLL_SECONDS = 90.0  # the server's own limit of a long poll; a heartbeat comes every 45 to 55 s
PAGE = 1000
AT_ONCE = 100  # messages asked for by their ids in one request
OWN_MESSAGES = 200  # how many of the bot's last messages have their reactions read back
EVENT_TYPES = [
    "message",
    "reaction",
    "update_message",
    "delete_message",
    "realm",
    "realm_user",
    "subscription",
    "user_group",
]
RAW = {"apply_markdown": False, "allow_empty_topic_name": True, "client_gravatar": True}


@dataclass(frozen=True, slots=True)
class Registered:
    """A new event queue, and what the server said of itself."""

    cursor: Cursor
    limits: Limits
    groups: tuple[Json, ...]
    server: Mapping[str, object]


class Asks(Protocol):
    """Something that sends a request: one wire, or a pool of them."""

    def call(self, call: Call) -> Awaitable[Answer]: ...


class Reader:
    """Reads the server for one bot; reading goes before writing, whatever is left of the budget."""

    def __init__(self, asks: Asks, budget: Budget) -> None:
        self._asks = asks
        self._budget = budget

    async def get(self, path: str, request: Mapping[str, Any] | None = None, seconds: float = READ_SECONDS) -> Answer:
        """One answer."""
        return await self._ask(Call("GET", path, dict(request or {}), seconds))

    async def register(self) -> Registered:
        """A new event queue."""
        request = {
            "event_types": EVENT_TYPES,
            "fetch_event_types": ["message", "realm", "realm_user_groups"],
            "apply_markdown": False,
            "client_capabilities": {
                "notification_settings_null": True,
                "bulk_message_deletion": True,
                "user_avatar_url_field_optional": True,
                "empty_topic_name": True,
                # Without it nothing is said of a group that is used again.
                "include_deactivated_groups": True,
            },
        }
        answer = await self._ask(Call("POST", "register", request, READ_SECONDS))
        return Registered(
            Cursor(answer["queue_id"], answer["last_event_id"], answer["max_message_id"]),
            limits_at(answer),
            tuple(answer.get("realm_user_groups", ())),
            {key: answer.get(key) for key in ("zulip_version", "zulip_feature_level")},
        )

    async def drop_queue(self, queue_id: str) -> None:
        """Let the server forget a queue that nobody reads."""
        await self._ask(Call("DELETE", "events", {"queue_id": queue_id}, READ_SECONDS))

    async def events(self, cursor: Cursor) -> list[Json]:
        """The next events, in the order in which they happened."""
        await self._budget.breathe()
        request = {"queue_id": cursor.queue_id, "last_event_id": cursor.last_event_id}
        answer = await self.get("events", request, POLL_SECONDS)
        return sorted(answer["events"], key=lambda event: event["id"])

    async def waiting_events(self, cursor: Cursor) -> list[Json]:
        """The events that are there already."""
        request = {"queue_id": cursor.queue_id, "last_event_id": cursor.last_event_id, "dont_block": True}
        answer = await self.get("events", request)
        return sorted(answer["events"], key=lambda event: event["id"])

    async def messages_after(self, message_id: int, channel: str = "") -> AsyncIterator[Json]:
        """All messages that came to the bot after this one; of a channel, also what did not come to it."""
        narrow = {"narrow": [{"operator": "stream", "operand": int(channel)}]} if channel else {}
        newest = False
        while not newest:
            request = {"anchor": max(0, message_id), "include_anchor": False, "num_before": 0, "num_after": PAGE}
            answer = await self.get("messages", request | RAW | narrow)
            for message in answer["messages"]:
                yield message
                message_id = message["id"]
            newest = answer["found_newest"] or not answer["messages"]

    async def messages(self, numbers: Iterable[int]) -> list[Json]:
        """Those of the messages that still are there and that the bot can see."""
        wanted, found = sorted(numbers), list[Json]()
        for first in range(0, len(wanted), AT_ONCE):
            request = {"message_ids": wanted[first : first + AT_ONCE]}
            found += (await self.get("messages", request | RAW))["messages"]
        # Asked for together, those are left out that did not come to the bot because it was not subscribed.
        for number in sorted(set(wanted) - {message["id"] for message in found}):
            with contextlib.suppress(Declined):
                found.append((await self.get(f"messages/{number}", {"apply_markdown": False}))["message"])
        return found

    async def subscribed(self) -> frozenset[str]:
        """The ids of the channels that the bot is subscribed to."""
        answer = await self.get("users/me/subscriptions")
        return frozenset(str(one["stream_id"]) for one in answer["subscriptions"])

    async def channels(self) -> list[Json]:
        """The channels that the bot is subscribed to, with their subscribers."""
        answer = await self.get("users/me/subscriptions", {"include_subscribers": True})
        found: list[Json] = answer["subscriptions"]
        return found

    async def own_messages(self, bot: Bot) -> list[Json]:
        """The last messages of the bot."""
        narrow = [{"operator": "sender", "operand": bot.user_id}]
        request = {"anchor": "newest", "num_before": OWN_MESSAGES, "num_after": 0, "narrow": narrow}
        answer = await self.get("messages", request | RAW)
        found: list[Json] = answer["messages"]
        return found

    async def join(self, channel: str) -> None:
        """Subscribe the bot to a channel by its id: the events of others do not reach it; raises Declined."""
        name = (await self.get(f"streams/{channel}"))["stream"]["name"]
        request = {"subscriptions": [{"name": name}]}
        await self._ask(Call("POST", "users/me/subscriptions", request, READ_SECONDS))

    async def stands_in(self, bot: Bot, place: Place) -> bool:
        """Whether a message of the bot stands in the topic."""
        narrow = [
            {"operator": "stream", "operand": int(place.channel)},
            {"operator": "topic", "operand": place.topic},
            {"operator": "sender", "operand": bot.user_id},
        ]
        request = {"anchor": "newest", "num_before": 1, "num_after": 0, "narrow": narrow}
        return bool((await self.get("messages", request | RAW))["messages"])

    async def mentioned(self, message_id: int) -> list[tuple[int, str]]:
        """Whom a message mentions, by id and as it names them: only the server can tell people of one name apart."""
        try:
            answer = await self.get(f"messages/{message_id}", {"apply_markdown": True})
        except Declined:
            return []  # deleted meanwhile
        return payload.mentioned(answer["message"]["content"])

    async def _ask(self, call: Call) -> Answer:
        self._budget.spend()
        try:
            return await self._asks.call(call)
        except Throttled as error:
            # The limit is the bot's, whoever of it asks.
            self._budget.pause(error.retry_after or SHORTEST_PAUSE)
            raise


def marks(bot: Bot, message: Json) -> Marks:
    """Who but the bot stands on the message with which of our signs."""
    entries = ({**entry, "message_id": message["id"]} for entry in message["reactions"])
    changes = (payload.reaction(bot, entry, on=True) for entry in entries)
    return frozenset((change.user_id, change.sign) for change in changes if change)
