"""Rapid edits are one change, and nobody's typing puts it off for ever."""

from dataclasses import replace

from chatbot.core.agenda import Agenda
from chatbot.core.changes import Batch, ready, seen
from tests.core.build import agenda_of, at

FIRST = agenda_of(10)
SECOND = agenda_of(10, 5)
THIRD = agenda_of(10, 5, 5)


def spoken(*readings: tuple[str, Agenda]) -> list[tuple[str, Agenda]]:
    """What is spoken of, and when, if the source is read at these times."""
    batch: Batch | None = None
    said = []
    for time, agenda in readings:
        batch, found = ready(seen(batch, agenda, at(time)), at(time))
        said += [(time, found)] if found else []
    return said


def test_the_first_reading_is_no_change() -> None:
    assert spoken(("15:00", FIRST), ("15:20", FIRST)) == []


def test_a_change_is_spoken_of_once_it_rests() -> None:
    assert spoken(("15:00", FIRST), ("15:01", SECOND), ("15:02", SECOND), ("15:03", SECOND), ("15:09", SECOND)) == [
        ("15:03", SECOND)
    ]


def test_rapid_edits_are_one_change() -> None:
    assert spoken(("15:00", FIRST), ("15:01", SECOND), ("15:02", THIRD), ("15:03", THIRD), ("15:04", THIRD)) == [
        ("15:04", THIRD)
    ]


def test_a_change_taken_back_is_not_spoken_of() -> None:
    assert spoken(("15:00", FIRST), ("15:01", SECOND), ("15:02", FIRST), ("15:30", FIRST)) == []


def test_typing_without_end_is_spoken_of_after_a_while() -> None:
    edits = [(f"15:{minute:02}", replace(FIRST, title=f"Title {minute}")) for minute in range(30)]

    assert [time for time, _ in spoken(("15:00", FIRST), *edits[1:])] == ["15:16"]
