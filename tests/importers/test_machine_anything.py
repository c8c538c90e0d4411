"""Whatever is given, a reader gives an import or a sentence: nothing else, in bounded time."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.importers import datatracker, ical, schedule
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Reader, Source
from tests.importers import test_datatracker, test_ical, test_schedule

READERS = (ical.READER, *datatracker.READERS, *schedule.READERS)
WHOLE = {
    ical.READER.name: test_ical.calendar(test_ical.SESSION, *test_ical.TALKS),
    datatracker.AGENDA_READER.name: json.dumps(test_datatracker.AGENDA),
    datatracker.DATA_READER.name: json.dumps(test_datatracker.DATA),
    datatracker.MATERIALS_READER.name: json.dumps({"slides": {"decks": [{"id": 1, "title": "One"}]}}),
    schedule.JSON_READER.name: test_schedule.ONE_DAY,
    schedule.XML_READER.name: test_schedule.IN_XML.strip(),
}
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(reader: Reader, content: bytes) -> None:
    reader.recognise(Source(content, "x"))
    try:
        imported = reader.read(Source(content, "x"))
    except Unreadable:
        return
    assert isinstance(imported, Imported)
    assert all(1 <= slot.session <= len(imported.sessions) for slot in imported.slots)
    assert all(slot.title for slot in imported.slots)
    assert all(slot.minutes is None or 0 < slot.minutes <= 1440 for slot in imported.slots)
    assert all(warning.message for warning in imported.warnings)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@FUZZ
@given(content=st.binary(max_size=400))
def test_any_bytes(reader: Reader, content: bytes) -> None:
    survives(reader, content)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@FUZZ
@given(data=st.data())
def test_a_source_that_was_cut_and_overwritten(reader: Reader, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[reader.name].encode())
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    survives(reader, bytes(whole[data.draw(st.integers(0, 3)) : len(whole) - data.draw(st.integers(0, 200))]))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "00:00", "99:99", "24:00", "23:59:59"]),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))


def mutated(tree: Any, data: st.DataObject) -> Any:
    """The tree with some of its values made anything."""
    if data.draw(st.integers(0, 14)) == 0:
        return data.draw(VALUES)
    if isinstance(tree, dict):
        return {key: mutated(value, data) for key, value in tree.items()}
    return [mutated(value, data) for value in tree] if isinstance(tree, list) else tree


JSON_READERS = (*datatracker.READERS, schedule.JSON_READER)


@pytest.mark.parametrize("reader", JSON_READERS, ids=lambda reader: reader.name)
@FUZZ
@given(data=st.data())
def test_json_with_values_of_any_type(reader: Reader, data: st.DataObject) -> None:
    survives(reader, json.dumps(mutated(json.loads(WHOLE[reader.name]), data)).encode())


VALUE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["20261118T153000Z", "00010101T000000Z", "99991231T235959", "20261118", "PT9999999H", "-P1D", "FREQ=DAILY",
         "FREQ=YEARLY;BYDAY=5MO;COUNT=0", "FREQ=WEEKLY;INTERVAL=0", "FREQ=MINUTELY;UNTIL=1", "CANCELLED"]
    ),
)  # fmt: skip
NAME = st.sampled_from(
    ["SUMMARY", "DTSTART", "DTSTART;VALUE=DATE", "DTSTART;TZID=Europe/Vienna", "DTSTART;TZID=x", "DTEND", "DURATION",
     "RRULE", "EXDATE", "DTSTAMP", "STATUS", "CATEGORIES", "ATTENDEE;ROLE=CHAIR;CN=x", "URL", "DESCRIPTION", "LOCATION",
     "X-MEETING-TZ", "BEGIN", "END"]
)  # fmt: skip


@FUZZ
@given(st.lists(st.lists(st.tuples(NAME, VALUE), max_size=8), min_size=1, max_size=3))
def test_events_of_any_lines(events: list[list[tuple[str, str]]]) -> None:
    written = ["\n".join(f"{name}:{value}" for name, value in lines) for lines in events]
    survives(ical.READER, test_ical.calendar(*written).encode(errors="replace"))


COSTLY = [
    b"BEGIN:VCALENDAR\n" + b"BEGIN:VTIMEZONE\n" * 59_000,
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261118\nDESCRIPTION:"
    + rb"\n" * 200_000
    + b"\nEND:VEVENT\nEND:VCALENDAR",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"a - " * 200_000 + b"\nEND:VEVENT\nEND:VCALENDAR",
    b"BEGIN:VEVENT\nDTSTART:20160101T100000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n" * 100,
    b"<!---->" * 500 + b"<nothing/>",
    b"<?a?>" * 500 + b"<!DOCTYPE " * 100,
    b'{"schedule": {' + b'"schedule": {' * 100_000,
    b'{"slides": {' * 100_000,
    b"<schedule>" + b"<day/>" * 150_000 + b"</schedule>",
]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize("content", COSTLY, ids=range(len(COSTLY)))
def test_what_is_made_to_cost_much_time_does_not(reader: Reader, content: bytes) -> None:
    survives(reader, content)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_fifty_megabytes_are_refused_at_once(reader: Reader) -> None:
    content = WHOLE[reader.name].encode() + b" " * 50_000_000

    reader.recognise(Source(content, "x"))
    with pytest.raises(Unreadable, match="5 MB"):
        reader.read(Source(content, "x"))
