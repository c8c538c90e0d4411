"""Whatever is written in a layout is read again; whatever else is given ends in a sentence, not in a crash."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.importers import sniffing, yaml
from chatbot.importers.drafting import drafted
from chatbot.importers.errors import ImportFailed
from chatbot.importers.imported import Imported, Source
from chatbot.importers.linting import linted
from tests.importers.text.reading import read
from tests.importers.text.renderers import CLOCKED, UNCLOCKED, Written, starts

WORDS = ("compression", "of", "headers", "key", "rollover", "for", "resolvers", "QUIC", "draft", "datagrams",
"over", "IPsec",
         "state", "tables", "in", "YANG", "models", "RFC9000bis", "paths", "with", "tokens")  # fmt: skip
NAMES = ("Ann Bell", "Bob Coe", "Cyd van Dyck", "D. Eckhart", "Émile Fürst", "Gao Hui-Ying", "I. J. Kowalski")

titles = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(lambda words: "Update: " + " ".join(words))
written = st.builds(
    Written,
    title=titles,
    people=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
    minutes=st.integers(min_value=1, max_value=45),
)
agendas = st.lists(written, min_size=3, max_size=8, unique_by=lambda slot: slot.title)
Renderer = Callable[[Sequence[Written]], str]


@pytest.mark.parametrize("render", UNCLOCKED, ids=lambda render: render.__name__)
@given(slots=agendas)
@settings(max_examples=30, deadline=None)
def test_a_layout_with_durations_is_read_as_it_was_written(render: Renderer, slots: list[Written]) -> None:
    found = read(render(slots))

    assert [(slot.title, slot.presenters, slot.minutes) for slot in found.slots] == [
        (slot.title, slot.people, slot.minutes) for slot in slots
    ]


@pytest.mark.parametrize("render", CLOCKED, ids=lambda render: render.__name__)
@given(slots=agendas)
@settings(max_examples=30, deadline=None)
def test_a_layout_with_clocks_is_read_as_it_was_written(render: Renderer, slots: list[Written]) -> None:
    found = read(render(slots))

    assert [(slot.title, slot.presenters, slot.minutes, f"{slot.start:%H:%M}") for slot in found.slots] == [
        (slot.title, slot.people, slot.minutes, start) for slot, start in zip(slots, starts(slots), strict=True)
    ]


PIECES = st.sampled_from(
    ["* ", "- ", "1. ", "# ", "### ", "| ", " | ", "---|---", "\n", "\n\n", "    ", "10 min", "(5m)", "9:30",
    "10:00-11:00", "[",
     "](http://x)", "**", "_", "`", "```\n", "<table><tr><td>", "</li>", "<!--", "-->", "Ann Bell", " - ",
     "draft-a-b-c-01",
     "2024-02-30", "May 5", "Monday", "Session 2", "Each 5 minutes", "As time permits", "\u00a0", "\r", "\t",
     "0900-2500",
     "Chairs:", ">", "Σ 10", "99:99", "&amp;", "\\", "Europe/Zürich", "xx:xx"]
)  # fmt: skip


@given(text=st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_an_import_whose_files_load(text: str) -> None:
    _goes_through(text.encode("utf-8", errors="surrogatepass"))


@given(content=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_import_or_a_sentence(content: bytes) -> None:
    _goes_through(content)


def _goes_through(content: bytes) -> None:
    source = Source(content, "anything")
    found = _imported(source)
    if isinstance(found, ImportFailed):
        assert str(found).startswith("anything")
        return
    for number in {slot.session for slot in found.slots}:
        loaded = yaml.load_text(drafted(found, number).text("anything"), "anything.yaml")
        assert loaded.agenda is not None, loaded.problems


def _imported(source: Source) -> Imported | ImportFailed:
    try:
        return linted(sniffing.read(source))
    except ImportFailed as error:
        return error


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00" + bytes(range(256)) * 8, "is of no kind that is known"),
        (b"* a 5 min\n" * 5_000_000, "is larger than"),
        (b"* a\n" * 10_000, "has more than 5000 lines"),
        (b"<html><ul>" + b"<ul><li>a 5 min" * 10_000, "has more than 5000 lines"),
        (b"<html><table>" + b"<tr><td>a<td>5 min" * 10_000, "has more than 5000 lines"),
        (b"\x00" * 2_000, "is of no kind that is known"),
        (b"text with \x01\x02\x03\x04\x05\x06 signs", "is not text"),
    ],
    ids=["zip", "50 MB", "lines", "items on one line", "rows on one line", "zeros", "control signs"],
)
def test_what_is_no_agenda_ends_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ImportFailed, match=said):
        sniffing.read(Source(content, "source"))


@pytest.mark.parametrize(
    "content",
    [
        b"- " * 100_000, b"> " * 100_000, b"[" * 200_000, b"*a_ " * 50_000, b"|" * 200_000, b"1 " * 100_000,
        (b"10:00-" * 600 + b"\n\n") * 50, (b"5 min + " * 400 + b"\n\n") * 50, b"# h 5 min\n" * 3_000,
        b"".join(b" " * (2 * depth) + b"* item 5 min\n" for depth in range(300)), b"<html>" + b"<ul><li>" * 4_000,
        b"<html><table>" + b"<tr><td>10:00<td>5m<td>a" * 4_000, b"<!--" * 50_000,
        b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a, *a]\n" % (number, number) for number in range(1_000)),
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_structure_is_read_to_its_end(content: bytes) -> None:
    found = linted(sniffing.read(Source(content, "hostile")))

    assert found.warnings
