"""An exported agenda that people have edited: what they wrote is taken up, what is not understood is listed."""

from datetime import date, time

from chatbot.core.agenda import Part, Role
from chatbot.importers import sniffing
from chatbot.importers.drafting import drafted
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.linting import linted

EDITED = """\
# Example WG

* Date: Friday, 2026-03-19
* Time: 09:00-10:00 Europe/Vienna
* Meeting: IETF 125
* Wanted: 2 note takers for items 4-7
* Weather: fine

## Links

* [Notes](https://notes.ietf.org/notes-ietf-124-example)
* somewhere

## Agenda

| Start | Minutes | Topic | Presenters | Drafts | Slides |
|---|---|---|---|---|---|
| 09:00 | 5 + 5 min | Welcome | Ann Bell, Bob Coe |
| 09:30 fixed | 20m | Keys | | | |
|  |  | Talk |
| 9 | soon | What? | | | |

A word about lunch.
"""


def read(text: str) -> Imported:
    return sniffing.read(Source(text.encode(), "x.md"))


def test_what_people_write_into_an_export_is_taken_up_and_the_rest_is_listed() -> None:
    assert read(EDITED) == Imported(
        "Markdown",
        "it has the keys and the table that `chatbot export` writes",
        (Meeting("", date(2026, 3, 19), time(9), time(10), "Europe/Vienna"),),
        (
            Slot(1, "Welcome", ("Ann Bell", "Bob Coe"), 10, time(9), kind="admin", line=18, questions=5),
            Slot(1, "Keys", minutes=20, start=time(9, 30), line=19, fixed=True),
            Slot(1, "Talk", line=20),
        ),
        (
            Warning(
                3,
                "weekday",
                "2026-03-19 is a Thursday, not a Friday; the nearest Fridays are 2026-03-20 and 2026-03-13; "
                "correct the date or the weekday.",
            ),
            Warning(
                11,
                "stale-link",
                "The link https://notes.ietf.org/notes-ietf-124-example belongs to IETF 124, not to IETF 125; "
                "replace it.",
            ),
            *(
                Warning(line, "unused", f"This line was not taken for an item: “{text}”. Add it if it is one.")
                for line, text in (
                    (7, "* Weather: fine"),
                    (12, "* somewhere"),
                    (21, "| 9 | soon | What? | | | |"),
                    (23, "A word about lunch."),
                )
            ),
        ),
        links=(("Notes", "https://notes.ietf.org/notes-ietf-124-example"),),
        title="Example WG",
        meeting="IETF 125",
        roles=(Role("note taker", 2, Part(items=(4, 5, 6, 7))),),
    )


def test_a_role_for_items_that_are_gone_is_left_out_and_told() -> None:
    found = drafted(read(EDITED), 1)

    assert found.agenda.roles == ()
    assert found.warnings[-1] == Warning(
        0, "role-left-out", "“note taker for items 4-7” is left out: there are 3 items."
    )


def test_time_before_a_fixed_start_is_told_and_no_break() -> None:
    found = linted(read(EDITED))

    assert [warning.line for warning in found.warnings if warning.code == "gap"] == [19]
    assert [item.title for item in drafted(found, 1).agenda.items] == ["Welcome", "Keys", "Talk"]


def test_other_tables_are_left_to_the_reader_of_all_texts() -> None:
    assert "headings, lists" in read("* Date: 2026-03-19\n\n| Time | Topic |\n|--|--|\n| 9:00 | Keys |\n").why


def test_what_stood_for_something_unknown_is_unknown_again_and_gets_the_same_placeholders() -> None:
    text = EDITED.replace("Friday, 2026-03-19", "Tuesday, 2199-12-31").replace(
        "09:00-10:00 Europe/Vienna", "00:00 Etc/UTC"
    )

    found = read(text)
    told = [warning.code for warning in drafted(linted(found), 1).warnings]

    assert found.sessions == (Meeting(),)
    assert drafted(found, 1).agenda.timezone == "Etc/UTC"
    assert {"placeholder-date", "placeholder-start", "placeholder-zone"} <= set(told)


def test_a_real_midnight_with_an_end_and_a_real_utc_stay() -> None:
    text = EDITED.replace("Friday, 2026-03-19", "2026-03-19").replace("09:00-10:00 Europe/Vienna", "00:00-01:00 UTC")

    assert read(text).sessions == (Meeting("", date(2026, 3, 19), time(0), time(1), "UTC"),)
