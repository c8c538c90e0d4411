"""The layouts in which chairs write agendas, one test each."""

from tests.importers.text.reading import read, sessions, short, slots


def test_the_duration_may_stand_first() -> None:
    found = slots("""\
        ### Drafts

        *  3 min - Scribe selection / [NOTE WELL](https://example.org/well)
        * 25 min - [Dictionaries](https://example.org/d) - Ann Bell (remote) [slides](dict.pdf)
        * 2h - open discussion
        * Balance of time - whatever is left
        """)

    assert found == [
        ("Scribe selection / NOTE WELL", (), 3, ""),
        ("Dictionaries", ("Ann Bell",), 25, ""),
        ("open discussion", (), 120, ""),
        ("whatever is left", (), None, ""),
    ]


def test_the_duration_may_stand_in_brackets_beside_initials() -> None:
    found = slots("""\
        1. Review the agenda (5m)
        1. Special session next month (LB,JS 5m)
        1. [Type order](https://example.org/1063) (15m, Benjie)
        1. Vote on branch hints (Yuri Iozzelli) [30 min]
        """)

    assert found == [
        ("Review the agenda", (), 5, ""),
        ("Special session next month", ("LB", "JS"), 5, ""),
        ("Type order", ("Benjie",), 15, ""),
        ("Vote on branch hints", ("Yuri Iozzelli",), 30, ""),
    ]


def test_the_duration_may_stand_last() -> None:
    found = slots("""\
        - [Proxying](https://example.org/p) - _Tommy Pauly and Eric Rosenberg_, 25 minutes
        - **Slow start**,
          [draft-bell-slow-start](https://example.org/draft-bell-slow-start),
          _Kazuho Oku_, onsite, 15 minutes
        * draft-ietf-foo-bar-03, Huque   10 min
        """)

    assert found == [
        ("Proxying", ("Tommy Pauly", "Eric Rosenberg"), 25, ""),
        ("Slow start", ("Kazuho Oku",), 15, ""),
        ("draft-ietf-foo-bar-03", ("Huque",), 10, ""),
    ]


def test_plain_numbers_are_minutes_where_the_file_says_so() -> None:
    found = slots("""\
        Numbers in parentheses are minutes.

        * Intro (9)
        * draft-ietf-core-senml-04 (10): Ari.  Ready?
        * side meeting results (8) Francesca: summarize
        * draft-ietf-core-comi-04 (3):

        Σ 30
        """)

    assert found == [
        ("Intro", (), 9, ""),
        ("draft-ietf-core-senml-04", ("Ari",), 10, ""),
        ("side meeting results", ("Francesca",), 8, ""),
        ("draft-ietf-core-comi-04", (), 3, ""),
    ]


def test_lines_below_an_item_may_give_its_minutes_and_people() -> None:
    found = slots("""\
        ### 1. Designated resolvers
        * [draft-ietf-add-ddr](https://example.org/doc/draft-ietf-add-ddr/)
        * 10 minutes + 10 minutes Q&A

        ### Business
        * draft-ietf-dnsop-notify
            - https://example.org/doc/draft-ietf-dnsop-notify/
            - Peter Thomassen, <peter@example.org>, 20 min
            - Chairs Action:
        * draft-huque-providers
            - Huque, 15 min
        * New topics
            - [Domenic] Loading (5 min)
        * New record types
            - Requester: Wouters
            - Time Requested: 30m
        """)

    assert found == [
        ("Designated resolvers", (), 20, ""),
        ("draft-ietf-dnsop-notify", ("Peter Thomassen",), 20, ""),
        ("draft-huque-providers", ("Huque",), 15, ""),
        ("Loading", ("Domenic",), 5, ""),
        ("New record types", ("Wouters",), 30, ""),
    ]


