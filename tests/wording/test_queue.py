"""The speaker queue in words, where conversations do not show it."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Participant
from chatbot.core.announcements import Announcement, Subject
from chatbot.core.commands import ShowQueue
from chatbot.messages import Mention, plain
from chatbot.wording import board, buttons, confirm, settled
from chatbot.wording.queueing import ordinal
from tests.wording.stage import AGENDA, ANN, BOB, CHAT, TERO, Stage, lines, mentions_in

ANN_TOO = Participant("zulip:13", "Ann")


def on_board(stage: Stage) -> list[str]:
    """The board's lines below the table."""
    shown = plain(board(stage.session, CHAT, stage.now)).splitlines()
    return shown[shown.index(next(row for row in shown if row.startswith(("Running", "On time", "Ended")))) + 1 :]


def test_ordinal() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 112)

    assert [ordinal(number) for number in numbers] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]


def test_board_shows_who_speaks_and_who_waits() -> None:
    stage = Stage().at(6)
    assert on_board(stage) == ["Note takers: none yet (2 places free)"]
    stage.does(ANN, "q+").does(BOB, "qq+").does(TERO, "q+ Mary").does(TERO, "ack")
    assert on_board(stage)[0] == "Speaking: Bob. Queue: Ann, Mary."
    assert on_board(stage.does(TERO, "q close"))[0] == "Speaking: Bob. Queue: Ann, Mary. The queue is closed."


def test_queue_is_shown_with_what_people_want_to_say() -> None:
    stage = Stage().at(6).does(ANN, "q+ to ask why").does(BOB, "q+").does(TERO, "ack Bob")

    assert stage.asked(ShowQueue()) == lines("Speaking: Bob.", "1. Ann – to ask why")
    assert stage.does(TERO, "q close").asked(ShowQueue()) == lines(
        "Speaking: Bob.", "1. Ann – to ask why", "The queue is closed."
    )
    assert stage.does(TERO, "ack").does(TERO, "ack").asked(ShowQueue()) == "Nobody waits. The queue is closed."


def test_two_of_one_name_are_told_apart_by_who_added_them() -> None:
    stage = Stage().at(6).does(BOB, "q+ Carol").does(Participant("zulip:14", "Carol"), "q+")

    assert stage.asked(ShowQueue()) == lines("1. Carol (added by Bob)", "2. Carol")


def test_two_who_could_be_meant_are_named_with_their_places() -> None:
    stage = Stage().at(6).does(BOB, "q+ Mary Smith").does(BOB, "q+ Mary Jones")

    assert stage.refused(TERO, "ack Mary") == (
        "Several could be meant: 1. Mary Smith, 2. Mary Jones. Please say the number instead of the name."
    )
    assert stage.does(TERO, "ack 2").told() == ("Mary Jones has the floor. Next: Mary Smith.", True)


def test_whoever_has_the_floor_is_woken_by_account_and_others_are_not() -> None:
    stage = Stage().at(6).does(ANN, "q+").does(BOB, "q+").does(TERO, "ack")
    reply = confirm(stage.session, stage.events, CHAT, stage.now)

    assert reply is not None
    assert mentions_in(reply.message) == [Mention("zulip:11", "Ann", loud=True)]
    elsewhere = confirm(stage.session, stage.events, "slack", stage.now)
    assert elsewhere is not None
    assert mentions_in(elsewhere.message) == []


def test_moved_and_yielding_speakers_are_told_their_place() -> None:
    stage = Stage().at(6).does(ANN, "q+").does(BOB, "q+").does(TERO, "q first Bob")

    assert stage.told() == ("Bob is in the queue: first.", False)
    assert stage.does(BOB, "q- later").told() == ("You are in the queue: 2nd, behind Ann.", False)
    assert stage.does(BOB, "qq+").told() == ("You are in the queue with a reply: first. q- takes you out.", False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("q close", "The speaker queue is closed."),
        ("q limit 2", "Each speaker has 2 min."),
        ("q limit 0", "Speakers have the time they need."),
        ("last word Bob", "Bob has the last word; the queue is closed."),
    ],
)
def test_the_room_is_told(text: str, told: str) -> None:
    assert Stage().at(6).does(TERO, text).told() == (told, True)


def test_what_the_clock_says_to_a_speaker() -> None:
    stage = Stage(replace(AGENDA, speaker_minutes=1)).at(6).does(ANN, "q+").does(BOB, "q+").does(TERO, "ack")
    assert stage.says(Subject.SPEAKER_WARNING) == "Ann, 30 seconds left."
    assert stage.says(Subject.SPEAKER_TIME) == "Ann, your time is up. Next: Bob."
    assert mentions_in(stage.announced(Subject.SPEAKER_TIME)) == [Mention("zulip:11", "Ann", loud=True)]
    stage.does(ANN, "q-")
    assert stage.says(Subject.SPEAKER_TIME) == "The speaker is done."


def test_only_requests_questions_and_polls_have_buttons() -> None:
    stage = Stage().at(6).does(TERO, 'poll "Adopt?" yes, no')
    offering = {subject for subject in Subject if buttons(stage.session, Announcement(subject, stage.now, 1)) != ()}

    assert offering == {Subject.REQUEST, Subject.POLL, Subject.ASKED}


def test_poll_buttons_say_what_votes_and_what_takes_it_back() -> None:
    stage = Stage().at(6).does(TERO, 'poll "Adopt?" yes, no').does(ANN, "vote no")
    offered = buttons(stage.session, Announcement(Subject.POLL, stage.now, 1))

    assert [(one.sign, one.label, one.command, one.undo) for one in offered] == [
        ("one", "yes – 0", "vote #1 in poll 1", "unvote #1 in poll 1"),
        ("two", "no – 1", "vote #2 in poll 1", "unvote #2 in poll 1"),
    ]


def test_offers_of_a_hidden_poll_are_not_to_be_seen() -> None:
    stage = Stage().at(6).does(TERO, 'poll "Adopt?" yes, no hidden')
    message = stage.announced(Subject.POLL, 1)

    assert [one.label for one in message.buttons] == ["yes", "no"]
    assert message.seen_buttons == ()


def test_poll_that_can_be_edited_no_more_tells_no_counts() -> None:
    stage = Stage().at(6).does(TERO, 'poll "Adopt?" yes, no for 20 min').does(ANN, "vote no")
    said = Announcement(Subject.POLL, stage.now, 1)

    assert plain(settled(stage.session, said, CHAT, stage.now)) == lines(
        "Poll 1: Adopt?",
        "[yes] [no]",
        "Open until 15:56.",
        "polls shows how many have voted.",
        "Or tell me, for example vote yes; the last vote counts, and unvote takes it back.",
    )
    stage.does(TERO, "close poll")
    assert plain(settled(stage.session, said, CHAT, stage.now)) == "Poll 1: Adopt? – closed. yes: 0 · no: 1"
