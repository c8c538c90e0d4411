"""A small Slack on loopback: Web API, Socket Mode and response addresses, with people who act and faults to order.

It runs in a thread of its own, so that tests without an event loop, and bots in other processes, can use it:
`with FakeSlack() as slack: run(SLACK_API_URL=slack.api_url, …)`.
"""

import asyncio
import base64
import json
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.slack_limits import refusal
from tests.fakes.slack_methods import METHODS
from tests.fakes.slack_socket import Envelope, SocketMode
from tests.fakes.slack_world import APP, BOT_NAME, BOT_USER, GENERAL, TEAM, Channel, Message, Refused, World

Json = dict[str, Any]

TICKET = "3ce5-ticket"
"""The secret in the address of a socket."""
CLIENT_ID, CLIENT_SECRET = "1.2", "s3cret"
SIGN_IN = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
POSTS = ("chat.postMessage", "chat.postEphemeral")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the bot made."""

    method: str
    asked: Json


class FakeSlack:
    """One workspace with one app; what stands in `api_url` is all a bot needs besides the two tokens."""

    bot_token = "xoxb-fake-1"
    app_token = "xapp-fake-1"
    bot_name = BOT_NAME
    bot_user = BOT_USER
    channel = GENERAL

    def __init__(self, *, redeliver_after: float = 0.5, twice: bool = False, port: int = 0) -> None:
        self.world = World()
        self.worlds = {TEAM: self.world}
        self.tokens: dict[str, World] = {}
        self.rotates = False
        self.tokens_last = 43_200
        self._refreshing: dict[str, str] = {}
        self.socket = SocketMode(redeliver_after, twice=twice)
        self.envelopes: list[Envelope] = []
        self.calls: list[Call] = []
        self.files: dict[str, bytes] = {}
        self.may_read_files = True
        self._port = port
        self._faults: dict[str, deque[web.Response]] = {}
        self._lost = 0
        self._refused_every = 0, 0.0
        self._posts = 0
        self._lost_at = 0
        self._lock = threading.RLock()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="fake-slack", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    # People and places.

    def user(self, name: str) -> str:
        """The id of a person; a new one joins."""
        return self.world.people.setdefault(name, f"U9{len(self.world.people)}{name.upper()}")

    def add_channel(self, channel: str, name: str, *, member: bool = True, archived: bool = False) -> None:
        """A channel that the bot is a member of, or not."""
        self.world.channels[channel] = Channel(channel, name, member, archived)

    def add_team(self, team: str) -> World:
        """Another workspace, in which the app can be installed."""
        self.worlds[team] = World(team)
        return self.worlds[team]

    def revoke(self, team: str) -> None:
        """The bot's tokens of a workspace are good no longer."""
        self.tokens = {token: world for token, world in self.tokens.items() if world.team != team}

    # What people do. Each returns the id by which the bot must know it again.

    def say(self, name: str, text: str, channel: str = GENERAL, thread: str = "") -> str:
        """A person writes in a channel; `@sessiondesk` in it mentions the bot."""
        said = self._typed(name, text, channel, thread)
        if f"<@{BOT_USER}>" not in said.text or not self.world.channels[channel].member:
            return ""
        event = {"type": "app_mention", "user": said.user, "text": said.text, "ts": said.ts, "channel": channel}
        team = self.world.teams.get(said.user, TEAM)
        return self.tell(event | {"team": team, "event_ts": said.ts} | ({"thread_ts": thread} if thread else {}))

    def attach(self, name: str, text: str, file: str, content: bytes) -> str:
        """A person writes to the bot directly, with a file."""
        self.files[file] = content
        said = self._typed(name, text, self.world.direct(self.user(name)), "")
        event = {"type": "message", "subtype": "file_share", "channel_type": "im", "user": said.user, "text": said.text}
        shared = {"name": file, "url_private_download": f"{self.url}/files/{file}", "size": len(content)}
        return self.tell(event | {"ts": said.ts, "channel": said.channel, "files": [shared]})

    def whisper(self, name: str, text: str) -> str:
        """A person writes to the bot directly."""
        said = self._typed(name, text, self.world.direct(self.user(name)), "")
        event = {"type": "message", "channel_type": "im", "user": said.user, "text": said.text, "ts": said.ts}
        return self.tell(event | {"channel": said.channel, "team": TEAM, "event_ts": said.ts})

    def command(self, name: str, text: str, channel: str = GENERAL) -> str:
        """A person types the slash command."""
        user, trigger = self.user(name), f"{self.world.number()}.{self.world.number()}.fake"
        self.world.triggers[trigger] = user
        return self.send(
            "slash_commands",
            {
                "command": "/session",
                "text": self.world.typed(text),
                "user_id": user,
                "user_name": name.lower(),
                "team_id": self.world.teams.get(user, TEAM),
                "channel_id": channel,
                "api_app_id": APP,
                "trigger_id": trigger,
                "response_url": self._response_url(user, channel),
            },
        )

    def signs(self, ref: str) -> Sequence[str]:
        """The values of a message's buttons."""
        return [one["value"] for one in _buttons(self.world.message(ref))]

    def press(self, name: str, ref: str, sign: str) -> str:
        """A person presses the button with this value on a message."""
        message, user = self.world.message(ref), self.user(name)
        button = next(one for one in _buttons(message) if one["value"] == sign)
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        payload: Json = {
            "type": "block_actions",
            "user": {"id": user, "username": name.lower(), "team_id": self.world.teams.get(user, TEAM)},
            "team": {"id": TEAM, "domain": "fake"},
            "api_app_id": APP,
            "container": container | {"is_ephemeral": bool(message.only)},
            "channel": {"id": message.channel, "name": "general"},
            "message": message.as_json(with_metadata=True),
            "trigger_id": f"{self.world.number()}.fake",
            "response_url": self._response_url(user, message.channel),
            "actions": [{**button, "block_id": "b", "action_ts": self.world.stamp()}],
        }
        return self.send("interactive", payload)

    def open_home(self, name: str) -> str:
        """A person opens the bot's Home."""
        return self.tell({"type": "app_home_opened", "user": self.user(name), "tab": "home", "channel": "D1"})

    def press_home(self, name: str, label: str) -> str:
        """A person presses a button of the Home."""
        user = self.user(name)
        buttons = [
            one for block in self.world.homes[user]["blocks"] if block["type"] == "actions" for one in block["elements"]
        ]
        button = next(one for one in buttons if one["text"]["text"] == label)
        payload: Json = {
            "type": "block_actions",
            "container": {"type": "view", "view_id": "V1"},
            "actions": [{**button, "action_ts": self.world.stamp()}],
        }
        return self.send("interactive", payload | self._who(name))

    def submit(self, name: str) -> str:
        """A person sends the last form that was opened, with the first choice in each field."""
        view = self.world.modals.pop()
        values = {
            block["block_id"]: {block["element"]["action_id"]: {"selected_option": block["element"]["options"][0]}}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        return self.send(
            "interactive", {"type": "view_submission", "view": view | {"state": {"values": values}}} | self._who(name)
        )

    def _who(self, name: str) -> Json:
        user, trigger = self.user(name), f"{self.world.number()}.fake"
        self.world.triggers[trigger] = user
        acting = {"id": user, "username": name.lower(), "team_id": TEAM}
        return {"user": acting, "team": {"id": TEAM}, "api_app_id": APP, "trigger_id": trigger}

    def tell(self, event: Json, event_id: str = "", team: str = TEAM) -> str:
        """Any event, as Slack wraps it."""
        wrapped = {
            "type": "event_callback",
            "team_id": team,
            "api_app_id": APP,
            "event_id": event_id or f"Ev{self.world.number():08}",
            "event_time": int(float(self.world.stamp())),
            "event": event,
            "authorizations": [{"team_id": team, "user_id": BOT_USER, "is_bot": True}],
        }
        return self.send("events_api", wrapped)

    def send(self, kind: str, payload: Json) -> str:
        """Any envelope; it waits for a socket, and comes again until it is acknowledged."""
        envelope = Envelope(f"envelope-{self.world.number()}", kind, payload)
        self._loop.call_soon_threadsafe(self.socket.send, envelope)
        self.envelopes.append(envelope)
        return envelope.id

    # What stands there.

    def messages(self, channel: str = GENERAL) -> Sequence[Message]:
        """The bot's messages in a channel that everybody there sees, oldest first."""
        with self._lock:
            return [one for one in self.world.standing(channel) if one.user == BOT_USER]

    def shown_to(self, name: str) -> Sequence[Message]:
        """The bot's messages that this person alone sees, oldest first."""
        user = self.user(name)
        direct = self.world.direct(user)
        with self._lock:
            own = [one for one in self.world.messages if one.user == BOT_USER]
            return [one for one in own if user == one.only or (one.channel == direct and not one.only)]

    def reactions(self, ref: str) -> Sequence[str]:
        """The bot's reactions on a message, by name."""
        with self._lock:
            return [name for one in self.world.messages if one.ref == ref for name in one.reactions]

    def envelope(self, envelope_id: str) -> Envelope:
        """What became of an envelope."""
        return next(one for one in self.envelopes if one.id == envelope_id)

    # Faults to order.

    def lose_next_reply(self) -> None:
        """The next post is stored, but its answer never arrives."""
        self._lost += 1

    def lose_post(self, nth: int) -> None:
        """The nth post from now on is stored, but its answer never arrives."""
        self._lost_at = self._posts + nth

    def refuse_next(self, retry_after: float) -> None:
        """The next post is refused for its rate."""
        for method in POSTS:
            self.fail_next(method, "ratelimited", 429, {"Retry-After": f"{retry_after:g}"})

    def fail_next(self, method: str, error: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """The next call of a method fails and does nothing."""
        answer = web.json_response({"ok": False, "error": error}, status=status, headers=headers)
        self._faults.setdefault(method, deque()).append(answer)

    def answer_next(self, method: str, answer: Json) -> None:
        """The next call of a method is answered so, and does nothing."""
        self._faults.setdefault(method, deque()).append(web.json_response(answer))

    def refuse_every(self, nth: int, retry_after: float) -> None:
        """From now on every nth post is refused for its rate."""
        self._refused_every = nth, retry_after

    def babble(self, frame: str) -> None:
        """The socket says something that Slack never says."""
        self._loop.call_soon_threadsafe(self.socket.babble, frame)

    def cut_socket(self) -> None:
        """The connection breaks, without a word."""
        self._loop.call_soon_threadsafe(self.socket.cut)

    def refresh_socket(self) -> None:
        """Slack asks the bot to connect anew, as it does every few hours."""
        self._loop.call_soon_threadsafe(self.socket.refresh)

    def freeze(self, ref: str) -> None:
        """From now on the message can no longer be edited."""
        self.world.message(ref).frozen = True

    # The server, in its own thread.

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._run())
        finally:
            self._loop.close()

    async def _run(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/socket", self.socket.connect)
        app.router.add_get("/files/{name}", self._uploaded)
        app.router.add_post("/response/{token}", self._respond)
        runner = web.AppRunner(app, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        self._port = runner.addresses[0][1]
        self._ready.set()
        await self._stop.wait()
        await self.socket.close()
        await runner.cleanup()

    async def _uploaded(self, request: web.Request) -> web.StreamResponse:
        """A file for whoever may read it, else the way to the login."""
        if request.headers.get("Authorization") != f"Bearer {self.bot_token}" or not self.may_read_files:
            raise web.HTTPFound(f"{self.url}/login")
        return web.Response(body=self.files[request.match_info["name"]])

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method, asked = request.match_info["method"], await _arguments(request)
        self.calls.append(Call(method, asked))
        if method in POSTS and self._refuses():
            headers = {"Retry-After": f"{self._refused_every[1]:g}"}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        waiting = self._faults.get(method)
        if waiting:
            return waiting.popleft()
        if method == "oauth.v2.access":
            return self._grant(asked, request.headers.get("Authorization", ""))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        world = self.world if token == self.bot_token else self.tokens.get(token)
        if world is None if method != "apps.connections.open" else token != self.app_token:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"{self.url.replace('http', 'ws')}/socket?ticket={TICKET}"})
        return self._done(request, world or self.world, method, asked)

    def _refuses(self) -> bool:
        self._posts += 1
        return bool(self._refused_every[0]) and self._posts % self._refused_every[0] == 0

    def _grant(self, asked: Json, credentials: str) -> web.StreamResponse:
        """A token for the workspace that the code names, or that the refresh token, good once, was given to."""
        refresh = str(asked.get("refresh_token") or "")
        if refresh and refresh not in self._refreshing:
            return web.json_response({"ok": False, "error": "invalid_refresh_token"})
        team = self._refreshing.pop(refresh) if refresh else str(asked.get("code"))
        if team not in self.worlds or credentials != f"Basic {SIGN_IN}":
            return web.json_response({"ok": False, "error": "invalid_code"})
        self.revoke(team)
        number = self.world.number()
        token, refresh = f"xoxb-{team}-{number}", f"xoxe-{team}-{number}"
        self.tokens[token] = self.worlds[team]
        self._refreshing[refresh] = team
        rotation = {"refresh_token": refresh, "expires_in": self.tokens_last} if self.rotates else {}
        granted = {"access_token": token, "token_type": "bot", "scope": "chat:write", "bot_user_id": BOT_USER}
        facts = {"app_id": APP, "team": {"id": team, "name": team}, "enterprise": None, "authed_user": {"id": "U01ANN"}}
        return web.json_response({"ok": True} | granted | rotation | facts)

    def _done(self, request: web.Request, world: World, method: str, asked: Json) -> web.StreamResponse:
        try:
            with self._lock:
                answer = METHODS[method](world, asked)
        except KeyError:
            return web.json_response({"ok": False, "error": "unknown_method"})
        except Refused as error:
            return web.json_response({"ok": False, "error": str(error)})
        if method in POSTS and (self._lost or self._posts == self._lost_at):
            self._lost = max(0, self._lost - 1)
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"ok": True} | answer)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        token, asked = request.match_info["token"], await request.json()
        user, channel, uses = self.world.response_uses.get(token, ("", "", 0))
        if not uses:
            return web.Response(status=404, text="used_url")
        if refusal(asked.get("text", ""), asked.get("blocks", [])) or asked["response_type"] != "ephemeral":
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        self.world.response_uses[token] = (user, channel, uses - 1)
        with self._lock:
            stamp = self.world.stamp()
            self.world.add(Message(channel, stamp, BOT_USER, asked["text"], asked.get("blocks", []), only=user))
        return web.Response(text="ok")

    def _typed(self, name: str, text: str, channel: str, thread: str) -> Message:
        with self._lock:
            stamp = self.world.stamp()
            return self.world.add(Message(channel, stamp, self.user(name), self.world.typed(text), thread=thread))

    def _response_url(self, user: str, channel: str) -> str:
        token = f"r{self.world.number()}"
        self.world.response_uses[token] = (user, channel, 5)
        return f"{self.url}/response/{token}"


def _buttons(message: Message) -> list[Json]:
    return [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]


async def _arguments(request: web.Request) -> Json:
    asked: Json = dict(request.query)
    if request.content_type == "application/json":
        sent: Json = await request.json()
        return asked | sent
    asked |= dict(await request.post())
    for name in ("blocks", "metadata"):
        if isinstance(asked.get(name), str):
            asked[name] = json.loads(asked[name])
    return asked
