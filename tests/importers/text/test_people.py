"""Who presents: where names stand, and what only looks like one."""

import pytest

from tests.importers.text.reading import slots


def test_names_may_stand_behind_a_link_a_stressed_title_or_a_draft_without_a_separator() -> None:
    found = slots("""\
        - [Ranges](https://example.org/ranges) Ann Bell.
        - *Paths, a survey:* Bob Young and Cleo Dern, 20 min
        - draft-bell-popup Ann Bell (remote)
        - [Hints] (https://example.org/hints) Bob Young. Recently adopted.
        """)

    assert found == [
        ("Ranges", ("Ann Bell",), None, ""),
        ("Paths, a survey", ("Bob Young", "Cleo Dern"), 20, ""),
        ("draft-bell-popup", ("Ann Bell",), None, ""),
        ("Hints", ("Bob Young",), None, ""),
    ]


def test_names_may_stand_before_drafts_where_the_file_does_so() -> None:
    found = slots("""\
        # Agenda

        ## Updates of old work, Chairs, 10 min
        * Chairs, 5 min
        * Hofer, terminology status, 5 min

        ## Current work
        * Tanaka, [draft-tanaka-example-cache](https://example.org/c), 10 min
        * Bellis, et al., draft-bellis-example-signal 10 min
        * Yilmaz [draft-yilmaz-example-types](https://example.org/t), 5 min
        """)

    assert found == [
        ("Updates of old work", ("Chairs",), 5, ""),
        ("terminology status", ("Hofer",), 5, ""),
        ("draft-tanaka-example-cache", ("Tanaka",), 10, ""),
        ("draft-bellis-example-signal", ("Bellis",), 10, ""),
        ("draft-yilmaz-example-types", ("Yilmaz",), 5, ""),
    ]


def test_a_given_name_before_a_title_presents_it_also_where_others_stand_behind() -> None:
    found = slots("""\
        ## 0930-0945 Status (Mike)
        ## 0945-1015 Victor - Object status
        ## 1015-1045 Signaling (Luke, Ann)
        """)

    assert [(title, who) for title, who, *_ in found] == [
        ("Status", ("Mike",)),
        ("Object status", ("Victor",)),
        ("Signaling", ("Luke", "Ann")),
    ]


def test_lines_that_hold_a_name_alone_tell_who_presents_the_item_above() -> None:
    found = slots("""\
        * Zone cuts to nowhere
            - https://example.org/cuts
            - Mohammad Quux
            - 10 min
        * Cookies between servers
            - Ann Bell, time permitting
        * Errors with a lifetime
            - Bob Young
            - 5 min
            - [Tracker Address](https://example.org/tracker)
        """)

    assert found == [
        ("Zone cuts to nowhere", ("Mohammad Quux",), 10, ""),
        ("Cookies between servers", ("Ann Bell",), None, ""),
        ("Errors with a lifetime", ("Bob Young",), 5, ""),
    ]


def test_a_single_surname_is_a_presenter_where_lines_below_items_hold_them() -> None:
    found = slots("""\
        * Requirements and milestones, Overdam, 30 minutes
        * Practice
            - draft-bell-practice
            - Hofer, 20 minutes
        * Discovery
            - Tanaka, 10 minutes
        * draft-yilmaz-types, yilmaz, 10 min
        """)

    assert [(title, who) for title, who, *_ in found] == [
        ("Requirements and milestones", ("Overdam",)),
        ("Practice", ("Hofer",)),
        ("Discovery", ("Tanaka",)),
        ("draft-yilmaz-types", ("yilmaz",)),
    ]


def test_of_handles_in_a_bracket_the_affiliation_is_left_out() -> None:
    assert slots("- 9:30-10:00 Tools to explain models (@annbell, Example Labs / Some Tech)\n") == [
        ("Tools to explain models", ("@annbell",), 30, "09:30")
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("* 10 min - Stream resets draft-bell-example-reset", "Stream resets"),
        ("* 10 min - Ranges, draft-bell-ranges and draft-bell-ranges-info", "Ranges"),
        ("* 10 min - Windows (DDR) [draft-bell-ddr](https://example.org/ddr)", "Windows (DDR)"),
        ("* 10 min - Update on draft-bell-ranges", "Update on draft-bell-ranges"),
        ("* 10 min - draft-bell-ranges, draft-bell-windows", "draft-bell-ranges, draft-bell-windows"),
        ("* A. Opening the meeting (5 min)", "Opening the meeting"),
        ("* ☕ Break (5 min)", "Break"),
        ("* [What not to do][7] (5 min)", "What not to do"),
        ("* 20 min - First questions\n  see https://example.org/questions", "First questions"),
    ],
)
def test_a_title_is_without_the_papers_that_follow_it_and_without_ornaments(line: str, title: str) -> None:
    assert slots(f"{line}\n* 5 min - Next\n* 5 min - Last\n")[0][0] == title


