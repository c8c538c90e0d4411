"""Who acts: the accounts met so far, and the user groups that they are in."""

from collections.abc import Awaitable, Callable, Iterable

import structlog

from chatbot.adapters.zulip import payload
from chatbot.adapters.zulip.markup import account
from chatbot.adapters.zulip.payload import Json, Person
from chatbot.adapters.zulip.wire import Answer, Declined
from chatbot.core.agenda import Participant

log = structlog.get_logger()

Get = Callable[[str], Awaitable[Answer]]


class People:
    """The accounts met so far, looked up one by one, with what they may do."""

    def __init__(self) -> None:
        self.groups = Groups()
        self._known: dict[int, Person] = {}

    async def get(self, get: Get, user_id: int) -> Person | None:
        """The account, or None when Zulip shows none of this id to the bot."""
        if user_id not in self._known:
            try:
                answer = await get(f"users/{user_id}")
            except Declined as refusal:
                if refusal.code != "BAD_REQUEST":
                    raise
                log.info("zulip_account_not_visible", user_id=user_id)
                return None
            self._known[user_id] = payload.person(answer["user"])
        return self._known[user_id]

    def forget(self, user_id: int) -> None:
        """Look this account up anew: it changed."""
        self._known.pop(user_id, None)

    def forget_all(self) -> None:
        """Look everybody up anew."""
        self._known.clear()

    def participant(self, person: Person) -> Participant:
        """The account as somebody who acts now."""
        who = account(person.user_id)
        # Zulip lets nobody act whose account is deactivated; a guest takes part and administrates nothing.
        return Participant(who, person.name, self.groups.of(person.user_id), admin=person.administrates)


class Groups:
    """The server's user groups; whoever is in a subgroup is in the group too."""

    def __init__(self) -> None:
        self._members: dict[int, set[int]] = {}
        self._subgroups: dict[int, set[int]] = {}

    def learn(self, described: Iterable[Json]) -> None:
        """All groups as the server describes them now."""
        alive = [group for group in described if not group.get("deactivated", False)]
        self._members = {group["id"]: set(group["members"]) for group in alive}
        self._subgroups = {group["id"]: set(group["direct_subgroup_ids"]) for group in alive}

    def change(self, event: Json) -> None:
        """One change, as its event says it."""
        group = event.get("group_id", -1)
        members, subgroups = self._members.get(group, set()), self._subgroups.get(group, set())
        match event["op"]:
            case "add":
                self.learn_one(event["group"])
            case "remove":
                self._drop(group)
            case "update" if event["data"].get("deactivated"):
                self._drop(group)
            case "add_members":
                members |= set(event["user_ids"])
            case "remove_members":
                members -= set(event["user_ids"])
            case "add_subgroups":
                subgroups |= set(event["direct_subgroup_ids"])
            case "remove_subgroups":
                subgroups -= set(event["direct_subgroup_ids"])
            case _:
                pass  # another name or description: nobody's rights change

    def learn_one(self, group: Json) -> None:
        """A group that is new, or in use again."""
        self._members[group["id"]] = set(group["members"])
        self._subgroups[group["id"]] = set(group["direct_subgroup_ids"])

    def of(self, user_id: int) -> tuple[str, ...]:
        """The groups that the account is in, directly or through others, as neutral names."""
        found = {group for group, members in self._members.items() if user_id in members}
        while more := {group for group, below in self._subgroups.items() if below & found} - found:
            found |= more
        return tuple(f"{payload.CHAT}:group:{group}" for group in sorted(found))

    def _drop(self, group: int) -> None:
        self._members.pop(group, None)
        self._subgroups.pop(group, None)
