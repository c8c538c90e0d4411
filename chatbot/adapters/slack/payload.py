"""Slack's payloads as inputs: pure functions, so that Socket Mode and signed HTTP read alike."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chatbot.adapters.slack.accounts import CHAT, account
from chatbot.adapters.slack.escape import unescape
from chatbot.adapters.slack.markup import PRESS
from chatbot.core.agenda import Participant, Place
from chatbot.ports import Input, Pressed, Said

Json = dict[str, Any]

EPHEMERAL = "ephemeral/"
"""What the reference of a message that one person sees in a channel begins with."""

_SEQUENCE = re.compile(r"<([^<>]+)>")
_QUOTED_LINE = re.compile(r"^&gt;.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in the workspace."""

    team: str
    user: str
    bot: str
    name: str
    url: str = ""


def read(body: Json, bot: Bot, now: datetime) -> Input | None:
    """The input in a payload; None when it is not for us. The actor's name is only what the payload says."""
    if "command" in body:
        return _command(body, bot, now)
    match body.get("type"):
        case "event_callback":
            return _event(body, body["event"], bot, now)
        case "block_actions":
            return _press(body, bot, now)
        case _:
            return None


def literal(text: str, bot: Bot) -> str:
    """What somebody typed: without the mention of the bot, Slack's sequences undone."""
    without = re.sub(rf"\s*<@{re.escape(bot.user)}(?:\|[^<>]*)?>(?:\s*[:,])?\s*", " ", text)
    return unescape(_SEQUENCE.sub(_typed, without)).strip()


def _typed(found: re.Match[str]) -> str:
    """Slack wraps addresses and names that people type: `<https://x.example|x.example>`, `<#C1|general>`."""
    target, _, label = found[1].partition("|")
    if target.startswith("@"):
        return f"<{target}>"
    if target.startswith(("#", "!")):
        sign = "#" if target.startswith("#") else "@"
        return label if target.startswith("!date") else sign + (label or target[1:]).lstrip("@#")
    if not label or label == target or target.startswith("mailto:"):
        return label or target
    return label if target.partition("://")[2].rstrip("/") == label.rstrip("/") else f"{label} {target}"


def _event(body: Json, event: Json, bot: Bot, now: datetime) -> Said | None:
    mention = event.get("type") == "app_mention"
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    if not (mention or direct) or not _by_person(event, bot):
        return None
    # In a channel shared with other workspaces, one of these is not ours.
    teams = (event.get(name) for name in ("user_team", "source_team", "team"))
    team = next((team for team in teams if team and team != bot.team), bot.team)
    actor = Participant(account(event["user"], team, bot.team), event["user"])
    private = Place(CHAT, "", only=actor.account)
    reply = private if direct else Place(CHAT, event["channel"], only=actor.account)
    place = private if direct else Place(CHAT, event["channel"], event.get("thread_ts") or event["ts"])
    own_words = _QUOTED_LINE.sub("", event.get("text") or "")
    if mention and f"<@{bot.user}" not in own_words:
        return None
    at = _instant(event.get("ts"), now)
    text, ref = literal(own_words, bot), f"{event['channel']}/{event['ts']}"
    return Said(f"{CHAT}:event:{body['event_id']}", place, reply, actor, text, at, ref=ref)


def _by_person(event: Json, bot: Bot) -> bool:
    """Neither a bot's doing nor a change of something said before, which is not said again."""
    return (
        event.get("user") not in (None, bot.user, "USLACKBOT")
        and not event.get("bot_id")
        and not event.get("subtype")
        and not event.get("edited")
    )


def _command(body: Json, bot: Bot, now: datetime) -> Said:
    who = body["user_id"]
    actor = Participant(account(who, body.get("team_id") or bot.team, bot.team), body.get("user_name") or who)
    place = Place(CHAT, body["channel_id"], only=actor.account, via=body["response_url"])
    text = literal(body.get("text") or "", bot)
    return Said(f"{CHAT}:command:{body['trigger_id']}", place, place, actor, text, now)


def _press(body: Json, bot: Bot, now: datetime) -> Pressed | None:
    action = next((one for one in body["actions"] if one.get("action_id", "").startswith(PRESS)), None)
    container = body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
    stamp = container.get("message_ts") or (body.get("message") or {}).get("ts")
    if action is None or not channel or not stamp:
        return None
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id") or bot.team
    name = user.get("username") or user.get("name") or user["id"]
    actor = Participant(account(user["id"], team, bot.team), name)
    acted = action.get("action_ts") or body["trigger_id"]
    ref = f"{EPHEMERAL if container.get('is_ephemeral') else ''}{channel}/{stamp}"
    # In a direct message there is nobody to hide an answer from.
    reply = Place(CHAT, "" if channel.startswith("D") else channel, only=actor.account)
    event_id = f"{CHAT}:press:{ref}:{user['id']}:{action['action_id']}:{acted}"
    return Pressed(event_id, reply, actor, ref, action["value"], True, _instant(action.get("action_ts"), now))


def _instant(stamp: str | None, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(stamp or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return now
