"""Chairs move the session about, and take back what they did."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from chatbot.core.agenda import Attendance, Item, Mode, Participant, Person
from chatbot.core.announcements import Subject, stands
from chatbot.core.commands import (
    Add,
    Back,
    Command,
    Drop,
    End,
    Extend,
    Fix,
    Hold,
    Move,
    Mute,
    Next,
    RecordNote,
    Rename,
    Resume,
    Revise,
    SetMinutes,
    SetPresenter,
    Shorten,
    Skip,
    Start,
    StartOver,
    Swap,
    Undo,
    Unmute,
    Volunteer,
)
from chatbot.core.errors import (
    AlreadyMuted,
    AlreadyOver,
    FixedStart,
    ItemDone,
    ItemLeft,
    ItemOn,
    ItemToCome,
    JustAdvanced,
    NoItemBehind,
    NoItemLeft,
    NoSuchItem,
    NotAChair,
    NothingToUndo,
    NotMuted,
    NotStarted,
    NotThatDay,
    OnlyItem,
    OutOfRange,
    Reason,
    SameItem,
    TooShort,
)
from chatbot.core.events import ItemFixed, ItemPutBack, ItemStarted, SessionStarted
from chatbot.core.session import Phase, Session, fold
from chatbot.core.session.state import Course
from chatbot.core.timeline import SlotState, Told
from tests.core.build import (
    ANN,
    BOB,
    NOTE_TAKERS,
    YOAV,
    Run,
    agenda_of,
    at,
    clock,
    plan_run,
    play,
    refusal,
    starts,
)

BEFORE = plan_run(agenda_of(10, 5, 15, 20, roles=(NOTE_TAKERS,)))
RUNNING = BEFORE.until(at("15:30"))
CHAIRED = play(agenda_of(10, 5, 15, 20, mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())
EVENING = at("23:00")


def titles(run: Run) -> list[str]:
    return [slot.item.title for slot in run.session.slots]


def states(run: Run) -> list[str]:
    return [slot.state.value for slot in run.session.slots]


def end(run: Run, now: str) -> str:
    return clock(run.session.projected_end(at(now)))


def course(session: Session) -> Course:
    """What can be taken back, without what only counts on."""

    def bare(slots: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(slot, round=0, told=Told()) for slot in slots)  # type: ignore[type-var]

    return replace(session.course, slots=bare(session.slots), dropped=bare(session.dropped))  # type: ignore[arg-type]


# Skipping and coming back


def test_skip_of_an_item_to_come_passes_it_over() -> None:
    run = RUNNING.say(at("15:32"), ANN, Skip(3))

    assert (states(run), end(run, "15:32")) == (["current", "planned", "skipped", "planned"], "16:05")


def test_skip_by_the_number_of_the_current_item_is_a_plain_skip() -> None:
    assert RUNNING.say(at("15:32"), ANN, Skip(1)).session == RUNNING.say(at("15:32"), ANN, Skip()).session


def test_skip_by_two_chairs_at_once_skips_once() -> None:
    run = RUNNING.say(at("15:32"), ANN, Skip())

    assert refusal(run.session, YOAV, Skip(), at("15:32:05")) == JustAdvanced(2, ANN)


def test_skip_right_after_the_clock_went_on_is_no_second_voice() -> None:
    run = RUNNING.say(at("15:40:05"), ANN, Skip())

    assert states(run)[:3] == ["done", "skipped", "current"]


def test_back_takes_up_what_was_left_for_later() -> None:
    run = RUNNING.say(at("15:32"), ANN, Skip()).say(at("15:36"), ANN, Back(1))

    assert (states(run), run.journal[-1]) == (
        ["current", "done", "planned", "planned"],
        ItemStarted(at=at("15:36"), by=ANN, item=1),
    )


def test_back_right_after_a_start_puts_that_item_back() -> None:
    run = RUNNING.say(at("15:41"), ANN, Back(1))

    assert (states(run), run.journal[-2:]) == (
        ["current", "planned", "planned", "planned"],
        (ItemPutBack(at=at("15:41"), by=ANN, item=2), ItemStarted(at=at("15:41"), by=ANN, item=1)),
    )


def test_back_without_a_number_takes_the_last_item() -> None:
    assert states(RUNNING.say(at("15:52"), ANN, Back())) == ["done", "current", "done", "planned"]


def test_back_before_the_start_lets_an_item_come_again() -> None:
    run = BEFORE.say(at("15:00"), ANN, Skip(2)).say(at("15:01"), ANN, Back(2))

    assert states(run) == ["planned"] * 4


def test_item_that_is_left_for_later_is_not_left_again() -> None:
    run = BEFORE.say(at("15:00"), ANN, Skip(2))

    assert refusal(run.session, ANN, Skip(2), at("15:01")) == ItemLeft(2)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Move(3, 3), SameItem(3)),
        (Move(3, 3, before=True), SameItem(3)),
        (Move(1, 1), ItemOn(1)),
    ],
)
def test_item_is_not_moved_beside_itself(command: Command, reason: Reason) -> None:
    assert refusal(RUNNING.session, ANN, command, at("15:31")) == reason


def test_item_that_is_moved_to_where_it_is_stays_there() -> None:
    assert titles(RUNNING.say(at("15:31"), ANN, Move(3, 4, before=True))) == titles(RUNNING)


def test_time_in_an_hour_that_comes_twice_is_the_one_that_is_to_come() -> None:
    vienna = replace(agenda_of(start=datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), timezone="Europe/Vienna")
    before = plan_run(vienna)
    run = before.say(vienna.start - timedelta(minutes=1), ANN, Fix(2, time(2, 10)))

    assert run.session.slots[1].item.fixed == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Back(1), ItemOn(1)),
        (Back(3), ItemToCome(3)),
        (Back(9), NoSuchItem(9, 4)),
        (Back(), NoItemBehind()),
        (Skip(9), NoSuchItem(9, 4)),
    ],
)
def test_back_and_skip_refuse_what_cannot_be_meant(command: Command, reason: Reason) -> None:
    assert refusal(RUNNING.session, ANN, command, at("15:31")) == reason


def test_session_with_nothing_to_come_does_not_start() -> None:
    run = BEFORE
    for number in (1, 2, 3, 4):
        run = run.say(at("15:00"), ANN, Skip(number))

    assert refusal(run.session, ANN, Start(), at("15:30")) == NoItemLeft()
    assert run.until(EVENING).session.phase is Phase.PLANNED


# Start over, mute


def test_start_over_takes_the_start_back_and_holds_it() -> None:
    run = RUNNING.say(at("15:52"), ANN, StartOver())

    assert (run.session.phase, states(run), run.session.held_at) == (Phase.PLANNED, ["planned"] * 4, at("15:52"))
    assert run.until(EVENING).session.phase is Phase.PLANNED
    assert starts(run.say(at("16:00"), ANN, Start()), at("16:00")) == ["16:00", "16:10", "16:15", "16:30"]


def test_start_over_before_the_planned_start_lets_the_clock_start() -> None:
    run = BEFORE.say(at("15:10"), ANN, Start()).say(at("15:11"), ANN, StartOver())

    assert run.session.held_at is None
    assert SessionStarted(at=at("15:30")) in run.until(at("15:30")).journal


def test_start_over_needs_a_start() -> None:
    assert refusal(BEFORE.session, ANN, StartOver(), at("15:00")) == NotStarted()


def test_muted_session_announces_nothing_until_it_is_unmuted() -> None:
    muted = RUNNING.say(at("15:31"), ANN, Mute()).until(at("15:41"))
    loud = muted.say(at("15:42"), ANN, Unmute())

    assert [one for one in muted.said if stands(muted.session, one, at("15:41"))] == []
    # What is on is said then, under the key that it would have had.
    assert [one.key for one in loud.said[len(muted.said) :]] == ["board/1", "item-2/1"]
    assert all(stands(loud.session, one, at("15:42")) for one in loud.said[len(muted.said) :])


def test_mute_and_unmute_twice_are_refused() -> None:
    assert refusal(RUNNING.session, ANN, Unmute(), at("15:31")) == NotMuted()
    assert refusal(RUNNING.say(at("15:31"), ANN, Mute()).session, ANN, Mute(), at("15:32")) == AlreadyMuted()


# Time and agenda


def test_shorten_takes_minutes_and_brings_all_later_starts_forward() -> None:
    run = RUNNING.say(at("15:32"), ANN, Shorten(4))

    assert (starts(run, at("15:32")), end(run, "15:32")) == (["15:30", "15:36", "15:41", "15:56"], "16:16")


def test_shorten_cannot_take_all() -> None:
    assert refusal(RUNNING.session, ANN, Shorten(10), at("15:31")) == TooShort(1, 10)
    assert refusal(RUNNING.session, ANN, Shorten(0), at("15:31")) == OutOfRange(1, 1440)


def test_minutes_of_any_item_that_is_not_over() -> None:
    run = RUNNING.say(at("15:41"), ANN, SetMinutes(25, 3))

    assert (end(run, "15:41"), run.session.slots[2].minutes) == ("16:30", 25)
    assert refusal(run.session, ANN, SetMinutes(5, 1), at("15:41")) == ItemDone(1)


@pytest.mark.parametrize(
    ("clock", "instant"), [(time(9), at("16:00")), (time(8, 30), at("15:30")), (time(23, 59), at("06:59", days=1))]
)
def test_fixed_start_is_local_time_from_the_start_of_the_session_on(clock: time, instant: datetime) -> None:
    # The zone is Los Angeles, seven hours behind.
    assert RUNNING.say(at("15:31"), ANN, Fix(3, clock)).session.slots[2].item.fixed == instant


@pytest.mark.parametrize(("clock", "instant"), [(time(8, 29), at("15:29", days=1)), (time(0), at("07:00", days=1))])
def test_fixed_start_is_not_on_another_day(clock: time, instant: datetime) -> None:
    # "fixed 3 8:00" in a session that began at half past eight would leave the room alone until the next morning.
    reason = refusal(RUNNING.session, ANN, Fix(3, clock), at("15:31"))

    assert reason == NotThatDay(instant, RUNNING.session.agenda.start)


def test_fixed_start_behind_midnight_is_for_a_session_that_comes_near_it() -> None:
    late = plan_run(agenda_of(10, 10, start=at("06:00")))  # 23:00 in Los Angeles, until 23:20
    night = late.session.agenda.start + timedelta(hours=6, minutes=20)

    assert late.say(at("05:00"), ANN, Fix(2, time(5, 20))).session.slots[1].item.fixed == night
    assert refusal(late.session, ANN, Fix(2, time(5, 21)), at("05:00")) == NotThatDay(
        night + timedelta(minutes=1), late.session.agenda.start
    )


def test_fixed_start_counts_from_when_the_session_began_early() -> None:
    early = BEFORE.say(at("15:10"), ANN, Start()).say(at("15:11"), ANN, Fix(2, time(8, 25)))

    assert early.session.slots[1].item.fixed == at("15:25")


def fixed(run: Run, key: int, time: str) -> Run:
    """The run with an item that begins at this time, in UTC."""
    return run.then(ItemFixed(at=run.journal[-1].at, by=ANN, item=key, start=at(time)))


def test_gap_before_a_fixed_item_stays() -> None:
    run = fixed(RUNNING, 3, "16:00")

    assert (starts(run, at("15:32")), end(run, "15:32")) == (["15:30", "15:40", "16:00", "16:15"], "16:35")
    assert [event.at for event in run.until(EVENING).journal if isinstance(event, ItemStarted)][2:] == [
        at("16:00"),
        at("16:15"),
    ]


def test_fixed_item_that_is_late_begins_late() -> None:
    assert starts(fixed(RUNNING, 2, "15:35"), at("15:32")) == ["15:30", "15:40", "15:45", "16:00"]


def test_next_and_skip_do_not_pull_a_fixed_item_forward() -> None:
    run = fixed(RUNNING, 2, "15:50").session

    for command in (Next(), Skip()):
        assert refusal(run, ANN, command, at("15:45")) == FixedStart(2, at("15:50"))


def test_fixed_item_may_begin_within_a_minute_of_its_time() -> None:
    run = fixed(RUNNING, 2, "15:50")

    assert states(run.then(ItemStarted(at=at("15:49:10"), by=ANN, item=2))) == states(
        replace(run).say(at("15:49:10"), ANN, Next())
    )


def test_session_whose_first_item_is_fixed_begins_then() -> None:
    run = fixed(BEFORE, 1, "15:45").until(EVENING)

    assert [event.at for event in run.journal if isinstance(event, SessionStarted)] == [at("15:45")]


def test_unfixed_item_begins_when_its_turn_comes() -> None:
    run = fixed(RUNNING, 3, "16:00").say(at("15:31"), ANN, Fix(3, None))

    assert starts(run, at("15:32")) == ["15:30", "15:40", "15:45", "16:00"]


def test_swap_and_move_change_the_order_and_leave_the_planned_times() -> None:
    run = RUNNING.say(at("15:31"), ANN, Swap(2, 4)).say(at("15:32"), ANN, Move(3, 1))

    assert titles(run) == ["Talk 1", "Talk 3", "Talk 4", "Talk 2"]
    assert [clock(one.planned) for one in run.session.times(at("15:32"))] == ["15:30", "15:45", "16:00", "15:40"]


def test_move_before_the_start_may_go_to_the_front() -> None:
    assert titles(BEFORE.say(at("15:00"), ANN, Move(3, 1, before=True))) == ["Talk 3", "Talk 1", "Talk 2", "Talk 4"]


def test_add_gives_a_key_that_no_item_ever_had() -> None:
    run = (
        RUNNING.say(at("15:31"), ANN, Add("Hackathon", 5, Participant("", "Yoav"), 2))
        .say(at("15:32"), ANN, Undo())
        .say(at("15:33"), ANN, Add("Report", 5))
    )

    assert [(slot.key, slot.item) for slot in run.session.slots][-1] == (6, Item("Report", 5))


def test_added_item_stands_behind_the_one_named_and_was_not_planned() -> None:
    run = RUNNING.say(at("15:31"), ANN, Add("Hackathon", 5, Participant("", "Yoav"), 2))

    assert titles(run) == ["Talk 1", "Talk 2", "Hackathon", "Talk 3", "Talk 4"]
    assert run.session.slots[2].item.presenters == (Person("Yoav", ("slack:U2",)),)
    assert [clock(one.planned) for one in run.session.times(at("15:31"))] == ["15:30", "15:40", "-", "15:45", "16:00"]


def test_dropped_item_is_gone_and_kept_for_the_record() -> None:
    run = RUNNING.say(at("15:31"), ANN, Drop(3))

    assert (titles(run), [slot.item.title for slot in run.session.dropped]) == (
        ["Talk 1", "Talk 2", "Talk 4"],
        ["Talk 3"],
    )
    assert (run.session.slot(3).state, run.session.number(3), end(run, "15:31")) == (SlotState.DROPPED, 0, "16:05")


def test_rename_and_presenter() -> None:
    run = RUNNING.say(at("15:31"), ANN, Rename(3, "ESP")).say(at("15:32"), ANN, SetPresenter(3, BOB, Attendance.REMOTE))

    assert run.session.slots[2].item == Item("ESP", 15, presenters=(Person("Bob", ("zulip:3",), Attendance.REMOTE),))


def test_presenter_of_the_same_name_is_changed_in_place() -> None:
    ben = Person("Ben", ("zulip:9",))
    agenda = agenda_of(10, 5)
    items = (agenda.items[0], replace(agenda.items[1], presenters=(ben, Person("Cy"))))
    run = plan_run(replace(agenda, items=items)).say(
        at("15:00"), ANN, SetPresenter(2, Participant("", "ben"), Attendance.ABSENT)
    )

    assert run.session.slots[1].item.presenters == (replace(ben, attendance=Attendance.ABSENT), Person("Cy"))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Swap(2, 3), ItemOn(2)),
        (Swap(1, 3), ItemDone(1)),
        (Swap(3, 3), SameItem(3)),
        (Swap(3, 9), NoSuchItem(9, 4)),
        (Move(3, 1), ItemOn(2)),
        (Move(3, 3), SameItem(3)),
        (Move(4, 0), ItemDone(1)),
        (Add("X", 5, None, 1), ItemOn(2)),
        (Add("X", -1), OutOfRange(0, 1440)),
        (Drop(2), ItemOn(2)),
        (Rename(1, "X"), ItemDone(1)),
        (SetPresenter(1, BOB), ItemDone(1)),
        (Fix(1, None), ItemDone(1)),
    ],
)
def test_what_is_over_or_on_stays_where_it_is(command: Command, reason: Reason) -> None:
    assert refusal(RUNNING.until(at("15:41")).session, ANN, command, at("15:42")) == reason


def test_last_item_cannot_be_dropped() -> None:
    assert refusal(plan_run(agenda_of(10)).session, ANN, Drop(1), at("15:00")) == OnlyItem(1)


@pytest.mark.parametrize(
    "command",
    [Swap(3, 4), Move(3, 4), Add("X", 5), Drop(3), Rename(3, "X"), SetPresenter(3, BOB), Skip(3), Shorten(1), Undo()],
)
def test_all_this_is_for_chairs(command: Command) -> None:
    assert refusal(RUNNING.session, BOB, command, at("15:31")) == NotAChair()


@pytest.mark.parametrize("command", [Swap(3, 4), Drop(3), Skip(3), Back(1), StartOver(), Mute(), SetMinutes(5, 3)])
def test_nothing_of_this_works_after_the_end(command: Command) -> None:
    assert refusal(RUNNING.say(at("15:31"), ANN, End()).session, ANN, command, at("15:32")) == AlreadyOver()


# Undo


@pytest.mark.parametrize("hold", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        Next(),
        Skip(),
        Skip(4),
        Back(1),
        Extend(5),
        Shorten(2),
        SetMinutes(20, 3),
        Fix(4, at("23:30").time()),
        Swap(3, 4),
        Move(4, 2),
        Add("X", 5),
        Drop(3),
        Rename(3, "X"),
        SetPresenter(3, BOB),
        Mute(),
        End(),
        StartOver(),
    ],
)
def test_undo_takes_any_change_back(command: Command, *, hold: bool) -> None:
    before = CHAIRED.say(at("15:35"), ANN, Next())
    before = before.say(at("15:36"), ANN, Hold()) if hold else before
    after = before.say(at("15:38"), ANN, command)
    back = after.say(at("15:38"), ANN, Undo())

    assert course(after.session) != course(before.session)
    assert course(back.session) == course(before.session)
    assert fold(back.journal) == back.session


@pytest.mark.parametrize("command", [Swap(3, 4), Add("X", 5), Drop(3), Skip(2), Hold(), Start()])
def test_undo_works_before_the_start(command: Command) -> None:
    back = BEFORE.say(at("15:00"), ANN, command).say(at("15:01"), ANN, Undo())

    assert course(back.session) == course(BEFORE.until(at("15:00")).session)


def test_end_is_taken_back_within_an_hour() -> None:
    run = RUNNING.say(at("15:31"), ANN, End())

    assert run.say(at("16:31"), ANN, Undo()).session.phase is Phase.RUNNING
    assert refusal(run.session, ANN, Undo(), at("16:32")) == AlreadyOver()


def test_undo_goes_five_changes_deep() -> None:
    run = RUNNING
    for minutes in (1, 2, 3, 4, 5, 6):
        run = run.say(at("15:31"), ANN, Extend(minutes))
    lengths = []
    for _ in range(5):
        run = run.say(at("15:32"), ANN, Undo())
        lengths.append(run.session.slots[0].minutes)

    assert lengths == [25, 20, 16, 13, 11]
    assert refusal(run.session, ANN, Undo(), at("15:33")) == NothingToUndo()


def test_undo_leaves_volunteers_and_the_record() -> None:
    run = (
        RUNNING.say(at("15:31"), ANN, Extend(5))
        .say(at("15:32"), BOB, Volunteer())
        .say(at("15:33"), BOB, RecordNote("numbers on slide 3"))
        .say(at("15:34"), ANN, Undo())
    )

    assert (run.session.slots[0].minutes, run.session.rosters[0].people, len(run.session.records)) == (10, (BOB,), 1)


def test_item_taken_back_is_announced_under_a_new_key_when_it_begins_again() -> None:
    run = RUNNING.say(at("15:35"), ANN, Next()).say(at("15:36"), ANN, Undo()).say(at("15:38"), ANN, Next())

    assert [one.key for one in run.said if one.subject is Subject.ITEM and one.item == 2] == ["item-2/1", "item-2/2"]


def test_undo_of_the_clocks_step_leaves_the_item_to_a_chair() -> None:
    run = RUNNING.until(at("15:40")).say(at("15:41"), ANN, Undo()).until(at("15:59"))

    assert states(run) == ["current", "planned", "planned", "planned"]
    assert states(run.say(at("16:00"), ANN, Next())) == ["done", "current", "planned", "planned"]


def test_extension_lets_the_clock_go_on_again() -> None:
    run = RUNNING.until(at("15:40")).say(at("15:41"), ANN, Undo()).say(at("15:48"), ANN, Extend(5))

    assert [event.at for event in run.until(at("15:54")).journal if isinstance(event, ItemStarted)][-1] == at("15:53")


def test_item_left_to_a_chair_is_not_left_for_ever() -> None:
    run = RUNNING.until(at("15:40")).say(at("15:41"), ANN, Undo()).until(EVENING)

    assert clock(run.session.ended_at) == "17:21"  # an hour past what would be left, from the undo on


def test_undo_of_the_clocks_start_holds_it() -> None:
    run = RUNNING.say(at("15:31"), ANN, Undo())

    assert (run.session.phase, run.session.held_at) == (Phase.PLANNED, at("15:31"))


def test_undo_of_a_chairs_start_lets_the_chair_start_again() -> None:
    run = CHAIRED.say(at("15:31"), ANN, Undo())

    assert (run.session.phase, run.session.held_at) == (Phase.PLANNED, None)


def test_undo_of_the_end_brings_the_session_back_and_it_ends_under_a_new_key() -> None:
    run = RUNNING.say(at("15:44"), ANN, End()).say(at("15:46"), ANN, Undo())
    again = run.say(at("15:50"), ANN, End())

    assert (run.session.phase, states(run)[:2]) == (Phase.RUNNING, ["done", "current"])
    farewells = [one for one in again.said if one.subject is Subject.FAREWELL]
    assert [(one.key, stands(again.session, one, at("15:50"))) for one in farewells] == [
        ("farewell/1", False),
        ("farewell/2", True),
    ]


def test_undo_of_a_hold_counts_the_time_since() -> None:
    run = RUNNING.say(at("15:35"), ANN, Hold()).say(at("15:38"), ANN, Undo())

    assert end(run, "15:38") == "16:20"


def test_undo_of_a_resume_holds_from_when_it_was_held() -> None:
    run = RUNNING.say(at("15:35"), ANN, Hold()).say(at("15:38"), ANN, Resume()).say(at("15:39"), ANN, Undo())

    assert (run.session.held_at, end(run, "15:39")) == (at("15:35"), "16:24")


def test_new_agenda_leaves_nothing_to_undo() -> None:
    run = BEFORE.say(at("15:00"), ANN, Drop(3)).say(at("15:01"), None, Revise(agenda_of(10, 5)))

    assert refusal(run.session, ANN, Undo(), at("15:02")) == NothingToUndo()
