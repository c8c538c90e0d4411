"""What Slack knows of a person who acts: the name, the groups, and whether they administrate the workspace."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.accounts import group, user_id
from chatbot.adapters.slack.escape import first_name
from chatbot.adapters.slack.wire import translated
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.clock import Clock
from chatbot.core.agenda import Participant
from chatbot.log import log
from chatbot.ports import ChatError, Rejected

KNOWN_FOR = timedelta(minutes=5)
"""How long a right is taken as it was: a chair who left the group commands no longer than that."""
UNKNOWN_FOR = timedelta(minutes=10)
PATIENCE = 1.0
"""Seconds that Slack is asked for: the input must be acknowledged within three."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


@dataclass(frozen=True, slots=True)
class Known:
    """A user as Slack shows them; `team` is empty where it is not known, and somebody unknown is taken for a guest."""

    name: str = ""
    team: str = ""
    admin: bool = False
    guest: bool = True


class People:
    """Remembers the people of all workspaces for a few minutes; without Slack's word, nobody has rights by it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[Known, datetime]] = {}
        self._groups: dict[str, tuple[Mapping[str, tuple[str, ...]], datetime]] = {}

    async def acting(self, workspace: Workspace, actor: Participant) -> Participant:
        """The actor with the name that people see, and with what the person may do."""
        user = user_id(actor.account)
        if user is None:
            return actor
        known, groups = await asyncio.gather(self._user(workspace, user), self._group_ids(workspace))
        ours = actor.account == workspace.bot.account(user)
        mine = tuple(groups.get(user, ())) if ours else ()
        return replace(actor, name=known.name or actor.name, groups=mine, admin=known.admin and ours)

    async def is_guest(self, workspace: Workspace, actor: Participant) -> bool:
        """Whether the person may know of no channel but those that they are in; so may nobody of another workspace."""
        user = user_id(actor.account)
        ours = user is not None and actor.account == workspace.bot.account(user)
        return user is None or not ours or (await self._user(workspace, user)).guest

    async def named(self, workspace: Workspace, text: str) -> tuple[str, tuple[Participant, ...]]:
        """The text with names in place of the mentions in it, and who is mentioned."""
        mentioned = []
        for user in dict.fromkeys(_MENTION.findall(text)):
            known = await self._user(workspace, user)
            one = Participant(workspace.bot.account(user, known.team), known.name or user)
            text = text.replace(f"<@{user}>", one.name)
            mentioned.append(one)
        return text, tuple(mentioned)

    async def _user(self, workspace: Workspace, user: str) -> Known:
        key, now = (workspace.bot.team, user), self._clock.now()
        known, until = self._known.get(key, (Known(), now))
        if until > now:
            return known
        try:
            async with asyncio.timeout(PATIENCE):
                with translated():
                    answer = await workspace.client.users_info(user=user)
            known, kept_for = _known(answer["user"]), KNOWN_FOR
        except (ChatError, TimeoutError) as error:
            log.info("slack_name_unknown", user=user, reason=str(error))
            # A name lasts longer than a right.
            known, kept_for = replace(known, admin=False), UNKNOWN_FOR
        self._known[key] = known, now + kept_for
        return known

    async def _group_ids(self, workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
        """The groups of each user; none where the plan or the scopes have no groups, which is said."""
        team, now = workspace.bot.team, self._clock.now()
        groups, until = self._groups.get(team, ({}, now))
        if until > now:
            return groups
        groups, kept_for = {}, KNOWN_FOR
        try:
            async with asyncio.timeout(PATIENCE):
                with translated():
                    answer = await workspace.client.usergroups_list(include_users=True)
            groups = _members(answer.get("usergroups") or (), workspace)
        except Rejected as error:
            kept_for = UNKNOWN_FOR
            if team not in self._groups:
                log.warning("slack_groups_absent", team=team, reason=str(error), what_to_do=sentences.NO_GROUPS)
        except (ChatError, TimeoutError) as error:
            kept_for = timedelta(seconds=30)
            log.warning("slack_groups_unknown", team=team, reason=str(error))
        self._groups[team] = groups, now + kept_for
        return groups


def _known(user: Any) -> Known:
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    guest = (
        user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger") or user.get("deleted")
    )
    admin = any(user.get(right) for right in ("is_admin", "is_owner", "is_primary_owner")) and not guest
    return Known(first_name(names), str(user.get("team_id") or ""), bool(admin), bool(guest))


def _members(groups: Any, workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for one in groups:
        name = group(one["id"], workspace.bot.team, workspace.bot.ours)
        for user in one.get("users") or ():
            members[user] = (*members.get(user, ()), name)
    return members
