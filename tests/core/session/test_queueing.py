"""Who speaks when, in a session: decided, evolved, due and announced."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Participant
from chatbot.core.announcements import stands
from chatbot.core.commands import (
    CallSpeaker,
    CallSpeakerTime,
    CloseQueue,
    Command,
    Due,
    End,
    GiveLastWord,
    Hold,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    Next,
    OpenQueue,
    Resume,
    Revise,
    Skip,
    StartOver,
    Undo,
    WarnSpeaker,
    YieldTurn,
)
from chatbot.core.errors import (
    AlreadyOver,
    AlreadyQueued,
    NotAChair,
    NotQueued,
    NotYourEntry,
    OutOfRange,
    QueueIsClosed,
    QueueIsEmpty,
    QueueIsOpen,
    Reason,
)
from chatbot.core.events import (
    Event,
    LastWordGiven,
    QueueClosed,
    QueueOpened,
    SpeakerCalled,
    SpeakerDone,
    SpeakerLeft,
    SpeakerMovedFirst,
    SpeakerQueued,
    SpeakersLimited,
    SpeakerTimeCalled,
    SpeakerWarned,
    SpeakerYielded,
)
from chatbot.core.session import decide, due
from chatbot.core.speakers import EMPTY, Entry, Floor, Kind, Queue
from tests.core.build import ANN, BOB, CY, YOAV, Run, agenda_of, at, clock, minutes, plan_run, play, refusal

MARY = Participant("", "Mary")
NOW = at("15:32")
RUNNING = play(agenda_of(), at("15:31"))
QUEUED = RUNNING.say(NOW, BOB, JoinQueue()).say(NOW, CY, JoinQueue(Kind.REPLY)).say(NOW, CY, JoinQueue(person=MARY))


def names(run: Run) -> list[str]:
    return [entry.person.name for entry in run.session.queue.waiting]


@pytest.mark.parametrize(
    ("who", "command", "event"),
    [
        (ANN, JoinQueue(), SpeakerQueued(at=NOW, by=ANN, person=ANN)),
        (
            ANN,
            JoinQueue(Kind.QUESTION, "to ask", Participant("", "mary")),
            SpeakerQueued(at=NOW, by=ANN, person=MARY, kind=Kind.QUESTION, about="to ask"),
        ),
        (BOB, LeaveQueue(), SpeakerLeft(at=NOW, by=BOB, person=BOB)),
        (CY, LeaveQueue(MARY), SpeakerLeft(at=NOW, by=CY, person=MARY)),
        (ANN, LeaveQueue(MARY), SpeakerLeft(at=NOW, by=ANN, person=MARY)),
        (BOB, LeaveQueue(Participant("", "bob")), SpeakerLeft(at=NOW, by=BOB, person=BOB)),
        (CY, YieldTurn(), SpeakerYielded(at=NOW, by=CY, person=CY)),
        (ANN, CallSpeaker(), SpeakerCalled(at=NOW, by=ANN, person=CY)),
        (ANN, CallSpeaker(Participant("", "ma")), SpeakerCalled(at=NOW, by=ANN, person=MARY)),
        (ANN, CallSpeaker(YOAV), SpeakerCalled(at=NOW, by=ANN, person=YOAV)),
        (ANN, MoveFirst(MARY), SpeakerMovedFirst(at=NOW, by=ANN, person=MARY)),
        (ANN, GiveLastWord(Participant("", "bob")), LastWordGiven(at=NOW, by=ANN, person=BOB)),
        (ANN, GiveLastWord(Participant("", "Dee")), LastWordGiven(at=NOW, by=ANN, person=Participant("", "Dee"))),
        (ANN, CloseQueue(), QueueClosed(at=NOW, by=ANN)),
        (ANN, LimitSpeakers(2), SpeakersLimited(at=NOW, by=ANN, minutes=2)),
    ],
)
def test_decide(who: Participant, command: Command, event: Event) -> None:
    assert decide(QUEUED.session, command, who, NOW) == (event,)


@pytest.mark.parametrize(
    ("who", "command", "reason"),
    [
        (BOB, JoinQueue(), AlreadyQueued(BOB, 2)),
        (BOB, JoinQueue(person=Participant("", "mary")), AlreadyQueued(MARY, 3)),
        (ANN, JoinQueue(person=Participant("", "Bob")), AlreadyQueued(BOB, 2)),
        (ANN, LeaveQueue(), NotQueued("")),
        (BOB, LeaveQueue(MARY), NotYourEntry(MARY)),
        (BOB, CallSpeaker(), NotAChair()),
        (BOB, MoveFirst(BOB), NotAChair()),
        (BOB, GiveLastWord(BOB), NotAChair()),
        (BOB, CloseQueue(), NotAChair()),
        (BOB, OpenQueue(), NotAChair()),
        (BOB, LimitSpeakers(1), NotAChair()),
        (ANN, CallSpeaker(Participant("", "Dee")), NotQueued("Dee")),
        (ANN, OpenQueue(), QueueIsOpen()),
        (ANN, LimitSpeakers(61), OutOfRange(0, 60)),
        (ANN, LimitSpeakers(-1), OutOfRange(0, 60)),
    ],
)
def test_refusal(who: Participant, command: Command, reason: Reason) -> None:
    assert refusal(QUEUED.session, who, command, NOW) == reason


def test_a_closed_queue_takes_only_whom_a_chair_adds() -> None:
    run = RUNNING.say(NOW, BOB, JoinQueue()).say(NOW, ANN, CloseQueue())

    assert refusal(run.session, CY, JoinQueue(), NOW) == QueueIsClosed()
    assert refusal(run.session, BOB, JoinQueue(), NOW) == AlreadyQueued(BOB, 1)
    assert refusal(run.session, ANN, CloseQueue(), NOW) == QueueIsClosed()
    assert names(run.say(NOW, ANN, JoinQueue(person=MARY))) == ["Bob", "Mary"]
    opened = run.say(NOW, YOAV, OpenQueue())
    assert opened.journal[-1] == QueueOpened(at=NOW, by=YOAV)
    assert names(opened.say(NOW, CY, JoinQueue())) == ["Bob", "Cy"]


def test_a_chair_by_group_may_add_to_a_closed_queue() -> None:
    agenda = replace(agenda_of(), chair_groups=("zulip:group:17",))
    run = play(agenda, at("15:31")).say(NOW, ANN, CloseQueue())
    member = replace(CY, groups=("zulip:group:17",))

    assert run.say(NOW, member, JoinQueue()).journal[-1] == SpeakerQueued(at=NOW, by=CY, person=CY)


def test_the_queue_as_it_is_led() -> None:
    run = QUEUED.say(NOW, CY, YieldTurn()).say(NOW, ANN, MoveFirst(MARY))
    assert names(run) == ["Mary", "Bob", "Cy"]
    run = run.say(NOW, ANN, CallSpeaker())
    assert run.session.queue == Queue(
        waiting=(Entry(BOB, Kind.TOPIC, "", BOB), Entry(CY, Kind.TOPIC, "", CY)),
        floor=Floor(MARY, NOW, "", ANN),
        turns=1,
    )
    run = run.say(NOW, BOB, LeaveQueue()).say(NOW, ANN, GiveLastWord(ANN))
    assert run.session.queue == Queue(
        floor=Floor(ANN, NOW, "", ANN), closed=True, turns=2, unheard=(Entry(CY, Kind.TOPIC, "", CY),)
    )


def test_a_chair_who_calls_on_two_chats_calls_two_speakers() -> None:
    run, on_slack = QUEUED.say(NOW, ANN, CallSpeaker()), Participant("slack:U1", "Ann")

    assert decide(run.session, CallSpeaker(), on_slack, NOW) == (SpeakerCalled(at=NOW, by=on_slack, person=BOB),)


def test_the_speaker_gives_the_floor_back() -> None:
    run = RUNNING.say(NOW, BOB, JoinQueue()).say(NOW, ANN, CallSpeaker())

    assert refusal(run.session, CY, LeaveQueue(), NOW) == NotQueued("")
    done = run.say(NOW, BOB, LeaveQueue())
    assert (done.journal[-1], done.session.queue.floor) == (SpeakerDone(at=NOW, by=BOB, person=BOB), None)


def test_a_speaker_who_waits_again_leaves_the_queue_first() -> None:
    run = RUNNING.say(NOW, BOB, JoinQueue()).say(NOW, ANN, CallSpeaker()).say(NOW, BOB, JoinQueue())

    assert run.say(NOW, BOB, LeaveQueue()).journal[-1] == SpeakerLeft(at=NOW, by=BOB, person=BOB)


def test_calling_when_nobody_waits_ends_the_turn() -> None:
    run = RUNNING.say(NOW, BOB, JoinQueue()).say(NOW, ANN, CallSpeaker()).say(NOW, ANN, CallSpeaker())

    assert run.journal[-1] == SpeakerDone(at=NOW, by=ANN, person=BOB)
    assert refusal(run.session, ANN, CallSpeaker(), NOW) == QueueIsEmpty()


def test_queue_works_before_the_start_and_is_kept_by_it() -> None:
    run = plan_run(agenda_of()).say(at("15:29"), BOB, JoinQueue()).until(at("15:31"))

    assert names(run) == ["Bob"]


def test_each_item_has_a_queue_of_its_own() -> None:
    run = QUEUED.say(NOW, ANN, CallSpeaker()).say(NOW, ANN, CloseQueue()).say(at("15:33"), ANN, Next())

    assert run.session.queue == Queue(turns=1, unheard=QUEUED.session.queue.waiting[1:])


def test_a_skipped_item_takes_its_queue_along() -> None:
    run = QUEUED.say(at("15:33"), ANN, Skip())

    assert run.session.queue == Queue(unheard=QUEUED.session.queue.waiting)


@pytest.mark.parametrize("step", [Next(), Skip(), End()])
def test_a_step_taken_back_brings_the_queue_back(step: Command) -> None:
    run = QUEUED.say(at("15:33"), ANN, step).say(at("15:33:05"), ANN, Undo())

    assert run.session.queue == QUEUED.session.queue


def test_who_came_since_waits_behind_those_who_come_back() -> None:
    run = QUEUED.say(at("15:33"), ANN, Next()).say(at("15:33"), YOAV, JoinQueue()).say(at("15:33:05"), ANN, Undo())

    assert names(run) == ["Cy", "Bob", "Mary", "Yoav"]


def test_a_session_started_over_keeps_who_waits() -> None:
    run = QUEUED.say(at("15:33"), ANN, StartOver()).say(at("15:34"), ANN, Resume()).until(at("15:35"))

    assert names(run) == ["Cy", "Bob", "Mary"]


def test_a_kept_queue_goes_on() -> None:
    run = play(replace(agenda_of(), keep_queue=True), at("15:31")).say(NOW, BOB, JoinQueue())

    assert names(run.until(at("15:41"))) == ["Bob"]


def test_the_end_empties_the_queue_and_refuses_more() -> None:
    run = QUEUED.say(at("15:33"), ANN, End())

    assert run.session.queue == Queue(unheard=QUEUED.session.queue.waiting)
    assert refusal(run.session, BOB, JoinQueue(), at("15:34")) == AlreadyOver()


def test_revised_agenda_keeps_the_queue_and_sets_its_limit() -> None:
    run = plan_run(agenda_of()).say(at("15:00"), BOB, JoinQueue()).say(at("15:00"), ANN, LimitSpeakers(3))

    same = run.say(at("15:01"), None, Revise(agenda_of(5)))
    other = run.say(at("15:01"), None, Revise(replace(agenda_of(), speaker_minutes=2)))

    assert [(names(one), one.session.queue.minutes) for one in (same, other)] == [(["Bob"], 3), (["Bob"], 2)]


LIMITED = play(replace(agenda_of(), speaker_minutes=2), at("15:31")).say(NOW, BOB, JoinQueue())
SPEAKING = LIMITED.say(NOW, ANN, CallSpeaker())


def told(run: Run) -> list[tuple[str, str]]:
    kinds = (SpeakerWarned, SpeakerTimeCalled)
    return [(clock(event.at), type(event).__name__) for event in run.journal if isinstance(event, kinds)]


def test_no_limit_asks_the_clock_for_nothing() -> None:
    assert plan_run(agenda_of()).session.queue == EMPTY
    assert told(QUEUED.say(NOW, ANN, CallSpeaker()).until(at("15:39"))) == []


def test_speaker_is_warned_and_told_once() -> None:
    assert due(SPEAKING.session, NOW) == Due(at("15:33:30"), WarnSpeaker())
    warned = SPEAKING.until(at("15:33:30"))
    assert due(warned.session, NOW) == Due(at("15:34"), CallSpeakerTime())
    run = warned.until(at("15:39"))

    assert told(run) == [("15:33:30", "SpeakerWarned"), ("15:34", "SpeakerTimeCalled")]
    assert [one.key for one in run.said][-2:] == ["speaker-warning/1/zulip:3", "speaker-time/2"]


def test_a_new_limit_tells_the_speaker_anew() -> None:
    run = SPEAKING.until(at("15:35")).say(at("15:35"), ANN, LimitSpeakers(4)).until(at("15:39"))

    assert told(run)[2:] == [("15:35:30", "SpeakerWarned"), ("15:36", "SpeakerTimeCalled")]
    assert len({one.key for one in run.said}) == len(run.said)


def test_another_speaker_has_time_of_their_own() -> None:
    run = SPEAKING.say(at("15:33"), ANN, CallSpeaker(CY)).until(at("15:39"))

    assert told(run) == [("15:34:30", "SpeakerWarned"), ("15:35", "SpeakerTimeCalled")]


def test_on_hold_the_speakers_time_stands_still() -> None:
    held = SPEAKING.say(at("15:33"), ANN, Hold())

    assert told(held.until(at("15:50"))) == []
    assert told(held.say(at("15:50"), ANN, Resume()).until(at("15:52")))[1] == ("15:51", "SpeakerTimeCalled")


def test_an_item_begun_on_hold_keeps_the_time_of_a_kept_speaker() -> None:
    kept = play(replace(agenda_of(), speaker_minutes=2, keep_queue=True), at("15:31"))
    run = kept.say(NOW, BOB, JoinQueue()).say(NOW, ANN, CallSpeaker()).say(at("15:33"), ANN, Hold())
    run = run.say(at("15:35"), ANN, Next()).say(at("15:36"), ANN, Resume())

    assert run.session.queue.time_up == at("15:34") + minutes(3)


def test_what_is_told_to_a_speaker_stands_until_the_next_is_told_or_the_turn_ends() -> None:
    run = SPEAKING.until(at("15:34"))
    warning, time = run.said[-2:]

    assert [stands(run.session, one, at("15:34")) for one in (warning, time)] == [False, True]
    done = run.say(at("15:35"), BOB, LeaveQueue())
    assert not stands(done.session, time, at("15:35"))


def test_a_speaker_without_an_account_is_told_only_when_the_time_is_up() -> None:
    run = LIMITED.say(NOW, ANN, CallSpeaker(ANN)).say(NOW, ANN, JoinQueue(person=MARY)).say(NOW, ANN, CallSpeaker(MARY))
    run = run.until(at("15:35"))

    assert told(run) == [("15:33:30", "SpeakerWarned"), ("15:34", "SpeakerTimeCalled")]
    assert [one.key for one in run.said if one.subject.startswith("speaker")] == ["speaker-time/2"]