def test_items_may_begin_with_a_range_or_a_clock() -> None:
    found = slots("""\
        ## Monday 5 August 2013

            0900-1030 Morning Session
            1030-1100 Break

        ## Tuesday 6 August 2013

        #### 15:30 Welcome
        #### 15:45 Intro (All)
        """)

    assert found == [
        ("Morning Session", (), 90, "09:00"),
        ("Break", (), 30, "10:30"),
        ("Welcome", (), None, "15:30"),
        ("Intro", ("All",), None, "15:45"),
    ]


def test_times_without_am_and_pm_only_rise() -> None:
    found = slots("* 11:00-12:30 Wallets\n* 12:30-1:30 Lunch\n* 1:30-3:00 Passkeys\n")

    assert [(start, minutes) for _, _, minutes, start in found] == [("11:00", 90), ("12:30", 60), ("13:30", 90)]


def test_a_time_table_goes_on_in_rows_without_a_time() -> None:
    found = slots("""\
        | Time  | Length | What                      | Who          |
        |-------|--------|---------------------------|--------------|
        | 15:50 | 10m    | Welcome                   | Chairs       |
        | 16:00 | 15m    | [draft-ietf-a-b][1] &     | A. Morton    |
        |       |        | [draft-ietf-a-c][2]       | F. Brockners |

        [1]: https://example.org/draft-ietf-a-b
        [2]: https://example.org/draft-ietf-a-c
        """)

    assert found == [
        ("Welcome", ("Chairs",), 10, "15:50"),
        ("draft-ietf-a-b & draft-ietf-a-c", ("A. Morton", "F. Brockners"), 15, "16:00"),
    ]


def test_a_table_needs_no_outer_pipes_and_may_hold_ranges() -> None:
    found = slots("Slot | Topic | Presenters\n--- | --- | ---\n13:00 - 13:05 | Bashing | Chairs\n"
                  "13:05 - 13:30 | Anomalies | Thomas/Vincenzo\n")  # fmt: skip

    assert found == [("Bashing", ("Chairs",), 5, "13:00"), ("Anomalies", ("Thomas", "Vincenzo"), 25, "13:05")]


def test_tables_of_attendees_and_of_clocks_elsewhere_are_no_agenda() -> None:
    found = slots("""\
        | Time  | Day    | Location |
        |-------|--------|----------|
        | 01:00 | 23 Fri | Tokyo    |
        | 09:00 | 22 Thu | Seattle  |

        | Name | Organization | Location |
        |------|--------------|----------|
        | Ann  | Example      | Vienna   |

        ## Agenda

        * Charter
        """)

    assert found == [("Charter", (), None, "")]


def test_days_may_be_the_columns_of_a_grid() -> None:
    found = read("""\
        February 5-6, 2020

        |       | 5/2 WEDNESDAY     | 6/2 THURSDAY |
        |-------|-------------------|--------------|
        |  9.00 | Hands (Ann, Bob)  | Layers       |
        |  9.30 |  ⇊                | Layers       |
        | 10.00 | Lunch             |              |
        """)

    assert [(slot.session, slot.title, slot.presenters, str(slot.start)) for slot in found.slots] == [
        (1, "Hands", ("Ann", "Bob"), "09:00:00"),
        (1, "Lunch", (), "10:00:00"),
        (2, "Layers", (), "09:00:00"),
    ]
    assert [str(one.date) for one in found.sessions] == ["2020-02-05", "2020-02-06"]


def test_plain_text_may_wrap_titles_and_align_durations() -> None:
    found = slots("""\
        Problem summary                                ( 5 mins)

        Presentations:

        Review of existing HTTP authentication
          mechanisms [2]                               (15 mins)
        Review of caching                              (10 mins)
        ========================================================
        Total:                                          30 mins
        """)

    assert found == [
        ("Problem summary", (), 5, ""),
        ("Review of existing HTTP authentication mechanisms", (), 15, ""),
        ("Review of caching", (), 10, ""),
    ]


