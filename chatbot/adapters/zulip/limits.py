"""What a Zulip server takes of a message, and how long it can be edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from chatbot.adapters.zulip.payload import Json


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters that the server takes without cutting, and the organisation's rules for editing.

    `edit_seconds` is how long a message can be edited where `editing` is allowed; None is for ever.
    """

    content: int = 10_000
    topic: int = 60
    edit_seconds: int | None = None
    editing: bool = True

    @property
    def edit(self) -> timedelta | None:
        """How long a message can be edited: nothing at all where that is not allowed, None for ever."""
        if not self.editing:
            return timedelta()
        return None if self.edit_seconds is None else timedelta(seconds=self.edit_seconds)


_FIELDS = {
    "max_message_length": "content",
    "max_topic_length": "topic",
    "message_content_edit_limit_seconds": "edit_seconds",
    "allow_message_editing": "editing",
}


def limits_at(registered: Json) -> Limits:
    """The limits as the answer to a registration has them."""
    return _with(Limits(), {key.removeprefix("realm_"): value for key, value in registered.items()})


def changed(limits: Limits, event: Json) -> Limits:
    """The limits after an event of the organisation's settings, which names one or several."""
    match event.get("op"):
        case "update":
            return _with(limits, {event["property"]: event["value"]})
        case "update_dict":
            return _with(limits, event["data"])
        case _:
            return limits


def _with(limits: Limits, settings: Mapping[str, Any]) -> Limits:
    return replace(limits, **{name: settings[key] for key, name in _FIELDS.items() if key in settings})
