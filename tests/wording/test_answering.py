"""Answers, as people read them."""

from dataclasses import replace
from typing import get_args

import pytest

from chatbot.core.agenda import Agenda, Item, Mode, Participant, Person
from chatbot.core.announcements import Subject
from chatbot.core.commands import (
    Query,
    ShowAgenda,
    ShowBoard,
    ShowChairs,
    ShowDocument,
    ShowHelp,
    ShowLate,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowPolls,
    ShowQueue,
    ShowRecord,
    ShowServed,
    ShowSlides,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
)
from chatbot.wording import (
    is_personal,
)
from tests.wording.stage import AGENDA, ANN, START, TERO, Stage, lines, mentions_in


def test_agenda_before_the_start() -> None:
    assert Stage().at(-125).asked(ShowAgenda()) == lines(
        "IP Security Maintenance – IETF 117 – Wed 26 Jul 2023, 15:30",
        "1  15:30  Welcome  Chairs  5",
        "2  15:35  Child Payloads  Paul Wouters  15",
        "3  15:50  Diet ESP  Daniel Migault, José Núñez  15",
        "4  16:05  Open Mic",
        "The session starts in 2 h 5 min, at 15:30.",
    )


def test_now_tells_the_time_left() -> None:
    assert Stage().at(8.5).asked(ShowNow()) == lines(
        "Now: Child Payloads – Paul Wouters (15 min, until 15:50); next: Diet ESP – Daniel Migault, José Núñez",
        "11 min left.",
        "Drafts: draft-ietf-payloads",
        "Slides: https://s.example/1",
    )


def test_now_before_the_start() -> None:
    assert Stage().at(-60 * 48 - 61).asked(ShowNow()) == (
        "The session starts in 2 days 1 h, at Wed 26 Jul 2023, 15:30. First item: Welcome – Chairs."
    )


def test_now_when_the_start_is_overdue() -> None:
    stage = Stage(replace(AGENDA, mode=Mode.CHAIR)).at(3)

    assert (
        stage.asked(ShowNow()) == "The session has not begun; it was to start at 15:30. First item: Welcome – Chairs."
    )


def test_now_when_the_time_is_up() -> None:
    stage = Stage(replace(AGENDA, mode=Mode.CHAIR)).at(0).does(TERO, "start").at(8)

    assert stage.asked(ShowNow()).splitlines()[1] == "Time was up 3 min ago."


def test_now_on_hold() -> None:
    stage = Stage().at(6).does(TERO, "hold").at(30)

    assert stage.asked(ShowNow()).splitlines()[:2] == [
        "Now: Child Payloads – Paul Wouters (15 min, on hold); next: Diet ESP – Daniel Migault, José Núñez",
        "14 min left, on hold.",
    ]


def test_now_after_the_end() -> None:
    assert Stage().at(6).does(TERO, "end").at(60).asked(ShowNow()) == "The session ended at 15:36, 29 min early."


def test_next() -> None:
    assert Stage().at(5).does(TERO, "extend 3").asked(ShowNext()) == (
        "Next: Diet ESP – Daniel Migault, José Núñez (15 min) at 15:53 (planned 15:50)."
    )


def test_next_when_nothing_comes() -> None:
    assert Stage().at(40).asked(ShowNext()) == (
        "Nothing comes after the current item; the session ends 16:10 (planned 16:05)."
    )


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        ("2", [2]),
        ("item 3", [3]),
        ("#3", [3]),
        ("two", [2]),
        ("diet", [3]),
        ("the diet esp talk", [3]),
        ("Paul", [2]),
        ("migault", [3]),
        ("Migualt", [3]),
        ("nunez", [3]),
        ("draft-ietf-payloads-03", [2]),
        ("payl", [2]),
        ("chairs", [1]),
        ("Yoav", [1]),
        ("open mic", [4]),
        ("lunch", []),
        ("99", []),
        ("???", []),
    ],
)
def test_when_finds_items(what: str, numbers: list[int]) -> None:
    rows = Stage().at(-60).asked(ShowWhen(what)).splitlines()

    assert [int(row.removeprefix("- ").split(".")[0]) for row in rows if "fits" not in row] == numbers


