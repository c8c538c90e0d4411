"""Zulip's JSON read as inputs of the chat port."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

from chatbot.adapters.zulip.markup import SIGNS_BY_CODE, account
from chatbot.core.agenda import Participant, Place
from chatbot.grammar import is_bare
from chatbot.ports import Attached, Pressed, Said, ShutOut

Json = Mapping[str, Any]

CHAT = "zulip"
ADMINISTRATOR, MEMBER, GUEST = 200, 400, 600

_MENTION = re.compile(r"@_?\*\*([^*]+)\*\*")
_UPLOAD = re.compile(
    r"!?\[(?P<name>[^\[\]\n]*)\]\((?:https?://(?P<host>[^/()\s]+))?(?P<path>/user_uploads/\d+/[\w./%~+-]+)\)"
)
_RENDERED = re.compile(r'<span [^>]*user-mention[^>]*data-user-id="(\d+)"[^>]*>@?([^<]*)</span>')


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's own account on the server `host`; by its `former` names it may have been mentioned before."""

    user_id: int
    name: str
    host: str
    former: frozenset[str] = frozenset()

    def called(self, name: str) -> "Bot":
        """The bot under another name."""
        return replace(self, name=name, former=(self.former | {self.name}) - {name})


@dataclass(frozen=True, slots=True)
class Person:
    """A Zulip account other than the bot."""

    user_id: int
    name: str
    is_bot: bool
    administrates: bool = False
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """Someone set one of our signs on a message, or took it away."""

    message_id: int
    user_id: int
    sign: str
    on: bool


def said(bot: Bot, message: Json, flags: Iterable[str]) -> Said | None:
    """The message as an input if it addresses the bot, or may be a short command, whoever wrote it."""
    if message["sender_id"] == bot.user_id:
        return None
    private = message["type"] != "stream"
    text, files = without_files(bot, without_quotes(message["content"]))
    # A group with the bot in it sets the flag too, and so does nothing in a quote.
    mentioned = "mentioned" in flags and _mention(bot).search(text) is not None
    among_two = private and len(message["display_recipient"]) <= 2
    addressed = mentioned or among_two
    if not addressed and (private or not is_bare(text)):
        return None
    actor = Participant(account(message["sender_id"]), message["sender_full_name"])
    direct = Place(CHAT, "", only=actor.account)
    channel = str(message.get("stream_id", ""))
    return Said(
        event_id=f"{CHAT}:{bot.host}:message:{message['id']}",
        place=direct if private else Place(CHAT, channel, message["subject"]),
        reply=direct if private else Place(CHAT, channel, message["subject"], only=actor.account),
        actor=actor,
        text=without_mention(bot, text),
        at=datetime.fromtimestamp(message["timestamp"], UTC),
        ref=str(message["id"]),
        addressed=addressed,
        files=files,
    )


def without_files(bot: Bot, text: str) -> tuple[str, tuple[Attached, ...]]:
    """The text without the links to files that were uploaded to the server, and these files."""
    found: list[Attached] = []

    def take(link: re.Match[str]) -> str:
        if link["host"] not in (None, bot.host) or ".." in link["path"]:
            return link[0]
        found.append(Attached(link["name"] or link["path"].rpartition("/")[2], link["path"]))
        return " "

    return _UPLOAD.sub(take, text), tuple(found)


def reaction(bot: Bot, event: Json, *, on: bool) -> Reaction | None:
    """A reaction's event, or its entry on a message, if it is another's and one of our signs."""
    sign = SIGNS_BY_CODE.get(event["emoji_code"])
    if sign is None or event["reaction_type"] != "unicode_emoji" or event["user_id"] == bot.user_id:
        return None
    return Reaction(event["message_id"], event["user_id"], sign, on)


def pressed(bot: Bot, change: Reaction, who: Participant, occasion: str, at: datetime) -> Pressed:
    """The reaction as an input; `occasion` tells apart the times one person sets the same sign."""
    op = "add" if change.on else "remove"
    return Pressed(
        event_id=f"{CHAT}:{bot.host}:reaction:{change.message_id}:{change.sign}:{change.user_id}:{op}:{occasion}",
        reply=Place(CHAT, "", only=who.account),
        actor=who,
        ref=str(change.message_id),
        sign=change.sign,
        on=change.on,
        at=at,
    )


def shut_out(bot: Bot, channel: str, occasion: str, at: datetime) -> ShutOut:
    """The bot's exclusion from a channel as an input; `occasion` tells one from the next."""
    return ShutOut(f"{CHAT}:{bot.host}:shut-out:{channel}:{occasion}", Place(CHAT, channel), at)


def person(user: Json) -> Person:
    """An entry of the user list; owners and administrators have the lowest numbers as roles."""
    role = user.get("role", MEMBER)
    return Person(user["user_id"], user["full_name"], user["is_bot"], role <= ADMINISTRATOR, role >= GUEST)


def addresses(bot: Bot, text: str) -> bool:
    """Whether the text, as it was typed, may mention the bot."""
    return _mention(bot).search(text) is not None


def mentions(text: str) -> bool:
    """Whether anybody may be mentioned in the text."""
    return _MENTION.search(text) is not None


def mentioned(html: str) -> list[tuple[int, str]]:
    """Whom a rendered message mentions, by id and by the name shown, in order."""
    return [(int(number), unescape(name)) for number, name in _RENDERED.findall(html)]


def with_names(text: str, people: Sequence[tuple[str, Participant]]) -> str:
    """The text with people's names in the place of mentions; `people` go by the names shown."""

    def name(found: re.Match[str]) -> str:
        shown, _, number = found[1].partition("|")
        for known, person in people:
            if person.account == account(int(number)) if number.isdecimal() else shown.casefold() == known.casefold():
                return person.name
        return f"@{shown or number}"

    return _MENTION.sub(name, text)


def without_mention(bot: Bot, text: str) -> str:
    """What is left for the bot to read when its own name is taken out."""
    return _mention(bot).sub(" ", text).strip()


def without_quotes(text: str) -> str:
    """A person's own words: no quote block, no quoted line, no line that introduces a quote."""
    kept: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opening = re.match(r"\s*(`{3,}|~{3,})\s*(?:quote)\s*$", line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif opening:
            fence = opening[1]
        elif not re.match(r"\s*>|@_\*\*[^*]+\*\* \[[^\]]*\]\([^)]*\):$", line):
            kept.append(line)
    return "\n".join(kept)


def _mention(bot: Bot) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in (bot.name, *sorted(bot.former)))
    who = rf"(?:{names})(?:\|{bot.user_id})?|[^*|]*\|{bot.user_id}"
    return re.compile(rf"\s*@\*\*(?:{who})\*\*[:,]?\s*", re.IGNORECASE)