def test_plain_text_may_stand_in_columns() -> None:
    found = slots("""\
        Time    Min  Topic                  Presenter
        13:00   10   Intro, status          Chairs
        13:10   15   Packet ordering        Balazs Varga
        13:25   10   Queuing mechanisms     Toerless
        """)

    assert found == [
        ("Intro, status", ("Chairs",), 10, "13:00"),
        ("Packet ordering", ("Balazs Varga",), 15, "13:10"),
        ("Queuing mechanisms", ("Toerless",), 10, "13:25"),
    ]


def test_the_deepest_item_with_a_time_is_the_slot() -> None:
    found = read("""\
        ## Documents (50 minutes)

        - First (25 minutes)
          - an untimed topic
        - Second (25 minutes)

        ## Next Steps (5 minutes)

        * Virtual interims?
        """)

    assert [(slot.title, slot.minutes, slot.group) for slot in found.slots] == [
        ("First", 25, "Documents"),
        ("Second", 25, "Documents"),
        ("Next Steps", 5, ""),
    ]


def test_without_any_time_each_item_at_the_top_is_a_slot() -> None:
    found = slots("""\
        ## Links
        * [Chat](https://example.org/chat)

        ## Administrivia
        - Note well

        ## Documents
        - Rate limits; [ratelimit](https://example.org/r) – Roberto Polli
            - a topic
        - [Link Template](https://example.org/l) - Call for adoption on list
        """)

    assert found == [
        ("Administrivia", (), None, ""),
        ("Rate limits; ratelimit", ("Roberto Polli",), None, ""),
        ("Link Template", (), None, ""),
    ]


def test_a_list_that_is_repeated_gives_its_slots_once() -> None:
    found = slots("""\
        Agenda

        - Status – Chairs (10 min) (15:35-15:45)
        - Optional Payloads – Paul Wouters (15 min) (15:45-16:00)

        Presentations

        - Optional Payloads – Paul Wouters
        - **Optional Payloads – Paul Wouters**
        """)

    assert found == [("Status", ("Chairs",), 10, "15:35"), ("Optional Payloads", ("Paul Wouters",), 15, "15:45")]


def test_a_detailed_agenda_adds_to_the_compact_one() -> None:
    found = read("""\
        ## Compact Agenda

        | Slot | Topic | Presenter |
        |------|-------|-----------|
        | 13:00 - 13:15 | Push Integration | Thomas |
        | 13:15 - 13:40 | Anomaly Detection | Vincenzo |

        ## Detailed Agenda

        ### Push Integration (15 min)
        #### Architecture (10 min)
        - I-D: [draft-n-push](https://example.org/draft-n-push)
        #### Q&A (5 min)
        ### Anomaly Detection (25 min)
        """)

    assert [(slot.title, slot.minutes, slot.drafts) for slot in found.slots] == [
        ("Push Integration", 15, ("draft-n-push",)),
        ("Anomaly Detection", 25, ()),
    ]


def test_what_is_taken_up_as_time_permits_is_optional() -> None:
    found = read("- A (10 min)\n- B (10 min)\n- C (10 min)\n\n## As Time Permits\n\n- D - Ann Bell\n")

    assert [(slot.title, slot.optional) for slot in found.slots] == [
        ("A", False), ("B", False), ("C", False), ("D", True),
    ]  # fmt: skip


def test_a_limit_for_each_talk_holds_for_the_list_below() -> None:
    found = slots("## Talks (30 min)\n\n- Long one (20 min)\n\n## Lightning\n\nEach talk is limited to 5 minutes.\n\n"
                  "- Fast\n- Faster\n")  # fmt: skip

    assert found == [("Long one", (), 20, ""), ("Fast", (), 5, ""), ("Faster", (), 5, "")]


def test_comments_quotes_code_and_minutes_below_are_left_out() -> None:
    found = slots("""\
        <!--
        1. Example item (5m, Ann)
        -->

        ## Agenda

        1. Real item (10m)

        > 1. quoted (5m)

        ```js
        wait(5 min)
        ```

        ## Meeting Notes

        1. Said something for 5 minutes (5m)
        """)

    assert found == [("Real item", (), 10, "")]


