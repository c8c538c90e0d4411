from dataclasses import replace
from datetime import datetime

import pytest

from chatbot.core.agenda import Participant, Role
from chatbot.core.commands import (
    AddChair,
    Advance,
    AskVolunteers,
    CallStart,
    CallTime,
    Command,
    End,
    Extend,
    Hold,
    Need,
    Next,
    Prompt,
    Resume,
    Revise,
    Shorten,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)
from chatbot.core.errors import (
    AlreadyAChair,
    AlreadyHeld,
    AlreadyOver,
    AlreadyRunning,
    AlreadySigned,
    JustAdvanced,
    NoAccount,
    NoItemLeft,
    NotAChair,
    NotHeld,
    NothingIsOn,
    NotSigned,
    NotStarted,
    OutOfRange,
    Reason,
    Refused,
    StaleNext,
    UnknownRole,
)
from chatbot.core.events import (
    AgendaRevised,
    ChairAdded,
    ItemExtended,
    ItemSkipped,
    ItemStarted,
    PlacesChanged,
    PlacesLowered,
    SessionEnded,
    SessionHeld,
    SessionResumed,
    SessionStarted,
    StartCalled,
    TimeCalled,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
    VolunteerWaited,
)
from chatbot.core.session import Session, decide, not_overtaken
from tests.core.build import ANN, BOB, CY, NOTE_TAKERS, YOAV, Run, agenda_of, at, plan_run, play, refusal

BEFORE = plan_run(agenda_of(roles=(NOTE_TAKERS,)))
RUNNING = play(agenda_of(roles=(NOTE_TAKERS,)), at("15:30"))
HELD = RUNNING.say(at("15:32"), ANN, Hold())
LAST = play(agenda_of(roles=(NOTE_TAKERS,)), at("15:45"))
OVER = play(agenda_of(roles=(NOTE_TAKERS,)), at("17:00"))
FULL = RUNNING.say(at("15:31"), BOB, Volunteer()).say(at("15:31"), CY, Volunteer())

NOON = at("12:00")
MIDWAY = at("15:35")
LATE = at("17:30")


@pytest.mark.parametrize(
    "command", [Start(), Next(), Extend(5), Skip(), Hold(), Resume(), End(), Need("note taker", 3), Next(seen=1)]
)
@pytest.mark.parametrize("run", [BEFORE, RUNNING, HELD, OVER], ids=["before", "running", "held", "over"])
def test_only_chairs_command(run: Run, command: Command) -> None:
    assert refusal(run.session, BOB, command, LATE) == NotAChair()


@pytest.mark.parametrize("who", [ANN, replace(BOB, admin=True), None], ids=["chair", "administrator", "clock"])
def test_chairs_and_administrators_add_chairs(who: Participant | None) -> None:
    happened = decide(BEFORE.session, AddChair(replace(CY, admin=True)), who, NOON)

    assert happened == (ChairAdded(at=NOON, by=who and who.bare, person=CY),)


def test_chair_who_was_added_commands() -> None:
    run = BEFORE.say(NOON, ANN, AddChair(CY))

    assert decide(run.session, Hold(), CY, NOON) == (SessionHeld(at=NOON, by=CY),)


@pytest.mark.parametrize(
    ("session", "who", "command", "reason"),
    [
        (BEFORE.session, BOB, AddChair(CY), NotAChair()),
        (BEFORE.session, replace(BOB, admin=True), Start(), NotAChair()),
        (BEFORE.session, ANN, AddChair(Participant("", "Dee")), NoAccount("Dee")),
        (BEFORE.session, ANN, AddChair(YOAV), AlreadyAChair("Yoav")),
        (OVER.session, ANN, AddChair(CY), AlreadyOver()),
    ],
)
def test_chair_is_not_added(session: Session, who: Participant, command: Command, reason: Reason) -> None:
    assert refusal(session, who, command, NOON) == reason


def test_chair_is_known_by_account_not_by_name() -> None:
    impostor = Participant("zulip:99", "Ann")
    elsewhere = Participant("slack:U1", "ann on slack")

    assert refusal(RUNNING.session, impostor, Hold(), MIDWAY) == NotAChair()
    assert decide(RUNNING.session, Hold(), elsewhere, MIDWAY) == (SessionHeld(at=MIDWAY, by=elsewhere),)


