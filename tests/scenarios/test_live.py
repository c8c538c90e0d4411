# ruff: noqa: E501 - sentences stay whole, so that a search finds them
"""Conversations: who says what when, and what is answered. The whole transcript between two moments is compared."""

from dataclasses import replace
from datetime import timedelta

from chatbot.core.agenda import Audience, Item, Mode
from tests.scenarios.stage import at, conversation, played, script_of, small

WELCOME, ONE, TWO, MIC = small().items
JOINT = replace(small(), items=(WELCOME, ONE, replace(TWO, fixed=at(25)), MIC))
QUESTIONS = replace(small(Mode.CHAIR), items=(WELCOME, replace(ONE, minutes=20, questions=10), TWO, MIC))
SLIDES = replace(
    small(), warnings=Audience.NOBODY, items=(WELCOME, replace(ONE, minutes=20, slides="https://s.example/1"), TWO, MIC)
)
UNPRESENTED = replace(
    small(), warnings=Audience.NOBODY, items=tuple(replace(item, presenters=()) for item in small().items)
)


# Point 1: running late, and early


def test_late_says_by_how_much_when_it_ends_and_what_would_help() -> None:
    text = """
        13:50:00 Bob: late?
        13:50:00 bot: On time; ends 14:30; the slot ends 14:30.
        14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:07:00 Ann: extend 7
        14:07:00 bot: Draft One has 7 more minutes, until 14:22; the session ends 14:37 (planned 14:30).
        14:07:30 Bob: late?
        14:07:30 bot: +7 min; ends 14:37; the slot ends 14:30: cut 7 or drop item 3.
        14:08:00 Bob: when Dee
        14:08:00 bot: 3. Draft Two – Dee: 14:22 (planned 14:15), in 14 min.
        14:08:30 Ann: drop 4
        14:08:30 bot: Item 4 is off the agenda: Open Mic; the session ends 14:37 (planned 14:30).
        14:09:00 Ann: next
        14:09:00 bot: Now: Draft Two – Dee (15 min, until 14:24); last item; the session ends 14:24 (planned 14:30).
        14:09:30 Bob: how late are we?
        14:09:30 bot: −6 min; ends 14:24; the slot ends 14:30: 6 min to spare.
        14:10:00 Ann: hold
        14:10:00 bot: The clock is on hold from 14:10; `resume` lets it go on.
        14:12:00 Bob: late?
        14:12:00 bot: −4 min; ends 14:26; the slot ends 14:30: 4 min to spare.
    """

    assert conversation(small(), text) == script_of(text)


def test_hours_late_are_told_as_hours() -> None:
    text = """
        14:01:00 Ann: extend 75
        14:01:00 bot: Welcome has 75 more minutes, until 15:20; the session ends 15:45 (planned 14:30).
        14:01:30 Bob: late?
        14:01:30 bot: +1 h 15 min; ends 15:45; the slot ends 14:30: cut 75.
    """

    assert conversation(small(), text) == script_of(text)


def test_session_over_midnight_names_no_dates_that_everybody_knows() -> None:
    night = replace(UNPRESENTED, start=UNPRESENTED.start + timedelta(hours=9, minutes=50))
    text = """
        23:50:00 bot: Now: Welcome (5 min, until 23:55); next: Draft One
        23:51:00 Bob: when Draft Two
        23:51:00 bot: 3. Draft Two: 00:05, in 14 min.
        23:52:00 Ann: fixed 3 00:10
        23:52:00 bot: Draft Two begins at 00:10, and no earlier; 5 min free before item 3, fixed for 00:10; the session ends 00:25 (planned 00:20).
        23:53:00 Ann: fixed 3 9:00
        23:53:00 bot (to Ann only): Clocks show that next on Tue 17 Mar 2026, 09:00, long after this session. Please give a time soon after its start, 23:50.
    """

    assert conversation(night, text) == script_of(text)


