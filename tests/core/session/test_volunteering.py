"""Places, waiting lists, private questions, hand-overs: what is decided, what the clock asks, what is said."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from chatbot.core.agenda import HALVES, WHOLE, Agenda, Asking, Item, Part, Participant, Person, Role
from chatbot.core.announcements import Subject, stands
from chatbot.core.commands import (
    Accept,
    Advance,
    Agree,
    AskAgain,
    AskPerson,
    CallSpeaker,
    Command,
    Decline,
    Disagree,
    Due,
    End,
    ForgetMe,
    HandOver,
    Hold,
    JoinQueue,
    ListCandidates,
    Mute,
    Need,
    NeverAsk,
    Offer,
    OpenPoll,
    Ping,
    Release,
    RemindNext,
    Revise,
    SignUp,
    Start,
    Volunteer,
    Vote,
    Withdraw,
)
from chatbot.core.errors import (
    AlreadyAsked,
    AlreadySigned,
    AlreadyWaiting,
    Exempt,
    NoAccount,
    NoSuchItem,
    NotAsked,
    NotOnRoster,
    NotSigned,
    PlacesFull,
    Presents,
    Reason,
    StillChairs,
    UnknownPart,
    UnknownRole,
    WhichRole,
)
from chatbot.core.events import (
    AgendaMerged,
    AskDeclined,
    CandidatesListed,
    ExemptionEnded,
    ExemptionMade,
    HandedOver,
    NextReminded,
    OfferDeclined,
    PersonAsked,
    PlacesChanged,
    PlaceSplit,
    SpeakerDone,
    SpeakerLeft,
    VolunteerJoined,
    VolunteerLeft,
    VolunteerPromoted,
    VolunteersAsked,
    VolunteerWaited,
    VoteWithdrawn,
    WatchStopped,
)
from chatbot.core.session import decide, due
from chatbot.core.volunteers import Duty, Roster, Served, items_of, least_recent, other_half
from tests.core.build import ANN, BOB, CY, YOAV, Run, agenda_of, asked, at, minutes, plan_run, play, refusal

FIRST, SECOND = HALVES
NOON = at("12:00")
DEE = Participant("zulip:5", "Dee")
EVE = Participant("zulip:6", "Eve")
GUEST = Participant("", "Guest")
ONE = (Role("note taker", 1),)


def session_with(*roles: Role, presenters: tuple[tuple[int, Person], ...] = (), lengths: tuple[int, ...] = ()) -> Run:
    """A session of four items of ten minutes with these roles, and these presenters by item."""
    agenda = agenda_of(*(lengths or (10, 10, 10, 10)), roles=roles)
    items = list(agenda.items)
    for number, person in presenters:
        items[number - 1] = replace(items[number - 1], presenters=(person,))
    return plan_run(replace(agenda, items=tuple(items)))


def people(run: Run) -> list[tuple[str, list[str], list[str]]]:
    """Each roster's part, who holds its places and who waits."""
    return [
        (_part(one.part), [p.name for p in one.people], [p.name for p in one.waiting]) for one in run.session.rosters
    ]


def _part(part: Part) -> str:
    return f"half {part.half}" if part.half else ",".join(map(str, part.items)) or "whole"


def told(run: Run) -> list[tuple[str, str]]:
    """What people who help were told, and the room about them: subject and addressee."""
    theirs = [one for one in run.said if one.to or one.subject in (Subject.ROSTER, Subject.HAND_OVER)]
    return [(str(one.subject), one.to[0] if one.to else "") for one in theirs]


FULL = session_with(*ONE).say(NOON, BOB, Volunteer())
WAITING = FULL.say(NOON, CY, Volunteer()).say(NOON, DEE, Volunteer())


# Waiting lists


def test_who_comes_too_late_waits_in_the_order_of_arrival() -> None:
    assert people(WAITING) == [("whole", ["Bob"], ["Cy", "Dee"])]
    assert refusal(WAITING.session, DEE, Volunteer(), NOON) == AlreadyWaiting("note taker", WHOLE, 2)


def test_drop_out_promotes_the_first_in_line_and_tells_them_and_the_room() -> None:
    run = WAITING.say(NOON, BOB, Withdraw())

    assert run.journal[-2:] == (
        VolunteerLeft(at=NOON, by=BOB, role="note taker", person=BOB),
        VolunteerPromoted(at=NOON, role="note taker", person=CY),
    )
    assert people(run) == [("whole", ["Cy"], ["Dee"])]
    assert told(run) == [("promoted", "slack:U4"), ("roster", "")]


def test_more_places_promote_as_many_as_fit() -> None:
    assert people(WAITING.say(NOON, ANN, Need("note taker", 3))) == [("whole", ["Bob", "Cy", "Dee"], [])]


def test_revised_agenda_with_more_places_promotes() -> None:
    agenda = replace(WAITING.session.agenda, roles=(Role("note taker", 2),))

    assert people(WAITING.say(NOON, None, Revise(agenda))) == [("whole", ["Bob", "Cy"], ["Dee"])]


def test_leaving_the_line_promotes_nobody() -> None:
    assert people(WAITING.say(NOON, CY, Withdraw())) == [("whole", ["Bob"], ["Dee"])]


def test_promoted_person_without_account_is_named_to_the_room_alone() -> None:
    run = FULL.say(NOON, ANN, SignUp(GUEST)).say(NOON, BOB, Withdraw())

    assert people(run) == [("whole", ["Guest"], [])]
    assert told(run) == [("roster", "")]


def test_only_the_latest_promotion_stands() -> None:
    run = WAITING.say(NOON, BOB, Withdraw()).say(NOON, CY, Withdraw())
    rosters = [one for one in run.said if one.subject is Subject.ROSTER]

    assert [stands(run.session, one, NOON) for one in rosters] == [False, True]


def test_promotion_is_not_told_to_who_gave_the_place_back_and_waits_again() -> None:
    promoted = WAITING.say(NOON, BOB, Withdraw())
    again = promoted.say(NOON, CY, Withdraw()).say(NOON, CY, Volunteer())
    said = next(one for one in promoted.said if one.subject is Subject.PROMOTED)

    assert people(again) == [("whole", ["Dee"], ["Cy"])]
    assert [stands(run.session, said, NOON) for run in (promoted, again)] == [True, False]


def test_mute_bot_still_tells_people_what_became_of_their_place() -> None:
    now = at("15:31")
    run = session_with(Role("note taker", 2)).say(NOON, BOB, Volunteer()).say(NOON, CY, Volunteer())
    run = run.say(NOON, DEE, Volunteer()).until(now).say(now, ANN, Mute()).say(now, ANN, Release(BOB))
    run = run.say(now, ANN, SignUp(EVE)).say(now, CY, Withdraw()).say(now, ANN, Need(None, 3))
    asked_for = run.say(now, ANN, AskPerson(CY))
    declined = asked_for.say(now, CY, Disagree())

    def told_still(run: Run) -> list[tuple[str, str]]:
        spoken = [one for one in run.said if one.at == now and stands(run.session, one, now)]
        return [(str(one.subject), one.to[0]) for one in spoken]

    decided = [("released", BOB), ("promoted", DEE), ("signed", EVE), ("promoted", EVE)]
    assert told_still(asked_for) == [(what, one.account) for what, one in (*decided, ("asked", CY))]
    assert told_still(declined) == [(what, one.account) for what, one in (*decided, ("declined", ANN))]


# Fewer places


def test_fewer_places_than_people_release_nobody_until_a_chair_says_whom() -> None:
    run = session_with(Role("note taker", 3)).say(NOON, BOB, Volunteer()).say(NOON, CY, Volunteer())
    low = run.say(NOON, DEE, Volunteer()).say(NOON, EVE, Volunteer()).say(NOON, ANN, Need(None, 1))

    assert people(low) == [("whole", ["Bob", "Cy", "Dee"], ["Eve"])]
    released = low.say(NOON, ANN, Release(Participant("", "cy"))).say(NOON, ANN, Release(BOB, "note taker"))
    assert people(released) == [("whole", ["Dee"], ["Eve"])]
    assert told(released) == [("released", "slack:U4"), ("released", "zulip:3")]
    assert people(released.say(NOON, DEE, Withdraw())) == [("whole", ["Eve"], [])]


def test_need_without_a_role_means_the_only_one() -> None:
    two = session_with(Role("note taker", 1), Role("scribe", 1))

    assert decide(FULL.session, Need(None, 2), ANN, NOON) == (
        PlacesChanged(at=NOON, by=ANN, role="note taker", places=2),
    )
    assert refusal(two.session, ANN, Need(None, 2), NOON) == WhichRole(("note taker", "scribe"))


