"""Slack's payloads as inputs."""

from dataclasses import replace

import pytest

from chatbot.adapters.slack.payload import Bot, literal
from chatbot.adapters.slack.payload import read as read_all
from chatbot.core.agenda import Place
from chatbot.ports import Opened, Pressed, Said, ShutOut
from tests.adapters.slack.payloads import ANN, AT, BOT, COMMAND, DIRECT, MENTION, NOW, PRESS, STAMP, Json, event, read


def test_mention_is_said_in_its_thread() -> None:
    assert read(event(MENTION), BOT, NOW) == Said(
        event_id=f"slack:said:C01/{STAMP}",
        place=Place("slack", "C01", STAMP),
        reply=Place("slack", "C01", only="slack:U01ANN"),
        actor=ANN,
        text="next",
        at=AT,
        ref=f"C01/{STAMP}",
    )


def test_mention_within_a_thread_is_answered_there() -> None:
    said = read(event(MENTION | {"thread_ts": "1.5"}), BOT, NOW)

    assert isinstance(said, Said)
    assert said.place == Place("slack", "C01", "1.5")


def test_direct_message_is_said_in_private() -> None:
    private = Place("slack", "", only="slack:U01ANN")

    assert read(event(DIRECT), BOT, NOW) == Said(
        f"slack:said:D01/{STAMP}", private, private, ANN, "next", AT, ref=f"D01/{STAMP}"
    )


@pytest.mark.parametrize(
    "inner",
    [
        MENTION | {"bot_id": "B9"},
        MENTION | {"user": "U0BOT"},
        MENTION | {"edited": {"user": "U01ANN", "ts": "2.0"}},
        MENTION | {"text": "&gt; <@U0BOT> next\nwhat was that?"},
        DIRECT | {"subtype": "message_changed"},
        DIRECT | {"subtype": "bot_message", "bot_id": "B9"},
        DIRECT | {"user": "USLACKBOT"},
        MENTION | {"type": "message", "channel_type": "channel", "text": "what comes next?"},
        {"type": "member_joined_channel", "user": "U01ANN", "channel": "C01"},
        {"type": "app_home_opened", "user": "U01ANN", "channel": "D01", "tab": "messages"},
    ],
)
def test_other_events_are_not_for_us(inner: Json) -> None:
    assert read(event(inner), BOT, NOW) is None


@pytest.mark.parametrize("key", ["user_team", "source_team", "team"])
def test_somebody_of_another_workspace_never_has_a_bare_id(key: str) -> None:
    said = read(event(MENTION | {"team": "T01"} | {key: "T99"}), BOT, NOW)

    assert isinstance(said, Said)
    assert (said.actor.account, said.reply.only) == ("slack:T99/U01ANN", "slack:T99/U01ANN")


def test_slash_command_is_answered_by_its_response_address() -> None:
    private = Place("slack", "C01", only="slack:U01ANN", via="https://hooks.example/1")

    assert read(COMMAND, BOT, NOW) == Said(
        "slack:command:1.2.abc", private, private, replace(ANN, name="ann"), "extend 5 & more", NOW, form_key="1.2.abc"
    )


def test_slash_command_from_another_workspace_never_has_a_bare_id() -> None:
    said = read(COMMAND | {"team_id": "T99"}, BOT, NOW)

    assert isinstance(said, Said)
    assert said.actor.account == "slack:T99/U01ANN"


def test_slash_command_in_a_direct_message_is_for_the_bot_alone() -> None:
    said = read(COMMAND | {"channel_id": "D01"}, BOT, NOW)

    assert isinstance(said, Said)
    assert (said.place, said.reply) == (Place("slack", "", only="slack:U01ANN"),) * 2


@pytest.mark.parametrize("kind", ["channel_left", "group_left"])
def test_bot_that_was_taken_out_of_a_channel_is_shut_out(kind: str) -> None:
    left = {"type": kind, "channel": "C01GEN", "actor_id": "U01ANN", "event_ts": STAMP}

    assert read(event(left), BOT, NOW) == ShutOut("slack:event:Ev1", Place("slack", "C01GEN"), AT)


def test_press_names_its_message_and_sign() -> None:
    assert read(PRESS, BOT, NOW) == Pressed(
        event_id=f"slack:press:C01GEN/1690411.0001:slack:U01ANN:press-memo:{STAMP}",
        reply=Place("slack", "C01GEN", only="slack:U01ANN"),
        actor=replace(ANN, name="ann"),
        ref="C01GEN/1690411.0001",
        sign="memo",
        on=True,
        at=AT,
    )