def test_when_tells_planned_and_projected() -> None:
    assert Stage().at(5).does(TERO, "extend 5").asked(ShowWhen("diet")) == (
        "3. Diet ESP – Daniel Migault, José Núñez: 15:55 (planned 15:50), in 20 min."
    )


def test_when_lists_several() -> None:
    agenda = replace(AGENDA, items=(*AGENDA.items, Item("Diet ESP again", 5)))
    stage = Stage(agenda).at(6).does(TERO, "next").at(7).does(TERO, "next").does(TERO, "next")

    assert stage.asked(ShowWhen("diet")) == lines(
        "- 3. Diet ESP – Daniel Migault, José Núñez: was on from 15:36 to 15:37.",
        "- 5. Diet ESP again: on now, until 15:42.",
    )


def test_when_nothing_fits() -> None:
    assert Stage().asked(ShowWhen("lunch")) == "No item fits “lunch”. agenda shows all, with their numbers."


def test_when_am_i_on() -> None:
    stage = Stage().at(5)

    assert stage.asked(ShowWhen("me"), Participant("zulip:3", "pw")) == (
        "2. Child Payloads – Paul Wouters: on now, until 15:50."
    )


def test_when_am_i_on_goes_by_account_not_by_name() -> None:
    assert Stage().asked(ShowWhen("me"), Participant("zulip:99", "Paul Wouters")) == (
        "No item of the agenda names your account. You can ask by name: when Paul Wouters."
    )


def test_when_am_i_on_tries_the_name_of_presenters_without_an_account_and_says_so() -> None:
    items = tuple(replace(one, presenters=(Person("Zoë Example"),)) for one in AGENDA.items[:1])
    stage = Stage(replace(AGENDA, items=(*items, *AGENDA.items[1:])))

    assert stage.asked(ShowWhen("me"), Participant("zulip:99", "Zoe Example (Acme)")) == lines(
        "No item of the agenda names your account. By your name, Zoe Example (Acme), it may be:",
        "1. Welcome – Zoë Example: Wed 26 Jul 2023, 15:30, in 3 days.",
    )


def test_when_am_i_on_knows_chairs() -> None:
    assert Stage().at(-60).asked(ShowWhen("me"), TERO) == "1. Welcome – Chairs: 15:30, in 1 h."


def test_when_left_for_later_and_not_reached() -> None:
    stage = Stage().at(6).does(TERO, "skip").does(TERO, "end")

    assert stage.asked(ShowWhen("2")) == "2. Child Payloads – Paul Wouters: left for later."
    assert stage.asked(ShowWhen("4")) == "4. Open Mic: not reached."


def test_who() -> None:
    assert Stage().at(5).does(ANN, "volunteer").asked(ShowWho()) == lines(
        "- Now: Child Payloads – Paul Wouters",
        "- Next: Diet ESP – Daniel Migault, José Núñez",
        "- Chairs: Tero Kivinen, Yoav Nir",
        "- Area director: Roman Danyliw",
        "- Note takers: Ann (1 place free)",
    )


def test_answers_wake_nobody() -> None:
    stage = Stage().at(5)

    assert not any(mention.loud for query in QUERIES for mention in mentions_in(stage.answered(query)))


def test_links() -> None:
    assert Stage().asked(ShowLinks()) == "- Meetecho: https://m.example/\n- Notes: https://n.example/"


def test_notes() -> None:
    assert Stage().asked(ShowNotes()) == "Notes: https://n.example/\nNote takers: none yet (2 places free)."


def test_status() -> None:
    assert Stage().at(5).does(TERO, "extend 5").asked(ShowStatus()) == lines(
        "Item 2 of 4 is on; 5 min late; the session ends 16:10 (planned 16:05).",
        "- Published: RFC 9370: https://rfc.example/9370 (Multiple Key Exchanges)",
        "- Work in progress: currently none",
        "- Adoption calls: draft-a, draft-b",
    )


def test_status_on_hold() -> None:
    stage = Stage().at(-5).does(TERO, "hold")

    assert stage.asked(ShowStatus()).splitlines()[0] == "The start is on hold; it is planned for 15:30."
    stage.does(TERO, "resume").at(6).does(TERO, "hold")
    assert stage.asked(ShowStatus()).splitlines()[0] == "Item 2 of 4 is on; the clock is on hold since 15:36."


