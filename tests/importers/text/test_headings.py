"""Agendas of headings, where a chair writes no list or only remarks below."""

from tests.importers.text.reading import read, slots


def test_headings_without_lists_are_the_items_also_without_a_heading_agenda() -> None:
    found = slots("""\
        # Example Group

        * [Minutes](https://example.org/minutes)

        ## Administrivia

        - Note well

        ## Active drafts

        ## Last call for link sets

        https://example.org/thread

        ## Update on problem reports (Ann Bell)

        Slides: https://example.org/slides

        ## Any other business
        """)

    assert found == [
        ("Administrivia", (), None, ""),
        ("Last call for link sets", (), None, ""),
        ("Update on problem reports", ("Ann Bell",), None, ""),
        ("Any other business", (), None, ""),
    ]


def test_an_agenda_may_be_written_as_headings_above_its_own_level() -> None:
    found = slots("""\
        * [The protocol](https://example.org/protocol)
        * [The architecture](https://example.org/architecture)

        ## Agenda

        # Recap (Chairs)

        Where we are.

        # Architecture

        # Federation
        """)

    assert found == [("Recap", ("Chairs",), None, ""), ("Architecture", (), None, ""), ("Federation", (), None, "")]


def test_remarks_listed_below_headings_are_no_items() -> None:
    found = slots("""\
        ## Documents

        ### Catalog
        - new version posted.

        ### Link hints

        ### Media types

        ### Byte ranges
        - Going to ask for a review
        - Anyone to help?
        """)

    assert [title for title, *_ in found] == ["Catalog", "Link hints", "Media types", "Byte ranges"]


def test_a_heading_that_is_a_draft_or_names_who_presents_stands_over_remarks() -> None:
    found = slots("""\
        ### **draft-bell-example-hints**

        - Lots of discussion. Let us end it.

        ### Ranges (Bob Young)

        - What about overlaps?
        """)

    assert found == [("draft-bell-example-hints", (), None, ""), ("Ranges", ("Bob Young",), None, "")]


def test_headings_that_only_divide_are_no_items() -> None:
    found = slots("""\
        ### New documents
        - link-hint
        - media-types

        ### Documents ready to move to last call?
        - ranges

        ### Yet Another Schema

        ### AOB
        """)

    assert [title for title, *_ in found] == ["link-hint", "media-types", "ranges", "Yet Another Schema", "AOB"]


def test_a_heading_beside_timed_ones_is_an_item_unless_it_numbers_the_next() -> None:
    found = slots("""\
        ### 1. Welcome (5 min)
        ### 2. Maps
        ### 2.1 A name for maps (10 min)
        ### 2.2 Uses of maps (20 min)
        ### 3. Hackathon - Ann
        ### 4. Ingest in practice
        ### 5. Next steps (5 min)
        """)

    assert found == [
        ("Welcome", (), 5, ""),
        ("A name for maps", (), 10, ""),
        ("Uses of maps", (), 20, ""),
        ("Hackathon", ("Ann",), None, ""),
        ("Ingest in practice", (), None, ""),
        ("Next steps", (), 5, ""),
    ]


def test_a_day_of_the_hackathon_with_clocks_is_a_session() -> None:
    found = read("""\
        ## Hackathon - 1 October

        ### 9:30 - 12:30 Hack
        ### 12:30 Lunch

        ## Interim - 2 October

        ### 9:30 Welcome
        ### 9:45 Use cases (30 minutes) - Ann
        """)

    assert [(slot.session, slot.title, slot.minutes) for slot in found.slots] == [
        (1, "Hack", 180), (1, "Lunch", None), (2, "Welcome", None), (2, "Use cases", 30),
    ]  # fmt: skip


def test_what_was_said_below_headings_makes_them_no_items() -> None:
    said = "Ann: I would rather have it the other way round, as we said before. " * 6

    assert slots(f"# 824\n\n{said}\n\n# 813\n\n{said}\n\n# 811\n\n{said}\n") == []


