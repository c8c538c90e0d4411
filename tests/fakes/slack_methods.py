"""The methods of Slack's Web API that the bot uses."""

from collections.abc import Callable
from typing import Any

from tests.fakes.slack_limits import refusal, view_refusal
from tests.fakes.slack_world import APP, BOT_ID, BOT_NAME, BOT_USER, Message, Refused, World

Json = dict[str, Any]
Method = Callable[[World, Json], Json]


def auth_test(world: World, asked: Json) -> Json:
    bot = {"user_id": BOT_USER, "user": BOT_NAME, "bot_id": BOT_ID, "app_id": APP}
    return {"team_id": world.team, "team": "Fake", "url": f"https://{world.team.lower()}.slack.invalid/"} | bot


def users_info(world: World, asked: Json) -> Json:
    name = world.name(asked["user"])
    if not name:
        raise Refused("user_not_found")
    profile = {"display_name": name, "real_name": f"{name} Example"}
    team = world.teams.get(asked["user"], world.team)
    user = {"id": asked["user"], "team_id": team, "name": name.lower(), "profile": profile}
    return {"user": user | world.rights.get(asked["user"], {})}


def usergroups_list(world: World, asked: Json) -> Json:
    if "usergroups:read" in world.lacks_scopes:
        raise Refused("missing_scope")
    if world.groups is None:
        raise Refused("plan_upgrade_required")
    with_users = str(asked.get("include_users", "")).lower() in ("1", "true")
    groups = [{"id": name} | ({"users": list(users)} if with_users else {}) for name, users in world.groups.items()]
    return {"usergroups": groups}


def views_publish(world: World, asked: Json) -> Json:
    _checked_view(asked["view"], "home")
    world.homes[asked["user_id"]] = asked["view"]
    return {"view": asked["view"] | {"id": f"V{world.number()}"}}


def views_open(world: World, asked: Json) -> Json:
    user = world.triggers.pop(asked["trigger_id"], "")
    if not user:
        raise Refused("expired_trigger_id")
    _checked_view(asked["view"], "modal")
    world.modals.append(asked["view"] | {"id": f"V{world.number()}", "for": user})
    return {"view": world.modals[-1]}


def conversations_info(world: World, asked: Json) -> Json:
    channel = world.seen(asked["channel"])
    facts = {"is_member": channel.member, "is_archived": channel.archived, "is_private": channel.private}
    return {"channel": {"id": channel.id, "name": channel.name} | facts}


def conversations_members(world: World, asked: Json) -> Json:
    members = world.members(world.seen(asked["channel"]).id)
    # Slack may give fewer than it is asked for; here it always does.
    start, limit = int(asked.get("cursor") or 0), min(int(asked["limit"]), 2)
    more = start + limit < len(members)
    following = {"next_cursor": str(start + limit) if more else ""}
    return {"members": members[start : start + limit], "response_metadata": following}


def conversations_open(world: World, asked: Json) -> Json:
    if asked["users"] not in world.people.values():
        raise Refused("user_not_found")
    return {"channel": {"id": world.direct(asked["users"])}}


def conversations_history(world: World, asked: Json) -> Json:
    channel = world.postable(asked["channel"])
    found = [one for one in world.standing(channel) if not one.thread or one.thread == one.ts]
    return _page(list(reversed(found)), asked)


def conversations_replies(world: World, asked: Json) -> Json:
    channel = world.postable(asked["channel"])
    found = [one for one in world.standing(channel) if asked["ts"] in (one.ts, one.thread)]
    if not found:
        raise Refused("thread_not_found")
    return _page(found, asked)


def chat_post_message(world: World, asked: Json) -> Json:
    channel = world.postable(asked["channel"])
    posted = world.add(_checked(world, asked, channel))
    posted.metadata = asked.get("metadata")
    return {"channel": channel, "ts": posted.ts, "message": posted.as_json(with_metadata=True)}


def chat_post_ephemeral(world: World, asked: Json) -> Json:
    channel = world.postable(asked["channel"])
    if asked["user"] not in world.people.values():
        raise Refused("user_not_in_channel")
    posted = world.add(_checked(world, asked, channel))
    posted.only = asked["user"]
    return {"message_ts": posted.ts}


def chat_update(world: World, asked: Json) -> Json:
    ref = f"{asked['channel']}/{asked['ts']}"
    found = next((one for one in world.messages if one.ref == ref and not one.only), None)
    if found is None:
        raise Refused("message_not_found")
    if found.user != BOT_USER:
        raise Refused("cant_update_message")
    if found.frozen:
        raise Refused("edit_window_closed")
    changed = _checked(world, asked, found.channel, edit=True)
    found.text, found.blocks = changed.text, changed.blocks
    return {"channel": found.channel, "ts": found.ts, "text": found.text}


def chat_delete(world: World, asked: Json) -> Json:
    ref = f"{asked['channel']}/{asked['ts']}"
    found = next((one for one in world.messages if one.ref == ref and not one.only), None)
    if found is None:
        raise Refused("message_not_found")
    if found.user != BOT_USER:
        raise Refused("cant_delete_message")
    world.messages.remove(found)
    return {"channel": found.channel, "ts": found.ts}


def reactions_add(world: World, asked: Json) -> Json:
    ref = f"{asked['channel']}/{asked['timestamp']}"
    found = next((one for one in world.messages if one.ref == ref and not one.only), None)
    if found is None:
        raise Refused("message_not_found")
    if asked["name"] in found.reactions:
        raise Refused("already_reacted")
    found.reactions.append(asked["name"])
    return {}


METHODS: dict[str, Method] = {
    "auth.test": auth_test,
    "users.info": users_info,
    "usergroups.list": usergroups_list,
    "views.open": views_open,
    "views.publish": views_publish,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.open": conversations_open,
    "conversations.history": conversations_history,
    "conversations.replies": conversations_replies,
    "chat.postMessage": chat_post_message,
    "chat.postEphemeral": chat_post_ephemeral,
    "chat.delete": chat_delete,
    "chat.update": chat_update,
    "reactions.add": reactions_add,
}


def _checked_view(view: Json, kind: str) -> None:
    if view["type"] != kind or view_refusal(view):
        raise Refused(view_refusal(view) or "invalid_arguments")


def _checked(world: World, asked: Json, channel: str, *, edit: bool = False) -> Message:
    text, blocks = asked.get("text") or "", asked.get("blocks") or []
    error = refusal(text, blocks, edit=edit)
    if error:
        raise Refused(error)
    if asked.get("parse") != "none":
        raise Refused("fake_slack_wants_parse_none")
    return Message(channel, world.stamp(), BOT_USER, text[:40_000], blocks, thread=asked.get("thread_ts") or "")


def _page(found: list[Message], asked: Json) -> Json:
    found = [one for one in found if float(one.ts) > float(asked.get("oldest") or 0)]
    start, limit = int(asked.get("cursor") or 0), min(int(asked.get("limit") or 100), 15)
    with_metadata = str(asked.get("include_all_metadata", "")).lower() in ("1", "true")
    more = start + limit < len(found)
    return {
        "messages": [one.as_json(with_metadata=with_metadata) for one in found[start : start + limit]],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }
