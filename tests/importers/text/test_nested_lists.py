"""Lists in lists, headings over prose, and lists that are about something else."""

from tests.importers.text.reading import read, slots


def titles(text: str) -> list[str]:
    return [slot.title for slot in read(text).slots]


def test_numbers_further_right_than_markdown_asks_for_are_a_list_below() -> None:
    text = """\
          1. Opening
            1. Roll call
            1. Rooms and meals
          1. Proposals and beyond
            1. Decorators (Ann Bell)
            1. Value types (Bob Cole, many)
          1. Date and place of the next meetings
            1. July, 28 - 30, 2015 (Red Town, WA - Example)
            1. November 17 - 19, 2015 (San Marco)
        """

    assert slots(text) == [
        ("Opening", (), None, ""),
        ("Decorators", ("Ann Bell",), None, ""),
        ("Value types", ("Bob Cole",), None, ""),
        ("Date and place of the next meetings", (), None, ""),
    ]


def test_bullets_a_step_to_the_right_of_a_number_stand_below_it() -> None:
    text = """\
        1. Opening
        1. Proposals and discussions
          - The next meeting in town (Ann Bell)
          - Specs and a poll (Bob Cole, 45 min)
        1. Closure
        """

    assert slots(text) == [
        ("Opening", (), None, ""),
        ("The next meeting in town", ("Ann Bell",), None, ""),
        ("Specs and a poll", ("Bob Cole",), 45, ""),
        ("Closure", (), None, ""),
    ]


def test_a_topic_below_a_topic_is_an_item_too() -> None:
    text = """\
        ## Topic: News

        AB: All is well.

        ### Balloting

        CD: Ten ballots.

        ### Topic: Units (#92)

        AB: It is proposed.

        ## Topic: Review
        """

    assert titles(text) == ["News", "Units (#92)", "Review"]


def test_headings_over_a_few_sentences_are_items_and_their_lists_remarks() -> None:
    text = """\
        * [Arrangements](https://example.org/arrangements)
        * [The draft](https://example.org/draft)
        * Chat: group at chat.example.org
        * Minutes: https://example.org/minutes

        ## Dashboard

        ### Ways of working

        How we want to do changes in the months to come.

        ### Structure
        No updates since the first revision. See how well it tells of:
        * what servers provide
        * what they see

        ### Trees
        The text is undecided between two ways.
        * Smaller messages
        * Fewer steps

        ### Next event planning
        What is firm enough to try?
        """

    assert titles(text) == ["Ways of working", "Structure", "Trees", "Next event planning"]


def test_a_form_that_is_filled_in_holds_no_items() -> None:
    text = """\
        - Draft Agenda:

        1. Agenda bashing (5 min)
        2. Use cases (10 min each):
            - Homes
            - Towns
        3. Discussion (40 min)

        - Status: Not forming
        - Responsible AD: Ann Bell
        - Chairs: Bob Cole and Dan East
        - Number of people expected to attend: 50
        - Length of session (1, 1.5 or 2 hours): 2 hours
        - Does it require a bridge? No
        """

    assert slots(text) == [
        ("Agenda bashing", (), 5, ""),
        ("Homes", (), 10, ""),
        ("Towns", (), 10, ""),
        ("Discussion", (), 40, ""),
    ]


def test_a_long_title_ends_with_its_first_sentence() -> None:
    text = """\
        * 30m: Feedback on measurement, current tests and the existing [document](https://example.org/d). We would like
          people who do not speak up at other times to take this time to ask questions.
        * 10m: Closing
        """

    assert titles(text) == ["Feedback on measurement, current tests and the existing document", "Closing"]
