"""The session moves by the clock, and chairs move the clock."""

from chatbot.core.agenda import Mode
from tests.scenarios.stage import played, said_by_bot, small

NEXT_EARLY = "14:02:00 bot: Now: Draft One – Cy (10 min, until 14:12); next: Draft Two – Dee"


def test_auto_mode_runs_by_itself() -> None:
    assert said_by_bot(played(small())) == [
        "14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy",
        "14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
        "14:15:00 bot: Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic",
        "14:30:00 bot: Now: Open Mic; last item",
        "14:45:00 bot: The session ended at 14:45, 15 min late.",
    ]


def test_extend_moves_all_later_times() -> None:
    entries = played(small(), "14:07 Ann: extend 5")

    assert said_by_bot(entries, since="14:07:00", upto="14:35:00") == [
        "14:07:00 bot: Draft One has 5 more minutes, until 14:20; the session ends 14:35 (planned 14:30).",
        "14:20:00 bot: Now: Draft Two – Dee (15 min, until 14:35); next: Open Mic",
        "14:35:00 bot: Now: Open Mic; last item",
    ]


def test_next_goes_on_early() -> None:
    entries = played(small(), "14:02 Ann: next")

    assert said_by_bot(entries, since="14:02:00", upto="14:27:00") == [
        f"{NEXT_EARLY}; the session ends 14:27 (planned 14:30).",
        "14:12:00 bot: Now: Draft Two – Dee (15 min, until 14:27); next: Open Mic",
        "14:27:00 bot: Now: Open Mic; last item",
    ]


def test_next_by_two_chairs_at_once_advances_once() -> None:
    entries = played(
        small(),
        """
        14:02:00 Ann: next
        14:02:03 Yoav: next
        """,
    )

    assert said_by_bot(entries, since="14:02:00", upto="14:03:00") == [
        f"{NEXT_EARLY}; the session ends 14:27 (planned 14:30).",
        (
            "14:02:03 bot (to Yoav only): Ann moved on a moment before you: Draft One is on now. "
            "`next` goes on again from 20 s after that."
        ),
    ]


def test_skip_leaves_the_item_and_the_end_names_it() -> None:
    entries = played(
        small(),
        """
        14:06 Ann: skip
        14:10 Ann: end
        """,
    )

    assert said_by_bot(entries, since="14:06:00") == [
        "14:06:00 bot: Left for later: Draft One.",
        (
            "14:06:00 bot: Now: Draft Two – Dee (15 min, until 14:21); next: Open Mic; "
            "the session ends 14:21 (planned 14:30)."
        ),
        "14:10:00 bot: The session ended at 14:10, 20 min early.",
    ]
    assert entries[-1].splitlines()[1:] == [
        "          Not reached:",
        "          - Open Mic",
        "          Left for later:",
        "          - Draft One – Cy",
    ]


def test_hold_stops_the_clock_until_resume() -> None:
    entries = played(
        small(),
        """
        14:06 Ann: hold
        14:26 Ann: resume
        """,
    )

    assert said_by_bot(entries, since="14:06:00", upto="14:35:00") == [
        "14:06:00 bot: The clock is on hold from 14:06; `resume` lets it go on.",
        "14:26:00 bot: The clock goes on at 14:26; Draft One has until 14:35; the session ends 14:50 (planned 14:30).",
        "14:35:00 bot: Now: Draft Two – Dee (15 min, until 14:50); next: Open Mic",
    ]


def test_hold_before_the_start_delays_it() -> None:
    entries = played(
        small(),
        """
        13:55 Ann: hold
        14:03 Ann: resume
        """,
    )

    assert said_by_bot(entries, since="14:00:00", upto="14:08:00")[1:] == [
        "14:03:00 bot: Now: Welcome – Chairs (5 min, until 14:08); next: Draft One – Cy",
        "14:08:00 bot: Now: Draft One – Cy (10 min, until 14:18); next: Draft Two – Dee",
    ]


def test_chair_mode_waits_for_the_chair() -> None:
    entries = played(
        small(Mode.CHAIR),
        """
        14:02 Ann: start
        14:11 Ann: next
        """,
    )

    assert said_by_bot(entries, upto="14:21:00") == [
        "14:00:00 bot: Time to start. Ann, Yoav: say `start`.",
        (
            "14:02:00 bot: Now: Welcome – Chairs (5 min, until 14:07); next: Draft One – Cy; "
            "the session ends 14:32 (planned 14:30)."
        ),
        "14:07:00 bot: Time is up for Welcome; next: Draft One – Cy. Chairs: `next` or `extend N`.",
        (
            "14:11:00 bot: Now: Draft One – Cy (10 min, until 14:21); next: Draft Two – Dee; "
            "the session ends 14:36 (planned 14:30)."
        ),
        "14:21:00 bot: Time is up for Draft One; next: Draft Two – Dee. Chairs: `next` or `extend N`.",
    ]


def test_who_is_no_chair_is_refused_privately() -> None:
    entries = played(small(), "14:02 Bob: next")

    assert said_by_bot(entries, since="14:02:00", upto="14:05:00") == [
        "14:02:00 bot (to Bob only): Only the chairs can do this: Ann, Yoav.",
        "14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
    ]