@pytest.mark.parametrize(
    ("session", "command", "reason"),
    [
        (BEFORE.session, Next(), NotStarted()),
        (BEFORE.session, Extend(5), NothingIsOn()),
        (BEFORE.session, Shorten(5), NothingIsOn()),
        (BEFORE.session, Skip(), NotStarted()),
        (BEFORE.session, End(), NotStarted()),
        (BEFORE.session, Resume(), NotHeld()),
        (RUNNING.session, Start(), AlreadyRunning()),
        (RUNNING.session, Resume(), NotHeld()),
        (HELD.session, Hold(), AlreadyHeld()),
        (LAST.session, Next(), NoItemLeft()),
        (LAST.session, Skip(), NoItemLeft()),
        (OVER.session, Start(), AlreadyOver()),
        (OVER.session, Next(), AlreadyOver()),
        (OVER.session, Extend(5), AlreadyOver()),
        (OVER.session, Skip(), AlreadyOver()),
        (OVER.session, Hold(), AlreadyOver()),
        (OVER.session, Resume(), AlreadyOver()),
        (OVER.session, End(), AlreadyOver()),
        (OVER.session, Need("note taker", 3), AlreadyOver()),
        (OVER.session, Volunteer(), AlreadyOver()),
        (OVER.session, Withdraw(), AlreadyOver()),
        (OVER.session, Revise(agenda_of(5)), AlreadyOver()),
    ],
)
def test_command_out_of_its_time_is_refused(session: Session, command: Command | Prompt, reason: Reason) -> None:
    assert refusal(session, ANN, command, LATE) == reason


def test_refused_command_changes_nothing() -> None:
    refused = RUNNING.session
    before = replace(refused)

    assert refusal(refused, ANN, Extend(0), MIDWAY) == OutOfRange(1, 1440)
    assert refused == before


def test_start_starts_the_session_and_its_first_item() -> None:
    assert decide(BEFORE.session, Start(), ANN, NOON) == (
        SessionStarted(at=NOON, by=ANN),
        ItemStarted(at=NOON, by=ANN, item=1),
    )


def test_next_starts_the_following_item() -> None:
    assert decide(RUNNING.session, Next(), ANN, MIDWAY) == (ItemStarted(at=MIDWAY, by=ANN, item=2),)


def test_next_naming_the_current_item_is_obeyed() -> None:
    assert decide(RUNNING.session, Next(seen=1), ANN, MIDWAY) == (ItemStarted(at=MIDWAY, by=ANN, item=2),)


def test_next_twice_advances_once() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next(seen=1))

    assert refusal(once.session, ANN, Next(seen=1), MIDWAY) == StaleNext(2)


def test_next_of_two_chairs_in_one_breath_advances_once() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next())

    assert refusal(once.session, YOAV, Next(), at("15:35:19")) == JustAdvanced(2, ANN)


def test_next_of_one_chair_on_two_chats_is_two_steps() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next())
    later, on_slack = at("15:35:19"), Participant("slack:U1", "Ann")

    assert decide(once.session, Next(), on_slack, later) == (ItemStarted(at=later, by=on_slack, item=3),)


def test_next_of_another_chair_is_obeyed_after_a_breath() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next())
    later = at("15:35:20")

    assert decide(once.session, Next(), YOAV, later) == (ItemStarted(at=later, by=YOAV, item=3),)


def test_next_right_after_the_clock_went_on_is_refused() -> None:
    assert refusal(RUNNING.until(at("15:40")).session, ANN, Next(), at("15:40:07")) == JustAdvanced(2, None)


def test_next_naming_the_item_is_obeyed_right_after_the_clock_went_on() -> None:
    soon = at("15:40:07")

    assert decide(RUNNING.until(soon).session, Next(seen=2), ANN, soon) == (ItemStarted(at=soon, by=ANN, item=3),)


