"""People on emulate, which tells nobody of commands, buttons and views.

There requests are signed here as Slack would sign them, and what the bot shows is read where it passes the proxy.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack.escape import unescape
from tests.live.between import Between
from tests.live.people import Stands, button, chosen
from tests.live.standins import BOT_TOKEN, EMULATE, SECRET

Json = dict[str, Any]


class OnEmulate:
    """People on emulate; `ids` are theirs, the bot's under `bot`, in a channel and workspace of these ids."""

    def __init__(self, proxy: Between, ids: Mapping[str, str], channel: str, team: str) -> None:
        self.names: Mapping[str, str] = {"Tero": "alice", "Ann": "bob", "Bob": "admin"}
        self._proxy = proxy
        self._ids = ids
        self._channel = channel
        self._team = team
        self._client = AsyncWebClient(BOT_TOKEN, base_url=f"{EMULATE}/api/")
        self._alice = AsyncWebClient("xoxp-alice", base_url=f"{EMULATE}/api/")
        self._number = 0

    async def mention(self, who: str, text: str) -> None:
        await self._say(who, self._channel, f"<@{self._ids['bot']}> {text}")

    async def whisper(self, who: str, text: str) -> None:
        await self._say(who, await self._direct(who), text)

    async def command(self, who: str, text: str) -> None:
        asked = {"command": "/session", "text": text, "user_id": self._ids[who], "user_name": self.names[who]}
        asked |= {"team_id": self._team, "channel_id": self._channel, "trigger_id": await self._trigger(who)}
        asked |= {"api_app_id": "A01APP", "response_url": f"{self._proxy.url}/response/{self._ids[who]}"}
        await self._send(urlencode(asked), "application/x-www-form-urlencoded")

    async def press(self, who: str, ts: str, sign: str) -> None:
        container = {"type": "message", "message_ts": ts, "channel_id": self._channel}
        action = {"type": "button", "action_id": f"press-{sign}", "value": sign, "action_ts": f"{time.time():.6f}"}
        await self._interact(who, "block_actions", container=container, actions=[action])

    async def open_home(self, who: str) -> None:
        event = {"type": "app_home_opened", "user": self._ids[who], "tab": "home", "channel": await self._direct(who)}
        await self._tell(event)

    async def press_home(self, who: str, label: str) -> None:
        view = await self.home(who)
        assert view is not None
        action = button(view, label) | {"action_ts": f"{time.time():.6f}"}
        await self._interact(who, "block_actions", container={"type": "view", "view_id": "V1"}, actions=[action])

    async def submit(self, who: str) -> None:
        view = self._opened()[-1]["view"]
        await self._interact(who, "view_submission", view=view | {"state": {"values": chosen(view)}})

    async def forms(self) -> int:
        return len(self._opened())

    async def home(self, who: str) -> Json | None:
        shown = [call for call in self._proxy.calls if call.method == "views.publish" and call.answer["ok"]]
        views = [call.answer["view"] for call in shown if call.asked["user_id"] == self._ids[who]]
        return views[-1] if views else None

    async def said(self) -> Sequence[Stands]:
        ours = await self._ours(self._channel)
        return [Stands(one["ts"], unescape(one["text"])) for one in ours if not one.get("thread_ts")]

    async def answered(self) -> Sequence[str]:
        posted = [one for one in self._proxy.calls if one.method == "chat.postMessage" and one.answer["ok"]]
        return [unescape(one.asked["text"]) for one in posted if one.asked.get("thread_ts")]

    async def told(self, who: str) -> Sequence[str]:
        user = self._ids[who]
        shown = [one for one in self._proxy.calls if one.method == "chat.postEphemeral" and one.answer["ok"]]
        alone = [unescape(one.asked["text"]) for one in shown if one.asked["user"] == user]
        responded = [unescape(text) for whom, text in self._proxy.responses if whom == user]
        return [unescape(one["text"]) for one in await self._ours(await self._direct(who))] + alone + responded

    def _opened(self) -> list[Json]:
        return [one.answer for one in self._proxy.calls if one.method == "views.open" and one.answer["ok"]]

    async def _say(self, who: str, channel: str, text: str) -> None:
        """Alice has a token; for others emulate is not asked, but the bot is told as if they had said it."""
        if who == "Tero" and channel == self._channel:
            await self._alice.chat_postMessage(channel=channel, text=text)
            return
        direct = {"channel_type": "im"} if channel != self._channel else {}
        event = {"type": "message", "user": self._ids[who], "text": text, "ts": f"{time.time():.6f}"}
        await self._tell(event | {"channel": channel, "team": self._team} | direct)

    async def _ours(self, channel: str) -> list[Json]:
        found, cursor = [], ""
        while True:
            page = await self._client.conversations_history(channel=channel, limit=200, cursor=cursor or None)
            found += [one for one in page["messages"] if one["user"] == self._ids["bot"]]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found[::-1]

    async def _direct(self, who: str) -> str:
        return str((await self._client.conversations_open(users=self._ids[who]))["channel"]["id"])

    async def _trigger(self, who: str) -> str:
        answer = await self._client.api_call("views.generateTriggerId", params={"user_id": self._ids[who]})
        return str(answer["trigger_id"])

    async def _tell(self, event: Json) -> None:
        self._number += 1
        wrapped: Json = {"type": "event_callback", "team_id": self._team, "api_app_id": "A01APP", "event": event}
        wrapped |= {"event_id": f"EvByHand{self._number}", "event_time": int(time.time())}
        await self._send(json.dumps(wrapped), "application/json")

    async def _interact(self, who: str, kind: str, **details: Any) -> None:
        user = {"id": self._ids[who], "username": self.names[who], "team_id": self._team}
        payload = {"type": kind, "user": user, "team": {"id": self._team}, "api_app_id": "A01APP"}
        payload |= {"trigger_id": await self._trigger(who)} | details
        await self._send(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    async def _send(self, body: str, kind: str) -> None:
        stamp = str(int(time.time()))
        sign = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={sign}"}
        url = f"{self._proxy.url}/slack/events"
        async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
