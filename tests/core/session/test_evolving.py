from dataclasses import replace
from datetime import timedelta

import pytest

from chatbot.core.agenda import Mode, Role
from chatbot.core.commands import End, Extend, Hold, Need, Next, Ping, Resume, Revise, Skip, Start, Volunteer, Withdraw
from chatbot.core.events import (
    AgendaRevised,
    Event,
    ItemStarted,
    PlacesChanged,
    SessionEnded,
    SessionHeld,
    SessionPlanned,
    SessionResumed,
    StartCalled,
    TimeCalled,
    VolunteersAsked,
)
from chatbot.core.session import Phase, Session, evolve, evolve_all, fold, plan, steps
from chatbot.core.timeline import Slot, SlotState, allotted_end
from chatbot.core.volunteers import Crew, Roster
from tests.core.build import ANN, BOB, CY, NOTE_TAKERS, YOAV, agenda_of, at, minutes, plan_run, play

AGENDA = agenda_of(roles=(NOTE_TAKERS,))
BEFORE = plan_run(AGENDA)
RUNNING = play(AGENDA, at("15:30"))


def states(session: Session) -> list[SlotState]:
    return [slot.state for slot in session.slots]


def test_planned_session_has_nothing_but_its_agenda() -> None:
    assert plan(SessionPlanned(at=at("12:00"), agenda=AGENDA)) == Session(
        agenda=AGENDA,
        planned_at=at("12:00"),
        slots=(
            Slot(1, AGENDA.items[0], at("15:30")),
            Slot(2, AGENDA.items[1], at("15:40")),
            Slot(3, AGENDA.items[2], at("15:45")),
        ),
        rosters=(Roster("note taker", 2),),
        opens_at=at("15:30"),
        items_end=at("16:00"),
        keys=(1, 2, 3),
        highest_key=3,
        filed=AGENDA,
    )


def test_fold_of_a_journal_is_the_state() -> None:
    run = RUNNING.say(at("15:33"), ANN, Extend(5)).say(at("15:48"), ANN, Skip()).until(at("17:00"))

    assert fold(run.journal) == run.session


def test_steps_give_each_event_with_the_state_after_it() -> None:
    run = BEFORE.say(at("15:20"), ANN, Start()).say(at("15:23"), ANN, Extend(5))
    first, *rest = run.journal

    assert steps(fold((first,)), rest) == tuple(
        (event, fold(run.journal[: number + 1])) for number, event in enumerate(rest, 1)
    )


def test_fold_begins_anew_at_a_second_plan() -> None:
    again = SessionPlanned(at=at("16:00"), agenda=agenda_of(5))

    assert evolve(RUNNING.session, again) == plan(again)


def test_nothing_happened_leaves_the_state() -> None:
    assert evolve_all(RUNNING.session, ()) == RUNNING.session


def test_start_makes_the_first_item_current() -> None:
    session = BEFORE.say(at("15:20"), ANN, Start()).session

    assert (session.phase, session.started_at, session.slots[0]) == (
        Phase.RUNNING,
        at("15:20"),
        replace(BEFORE.session.slots[0], state=SlotState.CURRENT, round=1, started_at=at("15:20"), started_by=ANN),
    )


def test_next_makes_one_done_and_the_following_current() -> None:
    session = RUNNING.say(at("15:35"), ANN, Next()).session

    assert (session.slots[0].ended_at, session.slots[1].started_at, states(session)) == (
        at("15:35"),
        at("15:35"),
        [SlotState.DONE, SlotState.CURRENT, SlotState.PLANNED],
    )


def test_skip_keeps_the_item_from_being_done() -> None:
    session = RUNNING.say(at("15:35"), ANN, Skip()).session

    assert states(session) == [SlotState.SKIPPED, SlotState.CURRENT, SlotState.PLANNED]


def test_extensions_add_up() -> None:
    session = RUNNING.say(at("15:35"), ANN, Extend(5)).say(at("15:36"), YOAV, Extend(2)).session

    assert session.slots[0] == replace(RUNNING.session.slots[0], extra=7)


def test_hold_and_resume_give_the_item_its_lost_time() -> None:
    run = RUNNING.say(at("15:33"), ANN, Hold()).say(at("15:37:30"), ANN, Resume())

    assert run.session.slots[0].held == timedelta(minutes=4, seconds=30)
    assert run.session.held_at is None


def test_two_holds_add_up() -> None:
    run = RUNNING
    for since, until in (("15:31", "15:33"), ("15:35", "15:39")):
        run = run.say(at(since), ANN, Hold()).say(at(until), ANN, Resume())

    assert run.session.slots[0].held == minutes(6)


def test_next_on_hold_keeps_the_hold_for_the_new_item() -> None:
    run = RUNNING.say(at("15:33"), ANN, Hold()).say(at("15:40"), ANN, Next()).say(at("15:45"), ANN, Resume())
    first, second, _ = run.session.slots

    assert (first.held, first.ended_at, second.held, allotted_end(second)) == (
        minutes(0),
        at("15:40"),
        minutes(5),
        at("15:50"),
    )


def test_resume_before_the_start_opens_the_session_no_earlier_than_planned() -> None:
    run = BEFORE.say(at("15:10"), ANN, Hold()).say(at("15:20"), ANN, Resume())

    assert (run.session.opens_at, run.session.held_at) == (at("15:30"), None)


def test_resume_after_the_planned_start_opens_the_session_then() -> None:
    run = BEFORE.say(at("15:10"), ANN, Hold()).say(at("15:50"), ANN, Resume())

    assert run.session.opens_at == at("15:50")