def test_release_of_somebody_who_is_not_on_the_roster_is_refused() -> None:
    assert refusal(FULL.session, ANN, Release(GUEST), NOON) == NotOnRoster("Guest")
    assert refusal(FULL.session, ANN, Release(CY), NOON) == NotOnRoster("Cy")


# For others


def test_chair_signs_up_somebody_without_an_account_once() -> None:
    run = session_with(Role("note taker", 2)).say(NOON, ANN, SignUp(GUEST, "note taker"))

    assert people(run) == [("whole", ["Guest"], [])]
    assert told(run) == []
    again = SignUp(Participant("", "guest"), "note taker")
    assert refusal(run.session, ANN, again, NOON) == AlreadySigned("note taker", WHOLE, "guest")


def test_who_is_signed_up_by_a_chair_is_told() -> None:
    run = FULL.say(NOON, ANN, SignUp(CY, "note taker"))

    assert run.journal[-1] == VolunteerWaited(at=NOON, by=ANN, role="note taker", person=CY)
    assert told(run) == [("signed", "slack:U4")]
    assert told(session_with(*ONE).say(NOON, ANN, SignUp(CY))) == [("signed", "slack:U4")]


def test_signing_up_by_name_finds_the_account_that_is_known() -> None:
    run = session_with(*ONE, presenters=((2, Person("Eve", ("zulip:6",))),))

    assert decide(run.session, SignUp(Participant("", "eve")), ANN, NOON) == (
        VolunteerJoined(at=NOON, by=ANN, role="note taker", person=EVE),
    )


def test_signing_up_twice_names_the_person() -> None:
    assert refusal(FULL.session, ANN, SignUp(BOB), NOON) == AlreadySigned("note taker", WHOLE, "Bob")
    assert refusal(FULL.session, ANN, SignUp(CY, "cook"), NOON) == UnknownRole("cook", ("note taker",))


def test_one_person_on_two_chats_is_one() -> None:
    run = session_with(Role("note taker", 2)).say(NOON, ANN, Volunteer())
    other = Participant("slack:U1", "Ann K.")

    assert refusal(run.session, other, Volunteer(), NOON) == AlreadySigned("note taker")
    assert people(run.say(NOON, other, Withdraw())) == [("whole", [], [])]


# Parts of the session


def test_halves_are_by_time() -> None:
    slots = session_with(lengths=(10, 10, 30, 10)).session.slots

    assert [items_of(slots, half) for half in HALVES] == [(1, 2, 3), (4,)]
    assert items_of(session_with(lengths=(0, 0)).session.slots, SECOND) == ()
    assert other_half(slots, (1, 4)) is None


def test_half_of_a_place_leaves_the_other_half_wanted() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer("note taker", SECOND))

    assert run.journal[-2:] == (
        PlaceSplit(at=NOON, by=BOB, role="note taker"),
        VolunteerJoined(at=NOON, by=BOB, role="note taker", part=SECOND, person=BOB),
    )
    assert [(one.part, one.places) for one in run.session.wanted] == [(FIRST, 1)]
    assert people(run.say(NOON, CY, Volunteer()))[1:] == [("half 1", ["Cy"], []), ("half 2", ["Bob"], [])]


def test_half_that_is_full_is_waited_for() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer(None, FIRST)).say(NOON, CY, Volunteer("note taker", FIRST))

    assert people(run)[1] == ("half 1", ["Bob"], ["Cy"])


def test_half_of_nothing_is_not_known() -> None:
    assert refusal(FULL.session, CY, Volunteer("note taker", FIRST), NOON) == UnknownPart("note taker", (WHOLE,))


def test_items_are_named_by_their_places_on_the_board() -> None:
    run = session_with().say(NOON, ANN, Need("scribe", 1, Part(items=(3, 4))))

    assert people(run.say(NOON, BOB, Volunteer(None, Part(items=(3, 4))))) == [("3,4", ["Bob"], [])]
    assert refusal(run.session, ANN, Need("scribe", 1, Part(items=(5,))), NOON) == NoSuchItem(5, 4)