def test_html_is_told_by_its_content_and_read_as_the_same_tree() -> None:
    found = read("""\
        <!DOCTYPE html><html><body><h1>SCIM</h1><p>Thursday, 21 March 2024, 15:30-17:00 UTC</p>
        <ul><li>Chairs intro (5 min)<li>Pagination - Danny Zollner (20 min)</ul>
        <table><tr><th>Time<th>Topic<th>Who<tr><td>16:20<td>Open mic<td>All</table></body></html>
        """)

    assert [(slot.title, slot.presenters, slot.minutes, slot.line) for slot in found.slots] == [
        ("Chairs intro", (), 5, 2), ("Pagination", ("Danny Zollner",), 20, 2), ("Open mic", ("All",), None, 3),
    ]  # fmt: skip
    assert (found.taken_for, found.why) == ("HTML", "it begins as an HTML page does")


def test_slot_requests_become_slots_without_a_time_of_day() -> None:
    found = read(
        "Timestamp,Email,Draft Topic (e.g. Flow),URL for Draft,Presenter Name,Requestor Name,Time slot duration\n"
        "1,a@example.org,Flow labels,https://example.org/draft-bell-flow/,,Ann Bell,10 minutes\n"
        '2,b@example.org,"Prefixes, longer",none,Dan Eck,Bob Coe,15\n'
    )

    assert [(slot.title, slot.presenters, slot.minutes, slot.drafts, slot.line) for slot in found.slots] == [
        ("Flow labels", ("Ann Bell",), 10, ("draft-bell-flow",), 2),
        ("Prefixes, longer", ("Dan Eck",), 15, (), 3),
    ]
    assert found.taken_for == "slot requests (CSV)"


def test_line_ends_bullets_and_spaces_of_any_kind_are_read() -> None:
    assert slots("• Intro\u00a05 min\r• Next – 10\u00a0min\r".encode()) == [("Intro", (), 5, ""), ("Next", (), 10, "")]
    assert slots("# A\n\n* Größe (5 min)\n".encode("latin-1")) == [("Größe", (), 5, "")]
    assert slots("# A\n\n* Größe (5 min)\n".encode("utf-16")) == [("Größe", (), 5, "")]


def test_remarks_below_or_behind_a_title_are_not_part_of_it() -> None:
    found = slots("""\
        - [Byte range](https://example.org/b) Austin Wright.  New version; comments?
        - [Catalog](https://example.org/c)
          Kevin Smith. Last call?
        - Plain title
        A remark on a line of its own
        """)

    assert found == [
        ("Byte range", ("Austin Wright",), None, ""),
        ("Catalog", ("Kevin Smith",), None, ""),
        ("Plain title", (), None, ""),
    ]


def test_bullets_at_the_column_of_a_number_stand_below_it() -> None:
    assert slots("0. Administrivia (Chairs)\n* Note Well\n* Blue sheets\n\n1. Groups\n* topic\n\n2. AOB\n") == [
        ("Administrivia", ("Chairs",), None, ""),
        ("Groups", (), None, ""),
        ("AOB", (), None, ""),
    ]


def test_items_may_run_over_several_lines_of_their_own_kind() -> None:
    found = slots("""\
        1. Multi-segment tunnels
           draft-dmk-rtgwg-multisegment
           Linda Dunbar (15 mins)
        2. Session Intro (5 mins)
           Presenter: Chairs
        3. [10 min] BGP planes [Kaliraj Vairavakkalai] [13:10-13:25]
        """)

    assert found == [
        ("Multi-segment tunnels", ("Linda Dunbar",), 15, ""),
        ("Session Intro", ("Chairs",), 5, ""),
        ("BGP planes", ("Kaliraj Vairavakkalai",), 10, "13:10"),
    ]