def test_initials_in_brackets_present_where_nearly_all_brackets_hold_people() -> None:
    found = slots("""\
        10:00 - 10:15    Administrivia (Chairs)
        10:15 - 11:45    Handshake (EKR)
        11:45 - 13:00    Lunch
        13:00 - 14:00    Renegotiation (MT)
        14:00 - 14:30    Content types (DKG)
        14:30 - 15:00    Triple handshake (TBD)
        """)

    assert [(title, who) for title, who, *_ in found] == [
        ("Administrivia", ("Chairs",)), ("Handshake", ("EKR",)), ("Lunch", ()), ("Renegotiation", ("MT",)),
        ("Content types", ("DKG",)), ("Triple handshake", ()),
    ]  # fmt: skip


def test_a_short_name_is_one_where_others_stand_at_its_place() -> None:
    found = slots("""\
        * What priorities can do - Alan (20 minutes)
        * Lessons from HTTP (RFC 9218) - Lucas (20 minutes)
        * Lessons from applications - Mo (20 minutes)
        """)

    assert [who for _, who, *_ in found] == [("Alan",), ("Lucas",), ("Mo",)]


def test_a_place_kept_for_topics_is_no_item() -> None:
    text = "* Names (5 min)\n* Numbers (5 min)\n\n## As time permits\n* TBD - please send topics to the chairs.\n"

    assert [title for title, *_ in slots(text)] == ["Names", "Numbers"]


def test_a_surname_before_initials_is_one_person() -> None:
    found = slots("""\
        - Caches - Young, B. and Dern, C. M., 10 min
        - Ranges
            - Bell, A. (remote)
            - 10 minutes
        - Names, a survey - Ann Bell, Bob Young, 5 min
        """)

    assert found == [
        ("Caches", ("B. Young", "C. M Dern"), 10, ""),
        ("Ranges", ("A. Bell",), 10, ""),
        ("Names, a survey", ("Ann Bell", "Bob Young"), 5, ""),
    ]


def test_a_role_alone_on_a_line_below_presents() -> None:
    found = slots("""\
        - Ranges
            - draft-bell-example-ranges
            - Authors
            - 10 minutes
        - Caches
            - Chairs
            - 5 minutes (if available)
        """)

    assert found == [("Ranges", ("Authors",), 10, ""), ("Caches", ("Chairs",), 5, "")]


def test_words_before_a_mail_address_present_in_whatever_letters() -> None:
    found = slots("""\
        - Ranges
            - https://example.org/doc/draft-bell-example-ranges/
            - ann maria bell <ann@example.org>, 10 min
        - Caches
            - https://example.org/doc/draft-young-example-caches/
            - Bob Young <bob@example.org>, 15 min
        """)

    assert found == [("Ranges", ("ann maria bell",), 10, ""), ("Caches", ("Bob Young",), 15, "")]


def test_a_name_on_a_line_below_may_have_plain_minutes_behind_it() -> None:
    found = slots("""\
        - Ranges
            - https://example.org/doc/draft-bell-example-ranges/
            - Ann Bell <ann@example.org>, 5
        - Caches
            - Bob Young <bob@example.org>, 15 min
        """)

    assert found == [("Ranges", ("Ann Bell",), 5, ""), ("Caches", ("Bob Young",), 15, "")]


def test_a_question_mark_behind_the_minutes_takes_nothing_from_the_names_before() -> None:
    found = slots("- draft-bell-example-ranges (Ann) (10 min)?\n- draft-young-example-caches (Bob) (5 min)\n")

    assert [who for _, who, *_ in found] == [("Ann",), ("Bob",)]
