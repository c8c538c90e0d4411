"""Single values of an agenda file: each function reads a text, or says in a sentence what would be right."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from chatbot.core.agenda import WHOLE, Part
from chatbot.core.speakers import LONGEST_TURN
from chatbot.grammar import part_named, part_spoken, singular
from chatbot.importers.yaml.problems import shown
from chatbot.importers.yaml.when import parse_time

MOST_MINUTES = 24 * 60
LONGEST_LINE = 1_000
"""Characters of a title or a name, as of what can be said in chat: all of it has to fit into one message."""


def reads(parse: Callable[[str], Any]) -> BeforeValidator:
    """A validator that reads one text, and refuses lists and mappings in its place."""

    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"write one value here, not {_kind(value)}")
        return parse(value.strip())

    return BeforeValidator(read)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    return "a mapping (a text with `: ` in it needs quotes)" if isinstance(value, dict) else "a list"


def parse_line(text: str) -> str:
    """A text on one line."""
    line = " ".join(text.split())
    if not line:
        raise ValueError("is empty; write a text, or delete the line")
    if len(line) > LONGEST_LINE:
        raise ValueError(f"{shown(line)} has {len(line)} characters; write at most {LONGEST_LINE}")
    return line


def parse_text(text: str) -> str:
    """A text exactly as written, but for blank space around it."""
    if not text:
        raise ValueError("is empty; write a text, or delete the line")
    return text


def parse_minutes(text: str) -> int:
    """Whole minutes, at most a day."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"{shown(text)} is no number of minutes; write a whole number, such as 10 (0 or more)")
    if int(text) > MOST_MINUTES:
        raise ValueError(f"{shown(text)} minutes are more than a day; write at most {MOST_MINUTES}")
    return int(text)


def parse_places(text: str) -> int:
    """How many people are wanted."""
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) == 0:
        raise ValueError(f"{shown(text)} is no number of places; write how many people are wanted, such as 2")
    return int(text)


def parse_turn(text: str) -> int:
    """How many minutes a speaker has."""
    if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > LONGEST_TURN:
        wanted = f"write a whole number up to {LONGEST_TURN}, such as 2, or 0 for no limit"
        raise ValueError(f"{shown(text)} is no number of minutes for a speaker; {wanted}")
    return int(text)


def parse_url(text: str) -> str:
    """A web address."""
    wrong = f"{shown(text)} is no web address; write it in full, such as https://example.org/slides.pdf"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        raise ValueError(wrong) from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"]", text):
        raise ValueError(wrong)
    return text


def parse_source(text: str) -> str:
    """Where an agenda is read from: a web address, or a group at a meeting in the datatracker."""
    if re.fullmatch(r"datatracker:[a-z0-9\-]+(/[a-z0-9\-]+)?", text):
        return text
    try:
        return parse_url(text)
    except ValueError:
        raise ValueError(
            f"{shown(text)} is no source; write a web address, or one such as datatracker:117/ipsecme"
        ) from None


def parse_draft(text: str) -> str:
    """The name of an Internet-Draft, with or without its revision."""
    if not re.fullmatch(r"draft-[a-z0-9]+([-.+][a-z0-9]+)+", text):
        raise ValueError(f"{shown(text)} is no draft's name; write one such as draft-ietf-ipsecme-g-ikev2")
    return text


def parse_rfc(text: str) -> int:
    """The number of an RFC."""
    found = re.fullmatch(r"(?:rfc ?)?0*([1-9][0-9]{0,5})", text.lower())
    if not found:
        raise ValueError(f"{shown(text)} is no RFC's number; write it as 9370")
    return int(found[1])


def parse_zulip_user(text: str) -> str:
    """A Zulip user's id as an account."""
    if not re.fullmatch(r"[1-9][0-9]{0,17}", text):
        raise ValueError(f"{shown(text)} is no Zulip user id; write the number in the person's profile, such as 1234")
    return f"zulip:{text}"


def parse_slack_user(text: str) -> str:
    """A Slack member's id as an account."""
    if not re.fullmatch(r"[UW][A-Z0-9]{1,30}", text):
        raise ValueError(f"{shown(text)} is no Slack member ID; copy it from the person's profile, such as U0123ABCD")
    return f"slack:{text}"


