# ruff: noqa: E501 - sentences stay whole, so that a search finds them
import pytest

from tests.importers.agendas import HEAD, ITEMS, after, problems


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (
            "Wednesday 2023-07-28",
            "2023-07-28 is a Friday, not a Wednesday; the nearest Wednesdays are 2023-07-26 and 2023-08-02",
        ),
        (
            "Wednesday, July 28th, 2023",
            "2023-07-28 is a Friday, not a Wednesday; the nearest Wednesdays are 2023-07-26 and 2023-08-02",
        ),
        ("Mon 2023-07-30", "2023-07-30 is a Sunday, not a Monday; the nearest Mondays are 2023-07-31 and 2023-07-24"),
        ("26/07/2023", "`26/07/2023` is no clear date; write year-month-day, such as 2023-07-26"),
        ("tomorrow", "`tomorrow` is no clear date; write year-month-day, such as 2023-07-26"),
        ("2023-02-29", "`2023-02-29` is not in the calendar; write year-month-day, such as 2023-07-26"),
        ("0023-02-01", "the year 23 is out of range (1970 to 2199)"),
    ],
)
def test_a_wrong_date_is_told_with_the_right_ones(day: str, found: str) -> None:
    assert problems(HEAD.replace("2023-07-26", day) + ITEMS) == [f"2: `date`: {found}"]


def test_a_weekday_is_checked_once_even_if_it_stands_twice() -> None:
    text = HEAD.replace("2023-07-26", "Wednesday 2023-07-28") + "weekday: Wednesday\n" + ITEMS
    assert problems(text) == [
        "2: `date`: 2023-07-28 is a Friday, not a Wednesday; the nearest Wednesdays are 2023-07-26 and 2023-08-02"
    ]


def test_a_misspelled_weekday_is_told() -> None:
    assert after("weekday: Wendesday\n") == [
        "5: `weekday`: `Wendesday` is no weekday; write it in full, such as Wednesday"
    ]


@pytest.mark.parametrize(
    ("time", "meant"),
    [
        ("3:30 pm", "15:30"),
        ("12 am", "00:00"),
        ("1530", "15:30"),
        ("15.30", "15:30"),
        ("24:00", "00:00"),
        ("930", "09:30"),
        ("25:00", "hours and minutes, such as 15:30"),
        ("noon", "hours and minutes, such as 15:30"),
    ],
)
def test_a_wrong_time_is_told_with_what_was_meant(time: str, meant: str) -> None:
    assert problems(HEAD.replace("15:30", time) + ITEMS) == [
        f"3: `start`: `{time}` is no time of day; write it as {meant}"
    ]


@pytest.mark.parametrize(
    ("zone", "tip"),
    [
        ("PDT", "; write America/Los_Angeles"),
        ("CET", "; write Europe/Berlin"),
        ("america/los_angeles", "; write America/Los_Angeles"),
        ("San Francisco", "; write America/Los_Angeles"),
        ("America/Los_Angles", "; did you mean America/Los_Angeles?"),
        ("Prague", "; did you mean Europe/Prague?"),
        ("Europe/Zürich", "; did you mean Europe/Zurich?"),
        ("-07:00", ": an offset does not follow summer time; write a place, such as America/Los_Angeles, or UTC"),
        ("UTC+2", ": an offset does not follow summer time; write a place, such as America/Los_Angeles, or UTC"),
        ("local", "; write one such as America/Los_Angeles or UTC"),
        ("../../etc/passwd", "; write one such as America/Los_Angeles or UTC"),
    ],
)
def test_a_wrong_zone_is_told_with_the_nearest_right_one(zone: str, tip: str) -> None:
    assert problems(HEAD.replace("America/Los_Angeles", zone) + ITEMS) == [
        f"4: `timezone`: `{zone}` is no zone name{tip}"
    ]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_an_iana_name(zone: str) -> None:
    assert problems(HEAD.replace("America/Los_Angeles", zone) + ITEMS) == []


def test_a_start_that_summer_time_leaves_out_is_an_error() -> None:
    text = HEAD.replace("2023-07-26", "2023-03-12").replace("15:30", "02:30")
    assert problems(text + ITEMS) == [
        "3: `start`: 02:30 does not exist on 2023-03-12 in America/Los_Angeles: the clocks go forward over it; write 03:30 or another time"
    ]


def test_a_start_that_comes_twice_is_a_warning() -> None:
    text = HEAD.replace("2023-07-26", "2023-11-05").replace("15:30", "01:30")
    assert problems(text + ITEMS) == [
        "3: warning: `start`: 01:30 comes twice on 2023-11-05 in America/Los_Angeles, as the clocks go back; the first is taken (08:30 UTC)"
    ]


def test_an_end_is_looked_up_on_its_own_day() -> None:
    text = HEAD.replace("2023-07-26", "2023-03-11").replace("15:30", "22:30")
    assert problems(text + "end: 02:30\nagenda: [{title: A, minutes: 240}]\n") == [
        "5: `end`: 02:30 does not exist on 2023-03-12 in America/Los_Angeles: the clocks go forward over it; write 03:30 or another time"
    ]