def test_fixed_item_is_not_pulled_forward_and_the_gap_is_said() -> None:
    text = """
        14:04:00 Bob: late?
        14:04:00 bot: On time; ends 14:40; the slot ends 14:40.
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee at 14:25 (fixed)
        14:15:00 Bob: now
        14:15:00 bot: Now: Draft One – Cy (10 min); next: Draft Two – Dee at 14:25 (fixed)
        14:16:00 Ann: next
        14:16:00 bot (to Ann only): Next is Draft Two, fixed for 14:25: 9 min are free until then. `fixed 3 off` lets it begin now, `move A before 3` puts another item first.
        14:17:00 Ann: fixed 3 off
        14:17:00 bot: Draft Two begins when its turn comes; the session ends 14:32 (planned 14:40).
        14:17:00 bot: Now: Draft Two – Dee (15 min, until 14:32); next: Open Mic
        14:17:30 Ann: next
        14:17:30 bot: Now: Open Mic; last item; the session ends 14:17 (planned 14:40).
    """

    assert conversation(JOINT, text) == script_of(text)


def test_item_without_minutes_stays_open_until_a_chair_goes_on() -> None:
    text = """
        14:05:00 bot: Now: Talk (open until a chair says `next`); next: Draft Two – Dee
        14:12:00 Bob: when Draft Two
        14:12:00 bot: 3. Draft Two – Dee: 14:12 (planned 14:05).
        14:12:30 Ann: shorten 5
        14:12:30 bot (to Ann only): Item 2, Talk, has no time that could be shortened. `next` goes on to the next item.
        14:13:00 Ann: extend 5
        14:13:00 bot: Talk has 5 more minutes from now, until 14:18; the session ends 14:33 (planned 14:20).
        14:14:00 Ann: undo
        14:14:00 bot: Undone: the extension. Talk stays open; the session ends 14:29 (planned 14:20).
        14:15:00 Ann: minutes 10 of item 2
        14:15:00 bot: Talk has 10 min now; the session ends 14:30 (planned 14:20).
        14:15:00 bot: Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic
        14:16:00 Ann: minutes 0 of item 3
        14:16:00 bot: Draft Two stays open until a chair says `next`; the session ends 14:16 (planned 14:20).
    """
    agenda = replace(small(), items=(WELCOME, Item("Talk", 0), TWO, MIC))

    assert conversation(agenda, text) == script_of(text)


def test_time_that_a_chair_gives_behind_the_end_counts_from_now() -> None:
    text = """
        14:10:00 Ann: start
        14:10:00 bot: Now: Welcome – Chairs (5 min, until 14:15); next: Draft One – Cy; the session ends 14:40 (planned 14:30).
        14:10:00 bot (to Cy only): Small WG: you are on in 5 min, at 14:15 (planned 14:05), with Draft One (10 min).
        14:13:00 bot (to Cy only): Small WG: you are on in 2 min, at 14:15 (planned 14:05), with Draft One (10 min).
        14:15:00 bot: Time is up for Welcome; next: Draft One – Cy. Chairs: `next` or `extend N`.
        14:15:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:25 (planned 14:15), with Draft Two (15 min).
        14:18:00 Bob: now
        14:18:00 bot: Now: Welcome – Chairs (5 min); next: Draft One – Cy
        14:19:00 Ann: swap 2 3
        14:19:00 bot: Now item 2 at 14:19: Draft Two – Dee, and item 3 at 14:34: Draft One – Cy; the session ends 14:44 (planned 14:30).
        14:19:00 bot (to Dee only): Small WG: you are next, as soon as Welcome ends, with Draft Two (15 min).
        14:23:00 Ann: extend 3
        14:23:00 bot: Welcome has 3 more minutes from now, until 14:26; the session ends 14:51 (planned 14:30).
        14:24:00 bot (to Dee only): Small WG: you are on in 2 min, at 14:26 (planned 14:15), with Draft Two (15 min).
        14:26:00 bot: Time is up for Welcome; next: Draft Two – Dee. Chairs: `next` or `extend N`.
        14:34:00 Ann: rename 4 "AOB"
        14:34:00 bot: Item 4 is called AOB now.
    """
    quiet = replace(small(Mode.CHAIR), warnings=Audience.NOBODY)

    assert conversation(quiet, text, asides=True) == script_of(text)


