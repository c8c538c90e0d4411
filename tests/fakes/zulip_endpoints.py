"""The requests that the fake Zulip server understands, as functions of its state."""

import json
import re
from typing import Any

from tests.fakes.zulip_world import CODES, Channel, Group, Json, Queue, Refusal, User, World

OK: Json = {"result": "success", "msg": ""}
GROUPS = {"can_administer_channel_group": 1, "can_send_message_group": 1, "can_remove_subscribers_group": 1}


def endpoint(world: World, user: User, method: str, path: str, given: dict[str, str]) -> Json:
    """The answer to a request, without its envelope."""
    for known, pattern, answer in ENDPOINTS:
        if known == method and (found := re.fullmatch(pattern, path)):
            return answer(world, user, "".join(found.groups()), given)
    raise Refusal("BAD_REQUEST", f"the fake knows no {method} {path}", 404)


def _me(world: World, user: User, _: str, __: dict[str, str]) -> Json:
    mine = {"avatar_url": "https://zulip.invalid/me.png", "max_message_id": len(world.messages) or -1}
    return _profile(user) | mine


def _visible_user(world: World, _: User, number: str, __: dict[str, str]) -> Json:
    if int(number) not in world.users:
        raise Refusal("BAD_REQUEST", "No such user")
    return {"user": _profile(world.users[int(number)])}


def _users(world: World, _: User, __: str, ___: dict[str, str]) -> Json:
    return {"members": [_profile(one) for one in world.users.values()]}