def test_what_is_over_is_wanted_no_more() -> None:
    run = session_with(Role("scribe", 1, Part(items=(1,))), Role("scribe", 1, Part(items=(2, 3))))

    assert [one.part.items for one in run.until(at("15:41")).session.wanted] == [(2, 3)]


# Presenters


PRESENTING = session_with(Role("note taker", 2), presenters=((2, Person("Eve", ("zulip:6",))),))


@pytest.mark.parametrize("part", [None, WHOLE])
def test_presenter_may_take_the_whole_session_and_change_it_for_a_half(part: Part | None) -> None:
    whole = PRESENTING.say(NOON, EVE, Volunteer("note taker", part))

    assert people(whole) == [("whole", ["Eve"], [])]
    half = whole.say(NOON, EVE, Volunteer(None, SECOND))
    assert people(half) == [("whole", [], []), ("half 1", [], []), ("half 2", ["Eve"], [])]
    assert [one.places for one in half.session.rosters] == [1, 1, 1]
    low = whole.say(NOON, CY, Volunteer()).say(NOON, ANN, Need(None, 1))
    assert refusal(low.session, EVE, Volunteer("note taker", SECOND), NOON) == AlreadySigned("note taker")


def test_presenter_is_not_offered_the_half_with_their_item() -> None:
    run = PRESENTING.say(NOON, ANN, Need("note taker", 0)).say(NOON, ANN, Need("note taker", 1, FIRST))
    both = run.say(NOON, ANN, Need("note taker", 1, SECOND))

    assert refusal(run.session, EVE, Volunteer("note taker", FIRST), NOON) == Presents("note taker", (2,), None)
    assert people(both.say(NOON, EVE, Volunteer("note taker")))[2] == ("half 2", ["Eve"], [])
    assert refusal(both.session, EVE, Volunteer("note taker", FIRST), NOON) == Presents("note taker", (2,), SECOND)


def test_presenter_in_both_halves_is_left_to_the_chairs() -> None:
    eve = Person("Eve", ("zulip:6",))
    run = session_with(presenters=((2, eve), (4, eve))).say(NOON, ANN, Need("scribe", 1, FIRST))

    assert refusal(run.session, EVE, Volunteer(), NOON) == Presents("scribe", (2,), None)
    assert people(run.say(NOON, ANN, SignUp(EVE))) == [("half 1", ["Eve"], [])]


def test_who_has_presented_may_take_the_rest() -> None:
    assert people(PRESENTING.say(at("15:51"), EVE, Volunteer())) == [("whole", ["Eve"], [])]


# Asked privately


ASKED = session_with(*ONE).say(NOON, ANN, AskPerson(CY))


def test_person_is_asked_privately_and_yes_takes_the_place() -> None:
    run = ASKED.say(NOON, CY, Agree())

    assert ASKED.journal[-1] == PersonAsked(at=NOON, by=ANN, role="note taker", person=CY)
    assert told(run) == [("asked", "slack:U4")]
    assert people(run) == [("whole", ["Cy"], [])]
    assert refusal(run.session, CY, Agree(), NOON) == NotAsked()


def test_no_is_told_to_who_asked() -> None:
    run = ASKED.say(NOON, CY, Disagree())

    assert run.journal[-1] == AskDeclined(at=NOON, by=CY, role="note taker", person=CY, asked_by=ANN)
    assert told(run) == [("asked", "slack:U4"), ("declined", "zulip:1")]
    assert refusal(run.session, CY, Disagree(), NOON) == NotAsked()


def test_yes_that_comes_too_late_waits() -> None:
    assert people(ASKED.say(NOON, BOB, Volunteer()).say(NOON, CY, Agree())) == [("whole", ["Bob"], ["Cy"])]


@pytest.mark.parametrize(
    ("run", "command", "reason"),
    [
        (FULL, AskPerson(CY), PlacesFull("note taker", (BOB,))),
        (FULL, AskPerson(BOB, "note taker"), AlreadySigned("note taker", WHOLE, "Bob")),
        (FULL, AskPerson(GUEST), NoAccount("Guest")),
        (ASKED, AskPerson(CY), AlreadyAsked("Cy")),
        (ASKED, AskPerson(DEE, exempt=True), Exempt("Dee")),
        (ASKED.say(NOON, DEE, NeverAsk()), AskPerson(DEE), Exempt("Dee")),
        (session_with(), AskPerson(CY), PlacesFull("", ())),
        (PRESENTING, AskPerson(EVE), Presents("note taker", (2,), SECOND, "Eve")),
    ],
)
def test_who_cannot_be_asked(run: Run, command: Command, reason: Reason) -> None:
    assert refusal(run.session, ANN, command, NOON) == reason


