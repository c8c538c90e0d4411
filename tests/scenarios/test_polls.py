"""Polls, as the room reads them."""

from dataclasses import replace

from tests.scenarios.stage import played, said_by_bot, small


def whole(entries: list[str], head: str) -> list[str]:
    """All lines of the last entry that begins so."""
    return next(entry for entry in reversed(entries) if entry.startswith(head)).splitlines()


def test_poll_shows_its_options_and_counts_the_last_vote_of_each() -> None:
    entries = played(
        small(),
        """
        14:06:00 Ann: poll "Adopt X?" yes, no
        14:06:10 Bob: yes
        14:06:20 Cy: vote yes
        14:06:30 Bob: vote 2
        14:06:40 Dee: No!
        14:06:50 Dee: unvote
        """,
    )

    assert said_by_bot(entries, since="14:06:00", upto="14:06:59")[0::2] == [
        "14:06:00 bot: Poll 1: Adopt X?",
        "14:06:10 bot (edits): Poll 1: Adopt X?",
        "14:06:20 bot (edits): Poll 1: Adopt X?",
        "14:06:30 bot (edits): Poll 1: Adopt X?",
        "14:06:40 bot (edits): Poll 1: Adopt X?",
        "14:06:50 bot (edits): Poll 1: Adopt X?",
    ]
    assert said_by_bot(entries, since="14:06:00", upto="14:06:59")[1::2] == [
        "14:06:10 bot (to Bob only): Your vote in poll 1: yes; `unvote` takes it back.",
        "14:06:20 bot (to Cy only): Your vote in poll 1: yes; `unvote` takes it back.",
        "14:06:30 bot (to Bob only): Your vote in poll 1: no; `unvote` takes it back.",
        "14:06:40 bot (to Dee only): Your vote in poll 1: no; `unvote` takes it back.",
        "14:06:50 bot (to Dee only): Your vote in poll 1 is taken back.",
    ]
    assert whole(entries, "14:06:50 bot (edits)") == [
        "14:06:50 bot (edits): Poll 1: Adopt X?",
        "          [yes – 1]  [no – 1]",
        "          2 votes.",
        "          Or tell me, for example `vote yes`; the last vote counts, and `unvote` takes it back.",
    ]


def test_result_says_all_that_the_minutes_need() -> None:
    entries = played(
        small(),
        """
        14:06 Ann: poll "Adopt X?"
        14:07 Bob: yes
        14:07 Cy: no opinion
        14:08 Yoav: close poll
        14:09 Dee: yes
        """,
    )

    assert whole(entries, "14:08:00 bot: Result") == [
        "14:08:00 bot: Result of poll 1: Adopt X?",
        "          Yes: 1 · No: 0 · No opinion: 1 (2 votes)",
        "          Opened 14:06 by Ann, closed 14:08 by Yoav. The sense of the room, not a decision.",
    ]
    assert said_by_bot(entries, since="14:08:00", upto="14:09:59")[1:] == [
        "14:08:00 bot (edits): Poll 1: Adopt X? – closed. Yes: 1 · No: 0 · No opinion: 1",
        (
            "14:09:00 bot (to Dee only): I have not asked you anything that yes or no would answer; "
            "`help` shows what can be said."
        ),
    ]


def test_poll_closes_by_the_clock() -> None:
    entries = played(small(), '14:06 Ann: poll "Adopt X?" yes, no for 2 min')

    assert whole(entries, "14:06:00 bot: Poll")[2] == "          No votes yet; open until 14:08."
    assert whole(entries, "14:08:00 bot: Result") == [
        "14:08:00 bot: Result of poll 1: Adopt X?",
        "          yes: 0 · no: 0 (0 votes)",
        "          Opened 14:06 by Ann, closed 14:08 by the clock. The sense of the room, not a decision.",
    ]


