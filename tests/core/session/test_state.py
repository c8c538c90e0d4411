from dataclasses import replace

from chatbot.core.agenda import Participant
from chatbot.core.commands import End, Extend, Hold, Next, Skip
from tests.core.build import ANN, BOB, CY, agenda_of, at, minutes, plan_run, play, starts

BEFORE = plan_run(agenda_of())
RUNNING = play(agenda_of(), at("15:30"))
OVER = play(agenda_of(), at("17:00"))


def test_current_and_next_before_during_and_after() -> None:
    found = [
        (run.session.current and run.session.current.key, run.session.next and run.session.next.key)
        for run in (BEFORE, RUNNING, RUNNING.until(at("15:45")), OVER, RUNNING.say(at("15:31"), ANN, End()))
    ]

    assert found == [(None, 1), (1, 2), (3, None), (None, None), (None, None)]


def test_number_counts_from_one() -> None:
    assert [RUNNING.session.number(slot.key) for slot in RUNNING.session.slots] == [1, 2, 3]


def test_slot_is_found_by_its_key() -> None:
    assert RUNNING.session.slot(2) == RUNNING.session.slots[1]


def test_chair_is_told_by_account() -> None:
    session = RUNNING.session

    assert [session.is_chair(who) for who in (ANN, Participant("slack:U1", "A."), BOB)] == [True, True, False]


def test_chair_is_a_member_of_the_agendas_group_or_whom_a_chair_added() -> None:
    session = replace(
        RUNNING.session, agenda=replace(agenda_of(), chair_groups=("zulip:group:17",)), chairs_added=(CY,)
    )
    member = replace(BOB, groups=("zulip:group:16", "zulip:group:17"))

    assert [session.is_chair(who) for who in (CY, member, BOB)] == [True, True, False]


def test_delay_is_nothing_while_all_goes_to_plan() -> None:
    assert [run.session.delay(at("15:30")) for run in (BEFORE, RUNNING)] == [minutes(0), minutes(0)]


def test_delay_grows_with_a_late_start() -> None:
    assert BEFORE.session.delay(at("15:37")) == minutes(7)


def test_extension_delays_and_skip_catches_up() -> None:
    late = RUNNING.say(at("15:35"), ANN, Extend(5))
    early = late.say(at("15:36"), ANN, Skip())

    assert (late.session.delay(at("15:35")), early.session.delay(at("15:36"))) == (minutes(5), minutes(-4))


def test_hold_delays_by_its_length_so_far() -> None:
    held = RUNNING.say(at("15:35"), ANN, Hold())

    assert held.session.delay(at("15:43")) == minutes(8)


def test_projected_end_follows_what_happens() -> None:
    run = RUNNING.say(at("15:34"), ANN, Next())

    assert (run.session.projected_end(at("15:34")), starts(run, at("15:34"))) == (
        at("15:54"),
        ["15:30", "15:34", "15:39"],
    )


def test_end_is_told_as_it_was_once_it_is_over() -> None:
    run = RUNNING.say(at("15:50"), ANN, End())

    assert (run.session.projected_end(at("19:00")), run.session.delay(at("19:00"))) == (at("15:50"), minutes(-10))
