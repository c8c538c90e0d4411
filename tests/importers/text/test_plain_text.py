"""Plain text as chairs mail it: paragraphs, indents and columns instead of Markdown."""

from tests.importers.text.reading import sessions, slots


def test_draft_people_and_minutes_may_stand_on_lines_below_a_number() -> None:
    found = slots("""\
        0. Bashing (Chairs) [13:00-13:10, 10 min]

        1. Signals in examples
           draft-ietf-example-signals-02
           Presenter: Bo Tanaka
           [13:10-13:20, 10 min]

        2. Limits
           https://example.org/doc/draft-young-example-limits/
           Presenter: Ann Bell (remote)
           [13:20-13:35, 15 min]
        """)

    assert found == [
        ("Bashing", ("Chairs",), 10, "13:00"),
        ("Signals in examples", ("Bo Tanaka",), 10, "13:10"),
        ("Limits", ("Ann Bell",), 15, "13:20"),
    ]


def test_a_paragraph_is_an_item_whose_other_lines_add_to_the_first() -> None:
    found = slots("""\
        Administrivia - scribes, minutes, etc.
        5 minutes

        draft-bell-example-tls (Ann Bell)
        10 minutes

        Extensions for encrypted examples
        draft-young-example-encrypted
        Bob Young - 10 minutes

        Chairs' update (10 min)
          Cleo Dern, Dan Ede

        Working group status
        Speaker: Chairs
        Time: 5 mins
        """)

    assert found == [
        ("Administrivia - scribes, minutes, etc", (), 5, ""),
        ("draft-bell-example-tls", ("Ann Bell",), 10, ""),
        ("Extensions for encrypted examples", ("Bob Young",), 10, ""),
        ("Chairs' update", ("Cleo Dern", "Dan Ede"), 10, ""),
        ("Working group status", ("Chairs",), 5, ""),
    ]


def test_a_name_may_stand_far_to_the_right_below_a_range() -> None:
    found = slots("""\
        12:00 - 12:05  Administrivia (chairs)
        12:05 - 12:15  Lessons learned
                       (Bob Young)
        12:15 - 12:25  Packing (Cleo)
        """)

    assert found == [
        ("Administrivia", ("chairs",), 5, "12:00"),
        ("Lessons learned", ("Bob Young",), 10, "12:05"),
        ("Packing", ("Cleo",), 10, "12:15"),
    ]


def test_a_line_left_of_the_bullets_above_begins_anew() -> None:
    found = slots("""\
        [14:10] Administrivia                      [ 5min]
           o  Note well, scribes
           o  Status of drafts
        [14:15] Headers over radio (Ann Bell)      [15min]
           o  goal: report
        [14:30] AOB                                [ QS ]
        """)

    assert found == [
        ("Administrivia", (), 5, "14:10"),
        ("Headers over radio", ("Ann Bell",), 15, "14:15"),
        ("AOB", (), None, "14:30"),
    ]


def test_minutes_may_stand_between_a_colon_and_a_range_or_before_a_clock() -> None:
    assert slots("1. Status: 10 mins (12:00 - 12:10) - Chairs\n2. Lists: 15 mins (12:10 - 12:25) - Ann Bell\n") == [
        ("Status", ("Chairs",), 10, "12:00"),
        ("Lists", ("Ann Bell",), 15, "12:10"),
    ]
    assert slots("Bashing, Chairs, 10 minutes - 9:00\nTypes for examples, Li Sun, 5 minutes - 9:10\n") == [
        ("Bashing", ("Chairs",), 10, "09:00"),
        ("Types for examples", ("Li Sun",), 5, "09:10"),
    ]


def test_two_numbers_added_in_a_bracket_are_minutes() -> None:
    assert slots("* Curves, Ann Bell (10+5)\n* Limits (5 min)\n")[0] == ("Curves", ("Ann Bell",), 15, "")


def test_chairs_of_a_group_by_its_name_are_who_presents() -> None:
    assert slots("* Introduction, 6ex Chairs, 10 min.\n* Status, Ann Bell, 5 min.\n")[0] == (
        "Introduction", ("6ex Chairs",), 10, "",
    )  # fmt: skip


def test_all_who_share_a_line_below_an_item_present_it() -> None:
    found = slots("""\
        *   Notifying in general
            - https://example.org/draft-young-notify/
            - Peter Young, Johan Bell, 10 min
            - Action: none
        *   Rules for algorithms
            - Ann Bell, 5 min
        """)

    assert found == [
        ("Notifying in general", ("Peter Young", "Johan Bell"), 10, ""),
        ("Rules for algorithms", ("Ann Bell",), 5, ""),
    ]