def test_question_of_a_part_is_for_what_the_person_does_not_present() -> None:
    run = PRESENTING.say(NOON, ANN, Need("note taker", 0)).say(NOON, ANN, Need("note taker", 1, FIRST))
    run = run.say(NOON, ANN, Need("note taker", 1, SECOND)).say(NOON, ANN, AskPerson(EVE))

    assert run.journal[-1] == PersonAsked(at=NOON, by=ANN, role="note taker", part=SECOND, person=EVE)


def test_never_ask_me_takes_the_question_back_until_one_may_be_asked_again() -> None:
    run = ASKED.say(NOON, CY, NeverAsk())

    assert run.journal[-1] == ExemptionMade(at=NOON, by=CY, person=CY)
    assert (run.session.crew.exempt, run.session.crew.questions) == (("slack:U4",), ())
    again = run.say(NOON, CY, AskAgain())
    assert again.journal[-1] == ExemptionEnded(at=NOON, by=CY, person=CY)
    assert again.session.crew.exempt == ()


def test_yes_and_no_mean_an_agenda_that_is_offered_unless_one_was_asked() -> None:
    offered = ASKED.say(NOON, ANN, Offer(replace(ASKED.session.agenda, items=(Item("Other", 5),)), "there"))

    assert isinstance(decide(offered.session, Agree(), ANN, NOON)[0], AgendaMerged)
    assert isinstance(decide(offered.session, Disagree(), YOAV, NOON)[0], OfferDeclined)
    assert isinstance(decide(offered.session, Agree(), CY, NOON)[0], VolunteerJoined)
    assert isinstance(decide(offered.session, Accept(), ANN, NOON)[0], AgendaMerged)
    assert isinstance(decide(offered.session, Decline(), YOAV, NOON)[0], OfferDeclined)


# Forgotten


def test_who_is_forgotten_leaves_places_watches_and_questions() -> None:
    run = ASKED.say(NOON, DEE, Volunteer()).say(NOON, CY, Ping("1")).say(NOON, ANN, Need("scribe", 1))
    run = run.say(NOON, CY, Volunteer("scribe")).say(NOON, ANN, Need("note taker", 2)).say(NOON, ANN, AskPerson(CY))
    gone = run.say(NOON, CY, ForgetMe())

    assert gone.journal[len(run.journal) :] == (
        VolunteerLeft(at=NOON, by=CY, role="scribe", person=CY),
        WatchStopped(at=NOON, by=CY, item=1, person=CY),
        AskDeclined(at=NOON, by=CY, role="note taker", person=CY, asked_by=ANN),
    )
    exempt = gone.say(NOON, CY, NeverAsk()).say(NOON, CY, ForgetMe())
    assert exempt.journal[-1] == ExemptionEnded(at=NOON, by=CY, person=CY)
    assert decide(exempt.until(at("18:00")).session, ForgetMe(), BOB, at("18:00")) == ()
    assert decide(exempt.session, ForgetMe(), EVE, NOON) == ()


def test_who_is_forgotten_neither_speaks_nor_votes() -> None:
    run = plan_run(agenda_of()).say(NOON, ANN, OpenPoll("Adopt?")).say(NOON, CY, Vote("yes"))
    run = run.say(NOON, CY, JoinQueue()).say(NOON, ANN, CallSpeaker()).say(NOON, CY, JoinQueue())
    gone = run.say(NOON, CY, ForgetMe())

    assert gone.journal[len(run.journal) :] == (
        SpeakerLeft(at=NOON, by=CY, person=CY),
        SpeakerDone(at=NOON, by=CY, person=CY),
        VoteWithdrawn(at=NOON, by=CY, poll=1, person=CY),
    )


def test_role_that_nobody_asked_for_is_not_cancelled_into_being() -> None:
    run = plan_run(agenda_of(roles=ONE)).say(NOON, ANN, Need("note taker", 0))

    assert refusal(run.session, ANN, Need("foo", 0), NOON) == UnknownRole("foo", ())
    assert refusal(plan_run(agenda_of(roles=ONE)).session, ANN, Need("foo", 0), NOON) == UnknownRole(
        "foo", ("note taker",)
    )