def parse_zulip_group(text: str) -> str:
    """A Zulip user group's id as a group."""
    if not re.fullmatch(r"[1-9][0-9]{0,17}", text):
        raise ValueError(
            f"{shown(text)} is no Zulip group id; write the number in the address of the group's settings, such as 17"
        )
    return f"zulip:group:{text}"


def parse_slack_group(text: str) -> str:
    """A Slack user group's id as a group."""
    if not re.fullmatch(r"S[A-Z0-9]{1,30}", text):
        raise ValueError(f"{shown(text)} is no Slack user group ID; copy it from the group's page, such as S0123ABCD")
    return f"slack:group:{text}"


def parse_yes(text: str) -> str:
    """A switch."""
    if text.lower() not in ("true", "false", "yes", "no", "on", "off"):
        raise ValueError(f"{shown(text)} is neither `true` nor `false`")
    return str(text.lower() in ("true", "yes", "on"))


def parse_slack_team(text: str) -> str:
    """A Slack workspace's id."""
    if not re.fullmatch(r"T[A-Z0-9]+", text):
        raise ValueError(
            f"{shown(text)} is no Slack workspace ID; copy it from the workspace's address, such as T0123ABCD"
        )
    return text


def parse_slack_channel(text: str) -> str:
    """A Slack channel's id."""
    if not re.fullmatch(r"[CGD][A-Z0-9]{1,30}", text):
        raise ValueError(f"{shown(text)} is no Slack channel ID; copy it from the channel's details, such as C0123ABCD")
    return text


def parse_zulip_name(text: str) -> str:
    """A Zulip channel or topic, which can have 60 characters."""
    line = parse_line(text)
    if len(line) > 60:
        raise ValueError(f"{shown(line)} has {len(line)} characters; Zulip takes at most 60")
    return line


def parse_id(text: str) -> str:
    """A session's name, safe in addresses and file names."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text):
        raise ValueError(f"{shown(text)} cannot name a session; write letters, digits, `-`, `_` and `.`: {slug(text)}")
    return text


def slug(text: str) -> str:
    """The nearest session name."""
    return re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-._")[:100] or "my-session"


def parse_audience(text: str) -> str:
    """Who is told how an item's time goes."""
    if text not in ("chairs", "channel", "board", "none"):
        raise ValueError(f"{shown(text)} is nobody to warn; write `chairs`, `channel`, `board` or `none`")
    return text


def parse_mode(text: str) -> str:
    """Who moves the session on."""
    if text not in ("auto", "chair"):
        raise ValueError(f"{shown(text)} is neither `auto` (the clock moves the session on) nor `chair` (a chair does)")
    return text


def parse_role(text: str) -> str:
    """A role's name as volunteers in chat will have theirs understood: lower case, one person of it."""
    role, part = part_of_role(text)
    return role + part_spoken(part)


def part_of_role(text: str) -> tuple[str, Part]:
    """The role and the part of the session that it is for, as in `note taker for items 4-7`."""
    role, part = part_named(parse_line(text).lower())
    return singular(role), part or WHOLE


_BEFORE = re.compile(r"(\d{1,3})\s*(d|days?|h|hours?|min|minutes?|m)")
_LENGTHS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def parse_before(text: str) -> timedelta:
    """How long before the start: `3 days`, `24 h`, `10 min`, `start`."""
    words = text.strip().lower()
    found = _BEFORE.fullmatch(words)
    if words not in ("start", "0") and not found:
        raise ValueError("write how long before the start, as `3 days`, `24 h` or `10 min`, or `start`")
    length = int(found[1]) * _LENGTHS[found[2][0]] if found else timedelta()
    if length > timedelta(days=60):
        raise ValueError("nobody is asked more than 60 days before the start")
    return length


def parse_hours(text: str) -> tuple[time, time] | None:
    """From one local time to another, as `22:00-07:00`; `none` for no such hours."""
    if text.strip().lower() == "none":
        return None
    begin, dash, end = text.replace("–", "-").partition("-")
    if not dash:
        raise ValueError("write two times with a dash between them, such as `22:00-07:00`, or `none`")
    hours = parse_time(begin.strip()), parse_time(end.strip())
    if hours[0] == hours[1]:
        raise ValueError("the two times are the same; write `none` for no quiet hours")
    return hours
