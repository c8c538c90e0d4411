"""What looks wrong in an import, and the placeholders of the file that is written from it."""

import datetime as dt

from chatbot.core.agenda import Item, Person
from chatbot.importers import yaml
from chatbot.importers.drafting import Given, drafted, given
from chatbot.importers.imported import Imported, Meeting, Slot
from chatbot.importers.linting import linted

DAY, NINE, TEN = dt.date(2026, 3, 19), dt.time(9), dt.time(10)
MEETING = Meeting("", DAY, NINE, TEN, "Europe/Vienna")


def imported(*slots: Slot, meeting: Meeting = MEETING) -> Imported:
    return Imported("text", "it was written here", (meeting,), slots, title="Example WG")


def codes(*slots: Slot, meeting: Meeting = MEETING) -> list[tuple[int, str]]:
    return [(warning.line, warning.code) for warning in linted(imported(*slots, meeting=meeting)).warnings]


def slot(title: str, minutes: int | None = 30, start: dt.time | None = None, line: int = 0, **more: object) -> Slot:
    return Slot(1, title, minutes=minutes, start=start, line=line, **more)  # type: ignore[arg-type]


def test_an_agenda_that_fills_its_window_is_clean() -> None:
    assert codes(slot("A", 30, NINE, 4), slot("B", 30, dt.time(9, 30), 5)) == []


def test_gaps_overlaps_and_times_that_go_back_are_told_at_the_later_line() -> None:
    assert codes(slot("A", 20, NINE, 4), slot("B", 40, dt.time(9, 30), 5)) == [(5, "gap")]
    assert codes(slot("A", 40, NINE, 4), slot("B", 20, dt.time(9, 30), 5)) == [(5, "overlap")]
    assert codes(slot("A", 30, dt.time(9, 30), 4), slot("B", 30, NINE, 5)) == [(4, "first-start"), (5, "order")]


def test_the_minutes_are_summed_up_against_the_window() -> None:
    assert codes(slot("A", 45), slot("B", 30, line=5)) == [(0, "over-run")]
    assert codes(slot("A", 20), slot("B", 30)) == [(0, "under-run")]
    assert codes(slot("A", 30), slot("B", 30), slot("C", 30, optional=True)) == []


def test_duplicates_placeholders_and_missing_minutes_name_their_line() -> None:
    found = codes(slot("A", line=3), slot("a", line=4), slot("TBD", None, line=5))

    assert found == [(4, "duplicate"), (5, "placeholder"), (5, "no-minutes")]


def test_what_is_not_known_of_a_session_is_asked_for() -> None:
    assert codes(slot("A", line=3), meeting=Meeting()) == [(3, "no-date"), (3, "no-start"), (3, "no-zone")]
    assert codes(slot("A", 60), meeting=Meeting("", DAY, NINE, TEN, "CST")) == [(0, "ambiguous-zone")]
    assert codes(slot("A", 60), meeting=Meeting("", DAY, NINE, TEN, "Mars")) == [(0, "unknown-zone")]
    assert codes(slot("A", 60), meeting=Meeting("", DAY, NINE, TEN, "PDT")) == [(0, "zone-guessed")]
    assert codes() == [(0, "no-slots")]


def test_an_agenda_file_keeps_what_is_known_and_derives_minutes() -> None:
    made = drafted(
        imported(
            slot("Welcome", None, NINE, presenters=("Chairs",)),
            slot("A", 10, dt.time(9, 5), group="Drafts", drafts=("draft-a-b",), slides="javascript:alert(1)"),
            slot("B", None, dt.time(9, 25), group="Drafts"),
        ),
        1,
    )

    assert made.agenda.items == (
        Item("Welcome", 5, presenters=(Person("Chairs"),)),
        Item("A", 10, group="Drafts", drafts=("draft-a-b",)),
        Item("Break", 10, group="Drafts"),
        Item("B", 35, group="Drafts"),
    )
    assert [warning.code for warning in made.warnings] == ["break-added"]


def test_one_item_without_minutes_gets_what_the_window_leaves() -> None:
    made = drafted(imported(slot("A", 20), slot("Open issues", None)), 1)

    assert [item.minutes for item in made.agenda.items] == [20, 40]


def test_placeholders_load_and_are_warned_of() -> None:
    text = drafted(imported(slot("A"), meeting=Meeting()), 1, "example").text("a.md")
    loaded = yaml.load_text(text, "example.yaml")

    assert loaded.agenda is not None
    assert [str(problem) for problem in loaded.problems] == [
        "example.yaml:10: warning: `date`: 2199-12-31 stands for a date that was not known; write the day",
        (
            "example.yaml:11: warning: `start`: 00:00 stands for a start that was not known; write the start, "
            "or an `end` too if it is midnight"
        ),
        (
            "example.yaml:12: warning: `timezone`: Etc/UTC stands for a zone that was not known; write it, "
            "such as Europe/Vienna or UTC"
        ),
    ]
    assert "# Still to do:\n#   `date`: 2199-12-31 stands for a date that is not known." in text


def test_what_a_chair_gives_goes_before_the_source() -> None:
    two = Imported("text", "so", (MEETING, Meeting("", dt.date(2026, 3, 20))), ())
    found = given(two, Given(dt.date(2026, 4, 1), dt.time(8), "UTC"))

    assert found.sessions == (
        Meeting("", dt.date(2026, 4, 1), dt.time(8), TEN, "UTC"),
        Meeting("", dt.date(2026, 4, 2), dt.time(8), None, "UTC"),
    )
