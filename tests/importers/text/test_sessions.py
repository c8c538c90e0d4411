"""Days, windows and zones of sessions, and what is told of the meeting."""

import pytest

from tests.importers.text.reading import read, sessions

ITEMS = "\n\n* A (5 min)\n* B (5 min)\n* C (5 min)\n"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("* Tuesday, July 23, 2024, 15:30 - 17:00, Session III", "2024-07-23 15:30-17:00"),
        ("_Thursday 7 November 2024, 9:30 - 11:30 UTC, Liffey B_", "2024-11-07 09:30-11:30 UTC"),
        ("TUESDAY, July 29, 2008 -- 0900-1130", "2008-07-29 09:00-11:30"),
        ("* Monday Session II (November 8 2021): 14.30 - 15.30 UTC", "2021-11-08 14:30-15:30 UTC"),
        ("- **Date & Time**: January 4, 2024, 10:30 AM – 12:00 PM PST", "2024-01-04 10:30-12:00 PST"),
        ("- **Date**: May 24th 2018\n- **Time**: 9:00PM - 12:00AM UTC", "2018-05-24 21:00-00:00 UTC"),
        ("* Date: 29 July 2021\n* Time: 1200-1300/1330-1430 PDT (1900-2000 UTC)", "2021-07-29 12:00-13:00 PDT"),
        ("*When:* 2025-02-14 09:30-11:30 UTC", "2025-02-14 09:30-11:30 UTC"),
        ("2 August 2021\n\nThe call will be held at 16:00 UTC.", "2021-08-02 16:00-? UTC"),
        ("10:00 to 15:00 PST (America/Los\\_Angeles) on January 24th, 2022",
        "2022-01-24 10:00-15:00 America/Los_Angeles"),
        ("_All times in Europe/Zürich_\n\n30 September 2025, 9:15 - 16:30", "2025-09-30 09:15-16:30 Europe/Zurich"),
        ("July 24, 2023, 13:00 - 15:00 local time (20:00 - 22:00 UTC)", "2023-07-24 13:00-15:00"),
        ("Friday, Novermber 12, 2021 @ 1430-1530 UTC", "2021-11-12 14:30-15:30 UTC"),
        ("12-1 PM EST on December 14, 2021", "2021-12-14 12:00-13:00 EST"),
    ],
)  # fmt: skip
def test_a_header_gives_day_window_and_zone(header: str, told: str) -> None:
    assert sessions(header + ITEMS) == [told]


def test_the_year_comes_from_a_link_the_meeting_or_the_path() -> None:
    link = "[here](https://example.org/fixedtime.html?iso=20260319T14)"

    assert sessions(f"* Thursday March 19, 14:00 - 16:00 CST ({link}){ITEMS}") == ["2026-03-19 14:00-16:00 CST"]
    assert sessions(f"# ADD at IETF 111\n\nFriday July 30, 12:00-14:00 PDT{ITEMS}") == ["2021-07-30 12:00-14:00 PDT"]
    assert sessions(f"- When: November 10th, 5pm-6pm UTC{ITEMS}", "2020/CG-11-10.md") == ["2020-11-10 17:00-18:00 UTC"]


def test_headings_with_a_day_begin_sessions_and_those_without_items_do_not() -> None:
    text = """\
        ## Saturday, 3 November 2018
        *8:30- Ballroom*

        [Hackathon](https://example.org/h)

        ## Tuesday, 6 November 2018
        *13:50-15:50 Session I*

        * 2 min - Blue sheets

        ## Wednesday, 7 November 2018
        *9:00-11:00 Session I*

        * 15 min - Overview
        * 60 min - Discussion
        """

    assert sessions(text) == ["2018-11-06 13:50-15:50", "2018-11-07 09:00-11:00"]
    assert [slot.session for slot in read(text).slots] == [1, 2, 2]


def test_numbered_sessions_take_the_date_below_them() -> None:
    text = """\
        ### Session I
        * Date: 20 March 2018
        * Time: 15:50-18:20 (GMT)

        ## Agenda
        * Bashing, 10 min

        ### Session II
        * Date: 22 March 2018
        * Time: 18:10-19:10

        * Scrum, 5 min
        """
    found = read(text)

    assert sessions(text) == ["2018-03-20 15:50-18:20 GMT", "2018-03-22 18:10-19:10 GMT"]
    assert [meeting.name for meeting in found.sessions] == ["Session I", "Session II"]


def test_the_header_tells_title_chairs_links_and_note_takers() -> None:
    found = read("""\
        IP Security Maintenance and Extensions (IPsecME) WG

        IETF 117, Wednesday, July 26th, 2023

        Chairs: Tero Kivinen
        Yoav Nir

        We need volunteers to be:

        - Two note takers

        MeetEcho: <https://meetings.conf.meetecho.com/ietf117/?group=ipsecme>

        Notes: <https://notes.ietf.org/notes-ietf-117-ipsecme>

        Agenda

        - Status – Chairs (10 min) (15:35-15:45)
        """)

    assert (found.title, found.meeting, found.group) == (
        "IP Security Maintenance and Extensions (IPsecME) WG", "IETF 117", "ipsecme",
    )  # fmt: skip
    assert (found.chairs, found.note_takers) == (("Tero Kivinen", "Yoav Nir"), 2)
    assert found.links == (
        ("Meetecho", "https://meetings.conf.meetecho.com/ietf117/?group=ipsecme"),
        ("Notes", "https://notes.ietf.org/notes-ietf-117-ipsecme"),
    )