def test_resume_without_a_hold_is_harmless() -> None:
    resumed = evolve(RUNNING.session, SessionResumed(at=at("15:33")))

    assert replace(resumed, changes=()) == replace(RUNNING.session, opens_at=at("15:33"), changes=())


def test_start_ends_a_hold() -> None:
    run = BEFORE.say(at("15:10"), ANN, Hold()).say(at("15:20"), ANN, Start())

    assert (run.session.phase, run.session.held_at) == (Phase.RUNNING, None)


def test_end_makes_the_current_item_done_and_leaves_the_rest() -> None:
    session = RUNNING.say(at("15:44"), ANN, End()).session

    assert (session.phase, session.ended_at, session.slots[1].ended_at, states(session)) == (
        Phase.ENDED,
        at("15:44"),
        at("15:44"),
        [SlotState.DONE, SlotState.DONE, SlotState.PLANNED],
    )


def test_end_of_a_session_that_never_began_leaves_its_items() -> None:
    session = evolve(BEFORE.session, SessionEnded(at=at("16:00")))

    assert replace(session, changes=()) == replace(BEFORE.session, phase=Phase.ENDED, ended_at=at("16:00"), endings=1)


def test_end_closes_a_hold() -> None:
    assert RUNNING.say(at("15:33"), ANN, Hold()).say(at("15:44"), ANN, End()).session.held_at is None


@pytest.mark.parametrize("at_once", [StartCalled(at=at("15:30")), VolunteersAsked(at=at("15:30"), round=4)])
def test_call_leaves_every_item_as_it_is(at_once: Event) -> None:
    assert evolve(BEFORE.session, at_once).slots == BEFORE.session.slots


def test_time_call_is_taken_back_by_an_extension() -> None:
    told = play(agenda_of(mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start()).until(at("15:40"))

    assert told.session.slots[0].called
    assert not told.say(at("15:41"), ANN, Extend(5)).session.slots[0].called


def test_item_started_again_has_its_whole_time() -> None:
    told = RUNNING.say(at("15:31"), ANN, Hold()).say(at("15:34"), ANN, Resume())
    told = told.then(TimeCalled(at=at("15:43"), item=1), ItemStarted(at=at("15:44"), item=2))
    again = evolve(told.session, ItemStarted(at=at("15:50"), item=1)).slots[0]

    assert (again.round, again.called, allotted_end(again)) == (2, False, at("16:00"))


def test_volunteers_come_and_go() -> None:
    run = RUNNING.say(at("15:31"), BOB, Volunteer()).say(at("15:32"), CY, Volunteer()).say(at("15:33"), BOB, Withdraw())

    assert run.session.rosters == (Roster("note taker", 2, (CY,)),)


def test_requests_of_clock_and_chair_are_counted_together() -> None:
    run = RUNNING.say(at("15:31"), ANN, Need("scribe", 1))

    assert (RUNNING.session.asked, RUNNING.session.requests) == (4, 4)
    assert (run.session.asked, run.session.requests) == (4, 5)


def test_need_that_leaves_no_place_free_is_no_request() -> None:
    run = BEFORE.then(PlacesChanged(at=at("12:00"), role="note taker", places=0))

    assert (run.session.rosters, run.session.requests) == ((Roster("note taker", 0),), 0)


def test_revised_agenda_keeps_people_requests_and_hold() -> None:
    agenda = agenda_of(20, 20, roles=(Role("Note takers", 3),), start=at("16:00"))
    run = BEFORE.say(at("12:00"), BOB, Volunteer()).say(at("12:10"), ANN, Hold())
    revised = run.say(at("12:20"), None, Revise(agenda))

    assert revised.session == Session(
        keys=(1, 2),
        highest_key=3,
        filed=revised.session.agenda,
        agenda=agenda,
        planned_at=at("15:30", days=-2),
        slots=(Slot(1, agenda.items[0], at("16:00")), Slot(2, agenda.items[1], at("16:20"))),
        rosters=(Roster("Note takers", 3, (BOB,)),),
        opens_at=at("16:00"),
        items_end=at("16:40"),
        asked=1,
        requests=1,
        requested_at=at("15:30", days=-1),
        held_at=at("12:10"),
        crew=Crew(told=1),
    )


def test_revision_that_leaves_the_start_keeps_its_call() -> None:
    told = BEFORE.then(StartCalled(at=at("15:30")))
    revised = evolve(told.session, AgendaRevised(at=at("15:31"), agenda=agenda_of(20)))

    assert revised.start_called


def test_revision_that_moves_the_start_takes_back_its_call() -> None:
    told = BEFORE.then(StartCalled(at=at("15:30")))
    revised = evolve(told.session, AgendaRevised(at=at("15:31"), agenda=agenda_of(start=at("16:00"))))

    assert not revised.start_called


def test_held_before_the_start_touches_no_item() -> None:
    held = evolve(BEFORE.session, SessionHeld(at=at("15:00")))

    assert (held.held_at, held.slots) == (at("15:00"), BEFORE.session.slots)


def test_watched_item_that_one_revision_dropped_is_no_trouble_for_the_next() -> None:
    run = plan_run(agenda_of(10, 5)).say(at("12:00"), BOB, Ping("2")).say(at("12:10"), None, Revise(agenda_of(10)))

    assert [one.people for one in run.say(at("12:20"), None, Revise(agenda_of(5))).session.watches] == [()]
