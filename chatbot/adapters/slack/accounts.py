"""The neutral names of Slack's people."""

import re

CHAT = "slack"

_USER = re.compile(r"[UW][A-Z0-9]+")


def account(user: str, team: str, ours: str) -> str:
    """The neutral name of a user; one of another workspace never equals a bare id from the configuration."""
    return f"{CHAT}:{user}" if team == ours else f"{CHAT}:{team}/{user}"


def user_id(account_name: str) -> str | None:
    """The Slack id in a neutral account name; None for other platforms."""
    chat, _, who = account_name.partition(":")
    user = who.rpartition("/")[2]
    return user if chat == CHAT and _USER.fullmatch(user) else None
