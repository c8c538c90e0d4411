from dataclasses import replace

import pytest

from chatbot.core.agenda import Mode, Notice, Role
from chatbot.core.announcements import LIVE, Announcement, Subject, announcements, stands
from chatbot.core.announcements.standing import OLD_NEWS
from chatbot.core.commands import End, Extend, Hold, Need, Next, Resume, Revise, Skip, Start, Volunteer, Withdraw
from chatbot.core.events import ItemStarted
from chatbot.core.session import evolve, plan
from tests.core.build import ANN, BOB, CY, NOTE_TAKERS, YOAV, Run, agenda_of, at, clock, minutes, plan_run, play

EVENING = at("23:00")
NOTE_WELL = Notice("Note Well", "This is a reminder of IETF policies.")
CHAIRED = play(agenda_of(mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())


def said(run: Run) -> list[tuple[str, str]]:
    return [(clock(one.at), one.key) for one in run.said]


def standing(run: Run, now: str) -> list[str]:
    """The keys of all that would still be said now for the first time."""
    return [one.key for one in run.said if stands(run.session, one, at(now))]


def test_announcements_of_a_whole_session() -> None:
    run = play(agenda_of(10, 5, notices=(NOTE_WELL,), roles=(NOTE_TAKERS,)), EVENING)

    assert said(run) == [
        ("15:30", "request/1"),
        ("14:30", "request/2"),
        ("15:20", "request/3"),
        ("15:30", "notices/1"),
        ("15:30", "board/1"),
        ("15:30", "item-1/1"),
        ("15:30", "request/4"),
        ("15:30", "candidates/1/zulip:1"),
        ("15:30", "candidates/1/slack:U2"),
        ("15:40", "item-2/1"),
        ("15:45", "farewell/1"),
    ]


def test_announcements_of_a_session_led_by_the_chair() -> None:
    run = play(agenda_of(10, 5, mode=Mode.CHAIR), at("15:31")).say(at("15:32"), ANN, Start())
    run = run.until(at("15:43")).say(at("15:44"), ANN, Extend(3)).until(at("15:48")).say(at("15:50"), ANN, Next())

    assert said(run.say(at("15:53"), ANN, End())) == [
        ("15:30", "start-call/1"),
        ("15:32", "board/1"),
        ("15:32", "item-1/1"),
        ("15:42", "time-call-1/1"),
        ("15:47", "time-call-1/2"),
        ("15:50", "item-2/1"),
        ("15:53", "farewell/1"),
    ]


def test_session_without_notices_begins_with_the_board() -> None:
    assert said(play(agenda_of(), at("15:30"))) == [("15:30", "board/1"), ("15:30", "item-1/1")]


def test_what_chairs_and_volunteers_say_is_not_announced() -> None:
    run = play(agenda_of(roles=(NOTE_TAKERS,)), at("15:30"))
    later = run.say(at("15:31"), ANN, Extend(5)).say(at("15:32"), ANN, Hold()).say(at("15:33"), ANN, Resume())
    later = later.say(at("15:34"), BOB, Volunteer()).say(at("15:34"), BOB, Withdraw())

    assert later.said == run.said


def test_planned_and_revised_agenda_is_not_announced() -> None:
    run = plan_run(agenda_of())

    assert announcements(run.session, run.journal[0]) == ()
    assert run.say(at("12:00"), None, Revise(agenda_of(5))).said == ()


def test_skip_announces_the_following_item_alone() -> None:
    run = play(agenda_of(), at("15:30"))

    assert said(run.say(at("15:33"), ANN, Skip()))[len(run.said) :] == [("15:33", "item-2/1")]


def test_need_announces_a_request_where_places_are_free() -> None:
    run = play(agenda_of(roles=(Role("scribe", 1),)), at("15:30")).say(at("15:31"), BOB, Volunteer())
    run = run.say(at("15:32"), ANN, Need("scribe", 2)).say(at("15:33"), CY, Volunteer())

    assert said(run.say(at("15:34"), ANN, Need("scribe", 2)))[-1] == ("15:32", "request/5")


@pytest.mark.parametrize("when", ["15:00", "15:40"])
def test_need_of_a_new_role_is_one_request(when: str) -> None:
    run = plan_run(agenda_of()).say(at(when), ANN, Need("scribe", 1)).until(at(when))

    assert [key for _, key in said(run) if key.startswith("request")] == ["request/1"]


def test_need_leaves_the_rounds_to_come() -> None:
    run = plan_run(agenda_of()).say(at("15:00"), ANN, Need("scribe", 1)).until(at("15:30"))

    assert [one for one in said(run) if one[1].startswith("request")] == [
        ("15:00", "request/1"),
        ("15:20", "request/2"),
        ("15:30", "request/3"),
    ]


def test_keys_are_unique_and_the_same_after_a_restart() -> None:
    run = play(agenda_of(10, 0, 5, mode=Mode.CHAIR, notices=(NOTE_WELL,), roles=(NOTE_TAKERS,)), at("15:30"))
    moved = agenda_of(10, 0, 5, mode=Mode.CHAIR, notices=(NOTE_WELL,), roles=(NOTE_TAKERS,), start=at("15:45"))
    run = run.say(at("15:31"), None, Revise(moved)).say(at("15:46"), ANN, Start()).say(at("15:58"), YOAV, Extend(2))
    run = run.say(at("15:59"), ANN, Extend(5)).say(at("16:10"), ANN, Need("scribe", 2)).say(at("16:11"), ANN, Next())
    run = run.say(at("16:12"), ANN, Skip()).until(EVENING)
    keys = [one.key for one in run.said]
    again = Run(plan(moved_plan := run.journal[0]), (moved_plan,)).then(*run.journal[1:])  # type: ignore[arg-type]

    assert len(set(keys)) == len(keys)
    assert again.said == run.said


def test_live_posts_are_the_board_the_request_and_polls() -> None:
    assert {subject for subject in Subject if subject in LIVE} == {
        Subject.BOARD,
        Subject.REQUEST,
        Subject.POLL,
        Subject.ASKED,
    }


# What is still worth saying


def test_notices_board_and_item_stand_while_the_item_is_on() -> None:
    assert standing(play(agenda_of(notices=(NOTE_WELL,)), at("15:39")), "15:39") == ["notices/1", "board/1", "item-1/1"]


def test_item_that_is_over_is_not_announced_any_more() -> None:
    assert standing(play(agenda_of(), at("15:41")), "15:41") == ["board/1", "item-2/1"]


def test_only_the_farewell_stands_after_the_end() -> None:
    run = play(agenda_of(notices=(NOTE_WELL,), roles=(NOTE_TAKERS,)), EVENING)

    assert standing(run, "16:00") == ["farewell/1"]


def test_farewell_is_old_news_after_an_hour() -> None:
    run = play(agenda_of(), EVENING)

    assert minutes(60) == OLD_NEWS
    assert [standing(run, now) for now in ("16:59:59", "17:00")] == [["farewell/1"], []]


def test_farewell_does_not_stand_before_the_end() -> None:
    assert not stands(play(agenda_of(), at("15:31")).session, Announcement(Subject.FAREWELL, at("16:00")), at("15:31"))


def test_notices_do_not_stand_before_the_start() -> None:
    assert not stands(plan_run(agenda_of()).session, Announcement(Subject.NOTICES, at("15:30")), at("15:30"))


def test_start_call_stands_until_the_start() -> None:
    run = play(agenda_of(mode=Mode.CHAIR), at("15:35"))

    assert standing(run, "15:35") == ["start-call/1"]
    assert standing(run.say(at("15:36"), ANN, Start()), "15:36") == ["board/1", "item-1/1"]


def test_start_call_is_superseded_where_the_start_moves() -> None:
    run = play(agenda_of(mode=Mode.CHAIR), at("15:31"))
    moved = run.say(at("15:32"), None, Revise(agenda_of(mode=Mode.CHAIR, start=at("16:00"))))

    assert standing(moved, "15:32") == []
    assert standing(moved.until(at("16:00")), "16:00") == ["start-call/2"]


def test_only_the_latest_request_stands() -> None:
    assert standing(play(agenda_of(roles=(NOTE_TAKERS,)), at("15:20")), "15:20") == ["request/3"]


def test_no_request_stands_once_all_places_are_taken() -> None:
    run = play(agenda_of(roles=(NOTE_TAKERS,)), at("15:20"))
    run = run.say(at("15:21"), BOB, Volunteer()).say(at("15:22"), CY, Volunteer())

    assert standing(run, "15:22") == []


def test_time_call_stands_while_the_item_runs_over() -> None:
    assert standing(CHAIRED.until(at("15:55")), "15:55") == ["board/1", "item-1/1", "time-call-1/1"]


def test_time_call_is_stale_once_the_chair_went_on() -> None:
    assert standing(CHAIRED.say(at("15:41"), ANN, Next()), "15:41") == ["board/1", "item-2/1"]


def test_time_call_is_stale_once_the_item_is_extended() -> None:
    assert standing(CHAIRED.say(at("15:41"), ANN, Extend(5)), "15:42") == ["board/1", "item-1/1"]


def test_time_call_is_superseded_by_the_call_after_an_extension() -> None:
    run = CHAIRED.say(at("15:41"), ANN, Extend(5)).until(at("15:46"))

    assert standing(run, "15:46") == ["board/1", "item-1/1", "time-call-1/2"]


def test_time_call_is_stale_after_the_end() -> None:
    assert standing(CHAIRED.say(at("15:41"), ANN, End()), "15:41") == ["farewell/1"]


def test_item_without_minutes_is_named_until_the_next_step() -> None:
    run = play(agenda_of(10, 0, 5), at("15:46"))

    assert standing(run, "15:46") == ["board/1", "item-2/1"]
    assert standing(run.say(at("15:47"), ANN, Next()), "15:47") == ["board/1", "item-3/1"]


def test_item_skipped_in_its_first_instant_is_not_named() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:33"), ANN, Next()).say(at("15:33"), ANN, Skip())

    assert standing(run, "15:33") == ["board/1", "item-3/1"]


def test_item_started_again_supersedes_its_first_announcement() -> None:
    run = play(agenda_of(), at("15:45"))
    session = evolve(run.session, ItemStarted(at=at("15:46"), item=1))
    first = next(one for one in run.said if one.item == 1)

    assert [stands(session, replace(first, round=number), at("15:46")) for number in (1, 2)] == [False, True]
