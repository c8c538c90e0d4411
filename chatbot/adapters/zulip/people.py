"""Who acts: the accounts met so far, and the user groups that they are in."""

from collections.abc import Awaitable, Callable, Iterable

from chatbot.adapters.zulip import payload
from chatbot.adapters.zulip.markup import account
from chatbot.adapters.zulip.payload import Json, Person
from chatbot.adapters.zulip.wire import Answer, Declined, Throttled
from chatbot.clock import seconds
from chatbot.core.agenda import Participant
from chatbot.log import log

Get = Callable[[str], Awaitable[Answer]]


SINGLY = 3
"""So many accounts a minute are looked up one by one; when a room begins to speak, all are asked for at once."""
MINUTE = 60.0


class People:
    """The accounts met so far, with what they may do."""

    def __init__(self) -> None:
        self.groups = Groups()
        self._known: dict[int, Person] = {}
        self._looked_up: list[float] = []
        self._all_asked = False

    async def get(self, get: Get, user_id: int) -> Person | None:
        """The account, or None when Zulip shows none of this id to the bot."""
        if user_id not in self._known and self._crowded():
            await self._learn_all(get)
        if user_id not in self._known:
            await self._look_up(get, user_id)
        return self._known.get(user_id)

    def _crowded(self) -> bool:
        """Whether so many are met for the first time that looking each up would hold up the answers."""
        now = seconds()
        self._looked_up = [at for at in self._looked_up if now - at < MINUTE]
        return len(self._looked_up) >= SINGLY and not self._all_asked

    async def _learn_all(self, get: Get) -> None:
        self._all_asked = True  # also when it fails: a very large organisation may be slow to tell
        try:
            users = (await get("users"))["members"]
        except Throttled:
            self._all_asked = False
            raise
        except Declined as refusal:
            log.info("zulip_accounts_not_listed", reason=str(refusal))
        else:
            self._known |= {user["user_id"]: payload.person(user) for user in users}

    async def _look_up(self, get: Get, user_id: int) -> None:
        self._looked_up.append(seconds())
        try:
            answer = await get(f"users/{user_id}")
        except Declined as refusal:
            if refusal.code != "BAD_REQUEST":
                raise
            log.info("zulip_account_not_visible", user_id=user_id)
        else:
            self._known[user_id] = payload.person(answer["user"])

    def forget(self, user_id: int) -> None:
        """Look this account up anew: it changed."""
        self._known.pop(user_id, None)

    def forget_all(self) -> None:
        """Look everybody up anew."""
        self._known.clear()
        self._all_asked = False

    def participant(self, person: Person) -> Participant:
        """The account as somebody who acts now."""
        who = account(person.user_id)
        # Zulip lets nobody act whose account is deactivated; a guest takes part and administrates nothing.
        return Participant(who, person.name, self.groups.of(person.user_id), admin=person.administrates)


class Groups:
    """The server's user groups; whoever is in a subgroup is in the group too. A deactivated group gives no rights."""

    def __init__(self) -> None:
        self._members: dict[int, set[int]] = {}
        self._subgroups: dict[int, set[int]] = {}
        self._deactivated: set[int] = set()

    def learn(self, described: Iterable[Json]) -> None:
        """All groups as the server describes them now."""
        self._members, self._subgroups, self._deactivated = {}, {}, set()
        for group in described:
            self.learn_one(group)

    def change(self, event: Json) -> None:
        """One change, as its event says it."""
        group = event.get("group_id", -1)
        members, subgroups = self._members.get(group, set()), self._subgroups.get(group, set())
        match event["op"]:
            case "add":
                self.learn_one(event["group"])
            case "remove":
                self._drop(group)
            case "update" if "deactivated" in event["data"]:
                self._deactivate(group, asleep=event["data"]["deactivated"])
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
        """A group that is new."""
        self._members[group["id"]] = set(group["members"])
        self._subgroups[group["id"]] = set(group["direct_subgroup_ids"])
        self._deactivate(group["id"], asleep=group.get("deactivated", False))

    def of(self, user_id: int) -> tuple[str, ...]:
        """The groups that the account is in, directly or through others, as neutral names."""
        alive = self._members.keys() - self._deactivated
        found = {group for group in alive if user_id in self._members[group]}
        while more := {group for group in alive if self._subgroups[group] & found} - found:
            found |= more
        return tuple(f"{payload.CHAT}:group:{group}" for group in sorted(found))

    def _deactivate(self, group: int, *, asleep: bool) -> None:
        (self._deactivated.add if asleep else self._deactivated.discard)(group)

    def _drop(self, group: int) -> None:
        self._members.pop(group, None)
        self._subgroups.pop(group, None)
        self._deactivated.discard(group)
