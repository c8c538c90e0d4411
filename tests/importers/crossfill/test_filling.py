"""Gaps are filled, disagreements are shown, and nothing that the agenda says is overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from chatbot.core.agenda import Document, DocumentState
from chatbot.importers.crossfill import Draft, Facts, Known, fill
from chatbot.importers.crossfill.stages import stage_of
from chatbot.importers.imported import Imported, Meeting, Warning

KNOWN = Known(
    name="examplewg – Example Working Group",
    start=datetime(2026, 11, 18, 14, 30, tzinfo=UTC),
    end=datetime(2026, 11, 18, 16, 0, tzinfo=UTC),
    timezone="Europe/Vienna",
    room="Hall 4",
    links=(("Chat", "https://chat.example/examplewg"), ("Meetecho", "https://meet.example/130")),
)
FACTS = Facts(sessions=(KNOWN,), chairs=("Ann Example", "Yoav Sample"))
WHOLE = Meeting(KNOWN.name, date(2026, 11, 18), time(15, 30), time(17), "Europe/Vienna", "Hall 4")


def imported(
    *meetings: Meeting, chairs: tuple[str, ...] = (), links: tuple[tuple[str, str], ...] = ()
) -> Imported:  # fmt: skip
    return Imported("Markdown", "it was asked for", meetings, (), chairs=chairs, links=links)


def codes(filled: Imported) -> list[str]:
    return [warning.code for warning in filled.warnings]


def test_what_is_not_said_is_filled() -> None:
    filled = fill(imported(Meeting()), FACTS)

    assert filled == replace(
        imported(WHOLE, chairs=("Ann Example", "Yoav Sample"), links=KNOWN.links), documents=(), warnings=()
    )


def test_an_agenda_without_any_session_gets_the_one_there_is() -> None:
    assert fill(imported(), FACTS).sessions == (WHOLE,)


def test_what_agrees_is_not_spoken_of() -> None:
    said = imported(WHOLE, chairs=("yoav sample", "Ann Example"), links=(("chat", "https://chat.example/examplewg/"),))

    assert codes(fill(said, FACTS)) == []


WRONG = [
    (
        {"date": date(2026, 11, 19)},
        "datatracker-date",
        (
            "The agenda says Thursday 19 November 2026, the datatracker Wednesday 18 November 2026; "
            "the agenda's stands: change it if it is wrong."
        ),
    ),
    (
        {"start": time(15)},
        "datatracker-start",
        "The agenda says 15:00, the datatracker 15:30 Europe/Vienna; the agenda's stands: change it if it is wrong.",
    ),
    (
        {"end": time(17, 30)},
        "datatracker-end",
        "The agenda says 17:30, the datatracker 17:00 Europe/Vienna; the agenda's stands: change it if it is wrong.",
    ),
    (
        {"room": "Hall 5"},
        "datatracker-room",
        "The agenda says Hall 5, the datatracker Hall 4; the agenda's stands: change it if it is wrong.",
    ),
    (
        {"timezone": "PST"},
        "datatracker-timezone",
        "The agenda says PST, the datatracker Europe/Vienna; the agenda's stands: change it if it is wrong.",
    ),
]


@pytest.mark.parametrize(("change", "code", "message"), WRONG)
def test_a_disagreement_is_shown_with_both_and_the_agenda_s_stands(
    change: dict[str, object], code: str, message: str
) -> None:
    said = replace(WHOLE, **change)  # type: ignore[arg-type]

    filled = fill(imported(said, chairs=FACTS.chairs, links=KNOWN.links), FACTS)

    assert filled.sessions == (said,)
    assert filled.warnings == (Warning(0, code, message),)


def test_a_window_is_not_taken_for_another_day() -> None:
    filled = fill(imported(Meeting(date=date(2026, 11, 19))), FACTS)

    assert (filled.sessions[0].start, filled.sessions[0].end) == (None, None)


def test_times_are_compared_in_the_agenda_s_own_zone() -> None:
    said = Meeting(KNOWN.name, date(2026, 11, 18), time(14, 30), time(16), "UTC", "Hall 4")

    assert codes(fill(imported(said), FACTS)) == []


@pytest.mark.parametrize("zone", ["CET", "UTC+01", "Europe/Berlin", "UTC"])
def test_a_zone_that_comes_to_the_same_is_no_disagreement(zone: str) -> None:
    said = replace(WHOLE, timezone=zone, start=None, end=None)

    assert "datatracker-timezone" not in codes(fill(imported(said), FACTS))


def test_other_chairs_and_another_link_of_the_same_title_are_shown() -> None:
    said = imported(WHOLE, chairs=("Bob Example",), links=(("Meetecho", "https://meet.example/129"),))
    filled = fill(said, FACTS)

    assert filled.chairs == ("Bob Example",)
    assert filled.links == (("Meetecho", "https://meet.example/129"), ("Chat", "https://chat.example/examplewg"))
    assert [warning.message for warning in filled.warnings] == [
        (
            "The agenda says Bob Example, the datatracker Ann Example, Yoav Sample; "
            "the agenda's stands: change it if it is wrong."
        ),
        (
            "The agenda says Meetecho at https://meet.example/129, the datatracker https://meet.example/130; "
            "the agenda's stands: change it if it is wrong."
        ),
    ]


SECOND = replace(KNOWN, start=datetime(2026, 11, 20, 8, tzinfo=UTC), end=None, room="Hall 9", links=())


def test_two_sessions_are_told_apart_by_their_order() -> None:
    filled = fill(imported(Meeting("One"), Meeting("Two")), replace(FACTS, sessions=(KNOWN, SECOND)))

    assert [(one.name, one.room, one.start) for one in filled.sessions] == [
        ("One", "Hall 4", time(15, 30)),
        ("Two", "Hall 9", time(9)),
    ]
    assert filled.links[0] == ("Chat (session 1)", "https://chat.example/examplewg")


def test_one_of_two_sessions_is_found_by_its_day() -> None:
    one_of_two = replace(FACTS, sessions=(KNOWN, SECOND))

    assert fill(imported(Meeting(date=date(2026, 11, 20))), one_of_two).sessions[0].room == "Hall 9"
    assert fill(imported(Meeting("Some day")), one_of_two).sessions == (Meeting("Some day"),)


def draft(name: str, stage: str, state: str) -> tuple[str, Draft]:
    return name, Draft(Document(name, "A title", "https://x.example"), stage, state)


def test_drafts_are_listed_by_how_far_they_have_come() -> None:
    drafts = (
        draft("draft-a-x", "work-in-progress", "WG Document"),
        draft("draft-b-x", "rfc-editor-queue", "EDIT"),
        draft("draft-c-x", "expired", "Expired"),
        draft("draft-d-x", "", "IAB Review"),
        draft("draft-e-x", "", "Active"),
    )
    filled = fill(imported(WHOLE), Facts(drafts=drafts, unknown_drafts=("draft-f-x",), troubles=("It broke.",)))

    def listed(index: int) -> tuple[Document, ...]:
        return (drafts[index][1].document,)

    assert filled.documents == (
        DocumentState("RFC Editor queue", listed(1)),
        DocumentState("Work in progress", listed(0)),
        DocumentState("Expired", listed(2)),
    )
    assert filled.warnings == (
        Warning(0, "datatracker-unreachable", "It broke."),
        Warning(0, "unknown-draft", "The datatracker knows no draft-f-x; check its name."),
        Warning(0, "draft-expired", "draft-c-x is no longer current (Expired); check that it is meant."),
        Warning(0, "draft-state", "draft-d-x is in the state “IAB Review”, which no heading fits."),
    )


@pytest.mark.parametrize(
    ("states", "tags", "stage"),
    [
        (
            [("draft", "active"), ("draft-iesg", "idexists"), ("draft-stream-ietf", "wg-lc")],
            [],
            "working-group-last-call",
        ),
        ([("draft", "active"), ("draft-iesg", "writeupw")], [], "ad-follow-up"),
        ([("draft", "active"), ("draft-iesg", "iesg-eva")], ["ad-f-up"], "ad-follow-up"),
        ([("draft", "rfc"), ("draft-iesg", "pub")], ["ad-f-up"], "published"),
        ([("draft", "expired"), ("draft-stream-ietf", "wg-doc")], [], "expired"),
        ([("draft", "expired"), ("draft-iesg", "iesg-eva")], [], "iesg-evaluation"),
        ([("draft", "active"), ("draft-stream-ietf", "c-adopt")], [], "adoption-call"),
        ([("draft", "active"), ("draft-stream-irtf", "rg-lc")], [], "working-group-last-call"),
        ([("draft", "active"), ("draft-iesg", "rfcqueue"), ("draft-rfceditor", "edit")], [], "rfc-editor-queue"),
        ([("draft", "active")], [], ""),
        ([], [], ""),
    ],
)
def test_the_stage_follows_from_types_and_slugs(states: list[tuple[str, str]], tags: list[str], stage: str) -> None:
    assert stage_of(states, tags) == stage
