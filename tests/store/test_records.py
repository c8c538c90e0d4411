"""Records written as text are read back equal."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.core.agenda import Place
from chatbot.core.announcements import Announcement
from chatbot.core.events import Event
from chatbot.messages import Block, Message, Span
from chatbot.store import records

SIMPLE: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    types.NoneType: st.none(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    time: st.times(),
    timedelta: st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds)),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that our records are made of."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([any_of(arm) for arm in get_args(hint)])
    if get_origin(hint) is tuple and get_args(hint)[-1] is not Ellipsis:
        return st.tuples(*map(any_of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=2).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type), hint
    assert is_dataclass(hint), hint
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: any_of(hints[field.name]) for field in fields(hint)})


QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
@QUICK
@given(st.data())
def test_event_is_read_back_equal(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(any_of(kind))

    assert records.read_event(*records.write_event(event)) == event


@pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: kind.__name__)
@QUICK
@given(st.data())
def test_message_is_read_back_equal(kind: type[Block], data: st.DataObject) -> None:
    message = Message((data.draw(any_of(kind)),))

    assert records.read_message(records.write_message(message)) == message


def test_every_kind_of_span_is_told_apart() -> None:
    kinds = {kind.__name__ for kind in get_args(Span)}

    @settings(max_examples=200, deadline=None)
    @given(any_of(Message))
    def look(message: Message) -> None:
        kinds.difference_update(kind for kind in list(kinds) if f'"kind": "{kind}"' in records.write_message(message))

    look()

    assert kinds == set()


@QUICK
@given(any_of(Place))
def test_place_is_read_back_equal(place: Place) -> None:
    assert records.read_place(records.write_place(place)) == place


@QUICK
@given(any_of(Announcement))
def test_announcement_is_read_back_equal(said: Announcement) -> None:
    assert records.read_announcement(records.write_announcement(said)) == said
