"""Payloads as Slack sends them, and how they are read."""

from datetime import UTC, datetime
from typing import Any

from chatbot.adapters.slack.payload import Bot
from chatbot.adapters.slack.payload import read as read_all
from chatbot.core.agenda import Participant
from chatbot.ports import Deed, ShutOut

Json = dict[str, Any]

BOT = Bot("T01", "U0BOT", "B0BOT", "sessiondesk")
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT = datetime(2023, 7, 26, 22, 45, tzinfo=UTC)
STAMP = f"{AT.timestamp():.6f}"
ANN = Participant("slack:U01ANN", "U01ANN")
MENTION: Json = {"type": "app_mention", "user": "U01ANN", "text": "<@U0BOT> next", "ts": STAMP, "channel": "C01"}
DIRECT: Json = MENTION | {"type": "message", "channel_type": "im", "channel": "D01", "text": "next"}
COMMAND: Json = {
    "command": "/session",
    "text": "extend 5 &amp; more",
    "user_id": "U01ANN",
    "user_name": "ann",
    "team_id": "T01",
    "channel_id": "C01",
    "response_url": "https://hooks.example/1",
    "trigger_id": "1.2.abc",
}
PRESS: Json = {
    "type": "block_actions",
    "user": {"id": "U01ANN", "username": "ann", "team_id": "T01"},
    "container": {"type": "message", "message_ts": "1690411.0001", "channel_id": "C01GEN", "is_ephemeral": False},
    "channel": {"id": "C01GEN"},
    "trigger_id": "9.9",
    "actions": [{"type": "button", "action_id": "press-memo", "value": "memo", "action_ts": STAMP}],
}


def read(body: Json, bot: Bot, now: datetime) -> Deed | ShutOut | None:
    """The one input of a payload, or none."""
    inputs = read_all(body, bot, now)
    assert len(inputs) < 2
    return inputs[0] if inputs else None


def event(inner: Json) -> Json:
    """The payload of an event."""
    return {"type": "event_callback", "event_id": "Ev1", "team_id": "T01", "event": inner}