def test_the_balance_of_time_may_have_minutes() -> None:
    assert slots("### Work (25 min)\n* A - 25 min\n\n### Balance of time (10 minutes)\n") == [
        ("A", (), 25, ""), ("Balance of time", (), 10, ""),
    ]  # fmt: skip


def test_an_affiliation_behind_a_name_is_nobody() -> None:
    found = slots("""\
        * Guidelines for measurement, by Ann R. Bell (Example Project)
        * Differential noise, by Bob Young (LABEL19), Cleo Dern (Example University)
        * Log secrecy, by Dan Evans (Example)
        """)

    assert found == [
        ("Guidelines for measurement", ("Ann R. Bell",), None, ""),
        ("Differential noise", ("Bob Young", "Cleo Dern"), None, ""),
        ("Log secrecy", ("Dan Evans",), None, ""),
    ]


def test_people_may_stand_behind_a_colon_where_the_file_does_so() -> None:
    found = slots("""\
        * Abuse: Ann Bell (Example), Bob Young (Video) (20 mins)
        * Floods: Cleo Dern (Example) (10 mins)
        * Consequences: Dan Evans - TBC (Private Example) (15 mins)
        """)

    assert found == [
        ("Abuse", ("Ann Bell", "Bob Young"), 20, ""),
        ("Floods", ("Cleo Dern",), 10, ""),
        ("Consequences", ("Dan Evans",), 15, ""),
    ]


def test_initials_in_brackets_are_people_where_brackets_hold_people() -> None:
    found = slots("""\
        15:20 - 15:35    Sheets and scribes (chairs)
        15:35 - 15:45    Status of documents (chairs)
        15:45 - 16:00    Groups for Everyone (AGL)
        16:00 - 16:20    Named Discrete Groups (DKG)
        """)

    assert [presenters for _, presenters, _, _ in found] == [("chairs",), ("chairs",), ("AGL",), ("DKG",)]


def test_a_table_may_be_drawn_with_spaces() -> None:
    found = slots("""\
        Materials: https://example.org/materials

        Agenda

        Administrivia                      5   Chairs

        Update of the API                 20   Ann Bell/Bob Young
          - status
          - open issues

        [draft-bell-example](https://example.org/draft-bell-example)
                                          15   Cleo Dern
        What is done for this group?           Chairs

        AOB
        """)

    assert found == [
        ("Administrivia", ("Chairs",), 5, ""),
        ("Update of the API", ("Ann Bell", "Bob Young"), 20, ""),
        ("draft-bell-example", ("Cleo Dern",), 15, ""),
        ("What is done for this group?", ("Chairs",), None, ""),
        ("AOB", (), None, ""),
    ]


def test_headings_right_below_agenda_may_be_the_items() -> None:
    found = slots("""\
        ## Agenda

        ### Administrivia (10 mn)
        - Note Well

        ### Ingest - Ann

        [Repository](https://example.org/repository)

        ### Experience: Ingest in Example (and Others)

        ### Experience: Egress - Bob

        Slides - TBD
        """)

    assert found == [
        ("Administrivia", (), 10, ""),
        ("Ingest", ("Ann",), None, ""),
        ("Experience: Ingest in Example (and Others)", (), None, ""),
        ("Experience: Egress", ("Bob",), None, ""),
    ]


def test_a_presenter_to_be_found_is_left_out() -> None:
    assert slots("* **Pacing**, draft-bell-pacing - TBD, 10 minutes\n* Queues - ???, 5 minutes\n") == [
        ("Pacing", (), 10, ""),
        ("Queues", (), 5, ""),
    ]


def test_a_list_that_holds_the_date_and_one_window_is_no_item() -> None:
    found = slots("""\
        * Applications (APP)
        * Wednesday, November 20, 2019
        * 13:30 - 15:00 (Singapore time)
        * Room: Example

        ### 13:30 - 13:35 -- Preliminaries (Chairs, 5 minutes)
        ### 13:35 - 13:50 -- Requirements (15 minutes)
        """)

    assert found == [("Preliminaries", ("Chairs",), 5, "13:30"), ("Requirements", (), 15, "13:35")]


