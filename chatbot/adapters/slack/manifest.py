"""The app manifest: what the bot asks of Slack, and no more."""

from typing import Any

Json = dict[str, Any]

SCOPES = ("app_mentions:read", "channels:read", "chat:write", "commands", "im:history", "reactions:write", "users:read")
"""What the bot needs: without one of these, something that the README promises is missing."""
OPTIONAL_SCOPES = ("channels:history", "files:read", "groups:history", "groups:read", "im:write", "usergroups:read")
"""What a workspace may grant besides: settling lost posts and bare commands, private channels, settling lost direct
messages, chairs by user group, agendas attached to a message."""
EVENTS = (
    *("app_home_opened", "app_mention", "app_uninstalled", "channel_left", "group_left", "message.im"),
    "tokens_revoked",
)
BARE_EVENTS = ("message.channels", "message.groups")


def manifest(url: str = "", *, bare: bool = False) -> Json:
    """The manifest for Socket Mode, or for signed HTTP at a public `url`; `bare` has the bot read its channels."""
    events = f"{url}/slack/events" if url else ""
    address = {"url": events} if events else {}
    request = {"request_url": events} if events else {}
    needed = {*SCOPES, "channels:history", "groups:history"} if bare else set(SCOPES)
    subscribed = (*EVENTS, *BARE_EVENTS) if bare else EVENTS
    redirects = {"redirect_urls": [f"{url}/slack/oauth_redirect"]} if url else {}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Session Desk",
            "description": "Agenda, presenters and note takers of meeting sessions",
            "background_color": "#1d4e89",
        },
        "features": {
            "bot_user": {"display_name": "sessiondesk", "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "slash_commands": [
                {
                    "command": "/session",
                    **address,
                    "description": "Agenda, current item, sign-up",
                    "usage_hint": "agenda | now | volunteer | help",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {
            **redirects,
            # Slack wants what is optional in both lists: the second one only says which of the first may be declined.
            "scopes": {
                "bot": sorted(needed.union(OPTIONAL_SCOPES)),
                "bot_optional": sorted(set(OPTIONAL_SCOPES) - needed),
            },
        },
        "settings": {
            "event_subscriptions": {**request, "bot_events": sorted(subscribed)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
