"""Who is told what, and when: warnings, heads-ups for presenters, reminders for people who asked."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Agenda, Attendance, Audience, Item, Mode, Participant, Person, Place
from chatbot.core.announcements import Subject, stands
from chatbot.core.commands import (
    AddChair,
    Back,
    Command,
    Drop,
    Extend,
    Fix,
    Hold,
    Next,
    Ping,
    RecordAction,
    RecordDecision,
    RecordNote,
    Resume,
    Revise,
    SetPresenter,
    Shorten,
    Skip,
    Start,
    Undo,
    Unping,
)
from chatbot.core.errors import ItemDone, NoItemFits, NotWatched, Reason, SeveralItemsFit
from chatbot.core.events import ActionRecorded, DecisionRecorded, NoteRecorded, Warned
from chatbot.core.session import due
from tests.core.build import ANN, BOB, CY, Run, agenda_of, at, clock, plan_run, play, refusal

EVENING = at("23:00")
BEN, DEE = Person("Ben", ("zulip:21", "slack:U21")), Person("Dee", ("slack:U22",))
ME = Participant("zulip:9", "Me")


def warned_agenda(*items: Item, mode: Mode = Mode.CHAIR, warnings: Audience = Audience.CHAIRS) -> Agenda:
    return replace(agenda_of(mode=mode, warnings=warnings), items=items or (Item("One", 20), Item("Two", 10)))


def warned(run: Run) -> list[str]:
    return [clock(event.at) for event in run.journal if isinstance(event, Warned)]


def told(run: Run, subject: Subject, *, since: str = "00:00") -> list[tuple[str, int, str]]:
    """When, about which item, and who."""
    return [(clock(one.at), one.item, one.to[0]) for one in run.said if one.subject is subject and one.at >= at(since)]


def chaired(*items: Item, warnings: Audience = Audience.CHAIRS) -> Run:
    run = play(warned_agenda(*items, warnings=warnings), at("15:29"))
    return run.say(at("15:30"), ANN, Start())


# Warnings


def test_warnings_come_at_80_percent_two_minutes_before_and_every_five_after() -> None:
    # The end itself is called in the channel where a chair leads.
    assert warned(chaired().until(at("16:06"))) == ["15:46", "15:48", "15:55", "16:00", "16:05"]


@pytest.mark.parametrize(
    ("item", "times"),
    [
        (Item("Short", 10), ["15:38"]),  # 80 % are the same moment
        (Item("Shorter", 4), ["15:32"]),  # 80 % would be noise
        (Item("Tiny", 2), []),
        (Item("Open", 0), []),
        (Item("Both", 10, 5), ["15:38", "15:40", "15:43"]),  # talk, questions begin, questions end
        (Item("Mostly talk", 10, 1), ["15:38", "15:40"]),
        (Item("Questions alone", 0, 10), ["15:38"]),
    ],
)
def test_talk_and_questions_are_told_apart(item: Item, times: list[str]) -> None:
    run = chaired(item, Item("Next", 5))
    assert warned(run.until(at("15:30") + item.length)) == times


def test_extension_arms_the_warnings_again() -> None:
    run = chaired(Item("One", 10), Item("Two", 10)).say(at("15:39"), ANN, Extend(10))

    assert warned(run.until(at("15:50"))) == ["15:38", "15:46", "15:48"]


def test_item_shortened_past_its_warnings_gives_one() -> None:
    run = chaired(Item("One", 20), Item("Two", 10)).say(at("15:39"), ANN, Shorten(10))

    assert warned(run.until(at("15:44"))) == ["15:39"]


def test_hold_stops_warnings() -> None:
    run = chaired().say(at("15:40"), ANN, Hold()).until(at("16:00")).say(at("16:00"), ANN, Resume())

    assert warned(run.until(at("16:10"))) == ["16:06", "16:08"]


def test_clock_needs_no_warning_at_the_end_but_in_a_gap() -> None:
    joint = replace(Item("Joint", 10), fixed=at("16:00"))

    assert warned(play(warned_agenda(Item("One", 10), Item("Two", 10), mode=Mode.AUTO), EVENING)) == ["15:38", "15:48"]
    assert warned(play(warned_agenda(Item("One", 10), joint, mode=Mode.AUTO), at("16:00"))) == ["15:38", "15:40"]


def test_item_left_to_a_chair_is_warned_of() -> None:
    run = play(warned_agenda(Item("One", 10), Item("Two", 10), mode=Mode.AUTO), at("15:40"))

    assert warned(run.say(at("15:41"), ANN, Undo()).until(at("15:51"))) == ["15:38", "15:41", "15:45", "15:50"]


def test_after_a_long_stop_the_last_warning_is_made_up_for() -> None:
    assert warned(chaired().wake(at("16:07"))) == ["16:05"]


@pytest.mark.parametrize(
    ("audience", "to"),
    [
        (Audience.CHAIRS, [("zulip:1", "slack:U1"), ("slack:U2",)]),
        (Audience.CHANNEL, [()]),
        (Audience.BOARD, []),
        (Audience.NOBODY, []),
    ],
)
def test_warnings_go_where_the_agenda_says(audience: Audience, to: list[tuple[str, ...]]) -> None:
    run = chaired(warnings=audience).until(at("15:46"))

    assert [one.to for one in run.said if one.subject is Subject.WARNING] == to
    assert len(warned(run)) == (audience is not Audience.NOBODY)


def test_warning_stands_until_the_next_and_while_the_item_is_on() -> None:
    run = chaired().until(at("15:48"))
    first, *_, last = [one for one in run.said if one.subject is Subject.WARNING]

    assert [stands(run.session, one, at("15:48")) for one in (first, last)] == [False, True]
    assert not stands(run.say(at("15:49"), ANN, Next()).session, last, at("15:49"))


def test_item_taken_up_again_is_warned_of_again() -> None:
    run = chaired().until(at("15:46")).say(at("15:50"), ANN, Next()).say(at("15:55"), ANN, Back(1))

    assert warned(run.until(at("16:12"))) == ["15:46", "15:48", "16:11"]


# Heads-ups


def presented(*items: Item, mode: Mode = Mode.AUTO, places: tuple[Place, ...] = ()) -> Run:
    agenda = replace(agenda_of(mode=mode), items=items, places=places)
    return plan_run(agenda)


TALKS = (
    Item("Welcome", 20, presenters=(Person("Chairs", ("zulip:99",)),)),
    Item("Ben's", 15, presenters=(BEN,)),
    Item("Dee's", 15, presenters=(DEE,)),
)


def test_presenters_are_told_10_and_2_minutes_ahead_and_so_is_the_next() -> None:
    run = presented(*TALKS).until(EVENING)

    assert told(run, Subject.HEADS_UP) == [
        ("15:20", 1, "zulip:21"),
        ("15:28", 1, "zulip:21"),
        ("15:40", 2, "zulip:21"),
        ("15:40", 2, "slack:U22"),
        ("15:48", 2, "zulip:21"),
        ("15:48", 2, "slack:U22"),
        ("15:55", 3, "slack:U22"),
        ("16:03", 3, "slack:U22"),
    ]


def test_next_is_not_told_when_the_own_turn_is_said_about_then() -> None:
    talks = (TALKS[0], replace(TALKS[1], minutes=5), TALKS[2])

    assert told(presented(*talks).until(at("15:46")), Subject.HEADS_UP, since="15:30") == [
        ("15:40", 2, "zulip:21"),
        ("15:45", 3, "slack:U22"),
    ]


def test_one_person_with_two_talks_is_told_once_at_a_time() -> None:
    talks = (TALKS[0], TALKS[1], replace(TALKS[2], presenters=(BEN,)))

    assert told(presented(*talks).until(at("15:41")), Subject.HEADS_UP, since="15:30") == [("15:40", 2, "zulip:21")]


def test_small_delay_is_not_said_again() -> None:
    run = presented(*TALKS).say(at("15:41"), ANN, Extend(5)).until(at("15:56"))

    assert told(run, Subject.HEADS_UP, since="15:41") == [
        ("15:53", 2, "zulip:21"),
        ("15:53", 2, "slack:U22"),
    ]


def test_delay_of_more_than_five_minutes_is_said_again_in_time() -> None:
    run = presented(*TALKS).say(at("15:41"), ANN, Extend(12)).until(at("15:56"))

    assert [one for one in told(run, Subject.HEADS_UP, since="15:41") if one[2] == "zulip:21"] == [
        ("15:52", 2, "zulip:21"),
    ]


def test_start_that_comes_forward_is_said_at_once() -> None:
    run = presented(*TALKS).say(at("15:32"), ANN, Shorten(15)).until(at("15:34"))

    assert told(run, Subject.HEADS_UP, since="15:30")[0] == ("15:32", 2, "zulip:21")


def test_nobody_is_told_while_the_clock_stands_still() -> None:
    run = presented(*TALKS).say(at("15:35"), ANN, Hold()).until(at("16:30"))

    assert told(run, Subject.HEADS_UP, since="15:30") == []


def test_absent_presenters_and_chairs_are_not_told() -> None:
    run = presented(*TALKS).say(at("15:00"), ANN, SetPresenter(2, Participant("", "Ben"), Attendance.ABSENT))

    assert [one for one in told(run.until(EVENING), Subject.HEADS_UP) if one[2] != "slack:U22"] == []


def test_heads_up_stands_until_the_item_begins_or_another_is_said() -> None:
    run = presented(*TALKS).until(at("15:40"))
    said = run.said[-1]
    later = run.say(at("15:41"), ANN, Extend(12)).until(at("15:52"))

    assert stands(run.session, said, at("15:40"))
    assert not stands(later.session, said, at("15:52"))
    assert not stands(run.say(at("15:43"), ANN, Next()).session, said, at("15:43"))


def test_heads_up_for_an_item_that_is_gone_does_not_stand() -> None:
    run = presented(*TALKS).until(at("15:40"))

    assert not stands(run.say(at("15:41"), ANN, Drop(2)).session, run.said[-1], at("15:41"))
    assert not stands(run.session, replace(run.said[-1], item=77), at("15:41"))


# Whom nobody can tell


def test_chairs_are_told_whom_nobody_can_tell_before_the_start() -> None:
    zulip_alone = (Place("zulip", "1", "t"),)
    talks = (*TALKS, Item("Eve's", 5, presenters=(Person("Eve"),)))
    run = presented(*talks, places=zulip_alone).until(at("15:20"))

    assert [(slot.key, one.name) for slot, one in run.session.unreached()] == [(3, "Dee"), (4, "Eve")]
    assert told(run, Subject.UNREACHED) == [("15:15", 0, "zulip:1"), ("15:15", 0, "slack:U2")]
    assert all(stands(run.session, one, at("15:20")) for one in run.said if one.subject is Subject.UNREACHED)


def test_no_list_where_all_can_be_told() -> None:
    assert told(presented(*TALKS).until(EVENING), Subject.UNREACHED) == []


def test_chair_added_in_chat_is_told_too_and_one_without_account_is_not() -> None:
    agenda = replace(agenda_of(), items=(Item("Eve's", 5, presenters=(Person("Eve"),)),), chairs=(Person("Zoe"),))
    admin = replace(ANN, admin=True)
    run = plan_run(agenda).say(at("15:00"), admin, AddChair(BOB)).until(at("15:20"))

    assert told(run, Subject.UNREACHED) == [("15:15", 0, "zulip:3")]


# Reminders for who asked


def test_watcher_is_told_when_the_item_is_near_and_when_it_begins() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("Talk 3")).until(EVENING)

    assert told(run, Subject.REMINDER) == [("15:40", 3, "zulip:9")]
    assert told(run, Subject.BEGUN) == [("15:45", 3, "zulip:9")]


def test_watcher_is_told_when_the_item_moves() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("3")).say(at("15:32"), ANN, Extend(8))

    assert told(run.until(at("15:33")), Subject.REMINDER) == [("15:32", 3, "zulip:9")]
    assert told(run.say(at("15:34"), ANN, Extend(4)).until(at("15:35")), Subject.REMINDER, since="15:33") == []


def test_watcher_is_told_when_the_item_is_left_for_later_or_dropped() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("3")).say(at("15:31"), ME, Ping("2"))
    run = run.say(at("15:32"), ANN, Skip(2)).say(at("15:33"), ANN, Drop(3))

    said = [one for one in run.said if one.subject is Subject.REMINDER]
    assert [(clock(one.at), one.item) for one in said] == [("15:32", 2), ("15:33", 3)]
    assert all(stands(run.session, one, at("15:33")) for one in said)


def test_watcher_is_told_of_an_overrun_as_it_grows() -> None:
    chaired_run = play(agenda_of(10, 5, 30, mode=Mode.CHAIR), at("15:29")).say(at("15:30"), ANN, Start())
    run = chaired_run.say(at("15:31"), ME, Ping("3")).until(at("15:59"))

    assert [when for when, _, _ in told(run, Subject.REMINDER)] == ["15:40", "15:45:01", "15:50:02", "15:55:03"]


def test_watches_wait_while_the_clock_stands_still() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("3")).say(at("15:32"), ANN, Hold())
    run = run.until(at("15:50"))
    assert told(run, Subject.REMINDER) == []

    assert told(run.say(at("15:50"), ANN, Resume()).until(at("15:51")), Subject.REMINDER) == [("15:50", 3, "zulip:9")]


def test_two_watchers_are_both_told_and_who_leaves_is_not() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("3")).say(at("15:32"), CY, Ping("3"))

    assert told(run.until(at("15:41")), Subject.REMINDER) == [("15:40", 3, "zulip:9"), ("15:40", 3, "slack:U4")]
    assert told(run.say(at("15:33"), ME, Unping()).until(at("15:41")), Subject.REMINDER) == [("15:40", 3, "slack:U4")]


def test_asking_twice_is_harmless() -> None:
    once = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("3"))

    assert once.say(at("15:32"), ME, Ping("3")).session == once.session


def test_item_that_was_left_for_later_can_be_watched() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ANN, Skip(3)).say(at("15:32"), ME, Ping("3"))

    assert run.session.watches[0].start is None


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Ping("frob"), NoItemFits("frob")),
        (Ping("Talk"), SeveralItemsFit("Talk", (2, 3))),
        (Ping("1"), ItemDone(1)),
        (Unping(), NotWatched("")),
        (Unping("3"), NotWatched("3")),
    ],
)
def test_ping_refuses_what_cannot_be_meant(command: Command, reason: Reason) -> None:
    assert refusal(play(agenda_of(), at("15:40")).session, ME, command, at("15:41")) == reason


def test_new_agenda_keeps_a_watch_only_on_the_same_item() -> None:
    run = plan_run(agenda_of()).say(at("15:00"), ME, Ping("2")).say(at("15:00"), ME, Ping("3"))
    revised = run.say(at("15:01"), None, Revise(agenda_of(5, 5)))

    assert [(one.item, one.people) for one in revised.session.watches] == [(2, (ME,)), (3, ())]


# The record


def test_record_names_the_item_that_is_on() -> None:
    run = play(agenda_of(), at("15:41"))
    run = (
        run.say(at("15:41"), BOB, RecordAction(Participant("zulip:1", "Ann", admin=True), "post a new revision"))
        .say(at("15:42"), BOB, RecordDecision("adopt"))
        .say(at("15:43"), CY, RecordNote("slide 3"))
    )

    assert run.session.records == (
        ActionRecorded(at=at("15:41"), by=BOB, item=2, who=ANN, text="post a new revision"),
        DecisionRecorded(at=at("15:42"), by=BOB, item=2, text="adopt"),
        NoteRecorded(at=at("15:43"), by=CY, item=2, text="slide 3"),
    )


def test_record_is_open_before_the_start_and_after_the_end() -> None:
    run = plan_run(agenda_of()).say(at("15:00"), BOB, RecordNote("early")).until(EVENING)

    assert [one.item for one in run.say(EVENING, BOB, RecordNote("late")).session.records] == [None, None]


def test_fix_moves_heads_ups() -> None:
    run = presented(*TALKS).say(at("15:31"), ANN, Fix(2, at("09:30").time())).until(EVENING)

    assert next(when for when, item, _ in told(run, Subject.HEADS_UP, since="15:31") if item == 2) == "16:20"


def test_each_watched_item_is_told_of_by_itself() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("2")).say(at("15:31"), ME, Ping("3"))

    assert told(run.until(EVENING), Subject.REMINDER) == [("15:35", 2, "zulip:9"), ("15:40", 3, "zulip:9")]


def test_word_of_a_beginning_stands_while_the_item_is_on() -> None:
    run = play(agenda_of(), at("15:30")).say(at("15:31"), ME, Ping("2")).until(at("15:41"))
    begun = [one for one in run.said if one.subject is Subject.BEGUN]

    assert [stands(run.session, one, at("15:41")) for one in begun] == [True]
    assert [stands(run.until(EVENING).session, one, EVENING) for one in begun] == [False]


def test_session_that_nobody_starts_says_nothing_more() -> None:
    run = presented(*TALKS, mode=Mode.CHAIR).until(EVENING)

    assert told(run, Subject.HEADS_UP) == [("15:20", 1, "zulip:21"), ("15:28", 1, "zulip:21")]
    assert due(run.session, EVENING) is None
