"""Slack's payloads as inputs: pure functions, so that Socket Mode and signed HTTP read alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chatbot.adapters.slack.accounts import CHAT, account
from chatbot.adapters.slack.accounts import ref as ref_of
from chatbot.adapters.slack.escape import first_name, unescape
from chatbot.adapters.slack.markup import PRESS
from chatbot.adapters.slack.views import FORM, SAY
from chatbot.core.agenda import Participant, Place
from chatbot.grammar import is_bare
from chatbot.ports import Attached, Deed, Opened, Pressed, Said, ShutOut

Json = dict[str, Any]

EPHEMERAL = "ephemeral/"
"""What the reference of a message that one person sees in a channel begins with."""

_SEQUENCE = re.compile(r"<([^<>]+)>")
_QUOTED_LINE = re.compile(r"^&gt;.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in a workspace; with `home` it is the only one, and its people's ids need no workspace."""

    team: str
    user: str
    bot: str
    name: str
    url: str = ""
    home: bool = True

    @property
    def ours(self) -> str:
        """The workspace whose ids go without it."""
        return self.team if self.home else ""

    @property
    def of(self) -> str:
        """The workspace as places name it."""
        return "" if self.home else self.team

    def account(self, user: str, team: str = "") -> str:
        """The neutral name of a user, of this workspace unless another is given."""
        return account(user, team or self.team, self.ours)


def read(body: Json, bot: Bot, now: datetime) -> tuple[Deed | ShutOut, ...]:
    """The inputs in a payload; none when it is not for us. The actor's name is only what the payload says."""
    if "command" in body:
        return (_command(body, bot, now),)
    match body.get("type"):
        case "event_callback":
            found = _event(body, body["event"], bot, now)
            return (found,) if found else ()
        case "block_actions":
            return _actions(body, bot, now)
        case "view_submission":
            return _filled_in(body, bot, now)
        case _:
            return ()


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


def _event(body: Json, event: Json, bot: Bot, now: datetime) -> Deed | ShutOut | None:
    match event.get("type"):
        case "app_home_opened" if event.get("tab", "home") == "home":
            return _opened(f"{CHAT}:event:{body['event_id']}", event["user"], bot, now)
        case "app_mention" | "message":
            return _said(event, bot, now)
        case "channel_left" | "group_left":
            left = f"{CHAT}:event:{body['event_id']}"
            return ShutOut(left, Place(CHAT, event["channel"], team=bot.of), _instant(event.get("event_ts"), now))
        case _:
            return None


def _opened(event_id: str, user: str, bot: Bot, now: datetime) -> Opened:
    actor = Participant(bot.account(user), user)
    return Opened(event_id, Place(CHAT, "", only=actor.account, team=bot.of), actor, now)


def _said(event: Json, bot: Bot, now: datetime) -> Said | None:
    """What somebody said.

    A mention comes as `app_mention`, and where the bot reads the channel as `message` too: both have one id.
    """
    if not _by_person(event, bot):
        return None
    direct = event.get("channel_type") == "im"
    # What is quoted is not said by who quotes it.
    own_words = _QUOTED_LINE.sub("", event.get("text") or "")
    mention = f"<@{bot.user}" in own_words
    text = literal(own_words, bot)
    if not (direct or mention or (event["type"] == "message" and is_bare(text))):
        return None
    actor = Participant(_author(event, bot), event["user"])
    private = Place(CHAT, "", only=actor.account, team=bot.of)
    reply = private if direct else Place(CHAT, event["channel"], only=actor.account, team=bot.of)
    thread = event.get("thread_ts") or event["ts"]
    place = private if direct else Place(CHAT, event["channel"], thread, team=bot.of)
    ref, at = ref_of(bot.of, event["channel"], (event["ts"],)), _instant(event["ts"], now)
    files = tuple(_files(event))
    return Said(f"{CHAT}:said:{ref}", place, reply, actor, text, at, addressed=direct or mention, ref=ref, files=files)


def _files(event: Json) -> Iterator[Attached]:
    """What was uploaded with it; files of other services are only links."""
    for file in event.get("files") or ():
        address = file.get("url_private_download") or file.get("url_private")
        if address and not file.get("is_external"):
            yield Attached(first_name((file.get("name"), "file")), address)