def test_same_chair_may_go_on_twice_quickly() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next())
    soon = at("15:35:03")

    assert decide(once.session, Next(), ANN, soon) == (ItemStarted(at=soon, by=ANN, item=3),)


def test_chair_is_the_same_under_another_name() -> None:
    once = RUNNING.say(MIDWAY, ANN, Next())
    renamed = Participant("zulip:1", "Ann (chair)")
    soon = at("15:35:03")

    assert decide(once.session, Next(), renamed, soon) == (ItemStarted(at=soon, by=renamed, item=3),)


def test_clock_advances_the_item_it_meant() -> None:
    assert decide(RUNNING.session, Advance(1), None, at("15:40")) == (ItemStarted(at=at("15:40"), item=2),)


def test_clock_does_not_advance_an_item_that_is_no_longer_on() -> None:
    assert refusal(RUNNING.say(MIDWAY, ANN, Next()).session, None, Advance(1), at("15:40")) == StaleNext(2)


@pytest.mark.parametrize("number", [1, 5, 1440])
def test_extend_gives_the_current_item_minutes(number: int) -> None:
    assert decide(RUNNING.session, Extend(number), ANN, MIDWAY) == (
        ItemExtended(at=MIDWAY, by=ANN, item=1, minutes=number),
    )


@pytest.mark.parametrize("number", [-5, 0, 1441])
def test_extend_out_of_range_is_refused(number: int) -> None:
    assert refusal(RUNNING.session, ANN, Extend(number), MIDWAY) == OutOfRange(1, 1440)


def test_skip_leaves_the_item_and_starts_the_following() -> None:
    assert decide(RUNNING.session, Skip(), ANN, MIDWAY) == (
        ItemSkipped(at=MIDWAY, by=ANN, item=1),
        ItemStarted(at=MIDWAY, by=ANN, item=2),
    )


def test_hold_stops_the_clock() -> None:
    assert decide(RUNNING.session, Hold(), ANN, MIDWAY) == (SessionHeld(at=MIDWAY, by=ANN),)


def test_hold_is_obeyed_before_the_start() -> None:
    assert decide(BEFORE.session, Hold(), ANN, NOON) == (SessionHeld(at=NOON, by=ANN),)


def test_resume_lets_the_clock_go_on() -> None:
    assert decide(HELD.session, Resume(), YOAV, MIDWAY) == (SessionResumed(at=MIDWAY, by=YOAV),)


def test_end_closes_the_session() -> None:
    assert decide(RUNNING.session, End(), ANN, MIDWAY) == (SessionEnded(at=MIDWAY, by=ANN),)


def test_need_more_places() -> None:
    assert decide(RUNNING.session, Need("note taker", 3), ANN, MIDWAY) == (
        PlacesChanged(at=MIDWAY, by=ANN, role="note taker", places=3),
    )


def test_need_means_the_known_role_in_any_spelling() -> None:
    assert decide(RUNNING.session, Need("Note-Takers", 3), ANN, MIDWAY) == (
        PlacesChanged(at=MIDWAY, by=ANN, role="note taker", places=3),
    )


def test_need_a_new_role() -> None:
    assert decide(BEFORE.session, Need("Jabber scribe", 1), ANN, NOON) == (
        PlacesChanged(at=NOON, by=ANN, role="Jabber scribe", places=1),
    )


def test_need_as_few_as_there_are() -> None:
    one = RUNNING.say(at("15:31"), BOB, Volunteer())

    assert decide(one.session, Need("note taker", 1), ANN, MIDWAY) == (
        PlacesChanged(at=MIDWAY, by=ANN, role="note taker", places=1),
    )


def test_need_fewer_than_have_signed_up_is_refused() -> None:
    assert decide(FULL.session, Need("note takers", 1), ANN, MIDWAY) == (
        PlacesLowered(at=MIDWAY, by=ANN, role="note taker", places=1),
    )


def test_need_nobody_where_nobody_has_signed_up() -> None:
    assert decide(BEFORE.session, Need("note taker", 0), ANN, NOON) == (
        PlacesChanged(at=NOON, by=ANN, role="note taker", places=0),
    )


