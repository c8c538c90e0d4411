"""A small Zulip server on loopback, with state, long polls, limits, and faults on demand."""

import asyncio
import base64
import contextlib
import threading
import time
from collections.abc import Coroutine, Iterable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.fakes.openapi import Exchange, load_check
from tests.fakes.zulip_endpoints import OK, endpoint, subscription
from tests.fakes.zulip_world import Channel, Group, Json, Posted, Refusal, User, World

POLL_SECONDS = 50.0

__all__ = ["FakeZulip", "Posted"]


class FakeZulip:
    """The server, in a thread of its own; every method may be called from any thread.

    Each exchange is checked against Zulip's own description where that is at hand, and leaving the
    `with` block fails when one did not fit.
    """

    def __init__(self, bot_name: str = "Agenda Bot") -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.rate_limit = 200
        self._world = World()
        self._lock = threading.RLock()
        self._faults: list[str | float] = []
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-zulip", daemon=True)
        bot = self._world.add_user(bot_name, is_bot=True)
        self.bot_id, self.bot_email, self.bot_key, self.bot_name = bot.id, bot.email, bot.key, bot.name

    # -- its life ------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._thread.start()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if error is None and self.problems:
            raise AssertionError("not as Zulip describes itself: " + "; ".join(self.problems))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Listen, on the port it had before if it was stopped."""
        self._in_loop(self._start())

    def stop(self) -> None:
        """Refuse connections, and cut those that are open."""
        self._in_loop(self._stop())

    # -- people and places ---------------------------------------------------------------------------------

    def add_user(self, name: str, *, is_bot: bool = False) -> int:
        """A new account; its id."""
        with self._lock:
            return self._world.add_user(name, is_bot=is_bot).id

    def rename_user(self, user: int | str, name: str) -> None:
        """Give the account another name; everybody's queues learn it."""
        with self._lock:
            renamed = self._user(user)
            renamed.name = name
            for one in self._world.users:
                person = {"user_id": renamed.id, "full_name": name}
                self._world.tell(one, {"type": "realm_user", "op": "update", "person": person})

    def deactivate(self, user: int | str) -> None:
        """Take the account out of service."""
        with self._lock:
            self._user(user).is_active = False

    def promote(self, user: int | str, role: int) -> None:
        """Give the account a role: 100 owner, 200 administrator, 300 moderator, 400 member, 600 guest."""
        with self._lock:
            promoted = self._user(user)
            promoted.role = role
            event = {"type": "realm_user", "op": "update", "person": {"user_id": promoted.id, "role": role}}
            for one in self._world.users:
                self._world.tell(one, event)

    def add_group(self, name: str, members: Iterable[int], subgroups: Iterable[int] = ()) -> int:
        """A user group; its id."""
        with self._lock:
            number = 301 + len(self._world.groups)
            self._world.groups[number] = Group(number, name, set(members), set(subgroups))
            return number

    def join_group(self, group: int, user: int | str) -> None:
        """Add the account to the group; everybody's queues learn it."""
        self._change_group(group, user, "add_members")

    def leave_group(self, group: int, user: int | str) -> None:
        """Take the account out of the group."""
        self._change_group(group, user, "remove_members")

    def deactivate_group(self, group: int) -> None:
        """Nobody is anything by this group any more."""
        with self._lock:
            self._world.deactivate_group(group, asleep=True)

    def reactivate_group(self, group: int) -> None:
        """The group counts again."""
        with self._lock:
            self._world.deactivate_group(group, asleep=False)

    def _change_group(self, group: int, user: int | str, op: str) -> None:
        with self._lock:
            number, members = self._user(user).id, self._world.groups[group].members
            (members.add if op == "add_members" else members.discard)(number)
            for one in self._world.users:
                self._world.tell(one, {"type": "user_group", "op": op, "group_id": group, "user_ids": [number]})

    def add_channel(self, name: str, *, private: bool = False) -> int:
        """A new channel; its id."""
        with self._lock:
            return self._world.add_channel(name, private=private).id

    def subscribe(self, user: int | str, channel: int | str) -> None:
        """Add the account to the channel."""
        with self._lock:
            found = self._channel(channel)
            self._world.subscribe(self._user(user).id, found.id, subscription(found))

    def unsubscribe(self, user: int | str, channel: int | str) -> None:
        """Take the account out of the channel."""
        with self._lock:
            self._world.unsubscribe(self._user(user).id, self._channel(channel).id)

    def make_private(self, channel: int | str) -> None:
        """Nobody comes into the channel any more without being let in."""
        with self._lock:
            self._channel(channel).private = True

    def subscribers(self, channel: int | str) -> set[int]:
        """Who is subscribed to the channel."""
        with self._lock:
            return set(self._channel(channel).subscribers)

    # -- what people do ------------------------------------------------------------------------------------

    def say(self, user: int | str, channel: int | str, topic: str, text: str) -> int:
        """A message in a channel; its id."""
        with self._lock:
            return self._world.post(self._user(user).id, self._channel(channel).id, topic, (), text).id

    def whisper(self, user: int | str, text: str, *others: int | str) -> int:
        """A direct message to the bot, and to others if named; its id."""
        with self._lock:
            sender = self._user(user).id
            to = (sender, self.bot_id, *(self._user(other).id for other in others))
            return self._world.post(sender, None, "", to, text).id

    def upload(self, name: str, content: bytes) -> str:
        """Somebody uploads a file; the link that their message then holds."""
        with self._lock:
            path = f"2/{len(self._world.uploads) + 1}/{name}"
            self._world.uploads[path] = content
        return f"[{name}](/user_uploads/{path})"

    def rewrite(self, message: int, text: str) -> None:
        """Its author edits the message."""
        with self._lock:
            self._world.edit(self._world.message(message).sender, message, text)

    def react(self, user: int | str, message: int | str, emoji_name: str = "raised_hand") -> None:
        """Set a reaction, under the name the person chose."""
        with self._lock:
            self._world.react(self._user(user).id, int(message), emoji_name, on=True)

    def unreact(self, user: int | str, message: int | str, emoji_name: str = "raised_hand") -> None:
        """Take a reaction away."""
        with self._lock:
            self._world.react(self._user(user).id, int(message), emoji_name, on=False)

    def rename_topic(self, user: int | str, channel: int | str, topic: str, name: str) -> None:
        """Rename a whole topic."""
        with self._lock:
            self._world.move(self._user(user).id, [one.id for one in self.messages(channel, topic)], name)

    def move_message(self, user: int | str, message: int | str, topic: str) -> None:
        """Move one message alone to another topic."""
        with self._lock:
            self._world.move(self._user(user).id, [int(message)], topic, mode="change_one")

    def move_later(self, user: int | str, message: int | str, topic: str) -> None:
        """Move a message and all that follow it to another topic."""
        with self._lock:
            first = self._world.messages[int(message)]
            assert first.channel is not None
            later = [one.id for one in self.messages(first.channel, first.topic) if one.id >= first.id]
            self._world.move(self._user(user).id, later, topic, mode="change_later")

    def move_topic(self, user: int | str, channel: int | str, topic: str, to: int | str) -> None:
        """Move a whole topic to another channel."""
        with self._lock:
            numbers = [one.id for one in self.messages(channel, topic)]
            self._world.move(self._user(user).id, numbers, topic, self._channel(to).id)

    def delete(self, message: int | str) -> None:
        """An administrator deletes the message."""
        with self._lock:
            self._world.delete(int(message))

    # -- what stands there ---------------------------------------------------------------------------------

    def messages(self, channel: int | str, topic: str | None = None) -> list[Posted]:
        """The messages in a channel, or in one topic of it, oldest first."""
        with self._lock:
            number = self._channel(channel).id
            found = [one for one in self._world.messages.values() if one.channel == number]
            return [one for one in found if topic is None or one.topic.casefold() == topic.casefold()]

    def direct_messages(self, user: int | str) -> list[Posted]:
        """The direct messages that this account got or sent, oldest first."""
        with self._lock:
            number = self._user(user).id
            return [one for one in self._world.messages.values() if one.channel is None and number in one.to]

    def reactions(self, message: int | str) -> list[tuple[int, str]]:
        """Who stands on a message with which emoji, by its code."""
        with self._lock:
            return [entry[:2] for entry in self._world.message(int(message)).reactions]

    def heard(self) -> bool:
        """Whether the bot has acknowledged everything in a queue; those of bots that died stay as they are."""
        with self._lock:
            queues = [one.events for one in self._world.queues.values() if one.owner == self.bot_id]
            return any(all(event["type"] == "heartbeat" for event in events) for events in queues)

    # -- faults --------------------------------------------------------------------------------------------

    def lose_next_reply(self) -> None:
        """The next post is stored; then the connection drops."""
        self._faults.append("drop")

    def fail_next_reply(self) -> None:
        """The next post is stored; then a proxy answers 502."""
        self._faults.append("502")

    def hold_next_reply(self) -> None:
        """The next post is stored; then no answer comes for a long time."""
        self._faults.append("hold")

    def refuse_next(self, retry_after: float) -> None:
        """The next post is refused for its rate, and not stored."""
        self._faults.append(retry_after)

    def freeze(self, message: int | str) -> None:
        """The time for editing this message is over."""
        with self._lock:
            self._world.message(int(message)).frozen = True

    def edit_for(self, seconds: int | None) -> None:
        """Let messages be edited for so long after they are posted, with no grace; None is for ever."""
        with self._lock:
            self._world.edit_seconds, self._world.grace = seconds, 0.0

    def let_edit(self, seconds: int | None, *, allowed: bool = True) -> None:
        """An administrator changes how long messages can be edited; everybody's queues learn it."""
        with self._lock:
            self._world.edit_seconds, self._world.editing = seconds, allowed
            data = {"allow_message_editing": allowed, "message_content_edit_limit_seconds": seconds}
            for one in self._world.users:
                self._world.tell(one, {"type": "realm", "op": "update_dict", "property": "default", "data": data})

    def forbid_deleting(self) -> None:
        """Nobody but administrators may delete messages from now on."""
        with self._lock:
            self._world.may_delete = False

    def lose_queues(self) -> None:
        """Forget all event queues with what is in them, as a server does that was killed."""
        with self._lock:
            queues = list(self._world.queues.values())
            self._world.queues.clear()
            for queue in queues:
                queue.wake()

    # -- the server ----------------------------------------------------------------------------------------

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/v1/{path:.*}", self._serve)
        app.router.add_get("/user_uploads/temporary/{number}/{name}", self._uploaded)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _uploaded(self, request: web.Request) -> web.StreamResponse:
        """A file, at the address that is given out for it: without any login."""
        name = f"2/{request.match_info['number']}/{request.match_info['name']}"
        return web.Response(body=self._world.uploads[name])

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def _in_loop(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        path, form = "/" + request.match_info["path"], await request.text()
        query = dict(request.query)
        given = query or {key: str(value) for key, value in (await request.post()).items()}
        status, fault = 200, None
        try:
            user = self._authenticated(request, path)
            if request.method == "POST" and path == "/messages":
                fault = self._fault()
            answer = await self._answer(user, request.method, path, given)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        self._record(Exchange(request.method, path, query, form.encode(), status, answer))
        if fault == "drop" and request.transport:
            request.transport.abort()
        if fault == "hold":
            await asyncio.sleep(60)
        if fault == "502":
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        return web.json_response(answer, status=status)

    def _authenticated(self, request: web.Request, path: str) -> User | None:
        if path == "/server_settings":
            return None
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        email, _, key = base64.b64decode(secret).decode().partition(":") if scheme == "Basic" else ("", "", "")
        with self._lock:
            user = next((one for one in self._world.users.values() if (one.email, one.key) == (email, key)), None)
        if user is None:
            raise Refusal("INVALID_API_KEY", "Invalid API key", 401)
        if not user.is_active:
            raise Refusal("USER_DEACTIVATED", "Account is deactivated", 401)
        now = time.monotonic()
        while user.requests and now - user.requests[0] > 60:
            user.requests.popleft()
        if len(user.requests) >= self.rate_limit:
            wait = 60 - (now - user.requests[0])
            raise Refusal("RATE_LIMIT_HIT", "API usage exceeded rate limit", 429, **{"retry-after": wait})
        user.requests.append(now)
        return user

    def _fault(self) -> str | None:
        fault = self._faults.pop(0) if self._faults else None
        if isinstance(fault, float | int):
            raise Refusal("RATE_LIMIT_HIT", "API usage exceeded rate limit", 429, **{"retry-after": fault})
        return fault

    def _record(self, exchange: Exchange) -> None:
        self.requests.append(f"{exchange.method} {exchange.path}")
        # The names of uploaded files have slashes, which a template of the description matches by no path.
        described = not exchange.path.startswith("/user_uploads/")
        if described and (check := load_check()) is not None:
            self.problems += check(exchange)

    async def _answer(self, user: User | None, method: str, path: str, given: dict[str, str]) -> Json:
        if user is None:
            return OK | {"zulip_version": "10.0", "zulip_feature_level": 339, "realm_url": self.url}
        if (method, path) == ("GET", "/events"):
            return OK | await self._events(user, given)
        with self._lock:
            return OK | endpoint(self._world, user, method, path.removeprefix("/"), given)

    async def _events(self, user: User, given: dict[str, str]) -> Json:
        with self._lock:
            queue = self._world.queue(user.id, given["queue_id"])
            self._world.acknowledge(queue, int(given["last_event_id"]))
            queue.poll += 1
            mine = queue.poll
            queue.wake()  # one consumer a queue: whoever waited gets nothing
            awake = asyncio.Event()
            queue.wake = lambda: self._wake(awake)
            waiting = not queue.events and given.get("dont_block") != "true"
        if waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(awake.wait(), POLL_SECONDS)
        with self._lock:
            self._world.queue(user.id, queue.id)
            if queue.poll != mine:
                return {"events": [], "queue_id": queue.id}
            if waiting and not queue.events:
                self._world.beat(queue)
            return {"events": list(queue.events), "queue_id": queue.id}

    def _wake(self, awake: asyncio.Event) -> None:
        with contextlib.suppress(RuntimeError):  # the server has gone meanwhile
            self._loop.call_soon_threadsafe(awake.set)

    def _user(self, given: int | str) -> User:
        users = self._world.users.values()
        return next(user for user in users if given in (user.id, user.name))

    def _channel(self, given: int | str) -> Channel:
        channel = self._world.channel(given)
        assert channel is not None, given
        return channel
