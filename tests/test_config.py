"""Settings come from the environment, all problems at once, and secrets never show."""

from pathlib import Path

import pytest

from chatbot.config import NEITHER, FetchSettings, Settings, SlackSettings, ZulipSettings, read, read_fetching
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
        "Slack needs SLACK_APP_TOKEN too.",
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


def test_unreadable_zuliprc_is_explained(tmp_path: Path) -> None:
    rc = tmp_path / "zuliprc"
    rc.write_text("email=bot", encoding="utf-8")

    assert problems({"ZULIP_CONFIG": str(rc)}) == [
        f"ZULIP_CONFIG: {rc} is no zuliprc; it needs a section [api] with site, email and key."
    ]


def test_secrets_do_not_show_in_the_settings() -> None:
    shown = repr(read({**ZULIP, **SLACK, "DATABASE_URL": "postgresql://me:hush@db/x"}))

    assert [secret for secret in ("k3y", "xoxb-1", "xapp-1", "hush") if secret in shown] == []


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
