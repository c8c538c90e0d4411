"""Zulip's events as a feed of inputs that loses nothing when the server loses the event queue."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import structlog

from chatbot.adapters.zulip import payload, position, topics
from chatbot.adapters.zulip.pacing import back_off
from chatbot.adapters.zulip.payload import Bot, Json, Person, Reaction
from chatbot.adapters.zulip.people import People
from chatbot.adapters.zulip.position import Cursor, Marks
from chatbot.adapters.zulip.reader import Limits, Reader, Registered, marks
from chatbot.adapters.zulip.topics import Moves
from chatbot.adapters.zulip.wire import Declined, WireError
from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Place
from chatbot.ports import Input, Memory, Said, Take

log = structlog.get_logger()

REMEMBERED = 5000
LONGEST_BEHIND = 10.0
"""Seconds for which posts wait after a queue was lost, so that none goes to a topic that was renamed meanwhile."""
TRIES = (0.2, 0.6, 1.8)  # waits before an input that could not be taken is offered again

# The second is what Zulip says of an event id older than one that it has pruned already.
QUEUE_LOST = ("BAD_EVENT_QUEUE_ID", "BAD_REQUEST")


class Feed:
    """The bot's event queue, and what must be known to go on when it is lost."""

    def __init__(self, bot: Bot, memory: Memory, clock: Clock, moves: Moves) -> None:
        self.bot = bot
        self.limits = Limits()
        self.cursor: Cursor | None = None
        self._memory = memory
        self._clock = clock
        self._moves = moves
        self._people = People()
        self._spare: Cursor | None = None
        self._lost_at: float | None = None
        self._seen: dict[int, None] = {}
        self._standing: dict[int, Marks] = {}

    async def begin(self, reader: Reader) -> Registered:
        """Open a queue: what happens from now on is not missed, wherever reading goes on."""
        # Before the queue: what changes from now on comes as an event.
        found = {one["id"]: marks(self.bot, one) for one in await reader.own_messages(self.bot)}
        self._standing = {number: now for number, now in found.items() if now}
        registered = await self._registered(reader)
        self._spare = registered.cursor
        await self._look_for_places(reader)
        return registered

    @property
    def behind(self) -> bool:
        """Whether the queue was lost a moment ago, and it is being looked for where sessions stand now."""
        return self._lost_at is not None and _seconds() - self._lost_at < LONGEST_BEHIND

    async def run(self, reader: Reader, take: Take, noted: str) -> None:
        """Hand over every input from behind what was noted, until cancelled.

        Whatever fails is logged, waited for and tried again.
        """
        failures, lost = 0, False
        self.cursor = None
        while True:
            try:
                if self.cursor is None:
                    await self._resume(reader, noted)
                if lost:
                    await self._recover(reader, take)
                    lost = False
                await self._next_batch(reader, take)
                failures = 0
            except WireError as error:
                if not lost and isinstance(error, Declined) and error.code in QUEUE_LOST:
                    lost, self._lost_at = True, _seconds()
                wait = 0.0 if lost and not failures else back_off(failures, getattr(error, "retry_after", 0) or 0)
                failures += 1
                log.warning("zulip_listening_failed", error=str(error), queue_lost=lost, again_in=round(wait, 1))
                await sleep(wait)

    async def _resume(self, reader: Reader, noted: str) -> None:
        """Go on where the last process stood, or begin now."""
        stood = position.read(noted)
        if stood is not None:
            self._standing = dict(stood.standing)
            self.cursor = stood
            return
        self.cursor = self._spare or (await self._registered(reader)).cursor
        self._spare = None
        await self._note()

    async def _next_batch(self, reader: Reader, take: Take) -> None:
        assert self.cursor is not None
        for event in await reader.events(self.cursor):
            if event["id"] <= self.cursor.last_event_id:
                continue  # told again
            await self._guarded(reader, take, event)
            # Only now: the next poll acknowledges what was taken, and nothing else.
            self.cursor = replace(self.cursor, last_event_id=event["id"])
        await self._note()
        await self._drop_spare(reader)

    async def _recover(self, reader: Reader, take: Take) -> None:
        """Register first, then read back, then consume: so that no moment is missed."""
        assert self.cursor is not None
        queue = self._spare or (await self._registered(reader)).cursor
        await self._look_for_places(reader)
        self._lost_at = None
        async for message in reader.messages_after(self.cursor.last_message_id):
            await self._guarded(reader, take, {"type": "message", "message": message, "flags": message["flags"]})
        await self._compare_reactions(reader, take, queue.queue_id)
        self.cursor = replace(queue, last_message_id=max(self.cursor.last_message_id, queue.last_message_id))
        self._spare = None
        await self._note()
        log.info("zulip_queue_replaced", queue=queue.queue_id)

    async def _registered(self, reader: Reader) -> Registered:
        registered = await reader.register()
        self.limits = registered.limits
        self._people.groups.learn(registered.groups)
        return registered

    async def _drop_spare(self, reader: Reader) -> None:
        """The queue of the last process lives: the one opened beside it is not needed."""
        if self._spare is not None:
            with contextlib.suppress(Declined):
                await reader.drop_queue(self._spare.queue_id)
            self._spare = None

    async def _note(self) -> None:
        assert self.cursor is not None
        await self._memory.note(position.write(replace(self.cursor, standing=self._standing)))

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
                await self._reacted(reader, take, event, on=op == "add")
            case "update_message", _:
                await self._moved(reader, event)
            case "delete_message", _:
                await self._deleted(event.get("message_ids") or [event["message_id"]])
            case "realm_user", _:
                self._person_changed(event["person"])
            case "user_group", _:
                self._people.groups.change(event)
            case "subscription", "remove":
                self._removed_from(event["subscriptions"])
            case _:
                pass  # a heartbeat, or something of no use here

    async def _message(self, reader: Reader, take: Take, message: Json, flags: list[str]) -> None:
        number: int = message["id"]
        if number in self._seen:
            return
        heard = payload.said(self.bot, message, flags)
        if heard is not None:
            person = await self._person(reader, message["sender_id"])
            if person is not None and not person.is_bot:
                # Zulip tells whole seconds: the message was written before the next one.
                at = min(self._clock.at_wall(heard.at + timedelta(seconds=1)), self._clock.now())
                heard = replace(heard, actor=self._people.participant(person), at=at)
                await self._hand_over(take, await self._with_people(reader, heard, number))
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        if self.cursor is not None:
            self.cursor = replace(self.cursor, last_message_id=max(self.cursor.last_message_id, number))

    async def _with_people(self, reader: Reader, heard: Said, number: int) -> Said:
        """The input with the names and accounts of the people that its text mentions."""
        if not payload.mentions(heard.text):
            return heard
        named = []
        for user_id, shown in await reader.mentioned(number):
            person = await self._person(reader, user_id)
            if person is not None and user_id != self.bot.user_id:
                named.append((shown, self._people.participant(person)))
        people = tuple(dict.fromkeys(person for _, person in named))
        return replace(heard, text=payload.with_names(heard.text, named), mentions=people)

    async def _reacted(self, reader: Reader, take: Take, event: Json, *, on: bool) -> None:
        change = payload.reaction(self.bot, event, on=on)
        assert self.cursor is not None
        if change is not None:
            await self._reaction(reader, take, change, f"{self.cursor.queue_id}:{event['id']}")

    async def _reaction(self, reader: Reader, take: Take, change: Reaction, occasion: str) -> None:
        standing = self._standing.get(change.message_id, frozenset())
        mark = (change.user_id, change.sign)
        if (mark in standing) == change.on:
            return  # handed over already, when the reactions were compared
        person = await self._person(reader, change.user_id)
        if person is not None and not person.is_bot:
            who = self._people.participant(person)
            await self._hand_over(take, payload.pressed(self.bot, change, who, occasion, self._clock.now()))
        self._stand(change.message_id, standing | {mark} if change.on else standing - {mark})

    def _stand(self, number: int, now: Marks) -> None:
        """Keep in mind who stands on a message, of the last ones on which somebody does."""
        self._standing.pop(number, None)
        if now:
            self._standing[number] = now
        if len(self._standing) > position.MOST_MESSAGES:
            del self._standing[min(self._standing)]

    async def _moved(self, reader: Reader, event: Json) -> None:
        if (found := topics.moved(event)) is not None:
            old, new, refs, whole = found
            await self._follow(reader, old, new, refs, whole=whole)

    async def _follow(self, reader: Reader, old: Place, new: Place, refs: tuple[str, ...], *, whole: bool) -> None:
        if not await self._memory.moved(old, new, refs, whole=whole):
            return
        self._moves.note(old, new)
        log.info("zulip_session_moved", old=f"{old.channel}>{old.topic}", new=f"{new.channel}>{new.topic}")
        if new.channel != old.channel:
            try:
                await reader.join(new.channel)
            except Declined as error:
                log.error("zulip_session_moved_out_of_reach", channel=new.channel, reason=str(error))

    async def _deleted(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._standing.pop(number, None)
            await self._memory.adrift(str(number))
            await self._memory.gone(str(number))

    def _person_changed(self, changed: Json) -> None:
        self._people.forget(changed["user_id"])
        if changed["user_id"] == self.bot.user_id and "full_name" in changed:
            self.bot = replace(self.bot, name=changed["full_name"])

    def _removed_from(self, channels: Iterable[Json]) -> None:
        for channel in channels:
            log.warning("zulip_bot_removed_from_channel", channel=channel["name"], id=channel["stream_id"])

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

    async def _look_for_places(self, reader: Reader) -> None:
        """Look where sessions stand now: a topic may have been renamed while nobody listened."""
        anchors = await self._memory.anchors()
        found = {str(one["id"]): one for one in await reader.messages(map(int, anchors))}
        for ref, old in anchors.items():
            message = found.get(ref)
            if message is None:
                await self._memory.adrift(ref)
                continue
            new = Place(old.chat, str(message["stream_id"]), message["subject"])
            if new != old:
                await self._follow(reader, old, new, (ref,), whole=False)

    async def _compare_reactions(self, reader: Reader, take: Take, queue_id: str) -> None:
        """Hand over what changed under the bot's messages, and post anew what was deleted."""
        offers = {int(ref) for ref in await self._memory.offers()}
        found = {one["id"]: one for one in await reader.own_messages(self.bot)}
        found |= {one["id"]: one for one in await reader.messages((offers | set(self._standing)) - set(found))}
        await self._deleted(sorted(offers - set(found)))
        for number, message in sorted(found.items()):
            await self._compare(reader, take, number, marks(self.bot, message), f"{queue_id}:compared")

    async def _compare(self, reader: Reader, take: Take, number: int, now: Marks, occasion: str) -> None:
        before = self._standing.get(number, frozenset())
        for user_id, sign in sorted(now ^ before):
            change = Reaction(number, user_id, sign, (user_id, sign) in now)
            await self._reaction(reader, take, change, occasion)

    async def _person(self, reader: Reader, user_id: int) -> Person | None:
        return await self._people.get(reader.get, user_id)


def _seconds() -> float:
    # Real time, also in a rehearsal.
    return asyncio.get_running_loop().time()
