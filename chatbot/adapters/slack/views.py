"""The bot's page in Slack (App Home) and its forms (modals)."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from chatbot.adapters.slack.escape import clean
from chatbot.adapters.slack.fitting import size_of
from chatbot.adapters.slack.markup import LABEL_LIMIT, blocks, labelled
from chatbot.messages import Button, Choice, Field, Form, Message, Paragraph, paragraph
from chatbot.ports import Rejected
from chatbot.wording.filling import CUT

Json = dict[str, Any]

SAY = "say-"
"""What the action ids of the page's buttons begin with; their values are commands."""
FORM = "form"

# Slack's limits: 100 blocks and 250 kB in a view, 24 characters of a title, 75 of an option, 100 options, 3,000 of our
# own data.
BLOCKS_LIMIT = 100
TITLE_LIMIT = 24
OPTIONS_LIMIT = 100
VALUE_LIMIT = 150
PAGE_BYTES = 200_000


def page(message: Message) -> Json:
    """The message as the page; buttons say their commands, and what is cut says so."""
    shown = blocks(message, _say)
    kept = [
        block
        for block, size in zip(shown, accumulate(size_of([one]) for one in shown), strict=True)
        if size <= PAGE_BYTES
    ]
    if len(kept) == len(shown) <= BLOCKS_LIMIT:
        return {"type": "home", "blocks": shown}
    return {"type": "home", "blocks": [*kept[: BLOCKS_LIMIT - 1], *blocks(Message((paragraph(CUT),)), _say)]}


def modal(form: Form) -> Json:
    """The form as a modal; raises Rejected for one that Slack would not take."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": form.command,
        "title": _plain(form.title, TITLE_LIMIT),
        "submit": _plain(form.submit, TITLE_LIMIT),
        "blocks": [
            *blocks(Message((Paragraph(form.intro),)), _say),
            *(_field(number, field) for number, field in enumerate(form.fields)),
        ],
    }


def _field(number: int, field: Field) -> Json:
    choices = [choice for choice in field.choices if len(choice.words) <= VALUE_LIMIT][:OPTIONS_LIMIT]
    if not choices:
        raise Rejected("no choice is short enough for a form")
    select: Json = {"type": "static_select", "action_id": f"field-{number}", "options": _options(choices)}
    if field.default in choices:
        select["initial_option"] = select["options"][choices.index(field.default)]
    return {"type": "input", "block_id": f"field-{number}", "label": _plain(field.label, 150), "element": select}


def _options(choices: Sequence[Choice]) -> list[Json]:
    # A value must not be empty: a choice that adds no words has a blank.
    return [{"text": _plain(one.label, LABEL_LIMIT), "value": one.words or " "} for one in choices]


def _say(button: Button, number: int) -> Json:
    return labelled(button) | {"action_id": f"{SAY}{number}", "value": button.command}


def _plain(text: str, limit: int) -> Json:
    shown = " ".join(clean(text).split()) or "…"
    return {
        "type": "plain_text",
        "text": shown if len(shown) <= limit else shown[: limit - 1] + "…",
        "emoji": False,
    }