@pytest.mark.parametrize("end", ["15:30", "14:00", "03:31"])
def test_an_end_too_long_after_midnight_is_an_error(end: str) -> None:
    assert after(f"end: {end}\n") == [
        f"5: `end`: the end {end} is not after the start 15:30; write a later time (an end on the next day may be at most 12 hours after the start)"
    ]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("15:35", "the items take 10 min of the session's 5: 5 too many"),
        ("16:00", "the items take 10 min of the session's 30: 20 left over"),
    ],
)
def test_the_items_are_summed_up_against_the_end(end: str, found: str) -> None:
    assert after(f"end: {end}\n") == [f"5: warning: `end`: {found}"]


def test_the_sum_counts_the_hour_that_summer_time_takes() -> None:
    text = HEAD.replace("2023-07-26", "2023-03-12").replace("15:30", "01:30")
    assert problems(text + "end: 03:30\nagenda: [{title: A, minutes: 60}]\n") == []


def test_the_sum_is_checked_without_a_right_zone_too() -> None:
    assert problems(HEAD.replace("America/Los_Angeles", "PDT") + "end: 15:35\n" + ITEMS) == [
        "4: `timezone`: `PDT` is no zone name; write America/Los_Angeles",
        "5: warning: `end`: the items take 10 min of the session's 5: 5 too many",
    ]


def test_questions_count_in_the_sum() -> None:
    assert problems(HEAD + "end: 15:45\nagenda: [{title: A, minutes: 10, questions: 5}]\n") == []


def test_two_items_with_one_title_are_a_warning() -> None:
    assert problems(HEAD + "agenda:\n  - {title: Update, minutes: 1}\n  - title: update\n    minutes: 1\n") == [
        "7: warning: `title`: `update` is a title on line 6 too; people cannot tell them apart"
    ]


def test_two_items_with_one_title_on_one_line_are_a_warning() -> None:
    assert problems(HEAD + "agenda: [{title: A, minutes: 1}, {title: A, minutes: 1}]\n") == [
        "5: warning: `title`: `A` is a title on line 5 too; people cannot tell them apart"
    ]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("{title: TBD, minutes: 10}", "`TBD` still has a placeholder, TBD; fill it in"),
        ("{title: Talk (TBA), minutes: 10}", "`Talk (TBA)` still has a placeholder, TBA; fill it in"),
        ('{title: A, minutes: 10, presenters: ["???"]}', "`???` still has a placeholder, ???; fill it in"),
        ("{group: TODO, items: [{title: A, minutes: 10}]}", "`TODO` still has a placeholder, TODO; fill it in"),
    ],
)
def test_placeholder_words_are_a_warning(item: str, found: str) -> None:
    assert problems(f"{HEAD}agenda:\n  - {item}\n") == [f"6: warning: {found}"]


@pytest.mark.parametrize("title", ["What now?", "TBDs in drafts", "todo lists"])
def test_ordinary_words_are_no_placeholders(title: str) -> None:
    assert problems(f'{HEAD}agenda: [{{title: "{title}", minutes: 10}}]\n') == []


@pytest.mark.parametrize(
    ("channels", "found"),
    [
        (
            "{zulip: {channel: a}}",
            "`zulip`: no chair has an id there, so nobody could command the bot on Zulip; write `chairs: [{name: …, zulip: 1234}]`",
        ),
        (
            "{slack: C1}",
            "`slack`: no chair has an id there, so nobody could command the bot on Slack; write `chairs: [{name: …, slack: U0123ABCD}]`",
        ),
    ],
)
def test_a_channel_that_no_chair_could_command_is_a_warning(channels: str, found: str) -> None:
    assert after(f"chairs: [Ann Bell]\nchannels: {channels}\n") == [f"6: warning: {found}"]


def test_an_id_at_another_mention_of_the_chair_is_enough() -> None:
    text = "chairs: [Ann]\nchannels: {zulip: {channel: a}}\nagenda:\n"
    assert problems(HEAD + text + "  - {title: A, minutes: 1, presenters: [{name: ann, zulip: 7}]}\n") == []


def test_one_name_with_two_ids_is_an_error() -> None:
    assert after("chairs:\n  - {name: Ann, zulip: 7}\n  - {name: Ann, zulip: 8}\n") == [
        "7: `zulip`: `Ann` has another id on line 6; keep one of them"
    ]


def test_one_id_for_two_names_is_a_warning() -> None:
    assert after("chairs:\n  - {name: Ann, zulip: 7}\n  - {name: Bob, zulip: 7}\n") == [
        "7: warning: `zulip`: `Ann` has the same id on line 6; is it one person?"
    ]


def test_director_and_directors_together_are_an_error() -> None:
    assert after("area_director: Ann\narea_directors: [Bob]\n") == [
        "5: `area_director` and `area_directors`: keep one of the two"
    ]


def test_a_role_in_two_spellings_is_an_error() -> None:
    assert after("volunteers:\n  note taker: 1\n  Note takers: 2\n") == [
        "7: `Note takers` is the role on line 6; keep one of them"
    ]
