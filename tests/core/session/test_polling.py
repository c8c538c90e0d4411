"""What the room is asked, in a session: decided, evolved, due and announced."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Participant
from chatbot.core.announcements import Subject, stands
from chatbot.core.announcements.standing import OLD_NEWS
from chatbot.core.commands import (
    ClosePoll,
    Command,
    Due,
    End,
    EndPoll,
    Mute,
    OfferAdoption,
    OpenPoll,
    Revise,
    Unvote,
    Vote,
)
from chatbot.core.errors import (
    AlreadyOver,
    AlreadyVoted,
    BadOptions,
    NoAdoptions,
    NoPollOpen,
    NotAChair,
    NotVoted,
    OutOfRange,
    PollIsClosed,
    PollIsNewer,
    PollIsOpen,
    Reason,
    Refused,
    UnknownOption,
)
from chatbot.core.events import Event, PollClosed, PollOpened, SessionEnded, Voted, VoteWithdrawn
from chatbot.core.polls import YES_OR_NO, Ballot, Poll
from chatbot.core.session import decide, due, not_overtaken
from tests.core.build import ANN, BOB, CY, YOAV, agenda_of, at, plan_run, play, refusal

NOW = at("15:32")
AGENDA = replace(agenda_of(), adoption_calls=("draft-a", "draft-b"))
RUNNING = play(AGENDA, at("15:31"))
ASKED = RUNNING.say(NOW, ANN, OpenPoll("Adopt?")).say(NOW, BOB, Vote("yes"))


@pytest.mark.parametrize(
    ("who", "command", "events"),
    [
        (BOB, Vote("no"), (Voted(at=NOW, by=BOB, poll=1, person=BOB, option=1),)),
        (CY, Vote("#3", 1), (Voted(at=NOW, by=CY, poll=1, person=CY, option=2),)),
        (BOB, Unvote(), (VoteWithdrawn(at=NOW, by=BOB, poll=1, person=BOB),)),
        (BOB, Unvote("#1", 1), (VoteWithdrawn(at=NOW, by=BOB, poll=1, person=BOB),)),
        (BOB, Unvote("#2", 1), ()),
        (CY, Unvote("#1", 1), ()),
        (YOAV, ClosePoll(), (PollClosed(at=NOW, by=YOAV, poll=1),)),
        (YOAV, End(), (PollClosed(at=NOW, by=YOAV, poll=1), SessionEnded(at=NOW, by=YOAV))),
    ],
)
def test_decide(who: Participant, command: Command, events: tuple[Event, ...]) -> None:
    assert decide(ASKED.session, command, who, NOW) == events


@pytest.mark.parametrize(
    ("who", "command", "reason"),
    [
        (BOB, Vote("yes"), AlreadyVoted("Yes")),
        (BOB, Vote("maybe"), UnknownOption("maybe", YES_OR_NO)),
        (BOB, Vote("yes", 2), NoPollOpen()),
        (CY, Unvote(), NotVoted(YES_OR_NO)),
        (BOB, ClosePoll(), NotAChair()),
        (BOB, OpenPoll("Why?"), NotAChair()),
        (BOB, OfferAdoption(), NotAChair()),
        (ANN, OpenPoll("Why?"), PollIsOpen(1, "Adopt?")),
        (ANN, OfferAdoption(), PollIsOpen(1, "Adopt?")),
    ],
)
def test_refusal(who: Participant, command: Command, reason: Reason) -> None:
    assert refusal(ASKED.session, who, command, NOW) == reason


def test_refusal_without_a_poll() -> None:
    assert refusal(RUNNING.session, BOB, Vote("yes"), NOW) == NoPollOpen()
    assert refusal(RUNNING.session, ANN, ClosePoll(), NOW) == NoPollOpen()
    assert refusal(RUNNING.session, ANN, OpenPoll("Why?", ("one",)), NOW) == BadOptions(2, 10, 60)
    assert refusal(RUNNING.session, ANN, OpenPoll("Why?", minutes=1441), NOW) == OutOfRange(0, 1440)
    assert refusal(RUNNING.session, ANN, OpenPoll("Why?", minutes=-1), NOW) == OutOfRange(0, 1440)
    assert refusal(play(agenda_of(), NOW).session, ANN, OfferAdoption(), NOW) == NoAdoptions()


def test_a_closed_poll_takes_no_votes_and_keeps_those_it_has() -> None:
    run = ASKED.say(at("15:33"), YOAV, ClosePoll())

    assert refusal(run.session, CY, Vote("#1", 1), at("15:34")) == PollIsClosed(1, "Adopt?")
    assert refusal(run.session, BOB, Unvote("#1", 1), at("15:34")) == PollIsClosed(1, "Adopt?")
    assert run.session.polls == (
        Poll(
            1,
            "Adopt?",
            YES_OR_NO,
            NOW,
            ANN,
            ballots=(Ballot(BOB, 0),),
            closed_at=at("15:33"),
            closed_by=YOAV,
        ),
    )


def test_a_vote_taken_back_is_gone() -> None:
    assert ASKED.say(NOW, BOB, Unvote()).session.poll(1).ballots == ()


def test_a_poll_has_options_and_an_end() -> None:
    run = RUNNING.say(NOW, ANN, OpenPoll("When?", ("now", "later"), hidden=True, minutes=3))

    assert run.journal[-1] == PollOpened(
        at=NOW, by=ANN, poll=1, question="When?", options=("now", "later"), hidden=True, closes_at=at("15:35")
    )
    assert due(run.session, NOW) == Due(at("15:35"), EndPoll(1))
    assert run.until(at("15:36")).journal[-1] == PollClosed(at=at("15:35"), poll=1)


def test_a_vote_after_the_end_finds_the_poll_closed() -> None:
    run = RUNNING.say(NOW, ANN, OpenPoll("When?", minutes=3)).wake(at("15:36"))

    assert refusal(run.session, BOB, Vote("#1", 1), at("15:36")) == PollIsClosed(1, "When?")


def test_a_poll_without_an_end_is_left_to_the_chairs() -> None:
    assert ASKED.until(at("15:39")).session.poll(1).is_open


def test_adoption_calls_are_asked_one_by_one() -> None:
    run = RUNNING.say(NOW, ANN, OfferAdoption(minutes=1)).until(at("15:34")).say(at("15:34"), ANN, OfferAdoption())

    assert [(poll.question, poll.draft) for poll in run.session.polls] == [
        ("Adopt draft-a as a working group document?", "draft-a"),
        ("Adopt draft-b as a working group document?", "draft-b"),
    ]


def test_polls_before_the_start_outlive_a_revised_agenda() -> None:
    run = plan_run(AGENDA).say(at("15:00"), ANN, OpenPoll("Bash?")).say(at("15:01"), None, Revise(agenda_of(5)))

    assert run.say(at("15:02"), BOB, Vote("yes")).session.poll(1).counts == (1, 0, 0)


def test_the_end_closes_the_open_poll() -> None:
    run = ASKED.say(at("15:33"), ANN, End())

    assert not run.session.poll(1).is_open
    assert refusal(run.session, BOB, Vote("no", 1), at("15:34")) == AlreadyOver()


def test_a_poll_and_its_result_are_announced() -> None:
    run = ASKED.say(at("15:33"), YOAV, ClosePoll())
    poll, result = (one for one in run.said if one.subject in (Subject.POLL, Subject.POLL_RESULT))

    assert (poll.key, result.key) == ("poll-1/1", "poll-result-1/1")
    assert stands(ASKED.session, poll, NOW)
    assert not stands(run.session, poll, NOW)
    assert [stands(run.session, result, at("15:33") + wait) for wait in (OLD_NEWS / 2, OLD_NEWS)] == [True, False]
    assert not stands(ASKED.session, result, NOW)


def test_a_late_vote_is_not_for_a_poll_that_is_newer() -> None:
    with pytest.raises(Refused) as refused:
        not_overtaken(ASKED.session, Vote("yes"), at("15:31"), at("15:33"))
    assert refused.value.reason == PollIsNewer(1, "Adopt?")
    not_overtaken(ASKED.session, Vote("yes"), at("15:31:50"), at("15:32"))
    not_overtaken(ASKED.session, Vote("yes"), NOW, at("15:33"))
    not_overtaken(RUNNING.session, Vote("yes"), at("15:30"), at("15:33"))


def test_a_poll_asked_while_the_bot_is_mute_is_shown_for_a_chair_asked() -> None:
    run = RUNNING.say(NOW, ANN, Mute()).say(NOW, ANN, OpenPoll("Adopt?"))
    poll = run.said[-1]
    closed = run.say(at("15:33"), ANN, ClosePoll())

    assert (poll.subject, stands(run.session, poll, NOW)) == (Subject.POLL, True)
    assert stands(closed.session, closed.said[-1], at("15:33"))
