"""Messages on Slack: within its limits, and nothing in outside text comes alive."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from chatbot.adapters.slack.escape import address
from chatbot.adapters.slack.fitting import MOST_PAGES
from chatbot.adapters.slack.markup import Rendered, render
from chatbot.messages import (
    Bold,
    Bullets,
    Button,
    Buttons,
    Code,
    Instant,
    Link,
    Mention,
    Message,
    Table,
    Text,
    line,
    paragraph,
)
from chatbot.wording.filling import CUT, PAGE
from tests.fakes.slack_limits import refusal

Json = dict[str, Any]

AT = datetime(2023, 7, 26, 22, 45, tzinfo=UTC)
ZONE = "America/Los_Angeles"
STAMP = int(AT.timestamp())


def rendered(message: Message) -> Rendered:
    """The one page of a message that fits."""
    (page,) = render(message)
    return page


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def leaves(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for one in node:
            yield from leaves(one)
    elif isinstance(node, dict):
        yield node
        yield from leaves(node.get("elements", []))


def test_paragraphs_become_one_section_with_styles() -> None:
    page = rendered(Message((paragraph("Now: ", Bold("Diet ESP")), paragraph("say ", Code("agenda")))))

    assert page.text == "Now: Diet ESP\nsay agenda"
    assert page.blocks == [
        rich(section(text("Now: "), text("Diet ESP", bold=True), text("\nsay "), text("agenda", code=True)))
    ]


def test_bullets_become_a_list() -> None:
    page = rendered(Message((paragraph("Links"), Bullets((line("one"), line("two"))))))

    items = {"type": "rich_text_list", "style": "bullet", "elements": [section(text("one")), section(text("two"))]}
    assert page.blocks == [rich(section(text("Links")), items)]


def test_table_shows_its_header_and_a_line_for_each_row() -> None:
    table = Table(("#", "Title"), ((line("1"), line(Bold("Diet ESP"))), (line(""), line("AOB"))))

    assert rendered(Message((table,))).text == "# · Title\n1 · Diet ESP\nAOB"


def test_instant_shows_the_readers_time_and_otherwise_names_its_zone() -> None:
    page = rendered(Message((paragraph(Instant(AT, ZONE)),)))

    assert page.text == f"<!date^{STAMP}^{{time}}|15:45 PDT>"
    assert page.blocks == [
        rich(section({"type": "date", "timestamp": STAMP, "format": "{time}", "fallback": "15:45 PDT"}))
    ]


def test_instant_in_a_zone_without_a_name_shows_its_offset() -> None:
    assert "19:45 UTC-03>" in rendered(Message((paragraph(Instant(AT, "America/Sao_Paulo")),))).text


def test_loud_mention_of_a_slack_account_is_live() -> None:
    page = rendered(Message((paragraph(Mention("slack:U02BOB", "Bob")),)))

    assert (page.text, page.blocks) == ("<@U02BOB>", [rich(section({"type": "user", "user_id": "U02BOB"}))])


def test_mention_of_somebody_in_another_workspace_is_live() -> None:
    assert rendered(Message((paragraph(Mention("slack:T0X/U02BOB", "Bob")),))).text == "<@U02BOB>"


@pytest.mark.parametrize(
    "mention",
    [
        Mention("slack:U02BOB", "Bob", loud=False),
        Mention("zulip:12", "Bob"),
        Mention("slack:!channel", "Bob"),
        Mention("slack:U1> <!here", "Bob"),
    ],
)
def test_other_mentions_are_plain_names(mention: Mention) -> None:
    page = rendered(Message((paragraph(mention),)))

    assert (page.text, page.blocks) == ("Bob", [rich(section(text("Bob")))])


def test_link_is_a_link_and_its_address_stands_in_the_text() -> None:
    page = rendered(Message((paragraph(Link("Notes", "https://notes.example/a?b=1&c=2")),)))

    assert page.text == "Notes: https://notes.example/a?b=1&amp;c=2"
    assert page.blocks == [rich(section({"type": "link", "url": "https://notes.example/a?b=1&c=2", "text": "Notes"}))]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "notes", "http://[x", "https://a:99999/", ""])
def test_address_that_slack_would_refuse_is_shown_as_words(url: str) -> None:
    assert rendered(Message((paragraph(Link("Notes", url)),))).blocks == [rich(section(text(f"Notes: {url}")))]


def test_buttons_carry_their_sign_and_a_label_that_fits() -> None:
    buttons = Buttons((Button("memo", "Note taker " * 20, "volunteer", "withdraw"), Button("wave", " ", "hi", "bye")))

    assert rendered(Message((buttons,))).blocks == [
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": "press-memo",
                    "text": {"type": "plain_text", "text": ("Note taker " * 20)[:74] + "…", "emoji": False},
                    "value": "memo",
                },
                {
                    "type": "button",
                    "action_id": "press-wave",
                    "text": {"type": "plain_text", "text": "wave", "emoji": False},
                    "value": "wave",
                },
            ],
        }
    ]


def test_long_agenda_is_paged_and_whole() -> None:
    rows = tuple((line(str(number)), line(f"Draft number {number}")) for number in range(60))

    page = rendered(Message((Table(("#", "Title"), rows),)))

    assert len(page.blocks) > 1
    assert all(f"Draft number {number}" in json.dumps(page.blocks) for number in range(60))
    assert refusal(page.text, page.blocks, edit=True) == ""


def test_very_long_agenda_becomes_pages_that_say_so() -> None:
    rows = tuple((line(str(number)), line(f"Draft number {number} " + "x" * 200)) for number in range(200))

    pages = render(Message((Table(("#", "Title"), rows),)))

    shown = [json.dumps(page.blocks) for page in pages]
    assert [sum(f"Draft number {number} x" in page for page in shown) for number in range(200)] == [1] * 200
    assert [page.text.splitlines()[-1] for page in pages] == [
        PAGE.format(number=number, count=len(pages)) if len(page.text) < 3800 else CUT
        for number, page in enumerate(pages, 1)
    ]
    assert [refusal(page.text, page.blocks, edit=True) for page in pages] == [""] * len(pages)


def test_more_pages_than_anybody_reads_are_cut_visibly() -> None:
    rows = tuple((line(f"Row {number} " + "x" * 400),) for number in range(2000))

    pages = render(Message((Table(("Title",), rows),)))

    assert (len(pages), CUT in json.dumps(pages[-1].blocks)) == (MOST_PAGES, True)


def test_too_long_a_table_is_cut_visibly_and_keeps_its_buttons() -> None:
    rows = tuple((line(f"Row {number} " + "x" * 200),) for number in range(500))
    offer = Buttons((Button("memo", "Note taker", "volunteer", "withdraw"),))

    page = rendered(Message((Table(("Title",), rows), offer)))

    *_, last, buttons = page.blocks
    assert (page.text.splitlines()[-1], buttons["type"]) == (CUT, "actions")
    assert CUT in json.dumps(last)
    assert refusal(page.text, page.blocks, edit=True) == ""


def test_message_without_words_is_still_a_message() -> None:
    assert (rendered(Message(())).text, rendered(Message((paragraph(" "),))).text) == ("…", "…")


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U01ANN>", "*b* _i_ ~s~ `c`", "<https://x.example|y>", "&lt;"])
def test_title_looks_as_it_was_written(hostile: str) -> None:
    assert rendered(Message((paragraph(hostile),))).blocks == [rich(section(text(hostile)))]


def test_file_name_in_the_text_keeps_its_underscores() -> None:
    assert rendered(Message((paragraph("see draft_foo_bar.md"),))).text == "see draft_foo_bar.md"


def test_address_is_none_or_safe() -> None:
    assert address("https://x.example/a b|<c>") == "https://x.example/a%20b%7C%3Cc%3E"


OUTSIDE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "<!channel>",
                "<@U01ANN>",
                "<",
                ">",
                "&",
                "|",
                "*",
                "_",
                "~",
                "`",
                "<!date^1^{ago}|x>",
                "@here",
                "#a",
                "\n",
                "\0",
            ]
        ),
        max_size=12,
    ).map("".join),
)
URLS = st.one_of(OUTSIDE, OUTSIDE.map("https://x.example/{}".format), OUTSIDE.map("https://{}".format))
SPANS = st.one_of(
    OUTSIDE.map(Text),
    OUTSIDE.map(Bold),
    OUTSIDE.map(Code),
    st.builds(Link, OUTSIDE, URLS),
    st.builds(Mention, st.one_of(OUTSIDE, st.sampled_from(["slack:U0OUR", "zulip:1"])), OUTSIDE, st.booleans()),
    st.builds(Instant, st.just(AT), st.just(ZONE), st.booleans()),
)
LINES = st.lists(SPANS, max_size=4).map(tuple)
BUTTONS = st.lists(
    st.tuples(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), OUTSIDE), max_size=30, unique_by=lambda b: b[0]
)
BLOCKS = st.one_of(
    LINES.map(lambda spans: paragraph(*spans)),
    st.lists(LINES, max_size=4).map(lambda lines: Bullets(tuple(lines))),
    st.builds(
        Table,
        st.lists(OUTSIDE, max_size=3).map(tuple),
        st.lists(st.lists(LINES, max_size=3).map(tuple), max_size=3).map(tuple),
    ),
)
OFFERS = BUTTONS.map(lambda pairs: Buttons(tuple(Button(sign, label, "a", "b") for sign, label in pairs)))
OURS = re.compile(r"<@U0OUR>|<!date\^\d+\^[{}a-z_, ]+\|[^<>|&]+>")


@settings(deadline=None)  # other tests may keep the machine busy
@given(st.lists(BLOCKS, max_size=8), OFFERS, st.integers(1, 60))
def test_no_outside_text_comes_alive_or_breaks_the_message(blocks: list[Any], offer: Buttons, times: int) -> None:
    for page in render(Message((*blocks * times, offer))):
        assert refusal(page.text, page.blocks, edit=True) == ""
        for block in Block.parse_all(page.blocks):
            block.validate_json()
        rest = OURS.sub("", page.text)
        assert not set(rest) & set("<>*~`")
        assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", rest, re.DOTALL)
        live = {leaf["type"] for leaf in leaves(page.blocks)} - {"text", "link", "date", "button", "actions"}
        assert live <= {"rich_text", "rich_text_section", "rich_text_list", "user"}
        assert {leaf["user_id"] for leaf in leaves(page.blocks) if leaf["type"] == "user"} <= {"U0OUR"}


@settings(deadline=None)  # other tests may keep the machine busy
@given(st.lists(OFFERS.filter(lambda offer: bool(offer.buttons)), max_size=60))
def test_any_number_of_button_rows_fits(offers: list[Buttons]) -> None:
    parts = [part for offer in offers for part in (paragraph("x"), offer)]
    blocks = rendered(Message(tuple(parts))).blocks

    assert len(blocks) <= 50
