"""Scripts find their day, also around midnight."""

from dataclasses import replace
from datetime import UTC, datetime

from chatbot.cli.script import Cue, read_script
from tests.scenarios.stage import SMALL


def test_times_are_wall_times_of_the_session() -> None:
    agenda = replace(SMALL, timezone="America/Los_Angeles", start=datetime(2023, 7, 26, 22, 30, tzinfo=UTC))

    assert read_script("15:47 Tero Kivinen: next", agenda) == (
        Cue(datetime(2023, 7, 26, 22, 47, tzinfo=UTC), "Tero Kivinen", "next"),
    )


def test_seconds_comments_and_colons_in_the_text() -> None:
    script = "# a comment\n\n9:05:07 Ann: note 10:30 is too late\n"
    agenda = replace(SMALL, start=datetime(2026, 3, 16, 9, 0, tzinfo=UTC))

    assert read_script(script, agenda) == (
        Cue(datetime(2026, 3, 16, 9, 5, 7, tzinfo=UTC), "Ann", "note 10:30 is too late"),
    )


def test_script_passes_midnight() -> None:
    agenda = replace(SMALL, start=datetime(2026, 3, 16, 23, 50, tzinfo=UTC))

    assert [cue.at for cue in read_script("23:55 Ann: next\n00:05 Ann: next", agenda)] == [
        datetime(2026, 3, 16, 23, 55, tzinfo=UTC),
        datetime(2026, 3, 17, 0, 5, tzinfo=UTC),
    ]