def test_who_watches_the_item_after_one_that_runs_over_is_not_told_that_it_starts() -> None:
    text = """
        13:50:00 Bob: ping me for Draft One
        13:50:00 bot (to Bob only): I tell you when Draft One is 5 minutes away, starts or moves, as things stand at 14:05; `unping` ends that.
        14:00:00 bot: Time to start. Ann, Yoav: say `start`.
        14:00:00 bot (to Bob only): Small WG: Draft One starts in 5 min, at 14:05.
        14:00:30 Ann: start
        14:00:30 bot: Now: Welcome (5 min, until 14:05); next: Draft One
        14:05:30 bot: Time is up for Welcome; next: Draft One. Chairs: `next` or `extend N`.
        14:14:00 Ann: rename 4 "AOB"
        14:14:00 bot: Item 4 is called AOB now.
        14:22:00 Ann: next
        14:22:00 bot: Now: Draft One (10 min, until 14:32); next: Draft Two; the session ends 14:47 (planned 14:30).
        14:22:00 bot (to Bob only): Small WG: Draft One starts now (planned 14:05).
    """

    assert conversation(replace(UNPRESENTED, mode=Mode.CHAIR), text, asides=True) == script_of(text)


def test_late_says_what_helps_where_no_cut_does() -> None:
    text = """
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee at 15:00 (fixed)
        14:06:00 Bob: late?
        14:06:00 bot: On time; ends 15:15; the slot ends 14:30: `fixed 3 off` lets item 3 begin earlier.
    """
    later = replace(small(), end=at(30), items=(WELCOME, ONE, replace(TWO, fixed=at(60)), MIC))

    assert conversation(later, text) == script_of(text)


def test_late_behind_the_slot_says_what_is_left_to_do() -> None:
    text = """
        14:40:00 Ann: start
        14:40:00 bot: Now: Welcome – Chairs (5 min, until 14:45); next: Draft One – Cy; the session ends 15:10 (planned 14:30).
        14:41:00 Bob: late?
        14:41:00 bot: +40 min; ends 15:10; the slot ended 14:30: `end` closes the session.
    """

    assert conversation(small(Mode.CHAIR), text) == script_of(text)


# Point 2: control before the start, while it runs, and on hold


def test_chairs_change_the_agenda_and_move_the_session_about() -> None:
    text = """
        13:50:00 Ann: swap 2 3
        13:50:00 bot: Now item 2 at 14:05: Draft Two – Dee, and item 3 at 14:20: Draft One – Cy; the session ends 14:30.
        13:50:30 Ann: move 2 after 3
        13:50:30 bot: Now item 3 at 14:15: Draft Two – Dee; the session ends 14:30.
        13:51:00 Ann: add "Hackathon" 5 by Cy after 1
        13:51:00 bot: New: item 2 at 14:05: Hackathon – Cy (5 min); the session ends 14:35 (planned 14:30).
        13:51:30 Ann: rename 2 "Hackathon report"
        13:51:30 bot: Item 2 is called Hackathon report now.
        13:52:00 Ann: presenter 3 is Cy remote
        13:52:00 bot: Item 3: Draft One – Cy (remote).
        13:52:30 Ann: drop 2
        13:52:30 bot: Item 2 is off the agenda: Hackathon report; the session ends 14:30.
        13:53:00 Ann: minutes 12 of item 2
        13:53:00 bot: Draft One has 12 min now; the session ends 14:32 (planned 14:30).
        13:53:30 Ann: fixed 3 14:25
        13:53:30 bot: Draft Two begins at 14:25, and no earlier; 8 min free before item 3, fixed for 14:25; the session ends 14:40 (planned 14:30).
        14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy (remote)
        14:02:00 Ann: skip
        14:02:00 bot: Left for later: Welcome.
        14:02:00 bot: Now: Draft One – Cy (remote) (12 min, until 14:14); next: Draft Two – Dee at 14:25 (fixed); the session ends 14:40 (planned 14:30).
        14:02:10 Yoav: skip
        14:02:10 bot (to Yoav only): Ann moved on a moment before you: Draft One is on now. `next` goes on again from 20 s after that.
        14:03:00 Ann: back 1
        14:03:00 bot: Now: Welcome – Chairs (5 min, until 14:08); next: Draft One – Cy (remote); the session ends 14:40 (planned 14:30).
        14:04:00 Ann: shorten 2
        14:04:00 bot: Welcome has 2 minutes less, until 14:06; the session ends 14:40 (planned 14:30).
        14:04:30 Ann: hold
        14:04:30 bot: The clock is on hold from 14:04; `resume` lets it go on.
        14:05:00 Ann: rename 4 "Any other business"
        14:05:00 bot: Item 4 is called Any other business now.
        14:06:00 Ann: resume
        14:06:00 bot: The clock goes on at 14:06; Welcome has until 14:07; the session ends 14:40 (planned 14:30).
        14:06:30 Ann: start over
        14:06:30 bot: The start is taken back: nothing has begun. `start` begins the session.
        14:07:00 Ann: start
        14:07:00 bot: Now: Welcome – Chairs (3 min, until 14:10); next: Draft One – Cy (remote); the session ends 14:40 (planned 14:30).
        14:08:00 Ann: end
        14:08:00 bot: The session ended at 14:08, 22 min early.
        14:08:30 Ann: undo
        14:08:30 bot: Undone: the end. The session goes on: Welcome is on again, until 14:10; the session ends 14:40 (planned 14:30).
        14:09:00 Ann: drop 1
        14:09:00 bot (to Ann only): Item 1, Welcome, is on now. `skip` leaves it for later, `next` goes on.
        14:09:30 Ann: swap 2 9
        14:09:30 bot (to Ann only): There is no item 9: the board has 4 items. `agenda` shows them.
        14:10:00 bot: Now: Draft One – Cy (remote) (12 min, until 14:22); next: Draft Two – Dee at 14:25 (fixed)
        14:10:00 Bob: undo
        14:10:00 bot (to Bob only): Only the chairs can do this: Ann, Yoav.
    """

    assert conversation(small(), text) == script_of(text)