def test_chair_is_not_forgotten_before_the_session_is_over() -> None:
    run = play(agenda_of(), at("15:31"))

    assert refusal(run.session, ANN, ForgetMe(), at("15:31")) == StillChairs()
    assert decide(run.until(at("18:00")).session, ForgetMe(), ANN, at("18:00")) == ()


# Asked for again and again


def asking(*, start: str = "15:30", zone: str = "UTC", asks: Asking | None = None) -> Agenda:
    agenda = agenda_of(roles=ONE, start=at(start), asking=asks or Asking())
    return replace(agenda, timezone=zone)


@pytest.mark.parametrize(
    ("agenda", "moments"),
    [
        (asking(), [at("15:30", days=-3), at("15:30", days=-1), at("14:30"), at("15:20"), at("15:30")]),
        (asking(start="23:00"), [at("07:00", days=-2), at("07:00"), at("22:00"), at("22:50"), at("23:00")]),
        (asking(start="06:00"), [at("07:00", days=-3), at("07:00", days=-1), at("05:00"), at("05:50"), at("06:00")]),
        (asking(asks=Asking((timedelta(hours=2),), None)), [at("13:30")]),
        (asking(start="03:00", asks=Asking((minutes(300), minutes(120), minutes(0)))), [at("03:00")]),
        (asking(asks=Asking((minutes(180),), (time(12), time(13)))), [at("13:00")]),
        (asking(asks=Asking((minutes(180),), (time(13), time(14)))), [at("12:30")]),
        (asking(asks=Asking(())), []),
    ],
)
def test_moments_of_asking(agenda: Agenda, moments: list[datetime]) -> None:
    run = plan_run(agenda, agenda.start - timedelta(days=9)).until(at("23:59"))

    assert [when for when, _ in asked(run)] == moments


def test_places_needed_by_an_item_are_asked_for_once_more() -> None:
    run = session_with().say(at("15:31"), ANN, Need("scribe", 1, by=4)).until(at("16:00"))

    assert run.session.rosters == (Roster("scribe", 1, by=4),)
    assert [(one.at, one.item) for one in run.journal if isinstance(one, VolunteersAsked)] == [(at("15:50"), 4)]


def test_part_is_asked_for_once_more_before_it_begins() -> None:
    run = session_with(Role("scribe", 1, Part(items=(3,)))).until(at("15:31"))

    assert due(run.session, at("15:31")) == Due(at("15:40"), Advance(1))
    assert [(one.at, one.item) for one in run.until(at("15:49")).journal if isinstance(one, VolunteersAsked)][-1] == (
        at("15:40"),
        3,
    )


def test_request_within_the_last_minutes_is_enough() -> None:
    run = session_with().say(at("15:32"), ANN, Need("scribe", 1, by=2)).until(at("15:45"))

    assert [one for one in run.journal if isinstance(one, VolunteersAsked)] == []


# At the start, hand-over, the next


def test_chairs_are_told_at_the_start_whom_they_may_ask() -> None:
    run = session_with(*ONE).until(at("15:31"))

    assert CandidatesListed(at=at("15:30")) in run.journal
    assert told(run) == [("candidates", "zulip:1"), ("candidates", "slack:U2")]
    filled = session_with(*ONE).say(NOON, BOB, Volunteer()).until(at("15:31"))
    assert told(filled) == []


def test_hand_over_at_the_half_is_told_before_and_then() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer(None, FIRST)).say(NOON, CY, Volunteer(None, SECOND))
    run = run.until(at("15:51"))

    assert NextReminded(at=at("15:45"), role="note taker", item=3) in run.journal
    assert run.journal[-1] == HandedOver(at=at("15:50"), role="note taker", people=(CY,))
    assert told(run) == [("next-up", "slack:U4"), ("hand-over", "")]
    assert run.session.crew.served == (Duty("note taker", (BOB, CY)),)


def test_hand_over_to_a_guest_is_told_to_the_room_alone() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer(None, FIRST)).say(NOON, ANN, SignUp(GUEST, None, SECOND))

    assert told(run.until(at("15:51"))) == [("hand-over", "")]


