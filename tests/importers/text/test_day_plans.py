"""Plans by the clock: whole days, breaks, blocks of talks, clocks on lines of their own."""

from tests.importers.text.reading import read, sessions, short, slots


def titles(text: str) -> list[str]:
    return [slot.title for slot in read(text).slots]


def test_a_clock_in_brackets_behind_minutes_is_the_start() -> None:
    text = """\
        - <= 30m (9:00): Hellos and rules
        - == 1h 15m (12:15): Lunch
        - => 45m (11:30am): Trust in others - @ann
        """

    assert slots(text) == [
        ("Hellos and rules", (), 30, "09:00"),
        ("Lunch", (), 75, "12:15"),
        ("Trust in others", ("@ann",), 45, "11:30"),
    ]


def test_talks_within_the_range_of_a_block_stand_for_it() -> None:
    text = """\
        SATURDAY, October 3, 2015

        0900-1800  Joint meeting - Room 7

        0900-1200 Plenary

          0900-1030 Reports
          1030-1200 Ann Bell: https://example.org/html/draft-bell-things-00

        1300-1330 Next steps
        """

    assert sessions(text) == ["2015-10-03 09:00-18:00"]
    assert slots(text) == [
        ("Reports", (), 90, "09:00"),
        ("draft-bell-things", ("Ann Bell",), 90, "10:30"),
        ("Next steps", (), 30, "13:00"),
    ]


def test_a_range_that_is_too_long_by_a_slip_is_no_block() -> None:
    text = """\
        13:05 - 14:25 Terms
        13:25 - 13:45 Model
        13:45 - 14:05 Examples
        14:05 - 14:25 Next steps
        """

    assert titles(text) == ["Terms", "Model", "Examples", "Next steps"]


def test_clocks_and_presenters_may_stand_on_lines_below_numbered_headings() -> None:
    text = """\
        # Side meeting
        Meeting Time: 5 November 2024, 13:30 - 15:00 (GMT)

        ### Agenda:

        Introduction.
        Time: 13:30 to 13:35

        #### 1. Agents in networks
        Time 13:35 to 13:55
        Presenter: Ann Bell (Example Labs)

        Abstract: Agents are everywhere, and so are networks.

        Slides: To be provided.

        #### 2. Open discussion
        Time:  14:35 - 15:00
        Presenter: Bob Cole (Example University) and Dan East (dan@example.org)
        """

    assert sessions(text) == ["2024-11-05 13:30-15:00 GMT"]
    assert slots(text) == [
        ("Introduction", (), 5, "13:30"),
        ("Agents in networks", ("Ann Bell",), 20, "13:35"),
        ("Open discussion", ("Bob Cole", "Dan East"), 25, "14:35"),
    ]


def test_an_abstract_above_the_length_is_no_item() -> None:
    text = """\
        ### Agenda

        #### 1. Coupling and management
        Presenter: Ann Bell - University of Town and Labs

        Abstract: TBA

        Slides: TBA

        Length: 30 minutes

        #### 2. Bundles

        Presenter: Cole Fenn (50min)

        #### 3. Open discussion
        Presenter: Bob Cole (Example) Dan East (Example)

        Abstract: TBA

        Length: 20 minutes
        """

    assert slots(text) == [
        ("Coupling and management", ("Ann Bell",), 30, ""),
        ("Bundles", ("Cole Fenn",), 50, ""),
        ("Open discussion", ("Bob Cole", "Dan East"), 20, ""),
    ]


def test_rows_without_a_time_are_topics_unless_the_title_goes_on() -> None:
    text = """\
        | Time  | Subject             | Who      |
        |-------|---------------------|----------|
        | 1200Z | Welcome             | Chairs   |
        | 1210Z | Lifecycle           | Ann Bell |
        |       | Discussion          |          |
        | 1230Z | draft-bell-one &    | Ann Bell |
        |       | draft-bell-two      |          |
        | 1300Z | Wrapup, end of meeting |       |
        """

    found = read(text)

    assert [short(slot) for slot in found.slots] == [
        ("Welcome", ("Chairs",), None, "12:00"),
        ("Lifecycle", ("Ann Bell",), None, "12:10"),
        ("draft-bell-one & draft-bell-two", ("Ann Bell",), None, "12:30"),
        ("Wrapup, end of meeting", (), None, "13:00"),
    ]
    assert [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found.sessions if one.start and one.end] == ["12:00-13:00"]


def test_a_clock_without_gaps_leaves_no_time_for_other_lists() -> None:
    text = """\
        | Time      | Subjects     |
        |-----------|--------------|
        | 1000–1200 | Welcome      |
        | 1200–1330 | Lunch break  |
        | 1330–1530 | Protocols    |
        | 1530–1600 | Coffee break |

        ## Subjects proposed

        * Access control
        * Privacy in discovery
        """

    assert titles(text) == ["Welcome", "Lunch break", "Protocols", "Coffee break"]


def test_breaks_and_the_resuming_of_a_meeting_frame_lists_without_times() -> None:
    text = """\
        ## Start meeting 9:00 local

        ### Features
        - Gaps in models (@ann)
        - `9:30-10:00` Tools for the browser (@bob)

        #### Break 10:30 local

        ## Resume meeting 11:00 local

        ### Interop
        - Operators (@cole)
        - Tensors (@dan)

        #### Lunch 12:30 local
        """

    assert titles(text) == ["Gaps in models", "Tools for the browser", "Break", "Operators", "Tensors", "Lunch"]


def test_a_line_above_headings_with_clocks_tells_of_the_whole() -> None:
    text = """\
        # Monday, 20 July 2015

        Town group (2 hr slot)

        ## 1520-1620 Summary

        ## 1620-1720 Discussion
        """

    assert titles(text) == ["Summary", "Discussion"]


def test_a_sentence_that_goes_on_over_lines_is_no_item() -> None:
    text = """\
        The group will be meeting at an office in Town, and we will support both people there
        and people at home. Each day the meeting will last for 7 hours (with breaks).

        - 30m: Welcome
        - 45m: Reports
        """

    assert titles(text) == ["Welcome", "Reports"]


def test_what_is_left_of_the_time_may_stand_first() -> None:
    text = """\
        - 10m: Intro
        - 5m: Break
        - Remaining Time: [What is the scope?](https://example.org/56) led by [@ann](https://example.org/ann)
        """

    assert slots(text) == [("Intro", (), 10, ""), ("Break", (), 5, ""), ("What is the scope?", ("@ann",), None, "")]


def test_a_year_that_begins_a_line_is_no_clock() -> None:
    text = """\
        0900-1200 Morning
        1200-1300 Lunch
        1300-1500 Afternoon

        ## Wrap-up

        * 2013 Q4 meeting?
        """

    assert titles(text) == ["Morning", "Lunch", "Afternoon"]


def test_a_wrong_order_of_clocks_gives_no_minutes() -> None:
    assert slots("1030-1000 Ann Bell: Things\n1000-1030 Bob Cole: Others\n1030-1100 Dan East: More\n")[0][2] is None