def test_notewell_is_the_notice() -> None:
    stage = Stage().at(5)

    assert stage.answered(ShowNoteWell()) == stage.announced(Subject.NOTICES)


def test_chairs() -> None:
    assert Stage().asked(ShowChairs()) == "- Chairs: Tero Kivinen, Yoav Nir\n- Area director: Roman Danyliw"


def test_volunteers() -> None:
    assert Stage().at(5).does(ANN, "volunteer").asked(ShowVolunteers()) == lines(
        "- Note takers: Ann (1 place free)", "To sign up, say volunteer note taker."
    )


def test_help_is_short() -> None:
    assert Stage().asked(ShowHelp()) == lines(
        "- Session: agenda, now, next?, when WHAT-OR-WHO, who, links, notes, status, notewell, chairs, late?, "
        "slides [N], doc NAME, board",
        "- Volunteers: volunteers, volunteer [ROLE], withdraw [ROLE], yes, no, who took notes, who was ROLE, "
        "never ask me, ask me again, forget me",
        "- Speaker queue: q+, q+ REMARK, qq+ [REASON], q+ clarifying question [REASON], q+ point of order [REASON], "
        "q+ PERSON, q-, q- later, q- PERSON, q?, ack [PERSON], q first PERSON, last word PERSON, q close, q open, "
        "q limit N",
        '- Polls: vote OPTION, unvote, polls, poll "QUESTION", close poll, adoption calls [TERMS]',
        "- Personal: ping me for TITLE, unping [TITLE]",
        "- Record: action WHO to TEXT, decision TEXT, note TEXT, record",
        "- Chairs, time: start, next, extend N, shorten N, minutes N of item M, skip, skip N, back [N], hold, resume, "
        "end, start over, mute, unmute, undo",
        '- Chairs, agenda: swap A B, move A after B, move A before B, add "TITLE" MIN [by NAME] [after M], drop N, '
        'rename N "TITLE", presenter N is NAME [ATTENDANCE], fixed N HH:MM, fixed N off, import ADDRESS, '
        "edit N minutes MINUTES, omit N, accept, decline",
        "- Chairs, people: sign up NAME as ROLE, need N ROLE [by item M], cancel ROLE, release NAME [as ROLE], "
        "ask NAME [as ROLE], chair add PERSON",
        "help TOPIC tells more about a topic or a command: help time, help extend.",
    )


def test_help_on_one_command() -> None:
    assert Stage().asked(ShowHelp("extend")) == (
        "extend N: Gives the current item N more minutes. For example: extend 5. For chairs."
    )


def test_help_on_nothing_known_lists_all() -> None:
    assert Stage().asked(ShowHelp("frob")).splitlines()[0] == "There is no command or topic “frob”."


def test_is_personal() -> None:
    assert [query for query in QUERIES if is_personal(query)] == [ShowWhen("me"), ShowQueue(), ShowPolls(), ShowHelp()]


QUERIES: tuple[Query, ...] = (
    ShowAgenda(),
    ShowNow(),
    ShowNext(),
    ShowWhen("me"),
    ShowWhen("diet"),
    ShowWho(),
    ShowLinks(),
    ShowNotes(),
    ShowStatus(),
    ShowNoteWell(),
    ShowChairs(),
    ShowVolunteers(),
    ShowServed(),
    ShowServed("note taker"),
    ShowQueue(),
    ShowPolls(),
    ShowHelp(),
    ShowLate(),
    ShowBoard(),
    ShowRecord(),
    ShowSlides(),
    ShowSlides(2),
    ShowDocument("draft-a"),
    ShowDocument("no such draft"),
)


def test_queries_above_are_all_there_are() -> None:
    assert {type(query) for query in QUERIES} == set(get_args(Query))


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("minutes", [-5000, -5, 5, 36, 200])
def test_every_query_has_an_answer_at_any_time(query: Query, minutes: int) -> None:
    assert Stage().at(minutes).asked(query)


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("minutes", [-5, 5, 200])
def test_every_query_has_an_answer_on_a_bare_agenda(query: Query, minutes: int) -> None:
    bare = Agenda("bare", "Bare", START, "UTC", (Item("Only", 10),))

    assert Stage(bare).at(minutes).asked(query)
