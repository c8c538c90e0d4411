"""Why not, as people read it; and what is said when nothing can be done."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from chatbot.core.agenda import HALVES, WHOLE, Part, Participant, Person
from chatbot.core.commands import (
    ShowVolunteers,
)
from chatbot.core.errors import (
    AdoptionsAsked,
    AlreadyAChair,
    AlreadyAsked,
    AlreadyHeld,
    AlreadyMuted,
    AlreadyOver,
    AlreadyQueued,
    AlreadyRunning,
    AlreadySigned,
    AlreadyVoted,
    AlreadyWaiting,
    BadOptions,
    Exempt,
    FixedStart,
    ItemDone,
    ItemLeft,
    ItemOn,
    ItemToCome,
    JustAdvanced,
    JustCalled,
    NoAccount,
    NoAdoptions,
    NobodyBehind,
    NoItemBehind,
    NoItemFits,
    NoItemLeft,
    NoPollOpen,
    NoSuchItem,
    NotAChair,
    NotAsked,
    NotHeld,
    NothingIsOn,
    NothingLeft,
    NothingOffered,
    NothingToUndo,
    NotMuted,
    NotOnRoster,
    NotQueued,
    NotSigned,
    NotStarted,
    NotThatDay,
    NotVoted,
    NotWatched,
    NotYourEntry,
    OfferChanged,
    OfferUnseen,
    OnlyItem,
    OutOfRange,
    PlacesFull,
    PollIsClosed,
    PollIsNewer,
    PollIsOpen,
    Presents,
    QueueIsClosed,
    QueueIsEmpty,
    QueueIsOpen,
    Reason,
    SameItem,
    SeveralItemsFit,
    StaleNext,
    StillChairs,
    TooShort,
    UnknownOption,
    UnknownPart,
    UnknownRole,
    WhichPart,
    WhichRole,
    WhichSpeaker,
)
from chatbot.grammar import Malformed, Unknown, parse
from chatbot.messages import plain
from chatbot.wording import (
    failed,
    headline,
    malformed,
    no_session,
    refusal,
    replaced,
    unknown,
    which_session,
)
from tests.wording.stage import AGENDA, ANN, BOB, CHAT, START, TERO, YOAV, Stage


def test_refusal_of_a_participant_names_the_chairs() -> None:
    assert Stage().at(6).refused(ANN, "next") == "Only the chairs can do this: Tero Kivinen, Yoav Nir."


def test_refusal_says_when_no_chair_has_an_account_here() -> None:
    stage = Stage(replace(AGENDA, chairs=(Person("Tero Kivinen", ("slack:U1",)),)))

    assert stage.refused(ANN, "start") == (
        "Only the chairs can do this: Tero Kivinen. "
        "The agenda gives no account of theirs in this chat, so nobody can do it from here yet."
    )


def test_refusal_to_give_rights_to_a_name() -> None:
    assert Stage().refused(TERO, "chair add Paul Wouters") == (
        "I know no account of “Paul Wouters”: please mention the person."
    )


def test_refusal_to_add_a_chair_twice() -> None:
    assert Stage().refused(TERO, "chair add @Yoav Nir") == "Yoav Nir may command this session already."


def test_refusal_when_the_agenda_names_no_chairs() -> None:
    assert Stage(replace(AGENDA, chairs=())).refused(ANN, "start") == (
        "Only chairs can do this, and the agenda names none."
    )


def test_refusal_before_the_start() -> None:
    assert Stage().at(-5).refused(TERO, "next") == (
        "The session starts in 5 min, at 15:30. A chair can begin it with start."
    )
    assert Stage().at(-5).refused(TERO, "extend 5") == (
        "The session starts in 5 min, at 15:30. minutes N of item M changes an item before it is on."
    )


def test_refusal_of_a_time_on_another_day() -> None:
    assert Stage().at(6).refused(TERO, "fixed 3 9:00") == (
        "Clocks show that next on Thu 27 Jul 2023, 09:00, long after this session. "
        "Please give a time soon after its start, 15:30."
    )
    assert Stage().at(6).refused(TERO, "fixed 3 4:00") == (
        "Clocks show that next on Thu 27 Jul 2023, 04:00, long after this session. Did you mean 16:00?"
    )


def test_refusal_of_a_second_start() -> None:
    assert Stage().at(6).refused(TERO, "start") == "The session has begun. Child Payloads is on now. next goes on."


def test_refusal_long_after_the_end() -> None:
    assert Stage().at(6).does(TERO, "end").at(70).refused(TERO, "undo") == (
        "The session ended at 15:36, 29 min early. Nothing can be changed any more."
    )


def test_refusal_after_the_end() -> None:
    assert Stage().at(6).does(TERO, "end").refused(TERO, "next") == (
        "The session ended at 15:36, 29 min early. Nothing can be changed before a chair takes that back with undo."
    )


def test_refusal_just_advanced() -> None:
    stage = Stage().at(6).does(YOAV, "next")
    stage.now += timedelta(seconds=4)

    assert stage.refused(TERO, "next") == (
        "Yoav Nir moved on a moment before you: Diet ESP is on now. next goes on again from 20 s after that."
    )


def test_refusal_just_advanced_by_the_clock() -> None:
    assert Stage().at(5).refused(TERO, "next") == (
        "The clock moved on a moment before you: Child Payloads is on now. next goes on again from 20 s after that."
    )


def test_refusal_at_the_last_item() -> None:
    assert Stage().at(36).refused(TERO, "next") == "This is the last item; end closes the session."


def test_refusal_of_hold_and_resume() -> None:
    stage = Stage().at(6)

    assert stage.refused(TERO, "resume") == "The clock is not on hold; hold stops it."
    assert stage.does(TERO, "hold").refused(TERO, "hold") == ("The clock is on hold since 15:36; resume lets it go on.")


def test_refusal_of_a_number() -> None:
    assert Stage().at(6).refused(TERO, "extend 0") == "Please give a number from 1 to 1440."


def test_refusal_of_a_role_that_was_cancelled() -> None:
    stage = Stage().at(-60).does(TERO, "need 0 note takers")

    assert stage.refused(YOAV, "volunteer") == "No note takers are wanted at the moment. Thank you for offering."


def test_refusal_of_roles() -> None:
    stage = Stage().at(-60).does(ANN, "volunteer")

    assert stage.refused(BOB, "volunteer scribe") == "No “scribe” is wanted. You can say volunteer note taker."
    assert stage.refused(ANN, "volunteer") == (
        "You are signed up as note taker already; withdraw note taker gives the place back."
    )
    assert stage.refused(BOB, "withdraw") == "You are not signed up for anything; volunteers shows the places."
    assert stage.refused(BOB, "withdraw note taker") == (
        "You are not signed up as note taker; volunteer note taker signs you up."
    )
    assert stage.refused(TERO, "release Bob") == "Nobody called Bob is signed up; volunteers shows who is."
    assert stage.refused(TERO, "ask Anna") == ("I know no account of “Anna”: please mention the person.")
    assert stage.refused(BOB, "yes") == (
        "I have not asked you anything that yes or no would answer; help shows what can be said."
    )
    stage.does(TERO, "need 1 scribe")
    assert stage.refused(BOB, "volunteer") == (
        "Several roles could be meant: note taker, scribe. Please name one after the command."
    )


REASONS: tuple[Reason, ...] = (
    NotAChair(),
    NotStarted(),
    NothingIsOn(),
    NotThatDay(START + timedelta(days=1), START),
    AlreadyRunning(),
    AlreadyOver(),
    NotHeld(),
    AlreadyHeld(),
    StaleNext(2),
    JustAdvanced(2, None),
    NoItemLeft(),
    NoItemBehind(),
    OutOfRange(1, 9),
    UnknownRole("scribe", ()),
    WhichRole(("note taker", "scribe")),
    PlacesFull("note taker", ()),
    AlreadySigned("note taker"),
    NotSigned(""),
    PlacesFull("note taker", (ANN,)),
    AlreadySigned("note taker", name="Bob"),
    AlreadyWaiting("note taker", HALVES[0], 2),
    UnknownPart("note taker", (WHOLE, HALVES[0], Part(items=(1, 3)))),
    WhichPart("note taker", HALVES),
    Presents("note taker", (1, 2), HALVES[1]),
    Presents("note taker", (1,), None),
    Presents("note taker", (1,), HALVES[1], "Bob"),
    Exempt("Bob"),
    AlreadyAsked("Bob"),
    NotAsked(),
    NotOnRoster("Bob"),
    NoAccount("Dee"),
    StillChairs(),
    AlreadyAChair("Ann"),
    AlreadyQueued(ANN, 1),
    NotQueued(""),
    WhichSpeaker(((1, ANN), (2, BOB))),
    NotYourEntry(BOB),
    NobodyBehind(),
    QueueIsEmpty(),
    QueueIsClosed(),
    QueueIsOpen(),
    JustCalled(ANN, TERO),
    PollIsOpen(1, "Why?"),
    NoPollOpen(),
    PollIsClosed(1, "Why?"),
    PollIsNewer(1, "Why?"),
    BadOptions(2, 10, 60),
    UnknownOption("maybe", ("Yes", "No")),
    AlreadyVoted("Yes"),
    NotVoted(("Yes", "No")),
    NoAdoptions(),
    AdoptionsAsked(("draft-a",)),
    NothingToUndo(),
    AlreadyMuted(),
    NotMuted(),
    FixedStart(3, START + timedelta(minutes=50)),
    NoSuchItem(9, 4),
    NoItemFits("frob"),
    SeveralItemsFit("payloads", (2, 3)),
    ItemDone(1),
    ItemOn(2),
    ItemToCome(3),
    ItemLeft(3),
    OnlyItem(1),
    TooShort(2, 15),
    SameItem(3),
    NotWatched(""),
    NotWatched("Diet ESP"),
    NothingOffered(),
    OfferUnseen(YOAV),
    OfferChanged(),
    NothingLeft(),
)


def test_reasons_above_are_all_there_are() -> None:
    assert {type(reason) for reason in REASONS} == set(get_args(Reason))


@pytest.mark.parametrize("reason", REASONS, ids=repr)
@pytest.mark.parametrize("minutes", [-5, 6, 200])
def test_every_reason_has_words_at_any_time(reason: Reason, minutes: int) -> None:
    stage = Stage().at(minutes)

    assert plain(refusal(stage.session, reason, CHAT, stage.now))


def test_unknown_suggests_the_nearest() -> None:
    assert plain(unknown(Unknown("extnd 5", ("extend N", "end")))) == (
        "I do not know “extnd 5”. Did you mean extend N or end? help lists all commands."
    )


def test_unknown_repeats_little_of_a_long_text() -> None:
    assert plain(unknown(Unknown("x" * 300))) == f"I do not know “{'x' * 60}…”. help lists all commands."


def test_text_that_is_too_long_is_said_to_be() -> None:
    ask = parse("note " + "x" * 3000)
    assert isinstance(ask, Unknown)

    assert plain(unknown(ask)) == (
        "That is longer than 1000 characters, so I have not read it; please say it in fewer words."
    )


def test_malformed_shows_the_usage() -> None:
    ask = parse("extend")
    assert isinstance(ask, Malformed)

    assert plain(malformed(ask)) == "Please say extend N, for example extend 5. help extend tells more."


def test_no_session() -> None:
    assert plain(no_session()) == "No session is set up here."
    assert plain(no_session(("a", "b"))) == "No session is set up here. I serve: a, b."


def test_which_session() -> None:
    assert plain(which_session(("a", "b"))) == (
        "Several sessions could be meant: a, b. Please put the session's name first, for example a now."
    )


def test_failed_and_replaced() -> None:
    assert plain(failed()) == "Something went wrong on my side; nothing was changed. Please try again."
    assert plain(replaced()) == "Replaced by a newer message below."


def test_headline() -> None:
    assert headline(Stage().session) == "IPSECME – IETF 117"
    assert headline(Stage(replace(AGENDA, group="", meeting="")).session) == "IP Security Maintenance"


def test_outside_text_with_backticks_stays_text() -> None:
    mallory = Participant("zulip:66", "`@all` *x*")
    stage = Stage().at(6).does(mallory, "volunteer")

    assert "Note takers: `@all` *x* (1 place free)" in stage.asked(ShowVolunteers())
