"""The manifest: what the bot asks for, and no more."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from chatbot.adapters import slack
from chatbot.adapters.slack.manifest import EVENTS, OPTIONAL_SCOPES, SCOPES, manifest
from chatbot.cli import main

ADAPTER = Path(slack.__file__).parent
METHOD = re.compile(r"(?:_client|client|reader)\.((?!_)[a-z]+_\w+)")
BARE_SCOPES = {"channels:history", "groups:history"}
NEEDED_BY_METHODS: dict[str, tuple[str, ...]] = {
    "apps_connections_open": (),  # by the app-level token
    "auth_test": (),
    "chat_delete": ("chat:write",),
    "chat_postEphemeral": ("chat:write",),
    "chat_postMessage": ("chat:write",),
    "chat_update": ("chat:write",),
    "conversations_history": ("channels:history", "groups:history", "im:history"),
    "conversations_info": ("channels:read", "groups:read"),
    "conversations_members": ("channels:read", "groups:read"),
    "conversations_open": ("im:write",),
    "conversations_replies": ("channels:history", "groups:history", "im:history"),
    "reactions_add": ("reactions:write",),
    "usergroups_list": ("usergroups:read",),
    "users_info": ("users:read",),
    "views_open": (),
    "views_publish": (),
}
NEEDED_BY_EVENTS = {
    "app_mention": "app_mentions:read",
    "channel_left": "channels:read",
    "group_left": "groups:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
NEVER = {"chat:write.public", "chat:write.customize", "channels:manage", "users:read.email"}


def test_socket_mode_needs_no_address() -> None:
    made = manifest()

    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


def test_http_names_the_three_addresses() -> None:
    made = manifest("https://bot.example")

    assert [
        made["settings"]["event_subscriptions"]["request_url"],
        made["settings"]["interactivity"]["request_url"],
        made["features"]["slash_commands"][0]["url"],
        *made["oauth_config"]["redirect_urls"],
    ] == ["https://bot.example/slack/events"] * 3 + ["https://bot.example/slack/oauth_redirect"]


@pytest.mark.parametrize("made", [manifest(), manifest("https://bot.example"), manifest(bare=True)])
def test_every_event_has_its_scope(made: dict[str, Any]) -> None:
    granted = set(made["oauth_config"]["scopes"]["bot"])
    events = made["settings"]["event_subscriptions"]["bot_events"]

    assert [event for event in events if NEEDED_BY_EVENTS.get(event, "chat:write") not in granted] == []
    assert granted & NEVER == set()


def test_scopes_are_those_of_the_methods_called_and_of_what_is_heard() -> None:
    called = {method for file in ADAPTER.glob("*.py") for method in METHOD.findall(file.read_text())}
    by_methods = {scope for scopes in NEEDED_BY_METHODS.values() for scope in scopes}
    by_events = {NEEDED_BY_EVENTS[event] for event in EVENTS if event in NEEDED_BY_EVENTS}

    assert called == NEEDED_BY_METHODS.keys()
    assert {*SCOPES, *OPTIONAL_SCOPES} == by_methods | by_events | {"commands", "files:read"}


@pytest.mark.parametrize("bare", [False, True])
def test_what_may_be_declined_is_asked_for_too(bare: bool) -> None:
    scopes = manifest(bare=bare)["oauth_config"]["scopes"]

    assert set(scopes["bot"]) == {*SCOPES, *OPTIONAL_SCOPES}
    assert set(scopes["bot"]) - set(scopes["bot_optional"]) == {*SCOPES, *(BARE_SCOPES if bare else ())}


def test_lengths_are_within_slacks_limits() -> None:
    made = manifest()

    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert made["features"]["slash_commands"][0]["should_escape"] is True


@pytest.mark.parametrize(
    ("options", "mode"), [([], True), (["--socket"], True), (["--http", "https://bot.example/"], False)]
)
def test_manifest_is_printed_as_yaml(options: list[str], mode: bool) -> None:
    result = CliRunner().invoke(main, ["slack-manifest", *options])

    assert (result.exit_code, yaml.safe_load(result.output)["settings"]["socket_mode_enabled"]) == (0, mode)
    assert "example//" not in result.output


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--http", "http://bot.example"], "The URL of --http must begin with https://, for Slack sends to no other."),
        (["--socket", "--http", "https://bot.example"], "Choose either --socket or --http URL."),
    ],
)
def test_address_that_slack_would_not_take_is_refused(options: list[str], problem: str) -> None:
    result = CliRunner().invoke(main, ["slack-manifest", *options])

    assert (result.exit_code, result.output.strip()) == (1, problem)