def test_drop_out_during_the_session_is_a_hand_over() -> None:
    run = WAITING.until(at("15:31")).say(at("15:35"), BOB, Withdraw()).until(at("15:36"))
    roster = next(one for one in run.said if one.subject is Subject.ROSTER)

    assert run.journal[-1] == HandedOver(at=at("15:35"), role="note taker", people=(CY,))
    assert [stands(run.session, one, at("15:36")) for one in run.said if one.subject is Subject.HAND_OVER] == [True]
    assert not stands(run.session, roster, at("15:36"))


def test_another_note_taker_beside_is_no_hand_over() -> None:
    run = session_with(Role("note taker", 2)).say(NOON, BOB, Volunteer()).until(at("15:31"))

    assert told(run.say(at("15:35"), CY, Volunteer()).until(at("15:36"))) == [
        ("candidates", "zulip:1"),
        ("candidates", "slack:U2"),
    ]


def test_nobody_is_reminded_on_hold() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer(None, FIRST)).say(NOON, CY, Volunteer(None, SECOND))
    held = run.until(at("15:44")).say(at("15:44"), ANN, Hold()).until(at("16:30"))

    assert not any(isinstance(one, NextReminded) for one in held.journal)


def test_what_single_people_are_told_stands_while_it_is_true() -> None:
    now = at("15:31")
    run = session_with(*ONE).say(NOON, ANN, AskPerson(CY)).say(NOON, ANN, SignUp(BOB)).until(now)
    run = run.say(now, ANN, AskPerson(DEE)) if run.session.wanted else run
    gone = run.say(now, ANN, Release(BOB)).say(now, CY, Disagree())
    by = {one.subject: one for one in gone.said if one.to}

    assert {str(subject): stands(run.session, one, now) for subject, one in by.items()} == {
        "candidates": False,
        "asked": True,
        "signed": True,
        "released": False,
        "declined": True,
    }
    assert {str(subject): stands(gone.session, one, now) for subject, one in by.items()} == {
        "candidates": True,
        "asked": False,
        "signed": False,
        "released": True,
        "declined": True,
    }
    ended = gone.say(now, ANN, End())
    assert not any(stands(ended.session, one, now) for one in by.values())


def test_commands_of_the_clock_are_prompts() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer()).say(at("15:00"), ANN, Start())

    assert decide(run.session, ListCandidates(), None, NOON) == (CandidatesListed(at=NOON),)
    assert decide(run.session, HandOver("note taker"), None, NOON)[0] == HandedOver(
        at=NOON, role="note taker", people=(BOB,)
    )
    assert decide(run.session, RemindNext("note taker", 2), None, NOON) == (
        NextReminded(at=NOON, role="note taker", item=2),
    )
    assert decide(FULL.session, HandOver("note taker"), None, NOON)[0] == HandedOver(
        at=NOON, role="note taker", people=()
    )


# Fair memory


def test_who_never_served_is_asked_first_then_who_served_longest_ago() -> None:
    history = [
        Served(BOB, "note taker", at("12:00", days=-30), "one"),
        Served(CY, "note-takers", at("12:00", days=-60), "two"),
        Served(CY, "note taker", at("12:00", days=-90), "three"),
        Served(EVE, "scribe", at("12:00", days=-1), "one"),
    ]

    assert least_recent(history, "note taker", [BOB, CY, DEE, EVE, GUEST], {"zulip:5"}, 5) == (
        (EVE, None),
        (CY, at("12:00", days=-60)),
        (BOB, at("12:00", days=-30)),
    )
    assert least_recent(history, "note taker", [BOB, CY], (), 1) == ((CY, at("12:00", days=-60)),)


def test_not_signed_is_said_of_a_part_too() -> None:
    assert refusal(FULL.session, BOB, Withdraw("note taker", FIRST), NOON) == NotSigned("note taker")


def test_next_up_stands_until_the_item_begins() -> None:
    run = session_with(*ONE).say(NOON, BOB, Volunteer(None, FIRST)).say(NOON, CY, Volunteer(None, SECOND))
    before, after = run.until(at("15:46")), run.until(at("15:51"))
    word = next(one for one in before.said if one.subject is Subject.NEXT_UP)

    assert [stands(one.session, word, at("15:46")) for one in (before, after)] == [True, False]
