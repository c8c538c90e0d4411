"""Zulip's messages read: who is addressed, and with which words."""

import pytest

from chatbot.adapters.zulip.payload import Bot, said, without_mention, without_quotes

BOT = Bot(28, "Agenda Bot", "zulip.example")


def channel_message(content: str) -> dict[str, object]:
    return {
        "id": 7,
        "type": "stream",
        "stream_id": 5,
        "subject": "IETF 117",
        "display_recipient": "ipsecme",
        "sender_id": 9,
        "sender_full_name": "Ann",
        "content": content,
        "timestamp": 1690410000,
    }


@pytest.mark.parametrize(
    ("content", "heard"),
    [
        ("@**Agenda Bot** next", "next"),
        ("@**Agenda Bot|28** next", "next"),
        ("@**|28** next", "next"),
        ("@**agenda bot**: next", "next"),
        ("@**Agenda Bot**, next", "next"),
        ("please @**Agenda Bot** next", "please next"),
        ("next @**Agenda Bot**", "next"),
        ("@**Agenda Bot** volunteer @**|28** scribe", "volunteer scribe"),
        ("@**Old Name|28** next", "next"),
        ("@**Agenda Bot** ask @**Bob|31** and @**Eve**", "ask @**Bob|31** and @**Eve**"),
        ("@**Bob** and @**Agenda Bot|28** next", "@**Bob** and next"),
        ("@**Agenda Bot**", ""),
    ],
)
def test_mention_is_taken_out_wherever_it_stands(content: str, heard: str) -> None:
    assert without_mention(BOT, content) == heard


@pytest.mark.parametrize("content", ["@**Bob** and **x|28** next", "@**Agenda Bots** next", "@**|281** next"])
def test_other_mentions_stay(content: str) -> None:
    assert without_mention(BOT, content) == content


def test_quote_and_its_introduction_are_left_out() -> None:
    content = (
        "@_**Bob|31** [said](https://zulip.example/#narrow/near/3):\n"
        "````quote\n```\n@**Agenda Bot** skip\n```\n````\n> and this\n@**Agenda Bot** next"
    )

    assert without_quotes(content) == "@**Agenda Bot** next"


def test_mention_of_a_group_with_the_bot_in_it_does_not_address_the_bot() -> None:
    assert said(BOT, channel_message("@*everybody* lunch"), ["mentioned"]) is None


def test_mention_without_the_flag_does_not_address_the_bot() -> None:
    assert said(BOT, channel_message("`@**Agenda Bot** next`"), []) is None


def test_own_message_is_not_heard() -> None:
    assert said(BOT, channel_message("@**Agenda Bot** next") | {"sender_id": 28}, ["mentioned"]) is None