def _channel_by_name(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    return {"stream_id": _visible_channel(world, user, given["stream"]).id}


def _channel_by_id(world: World, user: User, number: str, _: dict[str, str]) -> Json:
    return {"stream": _described(_visible_channel(world, user, int(number)))}


def _drop_queue(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    del world.queues[world.queue(user.id, given["queue_id"]).id]
    return {}


def _edit(world: World, user: User, number: str, given: dict[str, str]) -> Json:
    if "content" in given:
        world.edit(user.id, int(number), given["content"])
    if "topic" in given:
        moved = world.message(int(number))
        place = (moved.channel, moved.topic)
        with_it = [one.id for one in world.messages.values() if (one.channel, one.topic) == place]
        world.move(user.id, with_it, given["topic"])
    return {}


def _delete(world: World, user: User, number: str, _: dict[str, str]) -> Json:
    if world.message(int(number)).sender != user.id:
        raise Refusal("BAD_REQUEST", "You don't have permission to delete this message")
    if not world.may_delete:
        raise Refusal("BAD_REQUEST", "You don't have permission to delete this message")
    world.delete(int(number))
    return {}


def _one(world: World, user: User, number: str, given: dict[str, str]) -> Json:
    message = world.message(int(number))
    if not world.visible(user.id, message):
        raise Refusal("BAD_REQUEST", "Invalid message(s)")
    raw = given.get("apply_markdown", "true") == "false"
    return {
        "message": world.shown(message, raw=raw) | {"flags": message.flags_for(user.id)},
        "raw_content": message.content,
    }


def _topics(world: World, user: User, number: str, _: dict[str, str]) -> Json:
    return {"topics": world.topics(_visible_channel(world, user, int(number)).id)}


def _react(world: World, user: User, number: str, given: dict[str, str]) -> Json:
    world.react(user.id, int(number), _emoji(given), on=True)
    return {}


def _unreact(world: World, user: User, number: str, given: dict[str, str]) -> Json:
    world.react(user.id, int(number), _emoji(given), on=False)
    return {}


def _register(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    kinds = json.loads(given["event_types"]) if "event_types" in given else None
    fetched = json.loads(given.get("fetch_event_types", "null")) or kinds or []
    queue = world.register(user.id, kinds)
    able = json.loads(given.get("client_capabilities", "{}"))
    queue.sleeping_groups = able.get("include_deactivated_groups", False)
    answer: Json = {"queue_id": queue.id, "last_event_id": -1, "event_queue_longpoll_timeout_seconds": 90}
    answer |= {"zulip_version": "10.0", "zulip_feature_level": 339}
    if "message" in fetched:
        answer |= {"max_message_id": max((one.id for one in world.history(user.id, [])), default=-1)}
    if "realm" in fetched:
        answer |= {"max_message_length": 10_000, "max_topic_length": 60, "realm_allow_message_editing": world.editing}
        answer |= {"realm_message_content_edit_limit_seconds": world.edit_seconds}
    if "realm_user_groups" in fetched:
        answer |= {"realm_user_groups": [_described_group(group) for group in _groups(world, queue)]}
    return answer


def _groups(world: World, queue: Queue) -> list[Group]:
    return [group for group in world.groups.values() if queue.sleeping_groups or not group.deactivated]


def _history(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    if "message_ids" in given:
        return _by_ids(world, user, given)
    narrow = [
        term if isinstance(term, dict) else {"operator": term[0], "operand": term[1]}
        for term in json.loads(given.get("narrow", "[]"))
    ]
    found = list(world.history(user.id, narrow))
    newest = found[-1].id if found else 0
    anchor = {"newest": newest, "oldest": 0}.get(given["anchor"]) if not _is_number(given["anchor"]) else None
    anchor = int(given["anchor"]) if anchor is None else anchor
    before, after = int(given["num_before"]), int(given["num_after"])
    if before + after > 5000:
        raise Refusal("BAD_REQUEST", "Too many messages requested (maximum 5000).")
    older, newer = [one for one in found if one.id < anchor], [one for one in found if one.id > anchor]
    middle = [one for one in found if one.id == anchor and given.get("include_anchor", "true") == "true"]
    page = [*(older[-before:] if before else []), *middle, *newer[:after]]
    raw = given.get("apply_markdown", "true") == "false"
    return {
        "anchor": anchor,
        "found_anchor": bool(middle),
        "found_newest": len(newer) <= after,
        "found_oldest": len(older) <= before,
        "history_limited": False,
        "messages": [world.shown(one, raw=raw) | {"flags": one.flags_for(user.id)} for one in page],
    }


def _by_ids(world: World, user: User, given: dict[str, str]) -> Json:
    wanted = set(json.loads(given["message_ids"]))
    found = [one for one in world.history(user.id, []) if one.id in wanted]
    raw = given.get("apply_markdown", "true") == "false"
    shown = [world.shown(one, raw=raw) | {"flags": one.flags_for(user.id)} for one in found]
    return {"history_limited": False, "messages": shown}


def _post(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    content = given["content"]
    if not content.strip() or "\0" in content:
        raise Refusal("BAD_REQUEST", "Message must not be empty")
    to = json.loads(given["to"])
    if given["type"] in ("direct", "private"):
        people = tuple(dict.fromkeys([user.id, *(_addressee(world, number) for number in to)]))
        return {"id": world.post(user.id, None, "", people, content).id}
    channel = world.channel(to)
    if channel is None or (channel.private and user.id not in channel.subscribers):
        raise Refusal("STREAM_DOES_NOT_EXIST", f"Channel with ID '{to}' does not exist", stream_id=to)
    if any(ord(char) < 32 for char in given["topic"]):
        raise Refusal("BAD_REQUEST", "Invalid character in topic!")
    return {"id": world.post(user.id, channel.id, given["topic"], (), content).id}


def _addressee(world: World, number: int) -> int:
    user = world.users.get(number)
    if user is None or not user.is_active:
        raise Refusal("BAD_REQUEST", f"Invalid user ID {number}" if user is None else "no longer using Zulip.")
    return user.id


def _subscribe(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    wanted = json.loads(given["subscriptions"])
    done: dict[str, dict[str, list[str]]] = {"subscribed": {}, "already_subscribed": {}}
    for name in (one["name"] for one in wanted):
        channel = world.channel(name) or world.add_channel(name)
        if channel.private and user.id not in channel.subscribers:
            raise Refusal("BAD_REQUEST", f"Unable to access channel ({name}).")
        kind = "already_subscribed" if user.id in channel.subscribers else "subscribed"
        if kind == "subscribed":
            world.subscribe(user.id, channel.id, subscription(channel))
        done[kind].setdefault(str(user.id), []).append(channel.name)
    return dict(done)


def _subscriptions(world: World, user: User, _: str, given: dict[str, str]) -> Json:
    mine = [channel for channel in world.channels.values() if user.id in channel.subscribers]
    shown = [subscription(channel) for channel in mine]
    if given.get("include_subscribers") == "true":
        shown = [one | {"subscribers": sorted(world.channels[one["stream_id"]].subscribers)} for one in shown]
    return {"subscriptions": shown}


def _visible_channel(world: World, user: User, given: int | str) -> Channel:
    channel = world.channel(given)
    if channel is None or (channel.private and user.id not in channel.subscribers):
        what = "name" if isinstance(given, str) else "ID"
        raise Refusal("BAD_REQUEST", f"Invalid channel {what}{f' {given!r}' if what == 'name' else ''}")
    return channel


def _emoji(given: dict[str, str]) -> str:
    name, code = given["emoji_name"], given.get("emoji_code")
    if code is not None and CODES.get(name) != code:
        raise Refusal("BAD_REQUEST", "Invalid emoji name.")
    return name


def _profile(user: User) -> Json:
    return {
        "avatar_url": None if not user.is_bot else "https://zulip.invalid/bot.png",
        "avatar_version": 1,
        "date_joined": "2026-01-01T00:00:00+00:00",
        "email": user.email,
        "full_name": user.name,
        "is_active": user.is_active,
        "is_admin": user.role <= 200,
        "is_billing_admin": False,
        "is_bot": user.is_bot,
        "is_guest": user.role == 600,
        "is_owner": user.role == 100,
        "role": user.role,
        "timezone": "",
        "user_id": user.id,
    }


def _described(channel: Channel) -> dict[str, Any]:
    return GROUPS | {
        "creator_id": None,
        "date_created": 1767225600,
        "description": "",
        "first_message_id": None,
        "history_public_to_subscribers": True,
        "invite_only": channel.private,
        "is_announcement_only": False,
        "is_archived": False,
        "is_recently_active": True,
        "is_web_public": False,
        "message_retention_days": None,
        "name": channel.name,
        "rendered_description": "",
        "stream_id": channel.id,
        "stream_post_policy": 1,
        "stream_weekly_traffic": None,
    }


def subscription(channel: Channel) -> Json:
    """A channel as those see it who are in it."""
    own: Json = {"color": "#76ce90", "is_muted": False, "in_home_view": True, "pin_to_top": False}
    notices = ("audible", "desktop", "email", "push")
    own |= {f"{one}_notifications": None for one in notices} | {"wildcard_mentions_notify": None}
    return _described(channel) | own


def _described_group(group: Group) -> Json:
    rights = ("add_members", "join", "leave", "manage", "mention", "remove_members")
    return {
        "id": group.id,
        "name": group.name,
        "description": "",
        "members": sorted(group.members),
        "direct_subgroup_ids": sorted(group.subgroups),
        "creator_id": None,
        "date_created": None,
        "is_system_group": False,
        "deactivated": group.deactivated,
    } | {f"can_{right}_group": 1 for right in rights}


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdigit()


def _upload(world: World, _: User, path: str, __: dict[str, str]) -> Json:
    if path not in world.uploads:
        raise Refusal("BAD_REQUEST", "File not found", 404)
    return {"url": f"/user_uploads/temporary/{path.removeprefix('2/')}"}


ENDPOINTS = (
    ("GET", r"user_uploads/(2/.+)", _upload),
    ("GET", "users/me", _me),
    ("GET", "users", _users),
    ("GET", r"users/(\d+)", _visible_user),
    ("GET", "get_stream_id", _channel_by_name),
    ("GET", r"streams/(\d+)", _channel_by_id),
    ("GET", "users/me/subscriptions", _subscriptions),
    ("POST", "users/me/subscriptions", _subscribe),
    ("POST", "register", _register),
    ("DELETE", "events", _drop_queue),
    ("GET", "messages", _history),
    ("POST", "messages", _post),
    ("PATCH", r"messages/(\d+)", _edit),
    ("DELETE", r"messages/(\d+)", _delete),
    ("GET", r"messages/(\d+)", _one),
    ("GET", r"users/me/(\d+)/topics", _topics),
    ("POST", r"messages/(\d+)/reactions", _react),
    ("DELETE", r"messages/(\d+)/reactions", _unreact),
)