def test_a_wrong_weekday_a_guessed_year_and_an_old_link_are_told() -> None:
    found = read("# X at IETF 118\n\nWednesday, July 28th, 2023, 15:30-17:00 UTC\n\n"
                 "* [Meetecho](https://meetings.conf.meetecho.com/ietf117/?group=x)\n\n* A (90 min)\n")  # fmt: skip
    guessed = read("# X at IETF 111\n\nFriday July 30, 12:00-14:00 PDT\n\n* A (90 min)\n")

    assert [(warning.line, warning.code) for warning in found.warnings] == [(3, "weekday"), (5, "stale-link")]
    assert [(warning.line, warning.code) for warning in guessed.warnings] == [(3, "year-guessed")]


def test_a_line_that_was_passed_over_is_named() -> None:
    found = read(
        "* A (5 min)\n* B (5 min)\n* C (5 min)\n\n## Hallway discussions\n\n* Francesca: results, 10 minutes\n"
    )

    assert [(warning.line, warning.code) for warning in found.warnings] == [(7, "unused")]


def test_a_plain_line_with_weekday_and_date_begins_a_session() -> None:
    found = read("""\
        Monday July 21, 2014 (Example Meeting - Session 1)
        Hall C
        15:20 - 15:35    Sheets (chairs)
        15:35 - 15:45    Status (chairs)

        Thursday July 24, 2014 (Example Meeting - Session 2)
        Hall C
        17:30 - 17:35    Sheets (chairs)
        17:35 - 18:00    New curves
        """)

    assert [str(one.date) for one in found.sessions] == ["2014-07-21", "2014-07-24"]
    assert [slot.session for slot in found.slots] == [1, 1, 2, 2]


def test_a_session_takes_its_day_from_where_its_number_is_told() -> None:
    told = """\
        * Session 1 is 1530-1630 UTC+1 Tuesday March 9, 2021
        * Session 2 is 1300-1500 UTC+1 Thursday March 11, 2021

        ## Session 1
        * 5 min - Welcome

        ## Session 2
        * 10 min - Wrap up
        """
    below = """\
        ### Session 1: Monday, November 16 2020 (UTC+7)
        * ICT: 14:30-15:30 (UTC+7)
        * CET: 08:30-09:30 (UTC+1)
        * UTC: 07:30-08:30 (UTC+0)

        ### Session 2: Friday, November 20, 2020 (UTC+7)
        * ICT: 12:00-14:00 (UTC+7)
        * CET: 06:00-08:00 (UTC+1)
        * UTC: 05:00-07:00 (UTC+0)

        ## Session 1 Agenda
        * 5 min - Welcome

        ## Session 2 Agenda
        * 10 min - Wrap up
        """

    assert sessions(told) == ["2021-03-09 15:30-16:30 UTC+1", "2021-03-11 13:00-15:00 UTC+1"]
    assert sessions(below) == ["2020-11-16 14:30-15:30 UTC+7", "2020-11-20 12:00-14:00 UTC+7"]
    assert [slot.title for slot in read(below).slots] == ["Welcome", "Wrap up"]


def test_a_line_may_hold_the_windows_of_several_days() -> None:
    text = """\
        * When: Tue 17 Sep 2019 13:30-15:30 (JST) and Fri 20 Sep 2019 15:30-17:30 (JST)

        ### Day 1 - Tue 17 Sep 2019
        #### 13:30 Welcome
        #### 14:30 Topics

        ### Day 2 - Fri 20 Sep 2019
        #### 15:30 More topics
        """

    assert sessions(text) == ["2019-09-17 13:30-15:30 JST", "2019-09-20 15:30-17:30 JST"]


def test_the_date_of_another_meeting_below_an_item_is_not_the_windows() -> None:
    text = """\
        11 July 2022

        The call is held at 08:00 PDT.

        * Administrivia
          * Meetings in autumn: 12 and 13 September, 10:30-12:30
        * Status
        """

    assert sessions(text) == ["2022-07-11 08:00-? PDT"]


def test_of_several_linked_dates_the_one_with_the_headings_weekday_is_the_sessions() -> None:
    text = """\
        ## Monday
        Time: 13:50-15:50, [elsewhere](https://example.org/fixedtime.html?iso=20181105T1350)
        ### 10min Administrivia
        ### 15min Trees
        ## Thursday
        Time: 11:20-12:20, [elsewhere](https://example.org/fixedtime.html?iso=20181108T1120)
        ### 5min Administrivia
        """

    assert sessions(text) == ["2018-11-05 13:50-15:50", "2018-11-08 11:20-12:20"]


def test_a_title_with_minutes_in_one_session_may_stand_over_talks_in_another() -> None:
    found = read("""\
        ## Thursday, 20 July 2017

        ### Drafts
        * 15 min - Ranges

        ### Issues
        *balance of time*

        - Losses (Ann Bell)
        - Order (Bob Young)

        ## Friday, 21 July 2017

        ### Issues
        *85 min*

        See the [board](https://example.org/board).
        """)

    assert [(slot.session, slot.title, slot.minutes) for slot in found.slots] == [
        (1, "Ranges", 15),
        (1, "Losses", None),
        (1, "Order", None),
        (2, "Issues", 85),
    ]


def test_a_list_of_mostly_keys_tells_the_session_with_its_dinner() -> None:
    found = read("""\
        - **Host**: Example Labs
        - **Dates**: 25-27 July 2017
        - **Times**: 10:00 to 17:00
        - **Location**: Building 4
        - **Dinner**: The Old Mill at 18:30
        - **Contact**: Ann Bell

        ## Agenda

        1. Ranges (Bob Young)
        1. Caches (Cleo Dern)
        """)

    assert [slot.title for slot in found.slots] == ["Ranges", "Caches"]
