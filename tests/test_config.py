"""Settings come from the environment, all problems at once, and secrets never show."""

from pathlib import Path

import pytest

from chatbot.config import (
    NEITHER,
    FetchSettings,
    Settings,
    SlackInstallSettings,
    SlackSettings,
    WebSettings,
    ZulipSettings,
    read,
    read_fetching,
)
from chatbot.ports import Misconfigured

ZULIP = {"ZULIP_SITE": "https://z.example", "ZULIP_EMAIL": "bot@z.example", "ZULIP_API_KEY": "k3y"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        read(environ)
    return str(caught.value).splitlines()


def test_zulip_alone_is_enough() -> None:
    assert read(ZULIP) == Settings(
        zulip=ZulipSettings("https://z.example", "bot@z.example", "k3y"),
        slack=None,
        web=None,
        database_url="sqlite:///chatbot.db",
        agendas=Path("agendas"),
        log_format="text",
        send_seconds=10.0,
        claim_seconds=5.0,
        settle_seconds=20.0,
    )


def test_slack_alone_is_enough() -> None:
    assert read(SLACK).slack == SlackSettings("xoxb-1", "xapp-1", None)


def test_neither_says_what_to_set() -> None:
    assert problems({}) == [NEITHER]


def test_all_problems_are_named_at_once() -> None:
    assert problems({"ZULIP_SITE": "x", "SLACK_BOT_TOKEN": "xoxp-1", "LOG_FORMAT": "xml", "SEND_SECONDS": "soon"}) == [
        "Zulip needs ZULIP_EMAIL and ZULIP_API_KEY too.",
        "Slack needs SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) too.",
        "SLACK_BOT_TOKEN must begin with xoxb-.",
        "LOG_FORMAT must be text or json.",
        "SEND_SECONDS must be a number of seconds above 0.",
    ]


def test_swapped_slack_tokens_are_noticed() -> None:
    assert problems({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}) == [
        "SLACK_BOT_TOKEN must begin with xoxb-.",
        "SLACK_APP_TOKEN must begin with xapp-.",
    ]


def test_zuliprc_is_read_with_a_percent_sign_in_the_key(tmp_path: Path) -> None:
    rc = tmp_path / "zuliprc"
    rc.write_text("[api]\nemail=bot@z.example\nkey=a%b\nsite=https://z.example\n", encoding="utf-8")

    assert read({"ZULIP_CONFIG": str(rc)}).zulip == ZulipSettings("https://z.example", "bot@z.example", "a%b")


@pytest.mark.parametrize("key", ["…", "k3y\n", "k\udcffy", "k\x00y"])
def test_key_that_was_copied_wrongly_is_named_and_not_shown(tmp_path: Path, key: str) -> None:
    rc = tmp_path / "zuliprc"
    rc.write_text("[api]\nemail=bot@z.example\nkey=k3…y\nsite=https://z.example\n", encoding="utf-8")
    said = " holds a character that does not belong there, such as … or a line break: copy it again."

    assert problems({**ZULIP, "ZULIP_API_KEY": key}) == [f"ZULIP_API_KEY{said}"]
    assert problems({**SLACK, "SLACK_BOT_TOKEN": f"xoxb-{key}"}) == [f"SLACK_BOT_TOKEN{said}"]
    assert problems({"ZULIP_CONFIG": str(rc)}) == [f"ZULIP_API_KEY{said}"]


@pytest.mark.parametrize("address", ["nonsense", "http://", "slack.com/api/", "http://[x/"])
def test_address_of_slack_that_is_none_is_not_tried_for_ever(address: str) -> None:
    said = "SLACK_API_URL must be a web address, as https://slack.com/api/; leave it out for Slack itself."

    assert problems({**SLACK, "SLACK_API_URL": address}) == [said]


def test_unreadable_zuliprc_is_explained(tmp_path: Path) -> None:
    rc = tmp_path / "zuliprc"
    rc.write_text("email=bot", encoding="utf-8")

    assert problems({"ZULIP_CONFIG": str(rc)}) == [
        f"ZULIP_CONFIG: {rc} is no zuliprc; it needs a section [api] with site, email and key."
    ]


def test_secrets_do_not_show_in_the_settings() -> None:
    shown = repr(read({**ZULIP, **SLACK, "DATABASE_URL": "postgresql://me:hush@db/x"}))

    assert [secret for secret in ("k3y", "xoxb-1", "xapp-1", "hush") if secret in shown] == []


KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
INSTALL = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "s3cret",
    "SLACK_SIGNING_SECRET": "s1gning",
    "TOKEN_KEY": KEY,
    "PUBLIC_URL": "https://bot.example/",
}


def test_signing_secret_asks_for_http_on_the_usual_port() -> None:
    settings = read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s1gning"})

    assert (settings.slack, settings.web) == (
        SlackSettings("xoxb-1", signing_secret="s1gning"),
        WebSettings("127.0.0.1", 8080),
    )


def test_many_workspaces_need_no_bot_token() -> None:
    settings = read({**INSTALL, "PORT": "3933", "HOST": "0.0.0.0"})

    assert (settings.slack, settings.web) == (
        SlackSettings(
            signing_secret="s1gning",
            install=SlackInstallSettings("1.2", "s3cret", (KEY,)),
            public_url="https://bot.example",
        ),
        WebSettings("0.0.0.0", 3933),
    )


def test_old_token_keys_stand_behind_the_new_one() -> None:
    slack = read({**INSTALL, "TOKEN_KEY": f"{KEY}, {KEY}"}).slack

    assert slack
    assert slack.install
    assert slack.install.token_keys == (KEY, KEY)


def test_secrets_of_an_installation_do_not_show() -> None:
    shown = repr(read(INSTALL))

    assert [secret for secret in ("s3cret", "s1gning", KEY) if secret in shown] == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"TOKEN_KEY": ""}, "Many Slack workspaces need TOKEN_KEY too."),
        (
            {"TOKEN_KEY": "short"},
            "TOKEN_KEY must be 32 random bytes as URL-safe base64: openssl rand -base64 32 | tr +/ -_",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1"},
            "Leave SLACK_BOT_TOKEN out when SLACK_CLIENT_ID is set: each workspace installs the app itself.",
        ),
        ({"PUBLIC_URL": "bot.example"}, "PUBLIC_URL must begin with https://."),
        ({"PORT": "http"}, "PORT must be a number between 1 and 65535."),
    ],
)
def test_what_does_not_fit_an_installation_is_named(change: dict[str, str], problem: str) -> None:
    assert problems({**INSTALL, **change}) == [problem]


def test_imports_have_settings_of_their_own() -> None:
    assert read_fetching({}) == FetchSettings("", False, "https://datatracker.ietf.org")
    given = {
        "FETCH_CONTACT": "ops@example.org",
        "ALLOW_PRIVATE_ADDRESSES": "1",
        "DATATRACKER_URL": "http://127.0.0.1:1/",
    }
    assert read_fetching(given) == FetchSettings("ops@example.org", True, "http://127.0.0.1:1")


def test_wrong_settings_of_imports_are_all_named() -> None:
    given = {"FETCH_CONTACT": "a\r\nb", "ALLOW_PRIVATE_ADDRESSES": "yes", "DATATRACKER_URL": "ftp://x"}
    with pytest.raises(Misconfigured) as caught:
        read_fetching(given)

    assert str(caught.value) == (
        "ALLOW_PRIVATE_ADDRESSES must be 1 or 0.\n"
        "FETCH_CONTACT must be an address or e-mail in plain letters: it is sent to web servers.\n"
        "DATATRACKER_URL must begin with https://."
    )
