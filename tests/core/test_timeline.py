from dataclasses import replace

from chatbot.core.agenda import Item
from chatbot.core.timeline import Slot, SlotState, Times, allotted_end, current, time_up, times, upcoming
from tests.core.build import at, minutes

OPENING = Slot(1, Item("Opening", 10), at("15:30"))
TALK = Slot(2, Item("Talk", 5), at("15:40"))
MIC = Slot(3, Item("Open mic", 15), at("15:45"))
BEGIN = at("15:30")


def on(slot: Slot, since: str) -> Slot:
    return replace(slot, state=SlotState.CURRENT, started_at=at(since))


def done(slot: Slot, since: str, until: str) -> Slot:
    return replace(slot, state=SlotState.DONE, started_at=at(since), ended_at=at(until))


def skipped(slot: Slot, since: str, until: str) -> Slot:
    return replace(slot, state=SlotState.SKIPPED, started_at=at(since), ended_at=at(until))


def test_nothing_is_current_before_the_start() -> None:
    assert current((OPENING, TALK)) is None


def test_current_is_the_item_that_is_on() -> None:
    talk = on(TALK, "15:40")

    assert current((done(OPENING, "15:30", "15:40"), talk, MIC)) == talk


def test_upcoming_leaves_out_done_current_and_skipped() -> None:
    slots = (
        done(OPENING, "15:30", "15:40"),
        skipped(TALK, "15:40", "15:41"),
        on(MIC, "15:41"),
        Slot(4, Item("End", 5)),
    )

    assert tuple(upcoming(slots)) == (Slot(4, Item("End", 5)),)


def test_length_counts_talk_questions_and_extensions() -> None:
    slot = Slot(1, Item("Opening", 10, questions=5), extra=7)

    assert (slot.length, slot.minutes) == (minutes(22), 22)


def test_allotted_end_counts_extensions_and_holds() -> None:
    slot = replace(on(TALK, "15:40"), extra=5, held=minutes(2))

    assert allotted_end(slot) == at("15:52")


def test_time_up_moves_with_the_clock_while_on_hold() -> None:
    assert time_up(on(TALK, "15:40"), at("15:42"), at("15:50")) == at("15:53")


def test_time_up_ignores_a_hold_that_begins_later() -> None:
    assert time_up(on(TALK, "15:40"), at("15:42"), at("15:41")) == at("15:45")


def test_times_before_the_start_are_the_planned_ones() -> None:
    assert times((OPENING, TALK, MIC), BEGIN, None, at("12:00"), over=False) == (
        Times(at("15:30"), at("15:30"), at("15:40")),
        Times(at("15:40"), at("15:40"), at("15:45")),
        Times(at("15:45"), at("15:45"), at("16:00")),
    )


def test_times_of_a_late_start_count_from_now() -> None:
    assert times((OPENING, TALK), BEGIN, None, at("15:36"), over=False) == (
        Times(at("15:30"), at("15:36"), at("15:46")),
        Times(at("15:40"), at("15:46"), at("15:51")),
    )


def test_times_in_the_middle_are_actual_then_projected() -> None:
    slots = (done(OPENING, "15:32", "15:41"), on(TALK, "15:41"), MIC)

    assert times(slots, BEGIN, None, at("15:43"), over=False) == (
        Times(at("15:30"), at("15:32"), at("15:41")),
        Times(at("15:40"), at("15:41"), at("15:46")),
        Times(at("15:45"), at("15:46"), at("16:01")),
    )


def test_overrun_pushes_all_later_times() -> None:
    slots = (on(OPENING, "15:30"), TALK, MIC)

    assert times(slots, BEGIN, None, at("15:48"), over=False) == (
        Times(at("15:30"), at("15:30"), at("15:48")),
        Times(at("15:40"), at("15:48"), at("15:53")),
        Times(at("15:45"), at("15:53"), at("16:08")),
    )


def test_hold_moves_all_later_times() -> None:
    slots = (on(OPENING, "15:30"), TALK)

    assert times(slots, BEGIN, at("15:35"), at("15:55"), over=False) == (
        Times(at("15:30"), at("15:30"), at("16:00")),
        Times(at("15:40"), at("16:00"), at("16:05")),
    )


def test_skipped_item_has_its_planned_time_alone() -> None:
    slots = (skipped(OPENING, "15:30", "15:33"), on(TALK, "15:33"), MIC)

    assert times(slots, BEGIN, None, at("15:34"), over=False) == (
        Times(at("15:30"), None, None),
        Times(at("15:40"), at("15:33"), at("15:38")),
        Times(at("15:45"), at("15:38"), at("15:53")),
    )


def test_items_not_reached_have_no_times_once_it_is_over() -> None:
    slots = (done(OPENING, "15:30", "15:33"), TALK)

    assert times(slots, BEGIN, None, at("15:34"), over=True) == (
        Times(at("15:30"), at("15:30"), at("15:33")),
        Times(at("15:40"), None, None),
    )


def test_zero_minutes_take_no_time() -> None:
    slots = (on(OPENING, "15:30"), Slot(2, Item("Break", 0), at("15:40")), replace(MIC, planned=at("15:40")))

    assert times(slots, BEGIN, None, at("15:30"), over=False)[1:] == (
        Times(at("15:40"), at("15:40"), at("15:40")),
        Times(at("15:40"), at("15:40"), at("15:55")),
    )