def test_a_title_may_stand_behind_a_name_and_its_minutes() -> None:
    assert slots("- Ann B. (15~20 mn): Original proposal\n- Bob Young (20 mn):   Extensions\n") == [
        ("Original proposal", ("Ann B",), 20, ""),
        ("Extensions", ("Bob Young",), 20, ""),
    ]


def test_minutes_behind_the_number_of_a_meeting_are_minutes() -> None:
    assert slots("## 9:30 Planning for IETF 119 - 15 minutes\n## 9:45 Wrap Up - 15 minutes\n") == [
        ("Planning for IETF 119", (), 15, "09:30"),
        ("Wrap Up", (), 15, "09:45"),
    ]


def test_a_name_may_stand_behind_minutes_that_a_clock_leads() -> None:
    assert slots("### 10:00 Use Cases (30 minutes) - Ann\n### 10:30 Short Break (15 minutes)\n") == [
        ("Use Cases", ("Ann",), 30, "10:00"),
        ("Short Break", (), 15, "10:30"),
    ]


def test_an_organisation_in_brackets_is_nobody() -> None:
    assert slots('- "Usable defaults", Ann Bell [Example Foundation] (20 min)\n- AOB (5 min)\n') == [
        ('"Usable defaults"', ("Ann Bell",), 20, ""),
        ("AOB", (), 5, ""),
    ]


def test_minutes_and_people_may_stand_in_columns_below_a_title() -> None:
    found = slots("""\
        * [welcome, agenda](https://example.org/chairs)
          * 10    chairs
        * [Open issues](https://example.org/issues)
          * Balance    Ann Bell
        """)

    assert found == [("welcome, agenda", ("chairs",), 10, ""), ("Open issues", ("Ann Bell",), None, "")]


def test_lines_below_an_item_that_names_its_presenter_are_its_topics() -> None:
    assert slots("- Architecture (Ann)\n\tBrief summary\n\tOpen issues\n- Protocol (Ann/Bob)\n\tUse framing\n") == [
        ("Architecture", ("Ann",), None, ""),
        ("Protocol", ("Ann", "Bob"), None, ""),
    ]


def test_a_title_may_go_on_far_to_the_right_of_the_next_line() -> None:
    found = slots("""\
        1345 - 1430   Ephemeral Parameters
                      for everything (what is left?)
        1430 - 1500   Break
        1500 - 1600   Wrap up
        """)

    assert found[0] == ("Ephemeral Parameters for everything (what is left?)", (), 45, "13:45")


def test_a_list_behind_a_rule_does_not_belong_to_the_links_above() -> None:
    found = slots("""\
        ## Links

        * [Notes](https://example.org/notes)

        -----------------------------

        1. **Preliminaries**, _Chairs_ (15 minutes)
        2. **Update**, _Ann Bell_ (15 minutes)
        """)

    assert found == [("Preliminaries", ("Chairs",), 15, ""), ("Update", ("Ann Bell",), 15, "")]


def test_a_line_over_the_topics_may_name_who_and_how_long() -> None:
    assert slots("### Administrivia\n\nChairs (10min)\n\n- Note Well\n\n### Keys - 5min - Ann Bell\n") == [
        ("Administrivia", ("Chairs",), 10, ""),
        ("Keys", ("Ann Bell",), 5, ""),
    ]


def test_a_single_name_in_a_bracket_is_who_presents() -> None:
    assert slots("- 20m - Gateway Transfer Claims (Thomas)\n- 20m - Crash, Live Edge (Ann)\n") == [
        ("Gateway Transfer Claims", ("Thomas",), 20, ""),
        ("Crash, Live Edge", ("Ann",), 20, ""),
    ]


