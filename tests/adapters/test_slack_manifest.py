"""The manifest: what the bot asks for, and no more."""

from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from chatbot.adapters.slack.manifest import manifest
from chatbot.cli import main

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
def test_every_event_has_its_scope_and_no_scope_is_more_than_needed(made: dict[str, Any]) -> None:
    granted = set(made["oauth_config"]["scopes"]["bot"])
    needs = {"app_mention": "app_mentions:read", "channel_left": "channels:read", "message.im": "im:history"}
    needs |= {"message.channels": "channels:history", "message.groups": "groups:history"}
    events = made["settings"]["event_subscriptions"]["bot_events"]

    assert [event for event in events if needs.get(event, "chat:write") not in granted] == []
    assert granted & NEVER == set()
    assert granted & set(made["oauth_config"]["scopes"]["bot_optional"]) == set()


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