def test_undo_says_what_came_back() -> None:
    text = """
        13:50:00 Ann: undo
        13:50:00 bot (to Ann only): There is no change left to take back; `undo` takes back time and agenda, five changes deep.
        13:51:00 Ann: drop 3
        13:51:00 bot: Item 3 is off the agenda: Draft Two; the session ends 14:15 (planned 14:30).
        13:51:30 Ann: undo
        13:51:30 bot: Undone: the drop. Draft Two is item 3 again; the session ends 14:30.
        14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:05:10 Ann: undo
        14:05:10 bot: Undone: the clock's step to the next item. Welcome is on again, until a chair says `next`; the session ends 14:30.
        14:05:30 Ann: next
        14:05:30 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:06:00 Ann: extend 5
        14:06:00 bot: Draft One has 5 more minutes, until 14:20; the session ends 14:35 (planned 14:30).
        14:06:30 Ann: swap 3 4
        14:06:30 bot: Now item 3 at 14:20: Open Mic, and item 4 at 14:20: Draft Two – Dee; the session ends 14:35 (planned 14:30).
        14:07:00 Ann: undo
        14:07:00 bot: Undone: the swap. Draft Two is item 3 again; the session ends 14:35 (planned 14:30).
        14:07:30 Ann: undo
        14:07:30 bot: Undone: the extension. Draft One has 10 min; the session ends 14:30.
        14:08:00 Ann: undo
        14:08:00 bot: Undone: the step to another item. Welcome is on again, until a chair says `next`; the session ends 14:33 (planned 14:30).
        14:09:00 Ann: hold
        14:09:00 bot: The clock is on hold from 14:09; `resume` lets it go on.
        14:09:30 Ann: undo
        14:09:30 bot: Undone: the hold. Item 1 of 4 is on; 4 min late; the session ends 14:34 (planned 14:30).
    """

    assert conversation(small(), text) == script_of(text)


def test_muted_bot_answers_and_announces_what_is_on_when_it_may_again() -> None:
    text = """
        14:02:00 Ann: mute
        14:02:00 bot: I announce nothing more, and answer commands still; `unmute` ends that.
        14:06:00 Bob: now
        14:06:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:07:00 Yoav: mute
        14:07:00 bot (to Yoav only): I am muted already; `unmute` lets announcements go on.
        14:08:00 Ann: unmute
        14:08:00 bot: I announce again.
        14:08:00 bot: (late: began 14:05) Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:08:30 Ann: skip 3
        14:08:30 bot: Left for later: Draft Two; the session ends 14:15 (planned 14:30).
        14:09:00 Ann: back 3
        14:09:00 bot: Now: Draft Two – Dee (15 min, until 14:24); next: Open Mic; the session ends 14:24 (planned 14:30).
    """

    assert conversation(small(), text) == script_of(text)


# Point 3: warnings


