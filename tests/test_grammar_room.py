"""The grammar of the speaker queue and of polls."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.core.agenda import Participant
from chatbot.core.commands import (
    CallSpeaker,
    ClosePoll,
    CloseQueue,
    Command,
    GiveLastWord,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    Next,
    OfferAdoption,
    OpenPoll,
    OpenQueue,
    Query,
    ShowPolls,
    ShowQueue,
    Unvote,
    Vote,
    YieldTurn,
)
from chatbot.core.polls import Poll
from chatbot.core.speakers import Kind
from chatbot.grammar import Malformed, Unknown, forms, is_bare, parse, spoken

BOB = Participant("zulip:3", "Bob Example")
MARY = Participant("", "Mary Smith")
TOPIC, REPLY, QUESTION, ORDER = Kind.TOPIC, Kind.REPLY, Kind.QUESTION, Kind.ORDER
POLL = Poll(1, "Which?", ("Yes", "No opinion", "Next?", "ok", "now"), datetime(2026, 3, 16, 14, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("q+", JoinQueue()),
        ("Q+!", JoinQueue()),
        ("q +", JoinQueue()),
        ("queue+", JoinQueue()),
        ("/q+", JoinQueue()),
        ("q+ please", JoinQueue()),
        ("q+ me", JoinQueue()),
        ("hand up", JoinQueue()),
        ("I raise my hand", JoinQueue()),
        ("q+ to ask about section 3", JoinQueue(TOPIC, "to ask about section 3")),
        ("q+ to ask why?", JoinQueue(TOPIC, "to ask why?")),
        ("q+: why", JoinQueue(TOPIC, "why")),
        ("q+ about 4.2.", JoinQueue(TOPIC, "about 4.2")),
        ("q+ I have a question", JoinQueue(TOPIC, "I have a question")),
        ("q+ me to ask", JoinQueue(TOPIC, "to ask")),
        ("q+ Mary Smith", JoinQueue(TOPIC, "", MARY)),
        ("q+Mary Smith.", JoinQueue(TOPIC, "", MARY)),
        ("q+ Mary Smith to ask why", JoinQueue(TOPIC, "to ask why", MARY)),
        ("q+ Mary Smith: why?", JoinQueue(TOPIC, "why?", MARY)),
        ("q+ @Bob Example", JoinQueue(TOPIC, "", BOB)),
        ("q+ bob example to ask", JoinQueue(TOPIC, "to ask", BOB)),
        ("qq+", JoinQueue(REPLY)),
        ("qq +", JoinQueue(REPLY)),
        ("q+ reply", JoinQueue(REPLY)),
        ("qq+ to answer that", JoinQueue(REPLY, "to answer that")),
        ("qq+ Mary Smith", JoinQueue(REPLY, "", MARY)),
        ("q+ question", JoinQueue(QUESTION)),
        ("q+ a clarifying question", JoinQueue(QUESTION)),
        ("q+ clarifying question", JoinQueue(QUESTION)),
        ("q+ clarifying question about 3?", JoinQueue(QUESTION, "about 3?")),
        ("q+ point of order", JoinQueue(ORDER)),
        ("q+ a point of order", JoinQueue(ORDER)),
        ("q-", LeaveQueue()),
        ("q–", LeaveQueue()),
        ("Q - .", LeaveQueue()),
        ("q- me", LeaveQueue()),
        ("hand down", LeaveQueue()),
        ("q- Mary Smith", LeaveQueue(MARY)),
        ("q- later", YieldTurn()),
        ("q?", ShowQueue()),
        ("q", ShowQueue()),
        ("queue?", ShowQueue()),
        ("who's on the queue?", ShowQueue()),
        ("ack", CallSpeaker()),
        ("ack next", CallSpeaker()),
        ("ack Mary Smith", CallSpeaker(MARY)),
        ("ack 2", CallSpeaker(Participant("", "2"))),
        ("recognize @Bob Example", CallSpeaker(BOB)),
        ("q first Mary Smith", MoveFirst(MARY)),
        ("last word Mary Smith", GiveLastWord(MARY)),
        ("please give Mary Smith the last word", GiveLastWord(MARY)),
        ("q close", CloseQueue()),
        ("please close the queue", CloseQueue()),
        ("q open", OpenQueue()),
        ("reopen the queue", OpenQueue()),
        ("q limit 2", LimitSpeakers(2)),
        ("q limit 2min", LimitSpeakers(2)),
        ("q limit off", LimitSpeakers(0)),
        ("time speakers at two minutes", LimitSpeakers(2)),
        ("stop timing speakers", LimitSpeakers(0)),
    ],
)
def test_parse_queue(text: str, meant: Command | Query) -> None:
    assert parse(text, (BOB,)) == meant


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ("q+ 1", "q+ PERSON"),
        ("q+ a b c d e f", "q+ PERSON"),
        ("q+ " + "x" * 61, "q+ PERSON"),
        ('poll "" ', 'poll "QUESTION"'),
        ("poll", 'poll "QUESTION"'),
        ("adoption calls now", "adoption calls [TERMS]"),
    ],
)
def test_parse_what_does_not_fit_says_how(text: str, usage: str) -> None:
    ask = parse(text)

    assert isinstance(ask, Malformed)
    assert ask.form.usage == usage


@pytest.mark.parametrize("text", ["q+?", "ack?", "vote yes?", "ack, will do", "close poll?", "show me poll x"])
def test_parse_does_not_obey_thinking_aloud(text: str) -> None:
    assert not isinstance(parse(text), Command)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('poll "Adopt X?"', OpenPoll("Adopt X?")),
        ("poll “Adopt X?”", OpenPoll("Adopt X?")),
        ("poll Adopt X?", OpenPoll("Adopt X?")),
        ("poll Adopt X", OpenPoll("Adopt X")),
        ('please poll "Adopt X?" yes, no thanks', OpenPoll("Adopt X?", ("yes", "no"))),
        ('poll "Meet in June?" "yes", "no", either', OpenPoll("Meet in June?", ("yes", "no", "either"))),
        ('poll "Meet?" [yes, no]', OpenPoll("Meet?", ("yes", "no"))),
        ("poll Meet? yes; no | either", OpenPoll("Meet?", ("yes", "no", "either"))),
        ('poll "Meet?" hidden', OpenPoll("Meet?", hidden=True)),
        ('poll "Meet?" for 5 min', OpenPoll("Meet?", minutes=5)),
        ('poll "Meet?" yes, no hidden for two minutes', OpenPoll("Meet?", ("yes", "no"), hidden=True, minutes=2)),
        ('poll "Meet?" yes, no for 2m, hidden', OpenPoll("Meet?", ("yes", "no"), hidden=True, minutes=2)),
        ('poll "Wait for ever minutes?"', OpenPoll("Wait for ever minutes?")),
        ("close poll", ClosePoll()),
        ("please close the poll", ClosePoll()),
        ("adoption calls", OfferAdoption()),
        ("next adoption call", OfferAdoption()),
        ("adoption calls hidden for 3 min", OfferAdoption(hidden=True, minutes=3)),
        ("vote yes", Vote("yes")),
        ("I vote for no opinion!", Vote("no opinion")),
        ("vote #2 in poll 1", Vote("#2", 1)),
        ("unvote", Unvote()),
        ("withdraw my vote", Unvote()),
        ("unvote #2 in poll 12", Unvote("#2", 12)),
        ("polls", ShowPolls()),
        ("poll?", ShowPolls()),
        ("poll results?", ShowPolls()),
    ],
)
def test_parse_polls(text: str, meant: Command | Query) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yes", Vote("#1", 1)),
        ("Yes!", Vote("#1", 1)),
        ("yes, please", Vote("#1", 1)),
        ("no opinion", Vote("#2", 1)),
        ("ok", Vote("#4", 1)),
    ],
)
def test_an_options_name_votes_while_a_poll_is_open(text: str, meant: Command) -> None:
    assert parse(text, (), POLL) == meant
    assert parse(text) != meant


@pytest.mark.parametrize(("text", "meant"), [("next", Next()), ("yes?", Unknown("yes?", ("yes",))), ("", parse(""))])
def test_a_command_or_a_question_is_no_vote(text: str, meant: object) -> None:
    assert parse(text, (), POLL) == meant


def test_an_option_that_is_a_command_too_is_voted_for_by_vote() -> None:
    assert not isinstance(parse("now", (), POLL), Vote)
    assert parse("vote now", (), POLL) == Vote("now")


def test_an_option_that_ends_in_a_question_mark_is_voted_for_as_it_is() -> None:
    poll = Poll(2, "What?", ("Why?", "How?"), POLL.opened_at)

    assert parse("Why?", (), poll) == Vote("#1", 2)


def test_bare_are_the_queue_and_votes() -> None:
    assert {form.topic for form in forms() if form.bare} == {"Speaker queue", "Polls"}
    bare = ["q+", "q+ to ask why?", "q-", "q- later", "q?", "ack", "vote yes", "unvote", "q close"]
    assert [text for text in bare if not is_bare(text)] == []


@pytest.mark.parametrize(
    "text", ["yes", "hello", "next", "poll?", "quick+ fix", "a q+", "acknowledged", "q+" + "x" * 1000]
)
def test_other_words_are_not_bare(text: str) -> None:
    assert not is_bare(text)


NAMES = st.builds(Participant, st.just(""), st.sampled_from(["Mary Smith", "Ann", "José Núñez"]))
ABOUT = st.sampled_from(["", "to ask why", "to say that this is so"])
OPTIONS = st.lists(st.text(alphabet="abcxyzé", min_size=1, max_size=6), min_size=2, max_size=4).map(tuple)
COMMANDS = st.one_of(
    st.builds(JoinQueue, st.sampled_from(Kind), ABOUT, st.none() | NAMES),
    st.builds(LeaveQueue, st.none() | NAMES),
    st.builds(CallSpeaker, st.none() | NAMES),
    st.builds(MoveFirst, NAMES),
    st.builds(GiveLastWord, NAMES),
    st.sampled_from([YieldTurn(), CloseQueue(), OpenQueue(), ClosePoll()]),
    st.builds(LimitSpeakers, st.integers(0, 60)),
    st.builds(OpenPoll, st.sampled_from(["Adopt X?", "Why"]), st.just(()) | OPTIONS, st.booleans(), st.integers(0, 99)),
    st.builds(OfferAdoption, st.booleans(), st.integers(0, 99)),
    st.builds(Vote, st.sampled_from(["yes", "#2", "no opinion"]), st.none() | st.integers(1, 99)),
    st.builds(Unvote, st.just("#2"), st.integers(1, 99)),
    st.just(Unvote()),
)


@given(COMMANDS)
def test_spoken_is_understood(command: Command) -> None:
    assert parse(spoken(command)) == command


@given(st.text(alphabet=" q+-?ackpolvte\"'#123hidenfrm,", max_size=60), st.none() | st.just(POLL))
def test_parse_never_fails_near_commands(text: str, poll: Poll | None) -> None:
    assert isinstance(parse(text, (BOB,), poll), Command | Query | Unknown | Malformed)
