"""The datatracker's JSON forms, with data made up in their shape."""

import json
from datetime import date, time
from typing import Any

import pytest

from chatbot.importers.datatracker import AGENDA_READER, DATA_READER, MATERIALS_READER, READERS
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Meeting, Slot, Source


def source(tree: object) -> Source:
    return Source(json.dumps(tree, indent=1).encode(), "x")


def codes(imported: Imported) -> list[tuple[int, str]]:
    return [(warning.line, warning.code) for warning in imported.warnings]


SESSION: dict[str, Any] = {
    "objtype": "session",
    "id": 7001,
    "session_id": 901,
    "group": {"acronym": "examplewg", "name": "Example Working Group", "type": "wg"},
    "name": "",
    "start": "2026-11-18T14:30:00Z",
    "duration": "1:30:00",
    "location": "Hall 4",
    "status": "sched",
    "agenda": "https://datatracker.example/meeting/130/materials/agenda-130-examplewg-01",
    "remote_instructions": "https://meet.example/130",
    "presentations": [
        {"name": "slides-130-examplewg-a-draft", "title": "A draft", "order": 2, "rev": "01"},
        {"name": "slides-130-examplewg-chairs", "title": "Chair Slides", "order": 1, "rev": ""},
        {"name": "draft-example-foo", "title": "Foo", "order": 3, "rev": "04"},
        {"name": "minutes-130-examplewg", "title": "Minutes", "order": 4, "rev": "00"},
    ],
}
CALLED_OFF = SESSION | {"id": 7002, "status": "canceled", "presentations": []}
AGENDA = {"130": [CALLED_OFF, SESSION, {"objtype": "location", "id": 1, "name": "Hall 4"}]}


def test_agenda_json_gives_sessions_in_utc_and_presentations_for_talks() -> None:
    given = source(AGENDA)
    imported = AGENDA_READER.read(given)

    assert AGENDA_READER.recognise(given) == "it is JSON with the sessions of meeting 130"
    assert imported.sessions == (
        Meeting("examplewg – Example Working Group", date(2026, 11, 18), time(14, 30), time(16), "UTC", "Hall 4"),
    )
    materials = "https://datatracker.ietf.org/meeting/130/materials/slides-130-examplewg"
    assert imported.slots == (
        Slot(1, "Chair Slides", kind="admin", line=23, slides=f"{materials}-chairs"),
        Slot(1, "A draft", line=23, slides=f"{materials}-a-draft-01"),
        Slot(1, "Foo", drafts=("draft-example-foo",), line=23),
    )
    assert imported.links == (
        ("Agenda", "https://datatracker.example/meeting/130/materials/agenda-130-examplewg-01"),
        ("Meetecho", "https://meet.example/130"),
    )
    assert codes(imported) == [(5, "cancelled"), (23, "from-presentations"), (0, "no-zone")]


ITEM: dict[str, Any] = {
    "id": 7001,
    "sessionId": 901,
    "room": "Hall 4",
    "acronym": "examplewg",
    "duration": 5400,
    "name": "Afternoon session II",
    "startDateTime": "2026-11-18T15:30:00",
    "status": "sched",
    "type": "regular",
    "groupAcronym": "examplewg",
    "groupName": "Example Working Group",
    "note": "",
    "agenda": {"url": "https://datatracker.example/meeting/130/materials/agenda-130-examplewg-01"},
    "links": {
        "chat": "https://chat.example/#narrow/stream/examplewg",
        "videoStream": "https://meet.example/ietf{meeting.number}/",
        "calendar": "/meeting/130/session/901.ics",
    },
}
BREAK = ITEM | {"id": 7003, "type": "break", "name": "Coffee", "groupAcronym": "secretariat", "links": {}, "agenda": {},
                "startDateTime": "2026-11-18T13:00:00+00:00", "duration": 1800, "note": "In the foyer"}  # fmt: skip
DATA = {"meeting": {"number": "130", "timezone": "Europe/Vienna"}, "categories": [], "schedule": [ITEM, BREAK]}


def test_agenda_data_gives_sessions_in_the_meeting_s_time() -> None:
    given = source(DATA)
    imported = DATA_READER.read(given)

    assert DATA_READER.recognise(given) == "it is JSON with the `schedule` of an IETF meeting"
    assert imported.sessions == (
        Meeting("Coffee", date(2026, 11, 18), time(14), time(14, 30), "Europe/Vienna", "Hall 4"),
        Meeting("examplewg – Example Working Group", date(2026, 11, 18), time(15, 30), time(17), "Europe/Vienna",
                "Hall 4"),
    )  # fmt: skip
    assert imported.links == (
        ("examplewg: Agenda", "https://datatracker.example/meeting/130/materials/agenda-130-examplewg-01"),
        ("examplewg: Chat", "https://chat.example/#narrow/stream/examplewg"),
    )
    assert [code for _, code in codes(imported)] == ["note", "no-slots"]


def test_a_session_without_times_is_kept_and_said() -> None:
    imported = DATA_READER.read(source(DATA | {"schedule": [ITEM | {"startDateTime": "soon", "duration": 0}]}))

    assert imported.sessions[0].date is None
    assert [code for _, code in codes(imported)] == ["no-time", "no-slots"]


def test_a_session_that_moved_is_said() -> None:
    imported = DATA_READER.read(source(DATA | {"schedule": [ITEM | {"status": "resched"}]}))

    assert [code for _, code in codes(imported)] == ["rescheduled", "no-slots"]


def test_materials_give_a_slot_a_deck() -> None:
    decks = [
        {"id": 12, "title": "A draft", "order": 2, "url": "https://datatracker.example/slides-a", "ext": "pdf"},
        {"id": 11, "title": "Chairs Slides", "order": 1, "url": "/relative", "ext": "pdf"},
    ]
    given = source(
        {"url": "https://datatracker.example/agenda", "slides": {"decks": decks, "actions": []}, "minutes": {}}
    )
    imported = MATERIALS_READER.read(given)

    assert MATERIALS_READER.recognise(given) == "it is JSON with the slides of a session"
    assert [(slot.title, slot.kind, slot.slides) for slot in imported.slots] == [
        ("Chairs Slides", "admin", ""),
        ("A draft", "", "https://datatracker.example/slides-a"),
    ]
    assert imported.links == (("Agenda", "https://datatracker.example/agenda"),)
    assert codes(imported) == [(0, "no-minutes")]


@pytest.mark.parametrize("tree", [AGENDA, DATA, {"slides": {"decks": []}}])
def test_each_form_is_taken_for_one_thing_only(tree: object) -> None:
    assert sum(reader.recognise(source(tree)) is not None for reader in READERS) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"130": [{"objtype": "session",\n', "x:2: the JSON breaks off or is broken here"),
        ('{"130": {}, "objtype": 1}', "x:1: holds no list of sessions; fetch the meeting's agenda.json again."),
        (json.dumps({"130": [SESSION] * 2_001}), "x: has more than 2000 sessions; give those of your group."),
        ("[]", "x:1: the JSON is not an object; give the whole file."),
        ('{"130": [{"objtype": "session\xff"}]}', "x:1: a character here is not UTF-8; save the file as UTF-8."),
    ],
)
def test_a_broken_agenda_gets_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        AGENDA_READER.read(Source(text.encode("latin-1"), "x"))

    assert str(caught.value).startswith(said)


def test_agenda_data_without_a_schedule_gets_a_sentence() -> None:
    with pytest.raises(Unreadable, match="holds no `schedule`"):
        DATA_READER.read(source({"meeting": {}}))