def test_hidden_poll_tells_its_counts_only_at_the_end() -> None:
    entries = played(
        small(),
        """
        14:06 Ann: poll "Adopt X?" yes, no hidden
        14:07 Bob: yes
        14:07 Cy: polls
        14:08 Ann: close poll
        """,
    )

    assert whole(entries, "14:07:00 bot (edits)") == [
        "14:07:00 bot (edits): Poll 1: Adopt X?",
        "          [yes]  [no]",
        "          1 vote; the counts are told when the poll closes.",
        (
            "          To vote unseen, write to me directly, for example `vote yes`; "
            "the last vote counts, and `unvote` takes it back."
        ),
    ]
    assert whole(entries, "14:07:00 bot (to Cy only)") == [
        "14:07:00 bot (to Cy only): Poll 1: Adopt X?",
        "          yes · no",
        "          1 vote; the counts are told when the poll closes.",
    ]
    assert whole(entries, "14:08:00 bot: Result")[1] == "          yes: 1 · no: 0 (1 vote)"


def test_adoption_calls_are_offered_one_by_one() -> None:
    entries = played(
        replace(small(), adoption_calls=("draft-a", "draft-b")),
        """
        14:06:00 Ann: adoption calls
        14:06:10 Bob: yes
        14:06:20 Ann: adoption calls
        14:06:30 Ann: close poll
        14:06:40 Ann: adoption calls for 1 min
        14:08:00 Ann: adoption calls
        """,
    )

    assert [head for head in said_by_bot(entries, since="14:06:00", upto="14:08:59") if "(edits)" not in head] == [
        "14:06:00 bot: Poll 1: Adopt draft-a as a working group document?",
        "14:06:10 bot (to Bob only): Your vote in poll 1: Yes; `unvote` takes it back.",
        (
            "14:06:20 bot (to Ann only): Poll 1, Adopt draft-a as a working group document?, is open; "
            "`close poll` closes it first."
        ),
        "14:06:30 bot (to Ann only): 1 adoption call left; `adoption calls` asks about draft-b next.",
        "14:06:30 bot: Result of poll 1: Adopt draft-a as a working group document?",
        "14:06:40 bot: Poll 2: Adopt draft-b as a working group document?",
        "14:07:40 bot: Result of poll 2: Adopt draft-b as a working group document?",
        "14:08:00 bot (to Ann only): All adoption calls of the agenda have been asked: draft-a, draft-b.",
    ]


def test_what_is_wrong_with_a_vote_or_a_poll_is_told_privately() -> None:
    entries = played(
        small(),
        """
        14:06:00 Bob: vote yes
        14:06:05 Bob: poll "Adopt X?"
        14:06:10 Ann: poll "Adopt X?" yes
        14:06:15 Ann: adoption calls
        14:06:20 Ann: poll "Adopt X?" yes, no
        14:06:25 Bob: vote maybe
        14:06:30 Bob: unvote
        14:06:35 Bob: yes
        14:06:40 Bob: yes
        """,
    )

    assert [head for head in said_by_bot(entries, since="14:06:00", upto="14:06:59") if "only" in head] == [
        "14:06:00 bot (to Bob only): No poll is open.",
        "14:06:05 bot (to Bob only): Only the chairs can do this: Ann, Yoav.",
        (
            "14:06:10 bot (to Ann only): Please give 2 to 10 different options of at most 60 characters, "
            'for example `poll "Meet in June?" yes, no`.'
        ),
        '14:06:15 bot (to Ann only): The agenda lists no adoption calls. `poll "QUESTION"` asks anything.',
        "14:06:25 bot (to Bob only): “maybe” is no option of this poll. You can say `vote yes` or `vote no`.",
        "14:06:30 bot (to Bob only): You have no vote to take back. You can say `vote yes` or `vote no`.",
        "14:06:35 bot (to Bob only): Your vote in poll 1: yes; `unvote` takes it back.",
        "14:06:40 bot (to Bob only): Your vote is yes already; `unvote` takes it back.",
    ]


def test_the_end_of_the_session_closes_the_poll_first() -> None:
    entries = played(
        small(),
        """
        14:06 Ann: poll "Adopt X?" yes, no
        14:07 Ann: end
        """,
    )

    assert said_by_bot(entries, since="14:07:00")[:2] == [
        "14:07:00 bot: Result of poll 1: Adopt X?",
        "14:07:00 bot: The session ended at 14:07, 23 min early.",
    ]
