"""Zulip's events as a feed of inputs that loses nothing when the server loses the event queue."""

import contextlib
from collections.abc import Set
from dataclasses import replace

from chatbot.adapters.zulip import payload, position
from chatbot.adapters.zulip.following import Following
from chatbot.adapters.zulip.hearing import Hearing, hand_over
from chatbot.adapters.zulip.limits import Limits, changed
from chatbot.adapters.zulip.pacing import back_off
from chatbot.adapters.zulip.payload import Bot, Json
from chatbot.adapters.zulip.position import Cursor
from chatbot.adapters.zulip.reader import Reader, Registered, marks
from chatbot.adapters.zulip.topics import Moves
from chatbot.adapters.zulip.wire import Declined, WireError
from chatbot.clock import Clock, seconds, sleep
from chatbot.log import log
from chatbot.ports import Memory, Take

LONGEST_BEHIND = 10.0
"""Seconds for which posts wait after a queue was lost, so that none goes to a topic that was renamed meanwhile."""

# The second is what Zulip says of an event id older than one that it has pruned already.
QUEUE_LOST = ("BAD_EVENT_QUEUE_ID", "BAD_REQUEST")


class Feed:
    """The bot's event queue, and what must be known to go on when it is lost."""

    def __init__(self, bot: Bot, memory: Memory, clock: Clock, moves: Moves) -> None:
        self.limits = Limits()
        self.cursor: Cursor | None = None
        self._memory = memory
        self._clock = clock
        self._hearing = Hearing(bot, memory, clock)
        self._following = Following(bot, memory, moves)
        self._spare: Cursor | None = None
        self._subscribed = frozenset[str]()
        self._deaf: dict[str, int] = {}
        self._lost_at: float | None = None

    async def begin(self, reader: Reader) -> Registered:
        """Open a queue: what happens from now on is not missed, wherever reading goes on."""
        # Before the queue: what changes from now on comes as an event.
        self._subscribed = await reader.subscribed()
        found = {one["id"]: marks(self.bot, one) for one in await reader.own_messages(self.bot)}
        self._hearing.standing = {number: now for number, now in found.items() if now}
        registered = await self._registered(reader)
        self._spare = registered.cursor
        await self._following.look_for_places(reader)
        return registered

    @property
    def bot(self) -> Bot:
        """The bot's account, by the name that it has now."""
        return self._hearing.bot

    @property
    def behind(self) -> bool:
        """Whether the queue was lost a moment ago, and it is being looked for where sessions stand now."""
        return self._lost_at is not None and seconds() - self._lost_at < LONGEST_BEHIND

    async def run(self, reader: Reader, take: Take, noted: str) -> None:
        """Hand over every input from behind what was noted, until cancelled.

        Whatever fails is logged, waited for and tried again.
        """
        failures, lost, resumed = 0, False, bool(noted)
        self.cursor = None
        while True:
            try:
                if self.cursor is None:
                    await self._resume(reader, noted)
                if lost:
                    await self._recover(reader, take)
                elif resumed:
                    await self._catch_up(reader, take)
                lost = resumed = False
                await self._next_batch(reader, take)
                failures = 0
            except WireError as error:
                if not lost and isinstance(error, Declined) and error.code in QUEUE_LOST:
                    lost, self._lost_at = True, seconds()
                wait = 0.0 if lost and not failures else back_off(failures, getattr(error, "retry_after", 0) or 0)
                failures += 1
                log.warning("zulip_listening_failed", error=str(error), queue_lost=lost, again_in=round(wait, 1))
                await sleep(wait)

    async def _resume(self, reader: Reader, noted: str) -> None:
        """Go on where the last process stood, or begin now."""
        stood = position.read(noted)
        if stood is not None:
            self._hearing.standing = dict(stood.standing)
            self.cursor = stood
            return
        self.cursor = self._spare or (await self._registered(reader)).cursor
        self._spare = None
        await self._note()

    async def _next_batch(self, reader: Reader, take: Take) -> None:
        assert self.cursor is not None
        await self._take_in(reader, take, await reader.events(self.cursor))
        await self._note()
        await self._drop_spare(reader)

    async def _take_in(self, reader: Reader, take: Take, events: list[Json]) -> None:
        assert self.cursor is not None
        for event in events:
            if event["id"] <= self.cursor.last_event_id:
                continue  # told again
            await self._guarded(reader, take, event)
            # Only now: the next poll acknowledges what was taken, and nothing else.
            self.cursor = replace(self.cursor, last_event_id=event["id"])

    async def _catch_up(self, reader: Reader, take: Take) -> None:
        """Take what waits in the queue, then look for reactions that never came to it: order within it stays."""
        assert self.cursor is not None
        await self._take_in(reader, take, await reader.waiting_events(self.cursor))
        await self._hearing.compare(reader, take, f"{self.cursor.queue_id}:{self.cursor.last_event_id}:compared")
        await self._note()
        await self._drop_spare(reader)

    async def _recover(self, reader: Reader, take: Take) -> None:
        """Register first, then read back, then consume: so that no moment is missed."""
        assert self.cursor is not None
        # With the spare queue goes what was subscribed before it.
        subscribed = self._subscribed if self._spare else await reader.subscribed()
        queue = self._spare or (await self._registered(reader)).cursor
        await self._following.look_for_places(reader)
        self._lost_at = None
        for channel in sorted(await self._memory.channels() - subscribed):
            await self._come_back(reader, take, channel, queue.queue_id)
        async for message in reader.messages_after(self.cursor.last_message_id):
            await self._guarded(reader, take, _as_event(message))
        await self._hearing.compare(reader, take, f"{queue.queue_id}:compared")
        self.cursor = replace(queue, last_message_id=max(self.cursor.last_message_id, queue.last_message_id))
        self._spare = None
        await self._note()
        log.info("zulip_queue_replaced", queue=queue.queue_id)

    async def _come_back(self, reader: Reader, take: Take, channel: str, occasion: str) -> None:
        """Subscribe the bot again where a session is held, and hear what was said there meanwhile."""
        assert self.cursor is not None
        since = self._deaf.setdefault(channel, self.cursor.last_message_id)
        try:
            await reader.join(channel)
        except Declined as error:
            log.error("zulip_channel_out_of_reach", channel=channel, reason=str(error))
            await hand_over(take, payload.shut_out(self.bot, channel, occasion, self._clock.now()))
            return
        await self._following.look_for_places(reader)
        stood = self.cursor.last_message_id
        async for message in reader.messages_after(since, channel):
            await self._guarded(reader, take, _as_event(message))
        # Elsewhere something older may still wait in the queue.
        self.cursor = replace(self.cursor, last_message_id=stood)
        del self._deaf[channel]
        log.info("zulip_bot_subscribed_again", channel=channel)

    async def _registered(self, reader: Reader) -> Registered:
        registered = await reader.register()
        self.limits = registered.limits
        # Who changed before the queue began is not told by it.
        self._hearing.people.forget_all()
        self._hearing.bot = self.bot.called((await reader.get("users/me"))["full_name"])
        self._hearing.people.groups.learn(registered.groups)
        return registered

    async def _drop_spare(self, reader: Reader) -> None:
        """The queue of the last process lives: the one opened beside it is not needed."""
        if self._spare is not None:
            with contextlib.suppress(Declined):
                await reader.drop_queue(self._spare.queue_id)
            self._spare = None

    async def _note(self) -> None:
        assert self.cursor is not None
        await self._memory.note(position.write(replace(self.cursor, standing=self._hearing.standing)))

    async def _guarded(self, reader: Reader, take: Take, event: Json) -> None:
        try:
            await self._handle(reader, take, event)
        except WireError:
            raise
        except Exception:
            # One event that we do not understand must not end the feed, nor come back for ever.
            log.exception("zulip_event_not_understood", type=event.get("type"), id=event.get("id"))

    async def _handle(self, reader: Reader, take: Take, event: Json) -> None:
        match event["type"], event.get("op"):
            case "message", _:
                await self._message(reader, take, event["message"], event["flags"])
            case "reaction", ("add" | "remove") as op:
                await self._hearing.reacted(reader, take, event, self._occasion(event), on=op == "add")
            case "update_message", _:
                await self._following.moved(reader, event)
            case "delete_message", _:
                await self._deleted(take, event)
            case "realm", _:
                self.limits = changed(self.limits, event)
            case "realm_user", _:
                self._person_changed(event["person"])
            case "user_group", _:
                self._hearing.people.groups.change(event)
            case "subscription", _:
                await self._membership(reader, take, event)
            case _:
                pass  # a heartbeat, or something of no use here

    async def _message(self, reader: Reader, take: Take, message: Json, flags: list[str]) -> None:
        await self._hearing.message(reader, take, message, flags)
        assert self.cursor is not None
        self.cursor = replace(self.cursor, last_message_id=max(self.cursor.last_message_id, message["id"]))

    async def _membership(self, reader: Reader, take: Take, event: Json) -> None:
        match event["op"]:
            case "add":
                self._hearing.sight.forget()
                await self._let_in(reader, take, event)
            case "remove":
                self._hearing.sight.forget()
                await self._taken_out(reader, take, event)
            case "peer_add" | "peer_remove":
                self._hearing.sight.forget()
            case _:
                pass  # how the bot has a channel shown

    async def _taken_out(self, reader: Reader, take: Take, event: Json) -> None:
        """The bot comes back into channels in which sessions are held."""
        back = _channels(event) & await self._memory.channels()
        await self._come_back_into(reader, take, back, event)
        if back:
            await self._hearing.compare(reader, take, f"{self._occasion(event)}:compared")

    async def _let_in(self, reader: Reader, take: Take, event: Json) -> None:
        """The bot hears what it missed in channels that it could not come back into."""
        back = _channels(event) & self._deaf.keys()
        await self._come_back_into(reader, take, back, event)
        if not all(place.channel for place in (await self._memory.anchors()).values()):
            await self._following.look_for_places(reader)  # a session that was out of sight may be here
        if back:
            await self._hearing.compare(reader, take, f"{self._occasion(event)}:compared")

    async def _come_back_into(self, reader: Reader, take: Take, channels: Set[str], event: Json) -> None:
        for channel in sorted(channels):
            log.warning("zulip_bot_not_subscribed", channel=channel)
            await self._come_back(reader, take, channel, self._occasion(event))

    def _occasion(self, event: Json) -> str:
        assert self.cursor is not None
        return f"{self.cursor.queue_id}:{event['id']}"

    async def _deleted(self, take: Take, event: Json) -> None:
        """Messages are gone, or, when many go at once with a session's anchor, moved to where the bot may not look."""
        numbers = event.get("message_ids") or [event["message_id"]]
        if len(numbers) > 1 and await self._memory.lost([str(number) for number in numbers]):
            log.error("zulip_session_out_of_reach", channel=event.get("stream_id"), topic=event.get("topic"))
            channel = str(event.get("stream_id", ""))
            await hand_over(take, payload.shut_out(self.bot, channel, self._occasion(event), self._clock.now()))
        else:
            await self._hearing.deleted(numbers)

    def _person_changed(self, changed: Json) -> None:
        self._hearing.people.forget(changed["user_id"])
        if changed["user_id"] == self.bot.user_id and "full_name" in changed:
            self._hearing.bot = self.bot.called(changed["full_name"])


def _as_event(message: Json) -> Json:
    return {"type": "message", "message": message, "flags": message["flags"]}


def _channels(event: Json) -> frozenset[str]:
    return frozenset(str(channel["stream_id"]) for channel in event["subscriptions"])
