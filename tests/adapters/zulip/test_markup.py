"""Messages as Zulip Markdown: natural where they can be, harmless whatever they hold."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.adapters.zulip.escape import GUARD
from chatbot.adapters.zulip.markup import pages, render, topic, user_id
from chatbot.messages import (
    Block,
    Bold,
    Bullets,
    Button,
    Buttons,
    Code,
    Instant,
    Line,
    Link,
    Mention,
    Message,
    Paragraph,
    Span,
    Table,
    Text,
    line,
    paragraph,
)

AT = datetime(2023, 7, 26, 22, 45, tzinfo=UTC)


def shown(*spans: Span | str) -> str:
    return render(Message((paragraph(*spans),)))


@pytest.mark.parametrize(
    "text",
    [
        "An RPKI and IPsec-based AS-to-AS Approach",
        "IKEv2 Optional SA&TS Payloads",
        "AOB + Open Mic",
        "Note Well, technical difficulties",
        "draft-ietf-ipsecme-g-ikev2_10 (5 min) <- next, e.g. at 15:30: a < b",
        "Zoë O'Connor-Łukasz Jr., 王小明",
        "[remote] Daniel Migault – $5",
        "12:30:45",
    ],
)
def test_ordinary_titles_and_names_look_natural(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@**all** hello", "`@**all**` hello"),
        ("a *b c* d", "a `*b c*` d"),
        ("see http://evil.example now", "see `http://evil.example` now"),
        ("evil.example", "`evil.example`"),
        ("a@evil.example", "`a@evil.example`"),
        ("[x](y)", "`[x](y)`"),
        (":smile:", "`:smile:`"),
        ("&copy; me", "`&copy;` me"),
        ("tick ` tock", "tick `` ` `` tock"),
        ("a``b", f"{GUARD}```a``b```"),
        ("c:\\", "`c:\\`"),
        ("<time:2020>", "`<time:2020>`"),
        ("two\nlines", "two lines"),
        ("nul\0 and \x07bell", "nul and bell"),
        ("turned \u202eround", "turned round"),
    ],
)
def test_risky_words_stand_in_code_spans(text: str, markdown: str) -> None:
    assert shown(text) == markdown


@pytest.mark.parametrize(
    "text", ["# Title", "> said", "- item", "+ item", "1. item", "2) item", "/poll Who?", "/me", "---"]
)
def test_line_starts_are_guarded(text: str) -> None:
    assert shown(text) == GUARD + text
    assert render(Message((Bullets((line(text),)),))) == f"- {GUARD}{text}"


def test_spans_that_would_make_markup_together_are_parted() -> None:
    assert shown("@", Bold("all")) == f"@{GUARD}**all**"
    assert shown("#", Bold("channel")) == f"{GUARD}#{GUARD}**channel**"
    assert shown(Bold("a @"), Bold("b")) == f"**a @{GUARD}**{GUARD}**b**"
    assert shown("!", Link("x", "https://a.example")) == f"!{GUARD}[x](https://a.example)"
    assert shown(Code("a"), Code("b")) == f"`a`{GUARD}`b`"
    assert shown("[x]", Bold(""), "(https://a.example)") == "`[x](https://a.example)`"


def test_mentions_go_by_id_and_live() -> None:
    ann, bob, carl = Mention("zulip:8", "Ann"), Mention("zulip:9", "B*b", loud=False), Mention("slack:U1", "C*rl")

    assert shown("by:", ann, " and ", bob, ", ", carl) == "by: @**|8** and @_**|9**, `C*rl`"


def test_mention_in_a_table_is_the_name() -> None:
    table = Table(("Who",), ((line(Mention("zulip:8", "Ann")),),))

    assert render(Message((table,))) == "| Who |\n| --- |\n| Ann |"


def test_every_block() -> None:
    message = Message(
        (
            paragraph("Now: ", Bold(" Diet ESP "), "until ", Instant(AT, "UTC")),
            paragraph(Link("Notes", "https://notes.example/x"), " · ", Code("agenda")),
            Bullets((line("one"), line(), line("two"))),
            Table(("#", "Title"), ((line("1"), line("a|b")), (line("2"),))),
            paragraph("Two note takers, please."),
            Buttons((Button("raised_hand", "Note taker", "volunteer note taker", "withdraw note taker"),)),
        )
    )

    assert render(message) == (
        "Now:  **Diet ESP** until <time:2023-07-26T22:45:00+00:00>\n"
        "[Notes](https://notes.example/x) · `agenda`\n"
        "\n"
        "- one\n"
        "- two\n"
        "\n"
        "| # | Title |\n"
        "| --- | --- |\n"
        "| 1 | `a|b` |\n"
        "| 2 |  |\n"
        "\n"
        "Two note takers, please.\n"
        "**Note taker**: react with :raised_hand:"
    )


@pytest.mark.parametrize(
    ("link", "markdown"),
    [
        (Link("a](b", "https://a.example/(x)|y z"), "[`a](b`](https://a.example/%28x%29%7Cy%20z)"),
        (Link("https://a.example/x", "https://a.example/x"), "[`a.example/x`](https://a.example/x)"),
        (Link("run", "javascript:alert(1)"), "run `javascript:alert(1)`"),
    ],
)
def test_links_lead_where_they_say_or_nowhere(link: Link, markdown: str) -> None:
    assert shown(link) == markdown


def test_buttons_that_nobody_may_be_seen_to_press_ask_for_no_reaction() -> None:
    hidden = Buttons((Button("one", "Yes", "vote #1", "unvote"), Button("two", "No", "vote #2", "unvote")), unseen=True)

    assert render(Message((paragraph("Adopt?"), hidden))) == "Adopt?\n**Yes**\n**No**"


def test_long_message_becomes_pages_that_part_between_rows() -> None:
    rows = tuple((line(f"{number}"), line("word " * 20)) for number in range(200))
    message = Message((paragraph("Before."), Table(("#", "Title"), rows), paragraph("After.")))
    texts = pages(message)
    numbers = [row.split(" | ")[0][2:] for text in texts for row in text.split("\n") if row.startswith("| ")]

    assert [len(text) <= 10_000 for text in texts] == [True] * 3
    assert [text.split("\n")[0] for text in texts] == ["Before.", "| # | Title |", "| # | Title |"]
    assert texts[-1].endswith("\n\nAfter.")
    assert [one for one in numbers if one not in ("#", "---")] == [str(number) for number in range(200)]


@pytest.mark.parametrize("row", ["word " * 20, "x" * 3_000, "word " * 790])
def test_message_of_more_than_ten_pages_is_cut_and_says_so(row: str) -> None:
    texts = pages(Message((Bullets((line(row),) * 2_000),)))

    assert len(texts) == 10
    assert all(len(text) <= 10_000 for text in texts)
    assert texts[-1].endswith("\n\n(The rest does not fit into one message.)")


def test_message_that_is_edited_in_place_stays_one() -> None:
    message = Message((Bullets(tuple(line("word " * 20) for _ in range(200))),), single=True)

    assert [len(text) <= 10_000 for text in pages(message)] == [True]


def test_row_that_is_longer_than_a_message_says_so() -> None:
    message = Message((paragraph("Short."), Paragraph((Bold("word " * 700), Code("a")) * 4)))

    assert pages(message) == ["Short.", "(The rest does not fit into one message.)"]


def test_long_message_is_cut_at_a_row_and_keeps_its_offers() -> None:
    rows = tuple((line(f"{number}"), line("word " * 20)) for number in range(200))
    offer = Buttons((Button("raised_hand", "Me", "volunteer", "withdraw"),))
    markdown = render(Message((Table(("#", "Title"), rows), offer)))
    lines = markdown.split("\n")

    assert len(markdown) <= 10_000
    assert lines[-3:] == [
        "(The rest does not fit into one message.)",
        "",
        "**Me**: react with :raised_hand:",
    ]
    assert all(row.startswith("| ") and row.endswith(" |") for row in lines[:-4])


def test_topics_are_one_line_of_sixty_characters_at_most() -> None:
    assert topic(" IETF\n117 ") == "IETF 117"
    assert topic("x" * 60) == "x" * 60
    assert topic("x" * 61) == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("account", "number"), [("zulip:8", 8), ("slack:8", None), ("zulip:", None), ("zulip:٣", None), ("8", None)]
)
def test_accounts_of_other_platforms_have_no_zulip_id(account: str, number: int | None) -> None:
    assert user_id(account) == number


# A small reader of Zulip's Markdown: what comes alive in it.

CODE_SPAN = re.compile(r"(?<!\\)(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
BEFORE = r"(?<![^\s'\"({\[/<])"
ALIVE = {
    "mention": rf"{BEFORE}@_?\*\*[^*]+\*\*",
    "group": rf"{BEFORE}@_?\*[^*]+\*(?!\*)",
    "channel": rf"{BEFORE}#\*\*[^*]+\*\*",
    "bold": r"\*\*[^\n]+?\*\*",
    "bold and italic": r"\*\*\*",
    "strike": r"~~",
    "TeX": r"\$\$",
    "time": r"<time:[^>]*>",
    "link": r"\]\([^)]*\)",
    "image": r"!\[",
    "bare address": r"://(?![^()\s]*\))",
    "bare domain": r"(?<![/\w.-])(?:[\w-]+\.)+[^\W\d_]{2,}(?![^()\s]*\))",
    "e-mail": r"[\w.-]+@[\w.-]+\.\w+",
    "entity": r"&(?:#\d+|#x[\da-fA-F]+|[\da-zA-Z]+);",
    "emoji": r":(?!\d\d:)[\w+-]+:",
    "heading": r"^#{1,6}\s",
    "quote": r"^ {0,3}>",
    "list": r"^ *(?:[*+-]|\d+[.)])\s",
    "nested list": r"^- +(?:[*+-]|\d+[.)])\s",
    "rule": r"^ {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$",
    "fence": r"^ *(?:`{3,}|~{3,})",
    "indented code": r"^(?: {4}|\t)",
    "widget": r"^/(?:poll|todo|me)",
    "cell": r"\|",
    "escape": r"\\",
    "stray backtick": r"`",
}


def alive(markdown: str) -> Counter[str]:
    outside = CODE_SPAN.sub("\x02", markdown)
    # The bar in a mention by id stands in no table.
    outside = re.sub(r"@(_?)\*\*\|(\d+)\*\*", r"@\1**\2**", outside)
    return Counter(
        {name: len(found) for name, pattern in ALIVE.items() if (found := re.findall(pattern, outside, re.MULTILINE))}
    )


WORDS = (
    "@**all** @**|8** @_**Ann** @*g* #**chan** #**chan>topic** ** * *** ` `` ``` \\ ~~ ~~~ | --- -|- [x](http://e.io) "
    "[x] ]( (http://e.io) [ ] ( ) ! # ## > - + 1. 2) = === ___ _ <time:2020> < &amp; & $$x$$ $$ :smile: : smile "
    "http://e.io http://localhost/x e.io a@b.io /poll /todo /me @ @_ and Ann \u200b"
)
fragments = st.sampled_from([*WORDS.split(), "\n", "\t", " "])
outside_text = st.one_of(
    st.lists(fragments, min_size=1, max_size=6).map("".join),
    st.lists(fragments, min_size=1, max_size=6).map(" ".join),
    st.text(min_size=1, max_size=12),
).filter(lambda text: any(char.isprintable() and not char.isspace() for char in text))

SPANS: tuple[Callable[[str], Span], ...] = (
    Text,
    Text,
    Bold,
    Code,
    lambda text: Link(text, "https://ours.example/x"),
    lambda text: Mention("slack:U1", text),
    lambda _: Mention("zulip:8", "Ann"),
    lambda _: Mention("zulip:8", "Ann", loud=False),
    lambda _: Instant(AT, "UTC"),
)
Shape = Callable[[str], Span]
shapes = st.lists(st.sampled_from(SPANS), min_size=1, max_size=4)


def in_block(kind: int, spans: Line, text: str) -> Block:
    offer = Button("raised_hand", text, text, text)
    return (Paragraph(spans), Bullets((spans, spans)), Table((text, "B"), ((spans, spans),)), Buttons((offer,)))[kind]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), shapes), min_size=1, max_size=3), st.data())
def test_outside_text_never_comes_alive(plan: list[tuple[int, list[Shape]]], data: st.DataObject) -> None:
    texts = [[data.draw(outside_text) for _ in made] for _, made in plan]
    hostile = [
        in_block(kind, tuple(make(text) for make, text in zip(made, told, strict=True)), told[0])
        for (kind, made), told in zip(plan, texts, strict=True)
    ]
    harmless = [in_block(kind, tuple(make("word") for make in made), "word") for kind, made in plan]

    assert alive(render(Message(tuple(hostile)))) == alive(render(Message(tuple(harmless))))