def test_one_talk_below_a_heading_keeps_its_title() -> None:
    found = slots("""\
        ## Heads-up talk
        * Measuring Things, Robert Bell (5 min)

        ## Talks
        * Intercepting requests, Ann Young (15 mins)
        * Starting fast, Bob Dern (15 + 5 mins)
        """)

    assert [title for title, *_ in found] == ["Measuring Things", "Intercepting requests", "Starting fast"]


def test_a_list_whose_lines_are_mostly_indented_keeps_its_levels() -> None:
    found = slots("* Names (5 min)\n    - one\n    - two\n    - three\n* Numbers (5 min)\n    - one\n    - two\n")

    assert [title for title, *_ in found] == ["Names", "Numbers"]


def test_the_day_of_the_whole_file_is_the_first_sessions() -> None:
    text = """\
        * When: Tue, Nov 05, 2024

        ### Session 1

        * 9:30-9:40 Bashing
        * 9:40-10:00 Names

        ### Session 2

        * Date: Wednesday, Nov 06, 2024
        * 18:00-18:05 Numbers
        * 18:05-18:30 Letters

        ## Session 1: Detailed agenda

        ### 1. Bashing (10 min)
        ### 2. Names (20 min)
        """

    assert sessions(text) == ["2024-11-05 09:30-10:00", "2024-11-06 18:00-18:30"]
    assert [title for title, *_ in slots(text)] == ["Bashing", "Names", "Numbers", "Letters"]


def test_a_colon_may_follow_a_range_and_a_title_may_stand_below_one() -> None:
    found = slots("""\
        ## Tuesday, January 31, 2023:

        **9:00 - 9:30: Doors and coffee**

        **10:00 - Lunch: Results of experiments**

        **12:20 - 1:40: (Approximate) Lunch, not provided**

        **4:45 - 5:00**

        Chair wrap-up for the day

        -- Room closes at 5:00pm --
        """)

    assert found == [
        ("Doors and coffee", (), 30, "09:00"),
        ("Results of experiments", (), None, "10:00"),
        ("Lunch, not provided", (), 80, "12:20"),
        ("Chair wrap-up for the day", (), 15, "16:45"),
    ]


def test_an_item_may_tell_the_date_behind_its_range() -> None:
    found = slots("""\
        ### As time permits

        * Balancing (Ann Bell)
        * 16:00-16:15 31 January: logging and debugging of examples (Bob Young)
        """)

    assert found[0] == ("Balancing", ("Ann Bell",), None, "")
    assert found[1][1:] == (("Bob Young",), 15, "16:00")


def test_open_mic_ends_lines_with_minutes_and_headings_alike() -> None:
    assert slots("Logistics -- Chairs (5 mins)\nProtocol - Ann Bell (10 mins)\nOpen mic\n")[-1] == (
        "Open mic", (), None, "",
    )  # fmt: skip
    assert slots("### 1. Welcome - 5 min\n### 2. Drafts\n- Names - Ann Bell - 5 min\n### 3. AOB\n")[-1] == (
        "AOB", (), None, "",
    )  # fmt: skip


def test_columns_of_start_and_minutes_may_have_keys_below() -> None:
    found = slots("""\
           Start   Duration
        1  17:00   10 min   Title: Introduction
                            Presenter: Chairs
        2  17:10   15 min   Title: Maintenance
                            Presenter: Ann Bell
                            Draft: draft-bell-example-maintenance
        """)

    assert found == [("Introduction", ("Chairs",), 10, "17:00"), ("Maintenance", ("Ann Bell",), 15, "17:10")]


def test_questions_beside_minutes_take_as_long_as_they_take() -> None:
    found = slots("- Ranges 10 minutes + Q&A (Ann Bell)\n- Caches - 5 miinutes + discussion\n- Names, 5 min + 5 Q&A\n")

    assert found == [("Ranges", ("Ann Bell",), 10, ""), ("Caches", (), 5, ""), ("Names", (), 10, "")]


def test_a_numbered_session_with_its_length_is_no_slot() -> None:
    found = slots("""\
        Session 1 (60min)

        # Documents

        | Time  | Length | What   | Who      |
        |-------|--------|--------|----------|
        | xx:xx | 10m    | Ranges | Ann Bell |

        Session 2 (90min)

        # Documents

        | Time  | Length | What   | Who       |
        |-------|--------|--------|-----------|
        | xx:xx | 20m    | Caches | Bob Young |
        """)

    assert found == [("Ranges", ("Ann Bell",), 10, ""), ("Caches", ("Bob Young",), 20, "")]


def test_a_line_that_asks_to_add_an_item_above_is_none() -> None:
    assert slots("1. Ranges (5m, Ann)\n1. Caches (10m, Bob)\n1. *ADD YOUR TOPIC ABOVE*\n") == [
        ("Ranges", ("Ann",), 5, ""), ("Caches", ("Bob",), 10, ""),
    ]  # fmt: skip