def _author(event: Json, bot: Bot) -> str:
    # In a channel shared with other workspaces, one of these is not ours.
    teams = (event.get(name) for name in ("user_team", "source_team", "team"))
    return bot.account(event["user"], next((team for team in teams if team and team != bot.team), bot.team))


def _by_person(event: Json, bot: Bot) -> bool:
    """Neither a bot's doing nor a change of something said before, which is not said again."""
    return (
        event.get("user") not in (None, bot.user, "USLACKBOT")
        and not event.get("bot_id")
        and event.get("subtype") in (None, "", "file_share")
        and not event.get("edited")
    )


def _command(body: Json, bot: Bot, now: datetime) -> Said:
    who, trigger = body["user_id"], body["trigger_id"]
    actor = Participant(bot.account(who, body.get("team_id") or ""), body.get("user_name") or who)
    channel = body["channel_id"]
    # In a direct message, of whomever, the command is for the bot alone.
    where = "" if channel.startswith("D") else channel
    place = Place(CHAT, where, only=actor.account, via=body["response_url"] if where else "", team=bot.of)
    text = literal(body.get("text") or "", bot)
    return Said(f"{CHAT}:command:{trigger}", place, place, actor, text, now, form_key=trigger)


def _actions(body: Json, bot: Bot, now: datetime) -> tuple[Deed, ...]:
    action = next((one for one in body["actions"] if one.get("action_id", "").startswith((PRESS, SAY))), None)
    if action is None:
        return ()
    if action["action_id"].startswith(SAY):
        return _said_by_button(body, action, bot, now)
    pressed = _press(body, action, bot, now)
    return (pressed,) if pressed else ()


def _press(body: Json, action: Json, bot: Bot, now: datetime) -> Pressed | None:
    container = body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
    stamp = container.get("message_ts") or (body.get("message") or {}).get("ts")
    if not channel or not stamp:
        return None
    actor = _actor(body, bot)
    # A message of several pages is called by its first, which has the buttons.
    ref = ref_of(bot.of, channel, (stamp,))
    name = f"{EPHEMERAL}{ref}" if container.get("is_ephemeral") else ref
    # In a direct message there is nobody to hide an answer from.
    reply = Place(CHAT, "" if channel.startswith("D") else channel, only=actor.account, team=bot.of)
    acted = action.get("action_ts") or body["trigger_id"]
    event_id = f"{CHAT}:press:{name}:{actor.account}:{action['action_id']}:{acted}"
    return Pressed(event_id, reply, actor, name, action["value"], True, _instant(action.get("action_ts"), now))


def _said_by_button(body: Json, action: Json, bot: Bot, now: datetime) -> tuple[Deed, ...]:
    """A button of the bot's own page says a command; then the page is shown anew."""
    acted = action.get("action_ts") or body["trigger_id"]
    event_id = f"{CHAT}:say:{bot.team}:{body['user']['id']}:{action['action_id']}:{acted}"
    return _spoken(body, event_id, action["value"], bot, now)


def _filled_in(body: Json, bot: Bot, now: datetime) -> tuple[Deed, ...]:
    """A form that was sent says its command and the words of what was chosen."""
    view = body["view"]
    if view.get("callback_id") != FORM:
        return ()
    fields = (field for block in view["state"]["values"].values() for field in block.values())
    chosen = (option["value"] for field in fields if (option := field.get("selected_option")))
    text = " ".join(part for part in (view["private_metadata"], *chosen) if part)
    return _spoken(body, f"{CHAT}:form:{bot.team}:{view['id']}", text, bot, now)


def _spoken(body: Json, event_id: str, text: str, bot: Bot, now: datetime) -> tuple[Deed, ...]:
    actor = _actor(body, bot)
    private = Place(CHAT, "", only=actor.account, team=bot.of)
    said = Said(event_id, private, private, actor, text.strip(), now, form_key=body.get("trigger_id") or "")
    return said, Opened(f"{event_id}:page", private, actor, now)


def _actor(body: Json, bot: Bot) -> Participant:
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id") or ""
    return Participant(bot.account(user["id"], team), first_name((user.get("username"), user.get("name"), user["id"])))


def _instant(stamp: str | None, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(stamp or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return now
