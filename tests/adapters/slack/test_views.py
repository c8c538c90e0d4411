"""The Home and the forms, within Slack's limits whatever stands in them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from chatbot.adapters.slack.views import modal, page
from chatbot.messages import Button, Buttons, Choice, Field, Form, Message, line, paragraph
from chatbot.ports import Rejected
from chatbot.wording.filling import CUT
from tests.fakes.slack_limits import view_refusal

NOTE, SCRIBE = Choice("Note taker", "note taker"), Choice("Scribe", "scribe")


def test_page_says_the_commands_of_its_buttons() -> None:
    row = Buttons((Button("a", "Sign up…", "small volunteer", ""), Button("b", "Agenda", "small agenda", "")))
    *_, actions = page(Message((paragraph("Small WG"), row)))["blocks"]

    assert [(one["action_id"], one["value"]) for one in actions["elements"]] == [
        ("say-0", "small volunteer"),
        ("say-1", "small agenda"),
    ]


def test_form_has_a_choice_a_field_and_what_is_chosen_already() -> None:
    fields = (Field("What for?", (NOTE, SCRIBE), SCRIBE), Field("When?", (Choice("All of it", ""),)))
    view = modal(Form("Sign up", "Sign up", line("Small WG"), "small volunteer", fields))
    role, when = view["blocks"][1:]

    assert (view["callback_id"], view["private_metadata"]) == ("form", "small volunteer")
    assert [one["value"] for one in role["element"]["options"]] == ["note taker", "scribe"]
    assert role["element"]["initial_option"]["value"] == "scribe"
    assert ("initial_option" in when["element"], when["element"]["options"][0]["value"]) == (False, " ")


def test_page_that_is_too_large_is_cut_and_says_so() -> None:
    many = page(Message(tuple(Buttons((Button("a", "Agenda", f"{number} agenda", ""),)) for number in range(150))))
    large = page(Message(tuple(paragraph("é" * 2_400) for _ in range(80))))

    assert [len(many["blocks"]), view_refusal(many), view_refusal(large)] == [100, "", ""]
    assert [CUT in str(view["blocks"][-1]) for view in (many, large)] == [True, True]


def test_form_whose_choices_are_all_too_long_is_refused() -> None:
    with pytest.raises(Rejected):
        modal(
            Form(
                "Sign up", "Sign up", line("Small WG"), "small volunteer", (Field("What?", (Choice("r", "r" * 151),)),)
            )
        )


OUTSIDE = st.text(max_size=200)
CHOICES = st.lists(st.builds(Choice, OUTSIDE, st.text(min_size=1, max_size=100)), min_size=1, max_size=120)
FIELDS = st.lists(st.builds(Field, OUTSIDE, CHOICES.map(tuple)), min_size=1, max_size=3)


@settings(deadline=None)  # other tests may keep the machine busy
@given(OUTSIDE, OUTSIDE, FIELDS)
def test_any_form_is_one_that_slack_takes(title: str, label: str, fields: list[Field]) -> None:
    view: Any = modal(Form(title, label, line(title or "x"), "small volunteer", tuple(fields)))

    assert view_refusal(view) == ""
    View(**view).validate_json()


@settings(deadline=None)  # other tests may keep the machine busy
@given(st.lists(st.tuples(OUTSIDE, OUTSIDE), max_size=150))
def test_any_page_is_one_that_slack_takes(sessions: list[tuple[str, str]]) -> None:
    blocks = [
        part
        for title, label in sessions
        for part in (paragraph(title), Buttons((Button("a", label, "small volunteer", ""),)))
    ]
    view = page(Message(tuple(blocks)))

    assert view_refusal(view) == ""
    for block in Block.parse_all(view["blocks"]):
        block.validate_json()