def test_minutes_for_all_of_a_list_together_are_none_for_each() -> None:
    found = slots("""\
        ## Updates
        Review of what we have (90 minutes total; 10-15 each document)
        - Names
        - Numbers
        """)

    assert found == [("Review of what we have", (), 90, "")]


def test_a_group_for_what_time_remains_is_an_item_unless_others_present_below() -> None:
    found = slots("""\
        ## Welcome (5 min)
        ## Work (30 min)
        ## New charter (time remaining)
        - Discussion led by chairs
        ## Individual work (time remaining)
        - Names - Ann Bell
        - Numbers - Bob Young
        """)

    assert found == [
        ("Welcome", (), 5, ""),
        ("Work", (), 30, ""),
        ("New charter", (), None, ""),
        ("Names", ("Ann Bell",), None, ""),
        ("Numbers", ("Bob Young",), None, ""),
    ]


def test_lists_of_links_and_of_people_below_their_captions_are_no_items() -> None:
    found = slots("""\
        See also nearby:

        * [Guidance for minutes](minutes.md)

        Attendees:

        - Ann Bell - Example Labs (ABE)
        - Bob Young - Some Tech (BYO)

        ## Agenda

        - Names
        - Numbers
        """)

    assert [title for title, *_ in found] == ["Names", "Numbers"]


def test_minutes_below_a_heading_may_say_when() -> None:
    assert slots("### Other matters\n\n~30 minutes at end of meeting\n\n* Summary\n* Next steps\n") == [
        ("Other matters", (), 30, "")
    ]


def test_a_meeting_ends_with_an_item_of_its_own() -> None:
    assert [slot.title for slot in read("* 9:30 - Start\n* 12:15-13:30 - Lunch\n* ~17:00 - End\n").slots] == [
        "Start", "Lunch", "End",
    ]  # fmt: skip


def test_routine_at_the_top_of_an_agenda_without_times_stays() -> None:
    text = """\
        ## Daily schedule
        * 9:30 - Doors
        * 12:15-13:30 - Lunch

        ## Agenda
        1. Welcome, introductions
        2. Plan of the first draft
        3. Open issues
        4. Planning
        """

    assert [slot.title for slot in read(text).slots][2:] == [
        "Welcome, introductions", "Plan of the first draft", "Open issues", "Planning",
    ]  # fmt: skip


def test_a_table_of_clocks_may_be_told_again_by_minutes_in_other_words() -> None:
    found = slots("""\
        ## Compact agenda

        | Slot | Topic | Presenter |
        |------|-------|-----------|
        | 14:00 - 14:05 | Bashing | Chairs |
        | 14:05 - 14:55 | Maps part | Ann |
        | 14:55 - 15:40 | Tunnels part | Bob |

        # Welcome (Chairs, 5mn)
        # Maps part (Ann & Cleo) (50 mn)
        # Tunnels group part
        ## Uses of tunnels (Bob Young) 30 mins
        ## Profiles of tunnels (Bob Young) 15 mins
        """)

    assert [title for title, *_ in found] == ["Bashing", "Maps part", "Tunnels part"]


def test_the_length_of_the_whole_agenda_is_no_item() -> None:
    assert [title for title, *_ in slots("Agenda, 90 minutes\n\n* Names (5 min)\n* [Remaining] Open floor\n")] == [
        "Names", "Open floor",
    ]  # fmt: skip


def test_days_side_by_side_with_times_of_their_own_are_sessions_and_empty_cells_go_on() -> None:
    text = """\
        # Face to face, June 10-11, 2027 (Thursday and Friday)

        | Thursday |               | Friday   |                |
        | -------- | ------------- | -------- | -------------- |
        | 11:30 AM | Hand tracking | 11:30 AM | Shared anchors |
        | 12:00 PM |               | 12:00 PM | Lunch          |
        | 12:30 PM | Lunch         | 12:30 PM |                |
        | 1:00 PM  | Layers        | 1:00 PM  | Plans          |
        """

    assert sessions(text) == ["2027-06-10 11:30-?", "2027-06-11 11:30-?"]
    assert [(slot.session, *short(slot)) for slot in read(text).slots] == [
        (1, "Hand tracking", (), None, "11:30"),
        (1, "Lunch", (), None, "12:30"),
        (1, "Layers", (), None, "13:00"),
        (2, "Shared anchors", (), None, "11:30"),
        (2, "Lunch", (), None, "12:00"),
        (2, "Plans", (), None, "13:00"),
    ]


