"""Zulip's events as a feed of inputs that loses nothing when the server loses the event queue."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

import structlog

from chatbot.adapters.zulip import payload
from chatbot.adapters.zulip.pacing import Budget, back_off
from chatbot.adapters.zulip.payload import Bot, Json, Person, Reaction
from chatbot.adapters.zulip.wire import Answer, Call, Declined, WireError
from chatbot.clock import Clock, sleep
from chatbot.ports import Input, Take

log = structlog.get_logger()

POLL_SECONDS = 90.0  # the server's own limit of a long poll; a heartbeat comes every 45 to 55 s
READ_SECONDS = 15.0
PAGE = 1000
OWN_MESSAGES = 200  # how many of the bot's last messages have their reactions read back
REMEMBERED = 5000
TRIES = (0.2, 0.6, 1.8)  # waits before an input that could not be taken is offered again

# The second is what Zulip says of an event id older than one that it has pruned already.
QUEUE_LOST = ("BAD_EVENT_QUEUE_ID", "BAD_REQUEST")
EVENT_TYPES = ["message", "reaction", "realm_user", "subscription"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading stands: the event queue, the last event taken from it, and the newest message seen."""

    queue_id: str
    last_event_id: int
    last_message_id: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes without cutting it, and how long it lets messages be edited (None: for ever)."""

    content: int = 10_000
    topic: int = 60
    edit: timedelta | None = None


class Asks(Protocol):
    """Something that sends a request: one wire, or a pool of them."""

    def call(self, call: Call) -> Awaitable[Answer]: ...


class People:
    """The accounts met so far, looked up one by one."""

    def __init__(self) -> None:
        self._known: dict[int, Person] = {}

    async def get(self, get: Callable[[str], Awaitable[Answer]], user_id: int) -> Person | None:
        """The account, or None when Zulip shows none of this id to the bot."""
        if user_id not in self._known:
            try:
                answer = await get(f"users/{user_id}")
            except Declined as refusal:
                if refusal.code != "BAD_REQUEST":
                    raise
                log.info("zulip_account_not_visible", user_id=user_id)
                return None
            self._known[user_id] = payload.person(answer["user"])
        return self._known[user_id]

    def forget(self, user_id: int) -> None:
        """Look this account up anew: it changed."""
        self._known.pop(user_id, None)


class Feed:
    """The bot's event queue, and what must be known to go on when it is lost."""

    def __init__(self, bot: Bot, budget: Budget, clock: Clock, cursor: Cursor | None) -> None:
        self.bot = bot
        self.cursor = cursor
        self.limits = Limits()
        self.server: dict[str, object] = {}
        self._budget = budget
        self._clock = clock
        self._people = People()
        self._seen: dict[int, None] = {}
        # Reactions that stand on the bot's own messages, so that a lost queue shows what changed meanwhile.
        self._standing: dict[int, set[tuple[int, str]]] = {}

    async def begin(self, asks: Asks) -> None:
        """Read from now on; with a cursor, from there on."""
        if self.cursor is None:
            self._standing = dict(await self._reactions(asks))
            self.cursor = await self._register(asks)

    async def run(self, asks: Asks, take: Take) -> None:
        """Hand over every input until cancelled; whatever fails is logged, waited for and tried again."""
        failures = 0
        lost = False
        while True:
            try:
                if lost:
                    await self._recover(asks, take)
                    lost = False
                await self._next_batch(asks, take)
                failures = 0
            except WireError as error:
                lost = lost or (isinstance(error, Declined) and error.code in QUEUE_LOST)
                wait = 0.0 if lost and not failures else back_off(failures, getattr(error, "retry_after", 0) or 0)
                failures += 1
                log.warning("zulip_listening_failed", error=str(error), queue_lost=lost, again_in=round(wait, 1))
                await sleep(wait)

    async def _next_batch(self, asks: Asks, take: Take) -> None:
        assert self.cursor is not None
        await self._budget.breathe()
        request = {"queue_id": self.cursor.queue_id, "last_event_id": self.cursor.last_event_id}
        answer = await self._get(asks, "events", request, POLL_SECONDS)
        for event in answer["events"]:
            await self._guarded(asks, take, event)
            # Only now: the next poll acknowledges what was taken, and nothing else.
            self.cursor = replace(self.cursor, last_event_id=max(self.cursor.last_event_id, event["id"]))

    async def _recover(self, asks: Asks, take: Take) -> None:
        """Register first, then read back, then consume: so that no moment is missed."""
        assert self.cursor is not None
        queue = await self._register(asks)
        async for message in self._messages_after(asks, self.cursor.last_message_id):
            await self._guarded(asks, take, {"type": "message", "message": message, "flags": message["flags"]})
        await self._compare_reactions(asks, take, queue.queue_id)
        self.cursor = replace(queue, last_message_id=max(self.cursor.last_message_id, queue.last_message_id))
        log.info("zulip_queue_replaced", queue=queue.queue_id)

    async def _guarded(self, asks: Asks, take: Take, event: Json) -> None:
        try:
            await self._handle(asks, take, event)
        except WireError:
            raise
        except Exception:
            # One event that we do not understand must not end the feed, nor come back for ever.
            log.exception("zulip_event_not_understood", type=event.get("type"), id=event.get("id"))

    async def _handle(self, asks: Asks, take: Take, event: Json) -> None:
        match event["type"], event.get("op"):
            case "message", _:
                await self._message(asks, take, event["message"], event["flags"])
            case "reaction", ("add" | "remove") as op:
                change = payload.reaction(self.bot, event, on=op == "add")
                assert self.cursor is not None
                if change is not None:
                    await self._reaction(asks, take, change, f"{self.cursor.queue_id}:{event['id']}")
            case "realm_user", _:
                self._person_changed(event["person"])
            case "subscription", "remove":
                for channel in event["subscriptions"]:
                    log.warning("zulip_bot_removed_from_channel", channel=channel["name"], id=channel["stream_id"])
            case _:
                pass  # a heartbeat, or something of no use here

    async def _message(self, asks: Asks, take: Take, message: Json, flags: list[str]) -> None:
        number: int = message["id"]
        if number in self._seen:
            return
        if message["sender_id"] == self.bot.user_id:
            self._standing.setdefault(number, set())
        heard = payload.said(self.bot, message, flags)
        if heard is not None:
            person = await self._person(asks, message["sender_id"])
            if person is not None and not person.is_bot:
                await self._hand_over(take, heard)
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        if self.cursor is not None:
            self.cursor = replace(self.cursor, last_message_id=max(self.cursor.last_message_id, number))

    async def _reaction(self, asks: Asks, take: Take, change: Reaction, occasion: str) -> None:
        standing = self._standing.get(change.message_id)
        mark = (change.user_id, change.sign)
        if standing is not None and (mark in standing) == change.on:
            return  # handed over already, when the reactions were compared
        person = await self._person(asks, change.user_id)
        if person is not None and not person.is_bot:
            await self._hand_over(take, payload.pressed(self.bot, change, person, occasion, self._clock.now()))
        if standing is not None:
            (standing.add if change.on else standing.discard)(mark)

    def _person_changed(self, changed: Json) -> None:
        self._people.forget(changed["user_id"])
        if changed["user_id"] == self.bot.user_id and "full_name" in changed:
            self.bot = replace(self.bot, name=changed["full_name"])

    async def _hand_over(self, take: Take, given: Input) -> None:
        for wait in (*TRIES, None):
            try:
                return await take(given)
            except Exception as error:
                if wait is None:
                    log.exception("zulip_input_dropped", event_id=given.event_id)
                    return None
                log.warning("zulip_input_not_taken", event_id=given.event_id, error=repr(error), again_in=wait)
                await sleep(wait)
        return None

    async def _compare_reactions(self, asks: Asks, take: Take, queue_id: str) -> None:
        for message_id, now in (await self._reactions(asks)).items():
            before = self._standing.setdefault(message_id, set())
            for user_id, sign in sorted(now ^ before):
                change = Reaction(message_id, user_id, sign, (user_id, sign) in now)
                await self._reaction(asks, take, change, f"{queue_id}:compared")

    async def _reactions(self, asks: Asks) -> dict[int, set[tuple[int, str]]]:
        """Who reacted with which of our signs to the bot's last messages."""
        request = {
            "anchor": "newest",
            "num_before": OWN_MESSAGES,
            "num_after": 0,
            "narrow": [{"operator": "sender", "operand": self.bot.user_id}],
        }
        answer = await self._get(asks, "messages", request | RAW)
        found: dict[int, set[tuple[int, str]]] = {}
        for message in answer["messages"]:
            entries = ({**entry, "message_id": message["id"]} for entry in message["reactions"])
            changes = (payload.reaction(self.bot, entry, on=True) for entry in entries)
            found[message["id"]] = {(change.user_id, change.sign) for change in changes if change}
        return found

    async def _messages_after(self, asks: Asks, message_id: int) -> AsyncIterator[Json]:
        newest = False
        while not newest:
            request = {"anchor": max(0, message_id), "include_anchor": False, "num_before": 0, "num_after": PAGE}
            answer = await self._get(asks, "messages", request | RAW)
            for message in answer["messages"]:
                yield message
                message_id = message["id"]
            newest = answer["found_newest"] or not answer["messages"]

    async def _register(self, asks: Asks) -> Cursor:
        request = {
            "event_types": EVENT_TYPES,
            "fetch_event_types": ["message", "realm"],
            "apply_markdown": False,
            "client_capabilities": {
                "notification_settings_null": True,
                "bulk_message_deletion": True,
                "user_avatar_url_field_optional": True,
                "empty_topic_name": True,
            },
        }
        self._budget.spend()
        answer = await asks.call(Call("POST", "register", request, READ_SECONDS))
        self.limits = _limits(answer)
        self.server = {key: answer.get(key) for key in ("zulip_version", "zulip_feature_level")}
        return Cursor(answer["queue_id"], answer["last_event_id"], answer["max_message_id"])

    async def _person(self, asks: Asks, user_id: int) -> Person | None:
        return await self._people.get(lambda path: self._get(asks, path, {}), user_id)

    async def _get(self, asks: Asks, path: str, request: dict[str, Any], seconds: float = READ_SECONDS) -> Answer:
        self._budget.spend()
        return await asks.call(Call("GET", path, request, seconds))


def _limits(registered: Answer) -> Limits:
    seconds = registered.get("realm_message_content_edit_limit_seconds")
    edit = None if seconds is None else timedelta(seconds=seconds)
    if not registered.get("realm_allow_message_editing", True):
        edit = timedelta()
    usual = Limits()
    return Limits(
        registered.get("max_message_length", usual.content), registered.get("max_topic_length", usual.topic), edit
    )


RAW = {"apply_markdown": False, "allow_empty_topic_name": True, "client_gravatar": True}
