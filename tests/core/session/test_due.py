"""The clock's part of whole sessions: what is started, called, asked and closed, and when."""

from datetime import datetime, time

import pytest

from chatbot.core.agenda import Agenda, Mode, Role
from chatbot.core.commands import (
    Advance,
    AskVolunteers,
    CallStart,
    CallTime,
    Due,
    End,
    Extend,
    Fix,
    Hold,
    Need,
    Next,
    Resume,
    Revise,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)
from chatbot.core.events import (
    CandidatesListed,
    ItemStarted,
    SessionEnded,
    SessionPlanned,
    SessionStarted,
    StartCalled,
    TimeCalled,
    VolunteersAsked,
)
from chatbot.core.session import Phase, due, elapse, evolve_all
from tests.core.build import (
    ANN,
    BOB,
    CY,
    NOTE_TAKERS,
    YOAV,
    Run,
    agenda_of,
    asked,
    at,
    called,
    clock,
    plan_run,
    play,
    started,
    starts,
)

EVENING = at("23:00")
CHAIRED = play(agenda_of(mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())
RUNNING = play(agenda_of(), at("15:30"))
ASKING = plan_run(agenda_of(roles=(NOTE_TAKERS,)))


def ended(run: Run) -> str:
    return clock(run.session.ended_at)


# The clock leads


def test_whole_session_by_the_clock() -> None:
    agenda = agenda_of(10, 5, 15)

    assert play(agenda, EVENING).journal == (
        SessionPlanned(at=at("15:30", days=-2), agenda=agenda),
        SessionStarted(at=at("15:30")),
        ItemStarted(at=at("15:30"), item=1),
        ItemStarted(at=at("15:40"), item=2),
        ItemStarted(at=at("15:45"), item=3),
        SessionEnded(at=at("16:00")),
    )


def test_nothing_happens_before_the_start() -> None:
    assert play(agenda_of(), at("15:29:59")).journal == plan_run(agenda_of()).journal


def test_extension_moves_all_later_starts() -> None:
    run = RUNNING.say(at("15:38"), ANN, Extend(5)).until(EVENING)

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:45", 2), ("15:50", 3)], "16:05")


def test_skip_brings_all_later_starts_forward() -> None:
    run = RUNNING.say(at("15:33"), ANN, Skip()).until(EVENING)

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:33", 2), ("15:38", 3)], "15:53")


def test_next_early_brings_all_later_starts_forward() -> None:
    run = RUNNING.say(at("15:33"), ANN, Next()).until(EVENING)

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:33", 2), ("15:38", 3)], "15:53")


def test_hold_moves_all_later_starts() -> None:
    held = RUNNING.say(at("15:35"), ANN, Hold())
    run = held.say(at("15:52"), ANN, Resume()).until(EVENING)

    assert starts(held, at("15:52")) == ["15:30", "15:57", "16:02"]
    assert (started(run), ended(run)) == ([("15:30", 1), ("15:57", 2), ("16:02", 3)], "16:17")


def test_clock_asks_for_nothing_on_hold() -> None:
    assert due(RUNNING.say(at("15:35"), ANN, Hold()).session, EVENING) is None


def test_extension_on_hold_adds_to_it() -> None:
    run = RUNNING.say(at("15:35"), ANN, Hold()).say(at("15:36"), ANN, Extend(3)).say(at("15:40"), ANN, Resume())

    assert due(run.session, at("15:40")) == Due(at("15:48"), Advance(1))


def test_next_on_hold_gives_the_new_item_its_whole_time_after_the_hold() -> None:
    run = RUNNING.say(at("15:35"), ANN, Hold()).say(at("15:50"), ANN, Next()).say(at("16:00"), ANN, Resume())

    assert started(run.until(EVENING)) == [("15:30", 1), ("15:50", 2), ("16:05", 3)]


def test_extend_skip_next_and_hold_together() -> None:
    run = (
        play(agenda_of(10, 5, 15, 20), at("15:30"))
        .say(at("15:35"), ANN, Extend(5))
        .say(at("15:41"), YOAV, Next())
        .say(at("15:42"), ANN, Hold())
        .say(at("15:45"), ANN, Resume())
        .say(at("15:55"), ANN, Skip())
        .until(EVENING)
    )

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:41", 2), ("15:49", 3), ("15:55", 4)], "16:15")


def test_hold_before_the_start_keeps_it_closed_until_resumed() -> None:
    run = plan_run(agenda_of()).say(at("15:20"), ANN, Hold()).until(at("15:50"))

    assert run.session.phase is Phase.PLANNED
    assert started(run.say(at("15:50"), ANN, Resume()).until(EVENING)) == [("15:50", 1), ("16:00", 2), ("16:05", 3)]


def test_hold_that_ends_before_the_start_moves_nothing() -> None:
    run = plan_run(agenda_of()).say(at("15:10"), ANN, Hold()).say(at("15:20"), ANN, Resume()).until(EVENING)

    assert started(run) == [("15:30", 1), ("15:40", 2), ("15:45", 3)]


def test_start_by_a_chair_on_hold_runs_the_clock() -> None:
    run = plan_run(agenda_of()).say(at("15:20"), ANN, Hold()).say(at("15:25"), ANN, Start()).until(EVENING)

    assert started(run) == [("15:25", 1), ("15:35", 2), ("15:40", 3)]


def test_zero_minutes_in_the_middle_stay_open_until_a_chair_goes_on() -> None:
    run = play(agenda_of(10, 0, 0, 5), at("15:50")).say(at("15:50"), ANN, Next()).say(at("15:52"), ANN, Next())

    assert started(run.until(EVENING)) == [("15:30", 1), ("15:40", 2), ("15:50", 3), ("15:52", 4)]
    assert ended(run.until(EVENING)) == "15:57"


def test_zero_minutes_first_stay_open_until_a_chair_goes_on() -> None:
    assert started(play(agenda_of(0, 5), at("15:45")).say(at("15:45"), ANN, Next())) == [("15:30", 1), ("15:45", 2)]


def test_zero_minutes_before_a_fixed_item_stay_open_until_it_begins() -> None:
    run = play(agenda_of(10, 0, 5), at("15:30")).say(at("15:31"), ANN, Fix(3, time(9, 0)))

    assert started(run.until(EVENING)) == [("15:30", 1), ("15:40", 2), ("16:00", 3)]


def test_zero_minutes_behind_the_time_of_a_fixed_item_stay_open_until_a_chair_goes_on() -> None:
    run = play(agenda_of(10, 0, 5), at("15:30")).say(at("15:31"), ANN, Fix(3, time(8, 35)))

    assert started(run.until(at("15:50")).say(at("15:50"), ANN, Next())) == [("15:30", 1), ("15:40", 2), ("15:50", 3)]


def test_zero_minutes_that_nobody_goes_on_from_are_closed_an_hour_after_the_plan() -> None:
    assert ended(play(agenda_of(10, 0, 5), EVENING)) == "16:45"
    assert ended(play(agenda_of(10, 0, 5, end=at("17:30")), EVENING)) == "18:30"


def test_zero_minutes_at_the_end_stay_open_for_a_quarter_of_an_hour() -> None:
    run = play(agenda_of(10, 0), EVENING)

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:40", 2)], "15:55")


def test_zero_minutes_at_the_end_stay_open_until_the_slot_ends() -> None:
    assert ended(play(agenda_of(10, 0, end=at("16:30")), EVENING)) == "16:30"


def test_zero_minutes_end_as_said_once_extended() -> None:
    assert ended(play(agenda_of(10, 0), at("15:40")).say(at("15:47"), ANN, Extend(5)).until(EVENING)) == "15:52"
    assert started(play(agenda_of(0, 5), at("15:30")).say(at("15:37:30"), ANN, Extend(5)).until(EVENING)) == [
        ("15:30", 1),
        ("15:43", 2),
    ]


def test_clock_after_a_long_stop_starts_each_item_at_its_own_time() -> None:
    assert plan_run(agenda_of()).wake(EVENING) == play(agenda_of(), EVENING)


def test_start_by_hand_goes_before_the_planned_one() -> None:
    run = plan_run(agenda_of()).say(at("15:20"), ANN, Start()).until(EVENING)

    assert (started(run), ended(run)) == ([("15:20", 1), ("15:30", 2), ("15:35", 3)], "15:50")


def test_nothing_is_asked_for_once_it_is_over() -> None:
    assert due(play(agenda_of(roles=(NOTE_TAKERS,)), EVENING).session, EVENING) is None


# The chair leads


def test_chair_is_told_once_that_the_start_has_come() -> None:
    agenda = agenda_of(mode=Mode.CHAIR)

    assert play(agenda, at("12:00", days=30)).journal == (
        SessionPlanned(at=at("15:30", days=-2), agenda=agenda),
        StartCalled(at=at("15:30")),
    )


def test_start_call_waits_for_the_end_of_a_hold() -> None:
    held = plan_run(agenda_of(mode=Mode.CHAIR)).say(at("15:20"), ANN, Hold()).until(at("15:40"))

    assert due(held.session, at("15:40")) is None
    assert due(held.say(at("15:40"), ANN, Resume()).session, at("15:40")) == Due(at("15:40"), CallStart())


def test_start_is_called_again_where_the_revised_agenda_moves_it() -> None:
    told = play(agenda_of(mode=Mode.CHAIR), at("15:31"))
    run = told.say(at("15:32"), None, Revise(agenda_of(mode=Mode.CHAIR, start=at("16:00")))).until(EVENING)

    assert [event.at for event in run.journal if isinstance(event, StartCalled)] == [at("15:30"), at("16:00")]


def test_start_is_not_called_again_where_the_revised_agenda_leaves_it() -> None:
    told = play(agenda_of(mode=Mode.CHAIR), at("15:31"))
    run = told.say(at("15:32"), None, Revise(agenda_of(20, mode=Mode.CHAIR))).until(EVENING)

    assert [event.at for event in run.journal if isinstance(event, StartCalled)] == [at("15:30")]


def test_chair_is_told_once_that_time_is_up() -> None:
    run = CHAIRED.until(at("16:30"))

    assert (started(run), called(run)) == ([("15:30", 1)], [("15:40", 1)])


def test_next_in_time_needs_no_call() -> None:
    run = CHAIRED.say(at("15:38"), ANN, Next()).say(at("15:47"), ANN, Next()).until(at("16:01"))

    assert (started(run), called(run)) == ([("15:30", 1), ("15:38", 2), ("15:47", 3)], [("15:43", 2)])


def test_extension_arms_the_call_again() -> None:
    run = CHAIRED.say(at("15:47"), ANN, Extend(5)).until(at("16:30"))

    assert called(run) == [("15:40", 1), ("15:52", 1)]


def test_extension_before_the_call_moves_it() -> None:
    assert called(CHAIRED.say(at("15:35"), ANN, Extend(5)).until(at("16:30"))) == [("15:45", 1)]


def test_hold_moves_the_call() -> None:
    run = CHAIRED.say(at("15:35"), ANN, Hold()).say(at("15:45"), ANN, Resume()).until(at("16:30"))

    assert called(run) == [("15:50", 1)]


def test_item_without_minutes_is_never_called() -> None:
    run = play(agenda_of(0, 5, mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start()).until(at("16:00"))

    assert called(run) == []


def test_item_without_minutes_is_called_once_extended() -> None:
    run = play(agenda_of(0, 5, mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())

    assert called(run.say(at("15:31"), ANN, Extend(5)).until(at("16:00"))) == [("15:36", 1)]


def test_forgotten_session_is_closed_an_hour_after_its_projected_end() -> None:
    assert CHAIRED.until(EVENING).journal[-2:] == (
        TimeCalled(at=at("15:40"), item=1),
        SessionEnded(at=at("17:00")),
    )


def test_forgotten_session_counts_from_the_last_step_of_the_chair() -> None:
    run = CHAIRED.say(at("15:50"), ANN, Next()).say(at("16:30"), ANN, Next()).until(EVENING)

    assert (started(run), ended(run)) == ([("15:30", 1), ("15:50", 2), ("16:30", 3)], "17:45")


def test_forgotten_item_without_minutes_is_closed_too() -> None:
    run = play(agenda_of(5, 0, mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())

    assert ended(run.say(at("15:35"), ANN, Next()).until(EVENING)) == "16:35"


# Agendas that come late


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("when", ["16:00", "16:01", "23:00"])
def test_agenda_read_after_its_end_is_never_announced(mode: Mode, when: str) -> None:
    history = plan_run(agenda_of(mode=mode, roles=(NOTE_TAKERS,)), at(when))

    assert history.until(at("12:00", days=30)) == history


def test_stated_end_decides_whether_an_agenda_is_history() -> None:
    run = plan_run(agenda_of(end=at("17:00")), at("16:30"))

    assert started(run.until(EVENING)) == [("16:30", 1), ("16:40", 2), ("16:45", 3)]


def test_agenda_read_in_the_middle_begins_then() -> None:
    run = plan_run(agenda_of(), at("15:42")).until(EVENING)

    assert (started(run), ended(run)) == ([("15:42", 1), ("15:52", 2), ("15:57", 3)], "16:12")


# Volunteers


def test_volunteers_are_asked_four_times_while_places_are_empty() -> None:
    assert asked(ASKING.until(EVENING)) == [
        (at("15:30", days=-1), 1),
        (at("14:30"), 2),
        (at("15:20"), 3),
        (at("15:30"), 4),
    ]


def test_session_starts_before_it_asks() -> None:
    assert ASKING.until(at("15:30")).journal[-4:] == (
        SessionStarted(at=at("15:30")),
        ItemStarted(at=at("15:30"), item=1),
        VolunteersAsked(at=at("15:30"), round=4),
        CandidatesListed(at=at("15:30")),
    )


def test_nobody_is_asked_without_roles() -> None:
    assert asked(play(agenda_of(), EVENING)) == []


def test_nobody_is_asked_once_all_places_are_taken() -> None:
    run = ASKING.say(at("14:45"), BOB, Volunteer()).say(at("15:00"), CY, Volunteer()).until(EVENING)

    assert asked(run) == [(at("15:30", days=-1), 1), (at("14:30"), 2)]


def test_one_place_of_two_is_still_asked_for() -> None:
    assert len(asked(ASKING.say(at("14:45"), BOB, Volunteer()).until(EVENING))) == 4


def test_one_role_of_two_is_still_asked_for() -> None:
    run = plan_run(agenda_of(roles=(Role("scribe", 1), Role("note taker", 1))))

    assert len(asked(run.say(at("12:00"), BOB, Volunteer("scribe")).until(EVENING))) == 4


def test_volunteers_are_asked_on_hold_too() -> None:
    assert asked(ASKING.say(at("14:00"), ANN, Hold()).until(EVENING)) == asked(ASKING.until(EVENING))


@pytest.mark.parametrize(
    ("when", "rounds"),
    [
        (at("15:30", days=-1), [(at("15:30", days=-1), 1), (at("14:30"), 2), (at("15:20"), 3), (at("15:30"), 4)]),
        (at("12:00"), [(at("12:00"), 1), (at("14:30"), 2), (at("15:20"), 3), (at("15:30"), 4)]),
        (at("15:00"), [(at("15:00"), 2), (at("15:20"), 3), (at("15:30"), 4)]),
        (at("15:25"), [(at("15:25"), 3), (at("15:30"), 4)]),
        (at("15:40"), [(at("15:40"), 4)]),
    ],
)
def test_missed_requests_are_made_up_once_by_the_last(when: datetime, rounds: list[tuple[datetime, int]]) -> None:
    assert asked(plan_run(agenda_of(roles=(NOTE_TAKERS,)), when).until(EVENING)) == rounds


def test_requests_missed_in_a_long_stop_are_made_up_once() -> None:
    assert asked(ASKING.until(at("12:00")).wake(at("15:25"))) == [(at("15:30", days=-1), 1), (at("15:20"), 3)]


def test_place_given_back_during_the_session_is_asked_for_once() -> None:
    full = ASKING.say(at("12:00"), BOB, Volunteer()).say(at("12:00"), CY, Volunteer())
    run = full.say(at("15:40"), CY, Withdraw()).until(EVENING)

    assert asked(run) == [(at("15:30", days=-1), 1), (at("15:40"), 4)]


def test_place_given_back_after_the_last_round_is_not_asked_for_again() -> None:
    run = ASKING.say(at("15:31"), BOB, Volunteer()).say(at("15:32"), CY, Volunteer()).say(at("15:40"), CY, Withdraw())
    run = run.wake(at("15:41"))

    assert due(run.session, at("15:41")) == Due(at("15:45"), Advance(2))


def test_early_start_is_the_last_time_to_ask() -> None:
    run = ASKING.say(at("15:00"), ANN, Start()).until(EVENING)

    assert asked(run) == [(at("15:30", days=-1), 1), (at("14:30"), 2), (at("15:00"), 4)]


def test_late_start_does_not_ask_again() -> None:
    run = plan_run(agenda_of(mode=Mode.CHAIR, roles=(NOTE_TAKERS,))).say(at("15:50"), ANN, Start())
    run = run.wake(at("15:50"))

    assert due(run.session, at("15:50")) == Due(at("16:00"), CallTime(1))


def test_new_role_is_asked_for_in_the_rounds_to_come() -> None:
    run = plan_run(agenda_of()).say(at("15:00"), ANN, Need("scribe", 1))

    assert due(run.session, at("15:00")) == Due(at("15:20"), AskVolunteers(3))


def test_new_role_during_the_session_is_not_asked_for_again() -> None:
    run = RUNNING.say(at("15:36"), ANN, Need("scribe", 1))

    assert due(run.session, at("15:36")) == Due(at("15:40"), Advance(1))


# What comes first


@pytest.mark.parametrize(
    ("agenda", "now", "expected"),
    [
        (agenda_of(), "12:00", Due(at("15:30"), Start())),
        (agenda_of(mode=Mode.CHAIR), "12:00", Due(at("15:30"), CallStart())),
        (agenda_of(roles=(NOTE_TAKERS,)), "12:00", Due(at("15:30", days=-1), AskVolunteers(1))),
        (agenda_of(roles=(NOTE_TAKERS,)), "15:30", Due(at("15:30"), Start())),
    ],
)
def test_first_thing_due(agenda: Agenda, now: str, expected: Due) -> None:
    assert due(plan_run(agenda).session, at(now)) == expected


def test_last_item_is_ended_not_advanced() -> None:
    assert due(RUNNING.until(at("15:45")).session, at("15:46")) == Due(at("16:00"), End())


def test_elapse_gives_the_state_and_what_led_to_it() -> None:
    run = plan_run(agenda_of(roles=(NOTE_TAKERS,)))
    session, events = elapse(run.session, run.journal[-1].at, at("15:41"))

    assert (session, events) == (
        evolve_all(run.session, events),
        (
            SessionStarted(at=at("15:30")),
            ItemStarted(at=at("15:30"), item=1),
            VolunteersAsked(at=at("15:30"), round=4),
            ItemStarted(at=at("15:40"), item=2),
        ),
    )


def test_elapse_never_goes_before_what_is_written() -> None:
    run = plan_run(agenda_of(), at("15:42"))

    assert elapse(run.session, at("15:43"), at("15:43"))[1] == (
        SessionStarted(at=at("15:43")),
        ItemStarted(at=at("15:43"), item=1),
    )


def test_elapse_of_no_time_changes_nothing() -> None:
    assert elapse(RUNNING.session, at("15:30"), at("15:30")) == (RUNNING.session, ())
