"""Our records as JSON text and back."""

import json
from datetime import datetime, time, timedelta
from typing import Any, get_args

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement
from chatbot.core.events import Event
from chatbot.messages import Block, Message, Span


def _converter() -> JsonConverter:
    converter = make_converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, lambda instant: instant.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(timedelta, lambda length: length.total_seconds())
    converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    converter.register_unstructure_hook(time, lambda clock: clock.isoformat())
    converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    for union in (Span, Block):
        configure_tagged_union(union, converter, tag_name="kind")
    return converter


_CONVERTER = _converter()
_EVENTS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Event)}


def write_event(event: Event) -> tuple[str, str]:
    """The event's kind and its content."""
    return type(event).__name__, json.dumps(_CONVERTER.unstructure(event), ensure_ascii=False)


def read_event(kind: str, content: str) -> Event:
    """The event that `write_event` wrote."""
    event: Event = _CONVERTER.loads(content, _EVENTS[kind])
    return event


def write_message(message: Message) -> str:
    """The message as text; equal messages give equal texts."""
    return json.dumps(_CONVERTER.unstructure(message), ensure_ascii=False)


def read_message(content: str) -> Message:
    """The message that `write_message` wrote."""
    return _CONVERTER.loads(content, Message)


def write_place(place: Place) -> str:
    """The place as text."""
    return json.dumps(_CONVERTER.unstructure(place), ensure_ascii=False)


def read_place(content: str) -> Place:
    """The place that `write_place` wrote."""
    return _CONVERTER.loads(content, Place)


def write_announcement(announcement: Announcement) -> str:
    """The announcement as text."""
    return json.dumps(_CONVERTER.unstructure(announcement), ensure_ascii=False)


def read_announcement(content: str) -> Announcement:
    """The announcement that `write_announcement` wrote."""
    return _CONVERTER.loads(content, Announcement)