def test_chairs_are_warned_of_the_talk_and_of_the_questions_and_anew_after_an_extension() -> None:
    text = """
        14:00:30 Ann: start
        14:00:30 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:03:30 bot (to Ann only): Small WG: Welcome: 2 min left, until 14:05; next: Draft One – Cy.
        14:03:30 bot (to Yoav only): Small WG: Welcome: 2 min left, until 14:05; next: Draft One – Cy.
        14:03:30 bot (to Cy only): Small WG: you are on in 2 min, at 14:05, with Draft One (30 min).
        14:03:30 bot (to Dee only): Small WG: you are next after Draft One, in 32 min, at 14:35, with Draft Two (15 min).
        14:05:00 Ann: next
        14:05:00 bot: Now: Draft One – Cy (30 min, until 14:35); next: Draft Two – Dee
        14:21:00 bot (to Ann only): Small WG: Draft One: 4 min of the talk left, then 10 min of questions, until 14:35; next: Draft Two – Dee.
        14:21:00 bot (to Yoav only): Small WG: Draft One: 4 min of the talk left, then 10 min of questions, until 14:35; next: Draft Two – Dee.
        14:21:00 Bob: now
        14:21:00 bot: Now: Draft One – Cy (30 min, until 14:35); next: Draft Two – Dee
        14:23:00 bot (to Ann only): Small WG: Draft One: 2 min of the talk left, then 10 min of questions, until 14:35; next: Draft Two – Dee.
        14:23:00 bot (to Yoav only): Small WG: Draft One: 2 min of the talk left, then 10 min of questions, until 14:35; next: Draft Two – Dee.
        14:25:00 bot (to Ann only): Small WG: Draft One: time for questions, 10 min, until 14:35; next: Draft Two – Dee.
        14:25:00 bot (to Yoav only): Small WG: Draft One: time for questions, 10 min, until 14:35; next: Draft Two – Dee.
        14:25:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:35, with Draft Two (15 min).
        14:33:00 bot (to Ann only): Small WG: Draft One: time for questions, 2 min, until 14:35; next: Draft Two – Dee.
        14:33:00 bot (to Yoav only): Small WG: Draft One: time for questions, 2 min, until 14:35; next: Draft Two – Dee.
        14:33:00 bot (to Dee only): Small WG: you are on in 2 min, at 14:35, with Draft Two (15 min).
        14:35:00 bot: Time is up for Draft One; next: Draft Two – Dee. Chairs: `next` or `extend N`.
        14:35:30 Ann: extend 5
        14:35:30 bot: Draft One has 5 more minutes, until 14:40; the session ends 14:55 (planned 14:50).
        14:38:00 bot (to Ann only): Small WG: Draft One: time for questions, 2 min, until 14:40; next: Draft Two – Dee.
        14:38:00 bot (to Yoav only): Small WG: Draft One: time for questions, 2 min, until 14:40; next: Draft Two – Dee.
        14:40:00 bot: Time is up for Draft One; next: Draft Two – Dee. Chairs: `next` or `extend N`.
        14:45:00 bot (to Ann only): Small WG: Draft One is over by 5 min; next: Draft Two – Dee. `next` or `extend N`.
        14:45:00 bot (to Yoav only): Small WG: Draft One is over by 5 min; next: Draft Two – Dee. `next` or `extend N`.
        14:46:00 Ann: next
        14:46:00 bot: Now: Draft Two – Dee (15 min, until 15:01); next: Open Mic; the session ends 15:01 (planned 14:50).
    """

    assert conversation(QUESTIONS, text, asides=True) == script_of(text)


def test_warnings_may_go_to_the_channel() -> None:
    text = """
        14:04:00 Bob: now
        14:04:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:05:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:15, with Draft Two (15 min).
        14:13:00 bot: Draft One: 2 min left, until 14:15; next: Draft Two – Dee.
        14:13:00 bot (to Dee only): Small WG: you are on in 2 min, at 14:15, with Draft Two (15 min).
        14:14:00 Bob: now
        14:14:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
    """

    assert conversation(replace(small(), warnings=Audience.CHANNEL), text, asides=True) == script_of(text)


def test_warnings_may_stand_on_the_board_alone() -> None:
    text = """
        14:04:00 Bob: now
        14:04:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:05:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:15, with Draft Two (15 min).
        14:13:00 bot (to Dee only): Small WG: you are on in 2 min, at 14:15, with Draft Two (15 min).
        14:14:00 Bob: now
        14:14:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
    """

    assert conversation(replace(small(), warnings=Audience.BOARD), text, asides=True) == script_of(text)


# Point 4: heads-ups