def test_a_welcome_over_routine_alone_is_one_item() -> None:
    found = slots("""\
        ### Welcome
        * Note well
        * Scribe selection
        * Agenda bashing

        ### Topics
        * Names (Ann Bell)
        * Numbers (Bob Young)
        """)

    assert found == [
        ("Welcome", (), None, ""),
        ("Names", ("Ann Bell",), None, ""),
        ("Numbers", ("Bob Young",), None, ""),
    ]


def test_the_label_behind_a_heading_is_no_part_of_it() -> None:
    assert slots("## Names (5 min) {#names-5-min}\n") == [("Names", (), 5, "")]


def test_a_few_headings_below_agenda_count_with_the_timed_one() -> None:
    found = slots("""\
        ## Agenda

        ### Administrivia (10 mn)
        - Note well

        ### Use cases

        [Repository](https://example.org/uses)

        ### Bundles
        """)

    assert found == [("Administrivia", (), 10, ""), ("Use cases", (), None, ""), ("Bundles", (), None, "")]


def test_four_digits_before_a_colon_are_a_clock_where_they_rise() -> None:
    found = slots("""\
        # Virtual interim, 22 May 2024, 1600-1700 UTC
        ## 1600: Introduction (5 min)
        ## 1605: Lifetimes (Ann Bell, 50 min)
        ## 1655: Closing (5 min)
        """)

    assert [start for *_, start in found] == ["16:00", "16:05", "16:55"]


def test_a_bare_heading_below_agenda_is_an_item_beside_a_timed_one() -> None:
    found = slots("""\
        # Example Group interim

        ## Agenda

        ### Welcome (5 mins)
          * Note well

        ### Sorting the open questions
        """)

    assert found == [("Welcome", (), 5, ""), ("Sorting the open questions", (), None, "")]


def test_headings_that_say_topic_are_the_items_and_what_was_said_below_them_is_not() -> None:
    found = slots("""\
        # 3 March 2025 Example Group

        ## Topic: News

        Nothing new.

        ## Topic: Open requests

        - are tagged for the next release

        ### Request 12 Names of seasons

        ANN: I would rather wait.

        ## Names of seasons again

        BOB: So would I.

        ## Topic: Plans
        """)

    assert found == [("News", (), None, ""), ("Open requests", (), None, ""), ("Plans", (), None, "")]


def test_a_list_of_references_below_a_heading_holds_no_items() -> None:
    found = slots("""\
        # Agenda

        ## 4 May 2027 14:00-15:00 UTC

        ### Measuring tides

        Contributors: Ann Bell, Cyrus Dow

        References:

        - [Tables of tides](https://example.org/tides)

        ### Naming harbours

        Contributors: Eve Fox

        References:

        - [A list of harbours](https://example.org/harbours)
        """)

    assert found == [
        ("Measuring tides", ("Ann Bell", "Cyrus Dow"), None, ""),
        ("Naming harbours", ("Eve Fox",), None, ""),
    ]


def test_minutes_below_a_heading_belong_to_the_draft_or_the_title_that_stands_with_them() -> None:
    found = slots("""\
        ## Drafts
        [draft-bell-tides-00](https://example.org/draft-bell-tides) 15 min

        ## Overview

        * 5 min - Group status

        ## Wrap up

        * 10 min - Where we meet next
        """)

    assert found == [
        ("draft-bell-tides-00", (), 15, ""),
        ("Group status", (), 5, ""),
        ("Where we meet next", (), 10, ""),
    ]


def test_the_only_heading_below_agenda_is_its_item() -> None:
    found = slots("""\
        ### Logistics

        * Chair: Ann Bell

        ### Agenda

        #### What the workshop found

        Discuss its outcomes.

        References:

        - [Report](https://example.org/report)
        """)

    assert found == [("What the workshop found", (), None, "")]


def test_an_agenda_below_a_heading_about_dates_is_read() -> None:
    found = slots("""\
        # Dates

        10-11 June 2027

        ## Agenda

        * Harbours (Ann Bell)
        * Tides (Cyrus Dow)
        """)

    assert found == [("Harbours", ("Ann Bell",), None, ""), ("Tides", ("Cyrus Dow",), None, "")]
