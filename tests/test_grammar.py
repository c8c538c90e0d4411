"""The grammar as a conversation table, and properties that hold for any text."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.core.agenda import HALVES, WHOLE, Part, Participant
from chatbot.core.commands import (
    AddChair,
    Agree,
    AskAgain,
    AskPerson,
    Command,
    Disagree,
    End,
    Extend,
    ForgetMe,
    Hold,
    Need,
    NeverAsk,
    Next,
    Query,
    RecordAction,
    RecordNote,
    Release,
    Rename,
    Resume,
    ShowAgenda,
    ShowChairs,
    ShowHelp,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowServed,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
    SignUp,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)
from chatbot.core.volunteers import normal
from chatbot.grammar import Form, Malformed, Unknown, Who, command_table, find, forms, parse, singular, spoken
from chatbot.grammar.documenting import with_command_table
from chatbot.grammar.form import first_words

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("agenda", ShowAgenda()),
        ("show me the agenda, please", ShowAgenda()),
        ("now", ShowNow()),
        ("what's on now?", ShowNow()),
        ("where are we?", ShowNow()),
        ("next?", ShowNext()),
        ("Who is next", ShowNext()),
        ("What’s next?", ShowNext()),
        ("next item?", ShowNext()),
        ("who", ShowWho()),
        ("who's on?", ShowWho()),
        ("links", ShowLinks()),
        ("link pls", ShowLinks()),
        ("notes", ShowNotes()),
        ("where are the notes?", ShowNotes()),
        ("status", ShowStatus()),
        ("when does it end?", ShowStatus()),
        ("notewell", ShowNoteWell()),
        ("Note Well", ShowNoteWell()),
        ("chairs", ShowChairs()),
        ("who is the chair?", ShowChairs()),
        ("volunteers", ShowVolunteers()),
        ("note takers", ShowVolunteers()),
        ("Who takes notes?", ShowVolunteers()),
        ("help", ShowHelp()),
        ("help extend", ShowHelp("extend")),
        ("I need help", ShowHelp()),
    ],
)
def test_parse_question(text: str, meant: Query) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("when 4", "4"),
        ("when Paul Wouters", "Paul Wouters"),
        ("When is Paul Wouters speaking?", "Paul Wouters"),
        ("when's Diet ESP", "Diet ESP"),
        ("tell me when “Diet ESP” is on, thanks", "Diet ESP"),
        ("what time is the Diet ESP talk", "Diet ESP"),
        ("when draft-mglt-ipsecme-diet-esp", "draft-mglt-ipsecme-diet-esp"),
        ("when Reliable Transport in the IKEv2", "Reliable Transport in the IKEv2"),
        ("when am I on", "me"),
        ("when am I on?", "me"),
        ("when me", "me"),
        ("when do I present?", "me"),
        ("when is my talk?", "me"),
    ],
)
def test_parse_when(text: str, what: str) -> None:
    assert parse(text) == ShowWhen(what)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("start", Start()),
        ("begin the session", Start()),
        ("next", Next()),
        ("please go to the next item", Next()),
        ("NEXT!!", Next()),
        ("extend 5", Extend(5)),
        ("extend by five", Extend(5)),
        ("extend this by 5 minutes", Extend(5)),
        ("extend 5min", Extend(5)),
        ("extend twenty", Extend(20)),
        ("+5", Extend(5)),
        ("＋5", Extend(5)),
        ("5 more minutes", Extend(5)),
        ("we need 5 more minutes", Extend(5)),
        ("skip", Skip()),
        ("skip this item", Skip()),
        ("hold", Hold()),
        ("pause", Hold()),
        ("resume", Resume()),
        ("continue", Resume()),
        ("end", End()),
        ("finish", End()),
        ("close the session", End()),
        ("need 2 note takers", Need("note taker", 2)),
        ("need 3", Need(None, 3)),
        ("need 2 note takers by item 3", Need("note taker", 2, by=3)),
        ("need 2 note takers for items 4-7", Need("note taker", 2, Part(items=(4, 5, 6, 7)))),
        ("need 1 scribe for items 4, 6 and nine", Need("scribe", 1, Part(items=(4, 6, 9)))),
        ("we need 1 scribe for the second half by 5", Need("scribe", 1, HALVES[1], 5)),
        ("cancel note takers", Need("note taker", 0)),
        ("need no more scribes", Need("scribe", 0)),
        ("volunteer note taker for the first half", Volunteer("note taker", HALVES[0])),
        ("volunteer for item 4", Volunteer(None, Part(items=(4,)))),
        ("volunteer scribe for the whole session", Volunteer("scribe", WHOLE)),
        ("withdraw from items 4 to 5", Withdraw(None, Part(items=(4, 5)))),
        ("sign up Paul Wouters as note taker", SignUp(Participant("", "Paul Wouters"), "note taker")),
        ("sign Paul up for scribe", SignUp(Participant("", "Paul"), "scribe")),
        ("sign me up as scribe", Volunteer("scribe")),
        ("release Paul Wouters", Release(Participant("", "Paul Wouters"))),
        ("release Paul as note taker", Release(Participant("", "Paul"), "note taker")),
        ("ask Paul Wouters", AskPerson(Participant("", "Paul Wouters"))),
        ("ask Paul to take notes", AskPerson(Participant("", "Paul"), "note taker")),
        ("yes please", Agree()),
        ("no", Disagree()),
        ("never ask me", NeverAsk()),
        ("ask me again", AskAgain()),
        ("forget me", ForgetMe()),
        ("who took notes?", ShowServed("note taker")),
        ("who was timekeeper", ShowServed("timekeeper")),
        ("need two note takers", Need("note taker", 2)),
        ("need a note taker", Need("note taker", 1)),
        ("need 0 Note-Takers", Need("note-taker", 0)),
        ("we need 3 secretaries", Need("secretary", 3)),
    ],
)
def test_parse_chairs_command(text: str, meant: Command) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("volunteer", Volunteer()),
        ("I volunteer", Volunteer()),
        ("volunteer note taker", Volunteer("note taker")),
        ("Volunteer as a Note Taker", Volunteer("note taker")),
        ("volunteer note takers", Volunteer("note taker")),
        ("sign up as scribe", Volunteer("scribe")),
        ("sign me up for note taking", Volunteer("note taker")),
        ("I can take notes", Volunteer("note taker")),
        ("I’ll take the minutes", Volunteer("note taker")),
        ("can I volunteer?", Volunteer()),
        ("withdraw", Withdraw()),
        ("withdraw note taker", Withdraw("note taker")),
        ("I can't take notes", Withdraw("note taker")),
        ("withdraw from note taking", Withdraw("note taker")),
    ],
)
def test_parse_sign_up(text: str, meant: Command) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "/next",
        ":next",
        "!next",
        "`next`",
        "“next”",
        "next.",
        "next please",
        "pls next",
        "Could you please go on?",
        "next, thanks",
        "thank you, next",
        "ok next",
        "\u00a0next\u2003\u200b",
    ],
)
def test_parse_forgives_courtesy_and_signs(text: str) -> None:
    assert parse(text) == Next()


@pytest.mark.parametrize("text", ["end?", "extend 5?", "volunteer?", "show me skip", "start?", "hold?"])
def test_parse_question_about_command_is_not_obeyed(text: str) -> None:
    assert isinstance(parse(text), Unknown)


@pytest.mark.parametrize("text", ["show me next", "what is next", "tell us what's next"])
def test_parse_show_next_is_a_question(text: str) -> None:
    assert parse(text) == ShowNext()


@pytest.mark.parametrize("text", ["", "   ", "?", "please", "thanks!", "hello"])
def test_parse_nothing_shows_help(text: str) -> None:
    assert parse(text) == ShowHelp()


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ("extend", "extend N"),
        ("extend five hundred", "extend N"),
        ("extend -5", "extend N"),
        ("when", "when WHAT-OR-WHO"),
        ("need note takers", "need N ROLE [by item M]"),
        ("need 1 more note taker", "need N ROLE [by item M]"),
        ("volunteer as", "volunteer [ROLE]"),
    ],
)
def test_parse_wrong_argument_names_the_form(text: str, usage: str) -> None:
    ask = parse(text)

    assert isinstance(ask, Malformed)
    assert ask.form.usage == usage


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("agneda", ("agenda",)),
        ("extnd 5", ("extend N",)),
        ("skipp", ("skip", "skip N")),
        ("volonteer", ("volunteer [ROLE]", "volunteers", "withdraw [ROLE]")),
        ("xyzzy frob", ()),
    ],
)
def test_parse_unknown_gets_the_nearest(text: str, nearest: Sequence[str]) -> None:
    assert parse(text) == Unknown(text, tuple(nearest))


@pytest.mark.parametrize(
    "text",
    [
        "presenter 1 is",
        "presenter 1 is remote",
        "ping me for",
        "ping me",
        'poll "Meet?" yes, no for 0 min',
        "adoption calls for 0 min",
    ],
)
def test_parse_word_of_the_form_is_not_what_is_missing(text: str) -> None:
    assert isinstance(parse(text), Malformed)


def test_parse_bare_role_is_no_sign_up() -> None:
    assert parse("note taker") == Unknown("note taker", ("volunteer note taker", "volunteers"))


def test_parse_long_text_is_bounded() -> None:
    ask = parse("next " * 100_000)

    assert isinstance(ask, Unknown)
    assert len(ask.text) < 400


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sign up Mary\0Smith as note\0taker", SignUp(Participant("", "Mary Smith"), "note taker")),
        ("volunteer scribe\ud83d", Volunteer("scribe")),
        ("need 2 \x1bscribes\x85", Need("scribe", 2)),
        ("action Bob to\x07 ring\ud800", RecordAction(Participant("", "Bob"), "ring")),
        ('rename 3 "Diet\x7fESP\x00"', Rename(3, "Diet ESP")),
        ("note a \U0001f469\u200d\U0001f4bb", RecordNote("a \U0001f469\u200d\U0001f4bb")),
    ],
)
def test_parse_leaves_out_what_is_no_text_and_no_database_keeps(text: str, meant: Command) -> None:
    assert parse(text) == meant


@given(st.text())
def test_parse_never_fails(text: str) -> None:
    assert isinstance(parse(text), Command | Query | Unknown | Malformed)


@given(st.text(alphabet=" nextdvoluwhrmi0123456789?!/+-.,'", max_size=60))
def test_parse_never_fails_near_commands(text: str) -> None:
    assert isinstance(parse(text), Command | Query | Unknown | Malformed)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.usage)
def test_form_is_found_by_its_name_and_its_example_understood(form: Form) -> None:
    assert isinstance(parse(form.example), Command | Query)
    assert form in find(form.name)


def test_forms_yield_every_command_and_query() -> None:
    built = {type(parse(form.example)) for form in forms()}

    assert built == {*get_args(Command), *get_args(Query)}


def test_forms_for_chairs_build_commands() -> None:
    assert all(isinstance(parse(form.example), Command) for form in forms() if form.who is Who.CHAIRS)


def test_parse_finds_the_person_mentioned() -> None:
    paul = Participant("zulip:7", "Paul Wouters")

    asks = [parse(text, (paul,)) for text in ("chair add @Paul Wouters", "add co-chair paul wouters", "chair add Ann")]

    assert asks == [AddChair(paul), AddChair(paul), AddChair(Participant("", "Ann"))]


def test_find_next_is_a_question_and_a_command() -> None:
    assert [form.usage for form in find("next")] == ["next?", "next"]


@pytest.mark.parametrize(
    ("topic", "usage"),
    [
        ("pause", "hold"),
        ("extend N", "extend N"),
        ("extend 5", "extend N"),
        ("note well", "notewell"),
        ("need x", "need N ROLE [by item M]"),
    ],
)
def test_find_takes_other_spellings(topic: str, usage: str) -> None:
    assert [form.usage for form in find(topic)] == [usage]


def test_find_nothing() -> None:
    assert find("xyzzy") == ()


ROLES = st.lists(st.text(alphabet="bcdfghjklmnpqrstvwxzéüж", min_size=4, max_size=8), min_size=1, max_size=3).map(
    " ".join
)
COMMANDS = st.one_of(
    st.sampled_from([Start(), Next(), Skip(), Hold(), Resume(), End(), Volunteer(), Withdraw()]),
    st.builds(Extend, st.integers(0, 10_000)),
    st.builds(Need, ROLES.map(singular), st.integers(0, 100)),
    st.builds(Volunteer, ROLES.map(singular)),
    st.builds(Withdraw, ROLES.map(singular)),
)


@given(COMMANDS)
def test_spoken_is_understood(command: Command) -> None:
    again = parse(spoken(command))

    assert again == command or _same_role(again, command)


def _same_role(one: object, other: object) -> bool:
    """A role that ends in several s loses one each time; the core takes them for the same."""
    if isinstance(one, Volunteer | Withdraw | Need) and isinstance(other, Volunteer | Withdraw | Need):
        return type(one) is type(other) and normal(one.role or "") == normal(other.role or "")
    return False


@pytest.mark.parametrize(
    ("role", "one"),
    [
        ("note takers", "note taker"),
        ("scribe", "scribe"),
        ("secretaries", "secretary"),
        ("press", "press"),
        ("census", "census"),
        ("series", "series"),
    ],
)
def test_singular(role: str, one: str) -> None:
    assert singular(role) == one


def test_command_table_has_a_row_for_each_form() -> None:
    rows = command_table().splitlines()[2:]

    assert [row.split("`")[1] for row in rows] == [form.usage for form in forms()]
    assert all(f"| {form.who} |" in row for form, row in zip(forms(), rows, strict=True))


def test_readme_has_the_command_table() -> None:
    readme = README.read_text(encoding="utf-8")

    assert readme == with_command_table(readme), "write it anew: python -m chatbot.grammar README.md"


def test_document_without_marks_is_no_place_for_the_table() -> None:
    with pytest.raises(ValueError, match="marks"):
        with_command_table("# Title")


def test_first_words_are_all_that_a_phrase_can_begin_with() -> None:
    phrases = ("extend|prolong N", "[the] q|queue?", "[go back] [to] A", "PERSON has the last word", "?")

    assert [first_words(phrase) for phrase in phrases] == [
        {"extend", "prolong"},
        {"the", "q", "queue"},
        frozenset(),
        frozenset(),
        frozenset(),
    ]