@pytest.mark.parametrize("places", [-1, 101])
def test_need_out_of_range_is_refused(places: int) -> None:
    assert refusal(RUNNING.session, ANN, Need("note taker", places), MIDWAY) == OutOfRange(0, 100)


@pytest.mark.parametrize("run", [BEFORE, RUNNING, HELD], ids=["before", "running", "held"])
def test_volunteer_takes_a_place_at_any_time_before_the_end(run: Run) -> None:
    assert decide(run.session, Volunteer("notetaker"), BOB, MIDWAY) == (
        VolunteerJoined(at=MIDWAY, by=BOB, role="note taker", person=BOB),
    )


def test_third_volunteer_for_two_places_waits() -> None:
    assert decide(FULL.session, Volunteer(), YOAV, MIDWAY) == (
        VolunteerWaited(at=MIDWAY, by=YOAV, role="note taker", person=YOAV),
    )


def test_volunteering_twice_is_refused() -> None:
    once = RUNNING.say(at("15:31"), BOB, Volunteer())

    assert refusal(once.session, BOB, Volunteer("note taker"), MIDWAY) == AlreadySigned("note taker")


def test_volunteering_for_an_unknown_role_is_refused() -> None:
    assert refusal(RUNNING.session, BOB, Volunteer("cook"), MIDWAY) == UnknownRole("cook", ("note taker",))


def test_withdraw_gives_the_place_back() -> None:
    assert decide(FULL.session, Withdraw(), CY, MIDWAY) == (
        VolunteerLeft(at=MIDWAY, by=CY, role="note taker", person=CY),
    )


def test_withdraw_without_a_place_is_refused() -> None:
    assert refusal(FULL.session, YOAV, Withdraw(), MIDWAY) == NotSigned("")


def test_agenda_is_revised_before_the_start() -> None:
    agenda = agenda_of(20, 20)

    assert decide(BEFORE.session, Revise(agenda), None, NOON) == (AgendaRevised(at=NOON, agenda=agenda),)


def test_unchanged_agenda_is_no_revision() -> None:
    assert decide(BEFORE.session, Revise(agenda_of(roles=(NOTE_TAKERS,))), None, NOON) == ()


def test_agenda_revised_after_the_start_is_refused() -> None:
    assert refusal(RUNNING.session, None, Revise(agenda_of(20, 20)), MIDWAY) == AlreadyRunning()


@pytest.mark.parametrize(
    ("prompt", "event"),
    [
        (CallStart(), StartCalled(at=MIDWAY)),
        (CallTime(1), TimeCalled(at=MIDWAY, item=1)),
        (AskVolunteers(3), VolunteersAsked(at=MIDWAY, round=3)),
    ],
)
def test_call_of_the_clock_is_only_noted(prompt: Prompt, event: StartCalled | TimeCalled | VolunteersAsked) -> None:
    assert decide(RUNNING.session, prompt, None, MIDWAY) == (event,)


def test_roles_that_read_the_same_are_one_for_need() -> None:
    run = plan_run(agenda_of(roles=(Role("Note taker", 1),))).say(NOON, ANN, Need("notetakers", 2))

    assert [(roster.role, roster.places) for roster in run.session.rosters] == [("Note taker", 2)]


@pytest.mark.parametrize("command", [Next(), Skip(), Extend(5)])
def test_what_was_said_of_an_item_before_and_heard_late_is_refused(command: Command) -> None:
    with pytest.raises(Refused) as refused:
        not_overtaken(play(agenda_of(), at("15:44")).session, command, at("15:39"), at("15:44"))

    assert refused.value.reason == StaleNext(2)


@pytest.mark.parametrize(
    ("command", "said", "heard"),
    [
        (Extend(5), at("15:41"), at("15:44")),
        (Extend(5), at("15:39:50"), at("15:40:05")),
        (Hold(), at("15:39"), at("15:44")),
        (Extend(5), at("15:10"), at("15:20")),
    ],
    ids=["of this item", "a moment ago", "of the session", "of none"],
)
def test_what_is_not_overtaken_is_heard(command: Command, said: datetime, heard: datetime) -> None:
    not_overtaken(play(agenda_of(), heard).session, command, said, heard)