def test_an_item_that_only_gathers_others_gives_way_to_them_but_an_opening_stands_for_its_steps() -> None:
    found = slots("""\
        ## Agenda items

        1. Opening, welcome and roll call
            1. Opening of the meeting
            1. Introduction of attendees
        1. Proposals and discussions
            1. Weak links: https://example.org/pull/4
            1. Describing interfaces
                - https://example.org/pull/7
        1. Closure
        """)

    assert [title for title, *_ in found] == [
        "Opening, welcome and roll call",
        "Weak links",
        "Describing interfaces",
        "Closure",
    ]


def test_papers_below_related_documents_are_no_items() -> None:
    found = slots("""\
        ## Agenda

        * Directories and who may write to them
        * Related documents
          * draft-bell-directory
          * draft-dow-writers
        """)

    assert [title for title, *_ in found] == ["Directories and who may write to them", "Related documents"]


def test_a_line_that_asks_readers_to_add_items_is_none() -> None:
    found = slots("""\
        ## Agenda

        1. Announcements
            1. _Submit a PR to add your announcement here_
        1. Proposals and discussions
            1. Timers that repeat (Ann Bell)
            1. _Submit a PR to add your topic here_
        """)

    assert found == [("Announcements", (), None, ""), ("Timers that repeat", ("Ann Bell",), None, "")]


def test_rows_of_a_grid_may_tell_when_they_end_in_a_second_column() -> None:
    found = slots("""\
        | From  | To    | Monday 24th | Tuesday 25th |
        |-------|-------|-------------|--------------|
        | 09:00 | 09:15 | Coffee      | Coffee       |
        | 09:15 | 09:30 | Coffee      | Layers       |
        | 09:30 | 10:00 | Hands (Ann) | ⇊            |
        | 10:00 | 10:15 |             | Models       |
        | 10:15 | 10:45 | Anchors     |              |
        """)

    assert found == [
        ("Coffee", (), 30, "09:00"),
        ("Hands", ("Ann",), 30, "09:30"),
        ("Anchors", (), 30, "10:15"),
        ("Coffee", (), 15, "09:00"),
        ("Layers", (), 45, "09:15"),
        ("Models", (), 15, "10:00"),
    ]


def test_rows_of_a_grid_may_be_ranges() -> None:
    found = slots("""\
        | Time          | Monday 24th | Tuesday 25th |
        |---------------|-------------|--------------|
        | 09:00 - 09:30 | Hands       | Models       |
        | 09:30 - 10:00 | Hands       |              |
        | 10:00 - 10:15 | Anchors     | Layers       |
        """)

    assert [(title, minutes) for title, _, minutes, _ in found] == [
        ("Hands", 60), ("Anchors", 15), ("Models", 30), ("Layers", 15),
    ]  # fmt: skip


def test_talks_below_an_item_that_nobody_presents_are_the_slots() -> None:
    found = slots("""\
        1. Opening and roll call
            1. Opening (Ann Bell)
        1. Ranges
            1. Ranges in queries - Bob Young
            1. Order (Cleo Dern - Example Labs, Dan Ekman - Acme)
            1. Open issues
        1. Caches
            1. What was said
            1. What is open
        """)

    assert found == [
        ("Opening and roll call", (), None, ""),
        ("Ranges in queries", ("Bob Young",), None, ""),
        ("Order", ("Cleo Dern", "Dan Ekman"), None, ""),
        ("Open issues", (), None, ""),
        ("Caches", (), None, ""),
    ]