def test_press_in_a_direct_message_is_answered_there() -> None:
    pressed = read(PRESS | {"container": {"message_ts": "1.5", "channel_id": "D01ANN"}}, BOT, NOW)

    assert isinstance(pressed, Pressed)
    assert (pressed.ref, pressed.reply) == ("D01ANN/1.5", Place("slack", "", only="slack:U01ANN"))


def test_press_on_a_message_for_one_person_has_the_reference_of_its_post() -> None:
    container = {"message_ts": "1.5", "channel_id": "C01", "is_ephemeral": True}
    pressed = read(PRESS | {"container": container}, BOT, NOW)

    assert isinstance(pressed, Pressed)
    assert pressed.ref == "ephemeral/C01/1.5"


def test_press_of_a_button_that_is_not_ours_is_not_for_us() -> None:
    assert read(PRESS | {"actions": [{"type": "button", "action_id": "other", "value": "x"}]}, BOT, NOW) is None


@pytest.mark.parametrize("kind", ["view_submission", "shortcut", "message_action"])
def test_other_interactions_are_not_for_us(kind: str) -> None:
    assert read({"type": kind, "view": {"callback_id": "other"}}, BOT, NOW) is None


def test_mention_has_one_id_by_whichever_event_it_comes() -> None:
    as_message = read(event(MENTION | {"type": "message", "channel_type": "channel"}), BOT, NOW)

    assert as_message == read(event(MENTION), BOT, NOW)


def test_home_is_opened_by_its_person() -> None:
    opened = {"type": "app_home_opened", "user": "U01ANN", "channel": "D01", "tab": "home"}

    assert read(event(opened), BOT, NOW) == Opened("slack:event:Ev1", Place("slack", "", only="slack:U01ANN"), ANN, NOW)


def test_button_of_the_page_says_its_command_and_then_the_page_is_shown_anew() -> None:
    action = {"type": "button", "action_id": "say-0", "value": "small volunteer", "action_ts": STAMP}
    body = PRESS | {"container": {"type": "view", "view_id": "V1"}, "channel": None, "actions": [action]}
    actor, private = replace(ANN, name="ann"), Place("slack", "", only="slack:U01ANN")
    event_id = f"slack:say:T01:U01ANN:say-0:{STAMP}"

    assert read_all(body, BOT, NOW) == (
        Said(event_id, private, private, actor, "small volunteer", NOW, form_key="9.9"),
        Opened(f"{event_id}:page", private, actor, NOW),
    )


def test_form_says_its_command_with_what_was_chosen() -> None:
    chosen = {"type": "static_select", "selected_option": {"value": "note taker"}}
    view = {
        "id": "V1",
        "callback_id": "form",
        "private_metadata": "small volunteer",
        "state": {"values": {"field-0": {"field-0": chosen}, "field-1": {"field-1": {"selected_option": None}}}},
    }
    said, opened = read_all({"type": "view_submission", "user": PRESS["user"], "view": view}, BOT, NOW)

    assert isinstance(said, Said)
    assert isinstance(opened, Opened)
    assert (said.text, said.event_id) == ("small volunteer note taker", "slack:form:T01:V1")


AWAY = Bot("T02", "U0BOT", "B0BOT", "sessiondesk", home=False)


@pytest.mark.parametrize(
    "body",
    [
        event(MENTION),
        event(DIRECT),
        event({"type": "app_home_opened", "user": "U01ANN", "tab": "home"}),
        COMMAND | {"team_id": "T02"},
        PRESS | {"user": {"id": "U01ANN", "team_id": "T02"}},
    ],
)
def test_of_several_workspaces_everything_carries_its_own(body: Json) -> None:
    given = read(body, AWAY, NOW)

    assert given is not None
    assert not isinstance(given, ShutOut)
    assert (given.actor.account, given.reply.team, given.reply.only) == ("slack:T02/U01ANN", "T02", "slack:T02/U01ANN")


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BOT> extend 5 &amp; &lt;more&gt;", "extend 5 & <more>"),
        ("<@U0BOT|sessiondesk>: next", "next"),
        ("hey <@U0BOT>, next", "hey next"),
        ("say &amp;lt;", "say &lt;"),
        ("import <https://datatracker.ietf.org/meeting/117>", "import https://datatracker.ietf.org/meeting/117"),
        ("doc <http://draft.md|draft.md>", "doc draft.md"),
        ("note <https://x.example/a|the notes>", "note the notes https://x.example/a"),
        ("ask <mailto:ann@x.example|ann@x.example>", "ask ann@x.example"),
        ("see <#C01|general> <!here> <!subteam^S1|@chairs>", "see #general @here @chairs"),
        ("ask <@U02BOB|bob>", "ask <@U02BOB>"),
    ],
)
def test_text_is_what_was_typed(sent: str, typed: str) -> None:
    assert literal(sent, BOT) == typed
