"""The days of sessions that name only a weekday or a number, and days that only the path tells."""

import pytest

from tests.importers.text.reading import read, sessions

ITEMS = "\n\n* 5 min - A\n* 5 min - B\n* 5 min - C\n\n"


def days(text: str, origin: str = "agenda.md") -> list[str]:
    return [one.split()[0] for one in sessions(text, origin)]


def test_a_weekday_follows_the_day_before_it() -> None:
    text = f"# First meeting\n\n2015-03-21..-22\n\n# Saturday{ITEMS}# Sunday{ITEMS}"

    assert days(text) == ["2015-03-21", "2015-03-22"]


def test_the_second_day_is_the_day_after_the_first() -> None:
    assert days(f"# Meeting in town (Feb 6 - 7, 2023)\n\n### Day 1 Agenda{ITEMS}### Day 2 Agenda{ITEMS}") == [
        "2023-02-06", "2023-02-07",
    ]  # fmt: skip


def test_a_day_that_does_not_stand_there_is_told_as_guessed() -> None:
    text = f"# First meeting\n\nSaturday 2015-03-21..-22\n\n# Saturday{ITEMS}# Sunday{ITEMS}"
    told = {"weekday", "year-guessed", "date-guessed"}

    assert [(one.line, one.code, one.message) for one in read(text).warnings if one.code in told] == [
        (11, "date-guessed", "No date stands here; 2015-03-22 is taken from the session before. Check it.")
    ]
    assert [one.code for one in read(f"# Meeting{ITEMS}", "2024-04-09.md").warnings if one.code in told] == [
        "date-guessed"
    ]


def test_sessions_with_days_of_their_own_keep_them() -> None:
    assert days(f"## Day 1: 3 March 2025{ITEMS}## Day 2: 6 March 2025{ITEMS}") == ["2025-03-03", "2025-03-06"]


@pytest.mark.parametrize("origin", ["2024/04/09-town/README.md", "2024-04-09.md", "https://example.org/20/2024-04-09/"])
def test_a_day_in_the_path_is_that_of_a_file_without_one(origin: str) -> None:
    assert days(f"# Meeting in town\n\n### Day 1{ITEMS}### Day 2{ITEMS}", origin) == ["2024-04-09", "2024-04-10"]


def test_a_day_in_the_path_that_contradicts_the_weekday_is_not_taken() -> None:
    assert days(f"# Sunday{ITEMS}", "2024/04/09/README.md") == ["None"]
    assert days(f"# Tuesday{ITEMS}", "2024/04/09/README.md") == ["2024-04-09"]


def test_a_hackathon_beside_the_meeting_begins_no_session() -> None:
    text = f"Time: Friday, November 3rd 2023, 09:00-17:00 UTC\nSaturday, November 4th (Hackathon){ITEMS}"

    assert sessions(text) == ["2023-11-03 09:00-17:00 UTC"]


def test_two_hyphens_are_a_range() -> None:
    assert sessions(f"* Date: Saturday, February 17, 2018; 09:30 -- 17:00{ITEMS}") == ["2018-02-17 09:30-17:00"]