def test_presenters_are_told_before_their_turn_and_again_when_it_moved() -> None:
    text = """
        13:52:00 Ann: hold
        13:52:00 bot: The start is on hold; `resume` lifts it.
        13:53:00 Ann: resume
        13:53:00 bot: The hold is over; the session starts at 14:00.
        13:55:00 bot (to Cy only): Small WG: you are on in 10 min, at 14:05, with Draft One (20 min).
        13:55:00 bot (to Dee only): Small WG: you are next after Draft One, in 30 min, at 14:25, with Draft Two (15 min).
        14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:03:00 bot (to Cy only): Small WG: you are on in 2 min, at 14:05, with Draft One (20 min).
        14:03:00 bot (to Dee only): Small WG: you are next after Draft One, in 22 min, at 14:25, with Draft Two (15 min).
        14:05:00 bot: Now: Draft One – Cy (20 min, until 14:25); next: Draft Two – Dee
        14:15:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:25, with Draft Two (15 min).
        14:16:00 Ann: extend 9
        14:16:00 bot: Draft One has 9 more minutes, until 14:34; the session ends 14:49 (planned 14:40).
        14:18:00 Ann: extend 2
        14:18:00 bot: Draft One has 2 more minutes, until 14:36; the session ends 14:51 (planned 14:40).
        14:26:00 bot (to Dee only): Small WG: you are on in 10 min, at 14:36 (planned 14:25), with Draft Two (15 min).
        14:34:00 bot (to Dee only): Small WG: you are on in 2 min, at 14:36 (planned 14:25), with Draft Two (15 min).
        14:34:00 Ann: next
        14:34:00 bot: Now: Draft Two – Dee (15 min, until 14:49); next: Open Mic; the session ends 14:49 (planned 14:40).
    """

    assert conversation(SLIDES, text, asides=True) == script_of(text)


# Point 7: ping me, when am I on


def test_who_asked_is_told_when_an_item_is_near_begins_or_moves() -> None:
    text = """
        13:50:00 Bob: ping me for draft two
        13:50:00 bot (to Bob only): I tell you when Draft Two is 5 minutes away, starts or moves, as things stand at 14:15; `unping` ends that.
        13:50:10 Bob: ping me for draft
        13:50:10 bot (to Bob only): Several items fit “draft”: 2. Draft One; 3. Draft Two. Please give the number.
        13:50:20 Bob: ping me for frob
        13:50:20 bot (to Bob only): No item fits “frob”. `agenda` shows all, with their numbers.
        13:50:30 Eve: ping me for 4
        13:50:30 bot (to Eve only): I tell you when Open Mic is 5 minutes away, starts or moves, as things stand at 14:30; `unping` ends that.
        13:50:40 Cy: when am I on
        13:50:40 bot (to Cy only): No item of the agenda names your account. You can ask by name: `when Cy`.
        13:51:00 Eve: unping
        13:51:00 bot (to Eve only): I tell you no more about Open Mic.
        13:51:10 Eve: unping
        13:51:10 bot (to Eve only): You have not asked me to tell you about any item. `ping me for TITLE` does that.
        14:00:00 bot: Now: Welcome (5 min, until 14:05); next: Draft One
        14:05:00 bot: Now: Draft One (10 min, until 14:15); next: Draft Two
        14:06:00 Ann: extend 7
        14:06:00 bot: Draft One has 7 more minutes, until 14:22; the session ends 14:37 (planned 14:30).
        14:06:00 bot (to Bob only): Small WG: Draft Two starts at 14:22 (planned 14:15).
        14:06:30 Bob: remind me about open mic
        14:06:30 bot (to Bob only): I tell you when Open Mic is 5 minutes away, starts or moves, as things stand at 14:37; `unping` ends that.
        14:06:30 bot (to Bob only): Small WG: Open Mic starts at 14:37 (planned 14:30).
        14:17:00 bot (to Bob only): Small WG: Draft Two starts in 5 min, at 14:22 (planned 14:15).
        14:22:00 bot: Now: Draft Two (15 min, until 14:37); next: Open Mic
        14:22:00 bot (to Bob only): Small WG: Draft Two starts now (planned 14:15).
        14:23:00 Ann: drop 4
        14:23:00 bot: Item 4 is off the agenda: Open Mic; the session ends 14:37 (planned 14:30).
        14:23:00 bot (to Bob only): Small WG: Open Mic was taken off the agenda.
    """

    assert conversation(UNPRESENTED, text, asides=True) == script_of(text)


# Point 8: the record


