"""People on local-slack, by its own controls and in its own window."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chatbot.adapters.slack.escape import unescape
from tests.live.people import Stands, button, chosen
from tests.live.standins import APP_TOKEN, BOT, BOT_TOKEN, LOCAL, SECRET, act, click, fetched, window

Json = dict[str, Any]

GENERAL, BOT_USER = "C01GEN", "U0BOT"
IDS = {"Tero": "U01TERO", "Ann": "U02ANN", "Bob": "U03BOB"}


class OnLocalSlack:
    """People on local-slack, which shows in one list what all see and what one person sees."""

    def __init__(self) -> None:
        self.names: Mapping[str, str] = {name: name.lower() for name in IDS}

    async def mention(self, who: str, text: str) -> None:
        await act("message", channel=GENERAL, user=IDS[who], text=f"<@{BOT_USER}> {text}")

    async def whisper(self, who: str, text: str) -> None:
        await act("message", channel=IDS[who], user=IDS[who], text=text)

    async def command(self, who: str, text: str) -> None:
        await act("command", channel=GENERAL, user=IDS[who], command="/session", text=text)

    async def press(self, who: str, ts: str, sign: str) -> None:
        action = {"type": "button", "action_id": f"press-{sign}", "value": sign}
        await act("interact", channel=GENERAL, user=IDS[who], messageTs=ts, action=action)

    async def open_home(self, who: str) -> None:
        await act("open-home", user=IDS[who])

    async def press_home(self, who: str, label: str) -> None:
        view = await self.home(who)
        assert view is not None
        await click("block_action", user=IDS[who], appId="A01APP", action=button(view, label))

    async def submit(self, who: str) -> None:
        view = (await window())["modalStack"][-1]
        await click("view_submit", user=IDS[who], values=chosen(view))

    async def forms(self) -> int:
        return len((await window())["modalStack"])

    async def home(self, who: str) -> Json | None:
        views = (await window())["homeViews"].get(IDS[who], {})
        return next(iter(views.values()), None)

    async def said(self) -> Sequence[Stands]:
        ours = await self._ours(GENERAL)
        return [
            Stands(one["ts"], unescape(one["text"]))
            for one in ours
            if not (one.get("thread_ts") or one.get("ephemeral_to"))
        ]

    async def answered(self) -> Sequence[str]:
        ours = await self._ours(GENERAL)
        return [unescape(one["text"]) for one in ours if one.get("thread_ts") and not one.get("ephemeral_to")]

    async def told(self, who: str) -> Sequence[str]:
        channels = (await fetched(f"{LOCAL}/_control/state"))["channels"]
        direct = [one["id"] for one in channels if one["is_im"] and IDS[who] in one["members"]]
        alone = [one for one in await self._ours(GENERAL) if one.get("ephemeral_to") == IDS[who]]
        written = [one for channel in direct for one in await self._ours(channel)]
        return [unescape(one["text"]) for one in sorted([*alone, *written], key=lambda one: float(one["ts"]))]

    async def _ours(self, channel: str) -> list[Json]:
        found = (await fetched(f"{LOCAL}/_control/messages/{channel}"))["messages"]
        return [one for one in found if one["user"] == BOT_USER]


def workspace(mode: str) -> str:
    """local-slack's workspace with these people, as its configuration (JSON is YAML too)."""
    app = {"appId": "A01APP", "botUserId": BOT_USER, "botName": "sessiondesk", "botToken": BOT_TOKEN}
    app |= {"appToken": APP_TOKEN, "signingSecret": SECRET, "mode": mode}
    if mode == "events":
        app |= {"requestUrl": f"{BOT}/slack/events"}
    users = [
        {"id": user, "name": name.lower(), "real_name": f"{name} Example", "email": f"{name}@x.example", "tz": "UTC"}
        for name, user in IDS.items()
    ]
    channel = {"id": GENERAL, "name": "general", "members": [*IDS.values(), BOT_USER]}
    team = {"name": "Example", "domain": "example", "teamId": "T01LIVE"}
    return json.dumps({"workspace": team, "app": app, "users": users, "channels": [channel]})
