"""What the bot says of its own accord, as people read it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chatbot.core.agenda import Mode
from chatbot.core.announcements import Announcement, Subject, announcements
from chatbot.core.session import elapse, evolve
from chatbot.messages import Bold, Bullets, Button, Link, Mention, Message, Paragraph, Table, Text, plain
from chatbot.wording import (
    announce,
    board,
    buttons,
    settled,
)
from tests.wording.stage import AGENDA, ANN, BOB, CHAT, START, TERO, Stage, lines, mentions_in


def test_notices_are_shown_word_for_word() -> None:
    assert Stage().at(0).announced(Subject.NOTICES) == Message(
        (
            Paragraph((Bold("Note Well"),)),
            Paragraph(_text('Read BCP 79 "carefully", please.')),
            Paragraph(_text("As a reminder:")),
            Bullets(
                (
                    (*_text("First ("), Link("https://a.example/x", "https://a.example/x"), *_text(").")),
                    (*_text("Second line; see "), Link("http://b.example/", "http://b.example/"), *_text(".")),
                )
            ),
            Paragraph(_text("End.")),
            Bullets(((Link("BCP 79", "https://rfc.example/bcp79"),),)),
        )
    )


def test_board_on_time() -> None:
    stage = Stage().at(-60).does(ANN, "volunteer").at(5)

    assert plain(board(stage.session, CHAT, stage.now)) == lines(
        "IP Security Maintenance – IETF 117 – Wed 26 Jul 2023, 15:30",
        "Meetecho: https://m.example/ · Notes: https://n.example/",
        "1  15:30  ✓ Welcome  Chairs  5",
        "2  15:35  → Child Payloads  Paul Wouters  15",
        "3  15:50  Diet ESP  Daniel Migault, José Núñez  15",
        "4  16:05  Open Mic",
        "On time; ends 16:05.",
        "Note takers: Ann (1 place free)",
    )


def test_board_shows_the_current_item_in_bold() -> None:
    stage = Stage().at(5)
    tables = [block for block in board(stage.session, CHAT, stage.now).blocks if isinstance(block, Table)]

    assert [[cell for cell in row[2] if isinstance(cell, Bold)] for row in tables[0].rows] == [
        [],
        [Bold("Child Payloads")],
        [],
        [],
    ]


def test_board_running_late_and_left_for_later() -> None:
    stage = Stage().at(5).does(TERO, "extend 4").at(10).does(TERO, "skip").does(TERO, "extend 30")

    assert plain(board(stage.session, CHAT, stage.now)).splitlines()[2:-1] == [
        "1  15:30  ✓ Welcome  Chairs  5",
        "2  left for later  Child Payloads  Paul Wouters  15 + 4",
        "3  15:40 (planned 15:50)  → Diet ESP  Daniel Migault, José Núñez  15 + 30",
        "4  16:25 (planned 16:05)  Open Mic",
        "Running 20 min late; ends 16:25.",
    ]


def test_board_on_hold() -> None:
    stage = Stage().at(6).does(TERO, "hold")

    assert plain(board(stage.session, CHAT, stage.now)).splitlines()[-2] == "On hold since 15:36."


def test_item_names_now_and_next() -> None:
    assert Stage().at(5).says(Subject.ITEM, 2) == lines(
        "Now: Child Payloads – Paul Wouters (15 min, until 15:50); next: Diet ESP – Daniel Migault, José Núñez",
        "Slides: https://s.example/1",
    )


def test_item_without_minutes_is_the_last() -> None:
    assert Stage().at(35).says(Subject.ITEM, 4) == "Now: Open Mic; last item"


def test_item_without_minutes_names_what_follows_and_how() -> None:
    first, second, *rest = AGENDA.items
    stage = Stage(replace(AGENDA, items=(first, replace(second, minutes=0, slides=""), *rest))).at(5)

    assert stage.says(Subject.ITEM, 2) == (
        "Now: Child Payloads – Paul Wouters (open until a chair says next); next: Diet ESP – Daniel Migault, José Núñez"
    )


def test_item_said_late_names_its_moment() -> None:
    stage = Stage().at(5)
    said = Announcement(Subject.ITEM, stage.now, 2)
    stage.at(7)

    assert plain(announce(stage.session, said, CHAT, stage.now)).startswith("(late: began 15:35) Now: Child Payloads")


def test_item_on_hold_promises_no_end() -> None:
    stage = Stage().at(6).does(TERO, "hold")

    assert stage.says(Subject.ITEM, 2).startswith("Now: Child Payloads – Paul Wouters (15 min, on hold); next: ")


def test_item_calls_its_presenter_but_not_the_next() -> None:
    stage = Stage().at(5)

    assert mentions_in(stage.announced(Subject.ITEM, 2)) == [Mention("zulip:3", "Paul Wouters", loud=True)]
    assert mentions_in(stage.announced(Subject.ITEM, 2, chat="slack")) == [
        Mention("slack:U3", "Paul Wouters", loud=True),
        Mention("slack:U4", "Daniel Migault", loud=False),
    ]
    assert mentions_in(stage.announced(Subject.ITEM, 2, chat="console")) == []


def test_request_before_the_start() -> None:
    assert Stage().at(-60).says(Subject.REQUEST) == lines(
        "IPSECME – IETF 117, Wed 26 Jul 2023, 15:30: 2 note takers wanted.",
        "To sign up, mention me and say volunteer note taker.",
        "[Note taker]",
    )


def test_request_shows_who_signed_up() -> None:
    assert Stage().at(-60).does(ANN, "volunteer").at(1).says(Subject.REQUEST) == lines(
        "2 note takers wanted, 1 place free; signed up: Ann.",
        "To sign up, mention me and say volunteer note taker.",
        "[Note taker]",
    )


def test_request_stops_when_places_are_filled() -> None:
    stage = Stage().at(-60).does(ANN, "volunteer").does(BOB, "volunteer")

    assert stage.says(Subject.REQUEST) == "Note takers: Ann, Bob. Thank you."


def test_request_for_several_roles() -> None:
    stage = Stage().at(1).does(ANN, "volunteer").does(BOB, "volunteer")
    stage.does(TERO, "need 1 scribe").does(TERO, "need 2 secretaries")

    assert stage.says(Subject.REQUEST) == lines(
        "1 scribe wanted. 2 secretaries wanted.",
        "Note takers: Ann, Bob.",
        "To sign up, mention me and name the role, for example volunteer scribe.",
        "[Scribe] [Secretary]",
    )


def test_request_after_the_end_asks_nobody() -> None:
    assert Stage().at(1).does(TERO, "end").says(Subject.REQUEST) == "Note takers: none."


def test_request_buttons_say_what_the_grammar_understands() -> None:
    stage = Stage().at(-60).does(TERO, "need 1 scribe")

    assert buttons(stage.session, Announcement(Subject.REQUEST, stage.now)) == (
        Button("raised_hand", "Note taker", "volunteer note taker", "withdraw note taker"),
        Button("memo", "Scribe", "volunteer scribe", "withdraw scribe"),
        Button("back", "Can’t make it", "withdraw", ""),
    )


def test_request_button_keeps_its_sign_when_another_role_is_full() -> None:
    stage = (
        Stage().at(-60).does(TERO, "need 1 scribe").does(ANN, "volunteer note taker").does(BOB, "volunteer note taker")
    )

    assert [button.sign for button in stage.announced(Subject.REQUEST).buttons] == ["memo"]


def test_start_call_wakes_the_chairs() -> None:
    message = Stage(replace(AGENDA, mode=Mode.CHAIR)).at(0).announced(Subject.START_CALL)

    assert plain(message) == "Time to start. Tero Kivinen, Yoav Nir: say start."
    assert [mention.loud for mention in mentions_in(message)] == [True, True]


def test_time_call() -> None:
    stage = Stage(replace(AGENDA, mode=Mode.CHAIR)).at(0).does(TERO, "start").at(5)

    assert stage.says(Subject.TIME_CALL, 1) == (
        "Time is up for Welcome; next: Child Payloads – Paul Wouters. Chairs: next or extend N."
    )


def test_time_call_of_the_last_item() -> None:
    stage = Stage(replace(AGENDA, mode=Mode.CHAIR, items=AGENDA.items[:1])).at(0).does(TERO, "start").at(5)

    assert stage.says(Subject.TIME_CALL, 1) == "Time is up for Welcome, the last item. Chairs: end or extend N."


def test_farewell_names_what_was_not_reached() -> None:
    stage = Stage().at(-60).does(ANN, "volunteer").does(BOB, "volunteer").at(6).does(TERO, "skip").at(8)

    assert stage.does(TERO, "end").says(Subject.FAREWELL) == lines(
        "The session ended at 15:38, 27 min early.",
        "Not reached:",
        "- Open Mic",
        "Left for later:",
        "- Child Payloads – Paul Wouters",
        "Thanks to the note takers Ann and Bob.",
        "Notes: https://n.example/",
    )


def test_farewell_on_time() -> None:
    stage = Stage(replace(AGENDA, links=(), roles=())).at(60 * 2)

    assert stage.says(Subject.FAREWELL) == "The session ended at 16:20, 15 min late."


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_has_words(subject: Subject) -> None:
    stage = Stage().at(6).does(TERO, 'poll "Why?"').does(TERO, "close poll")
    of_session = (Subject.NOTICES, Subject.BOARD, Subject.REQUEST, Subject.START_CALL, Subject.FAREWELL)
    of_polls = (Subject.POLL, Subject.POLL_RESULT)
    item = 0 if subject in of_session else 1 if subject in of_polls else 2

    assert stage.says(subject, item, "zulip:3")


def test_every_announcement_of_a_session_has_words() -> None:
    stage, said = Stage(), 0
    _, events = elapse(stage.session, stage.now, START + timedelta(hours=3))
    for event in events:
        stage.session = evolve(stage.session, event)
        for one in announcements(stage.session, event):
            assert plain(announce(stage.session, one, CHAT, event.at))
            said += 1

    # The last request missed, notice and board, items, farewell; the chairs warned once of each item but the last, and
    # of the questions' end.
    assert said == 1 + 2 + 4 + 1 + 2 * 4


def _text(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_board_that_can_be_edited_no_more_says_of_when_it_is() -> None:
    stage = Stage().at(6)
    board = Announcement(Subject.BOARD, stage.now)

    assert plain(settled(stage.session, board, CHAT, stage.now)).splitlines()[-1] == (
        "As of 15:36; agenda shows how things stand."
    )