def test_record_is_acknowledged_by_a_reaction() -> None:
    text = """
        13:55:00 Bob: note slides 3 and 4 are swapped
        13:55:00 bot (reacts to Bob): ✓
        14:00:00 bot: Now: Welcome – Chairs (5 min, until 14:05); next: Draft One – Cy
        14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee
        14:06:00 Bob: action Cy to post a new revision, please?
        14:06:00 bot (reacts to Bob): ✓
        14:06:30 Eve: decision: adopt Draft One
        14:06:30 bot (reacts to Eve): ✓
        14:07:00 Bob: action Dee: review it
        14:07:00 bot (reacts to Bob): ✓
        14:07:10 Bob: action
        14:07:10 bot (to Bob only): Please say `action WHO to TEXT`, for example `action Paul Wouters to post a new revision`. `help action` tells more.
        14:07:20 Bob: note takers
        14:07:20 bot: No volunteers are wanted.
        14:07:30 Bob: record
        14:07:30 bot: Decisions:
        14:07:40 Bob: minutes?
        14:07:40 bot (to Bob only): I do not know “minutes?”. Did you mean `volunteer note taker` or `volunteers`? `help` lists all commands.
        14:08:00 Ann: end
        14:08:00 bot: The session ended at 14:08, 22 min early.
        14:08:10 Ann: action Eve to close the ticket
        14:08:10 bot (reacts to Ann): ✓
    """

    assert conversation(small(), text) == script_of(text)


# Point 9: it explains itself


def test_help_comes_from_the_table_of_commands() -> None:
    text = """
        13:55:00 Bob: help
        13:55:00 bot (to Bob only): - Session: `agenda`, `now`, `next?`, `when WHAT-OR-WHO`, `who`, `links`, `notes`, `status`, `notewell`, `chairs`, `late?`, `slides [N]`, `doc NAME`, `board`
        13:55:10 Bob: help time
        13:55:10 bot (to Bob only): Chairs, time:
        13:55:20 Bob: help swap
        13:55:20 bot (to Bob only): `swap A B`: Lets two items to come change places. For example: `swap 3 4`. For chairs.
        13:55:30 Bob: help frob
        13:55:30 bot (to Bob only): There is no command or topic “frob”.
        13:55:40 Bob: swap
        13:55:40 bot (to Bob only): Please say `swap A B`, for example `swap 3 4`. `help swap` tells more.
        13:55:45 Bob: slides 2
        13:55:45 bot: 2. Draft One – Cy: no slides are linked.
        13:55:50 Bob: doc draft-x
        13:55:50 bot: The agenda names no document “draft-x”. `status` lists those it names.
        13:55:55 Bob: board
    """

    assert conversation(small(), text) == script_of(text)


def test_heads_up_links_the_slides() -> None:
    entries = [entry for entry in played(SLIDES) if "(to Cy only)" in entry]

    assert [entry.splitlines()[1:] for entry in entries] == [["          Slides <https://s.example/1>"]] * 2


def test_record_is_shown_with_item_time_and_by_whom_and_the_end_repeats_it() -> None:
    entries = played(
        small(),
        """
        14:06 Bob: action Cy to post a new revision
        14:07 Eve: decision adopt Draft One
        14:08 Eve: note slide 3
        14:09 Bob: record
        14:10 Ann: end
        """,
    )
    decided = ["          Decisions:", "          - adopt Draft One (Draft One, 14:07, Eve)"]
    to_do = ["          Actions:", "          - Cy to post a new revision (Draft One, 14:06, Bob)"]
    shown = next(entry for entry in entries if entry.startswith("14:09:00 bot"))

    assert shown.splitlines() == [
        "14:09:00 bot: Decisions:",
        *decided[1:],
        *to_do,
        "          Notes:",
        "          - slide 3 (Draft One, 14:08, Eve)",
    ]
    assert [line for line in (*decided, *to_do) if line in entries[-1].splitlines()] == [*decided, *to_do]


def test_help_on_a_topic_lists_its_commands() -> None:
    entries = played(small(), "13:54 Bob: help record")
    text = next(one for one in entries if one.startswith("13:54:00 bot"))

    assert text.splitlines()[1:] == [
        "          Record:",
        "          - `action WHO to TEXT`: Keeps what somebody is to do, with the item and the time.",
        "          - `decision TEXT`: Keeps what was decided, with the item and the time.",
        "          - `note TEXT`: Keeps a note, with the item and the time.",
        "          - `record`: Shows the actions, decisions and notes so far.",
    ]
