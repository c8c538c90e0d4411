"""The neutral names of Slack's people, groups and messages.

A bot of one workspace calls its own people `slack:U1`; everybody else's names carry the workspace: `slack:T2/U1`.
"""

import re

CHAT = "slack"

_USER = re.compile(r"[UW][A-Z0-9]+")
_REF = re.compile(r"(?:(T[A-Z0-9]+)/)?([CDG][A-Z0-9]+)/(\d+\.\d+(?:,\d+\.\d+)*)")


def account(user: str, team: str, ours: str) -> str:
    """The neutral name of a user; one of another workspace never equals a bare id from the configuration."""
    return f"{CHAT}:{within(team, ours, user)}"


def group(user_group: str, team: str, ours: str) -> str:
    """The neutral name of a user group."""
    return f"{CHAT}:group:{within(team, ours, user_group)}"


def within(team: str, ours: str, name: str) -> str:
    """The id, with its workspace where that is not ours."""
    return name if team == ours else f"{team}/{name}"


def user_id(account_name: str) -> str | None:
    """The Slack id in a neutral account name; None for other platforms."""
    chat, _, who = account_name.partition(":")
    user = who.rpartition("/")[2]
    return user if chat == CHAT and _USER.fullmatch(user) else None


def ref(team: str, channel: str, stamps: tuple[str, ...]) -> str:
    """How a message is called: its channel and timestamp, then those of its further pages; `team` unless it is ours."""
    where = f"{team}/{channel}" if team else channel
    return f"{where}/{','.join(stamps)}"


def parts_of(name: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Team, channel and timestamps of a message; None when it cannot be edited."""
    found = _REF.fullmatch(name)
    return (found[1] or "", found[2], tuple(found[3].split(","))) if found else None
