"""Whatever stands in a file: no crash, no problem beyond its lines, and what is written loads back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.core.agenda import (
    Address,
    Agenda,
    Audience,
    Document,
    DocumentState,
    Item,
    Mode,
    Notice,
    Person,
    Place,
    Role,
)  # fmt: skip
from chatbot.importers.yaml import Loaded, Severity, dump, load, load_text, states
from chatbot.importers.yaml.entries import ItemEntry, PersonEntry
from chatbot.importers.yaml.schema import AgendaFile, keys

FIRST = Path(__file__).parents[2] / "agendas/ietf117-ipsecme.yaml"


def accept(loaded: Loaded, text: str) -> None:
    """Every problem is on a line of the text, and there is an agenda just when there is no error."""
    last = max(1, len(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")))
    assert [problem for problem in loaded.problems if not 1 <= problem.line <= last] == []
    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    assert (loaded.agenda is None) == bool(errors)
    assert [str(problem) for problem in loaded.problems if not str(problem).isprintable()] == []


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    accept(load_text(text, "a.yaml"), text)


@given(st.text(alphabet=list("ab:-[]{},?!&*|>'\"%@`#~ \n\t\\<=0\ufeff\x85\u2028\ud800\0")))
def test_any_punctuation_is_taken(text: str) -> None:
    accept(load_text(text, "a.yaml"), text)


@given(content=st.binary())
@settings(deadline=None)
def test_any_bytes_are_taken(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    accept(load(path), content.decode("utf-8", errors="replace"))


@given(st.data())
@settings(deadline=None)
def test_any_change_of_the_first_agenda_is_taken(data: st.DataObject) -> None:
    text = FIRST.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    changed = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    accept(load_text(changed, "a.yaml"), changed)


WORDS = sorted({*keys(AgendaFile), *keys(ItemEntry), *keys(PersonEntry), *states(), "items", "topic", "text"})
SCALARS = st.sampled_from(
    ["", "10", "-1", "15:30", "2023-07-26", "UTC", "A", "draft-a-b", "https://a.example", "U1", "'?'"]
)
TREES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(WORDS), TREES))
@settings(deadline=None)
def test_any_values_under_any_keys_are_taken(tree: dict[str, Any]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    accept(load_text(text, "a.yaml"), text)


def names(of: str) -> st.SearchStrategy[str]:
    return st.from_regex(of, fullmatch=True)


LINES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)
PLAIN = LINES.filter(lambda text: "T" not in text and "?" not in text and "X" not in text and "F" not in text)
URLS = st.sampled_from(["https://a.example", "http://b.example/c?d=e&f=#g", "https://a.example/ü"])
DRAFTS = names(r"draft(-[a-z0-9]{1,5}){2,3}")
LINKS = st.dictionaries(LINES, URLS, max_size=2).map(
    lambda links: tuple(Address(title, url) for title, url in links.items())
)
PEOPLE = st.lists(
    st.sampled_from([Person("Ann Bell", ("zulip:7", "slack:U7")), Person("Bob"), Person("Übung: 5", ("slack:W1",))]),
    max_size=3,
).map(tuple)
ITEMS = st.builds(
    Item,
    title=PLAIN,
    minutes=st.integers(0, 1440),
    questions=st.integers(0, 1440),
    presenters=PEOPLE,
    group=st.sampled_from(["", "Talks", "no: 5"]),
    drafts=st.lists(DRAFTS, max_size=2).map(tuple),
    slides=st.just("") | URLS,
)
DOCUMENTS = st.builds(
    lambda draft, title: Document(draft, title, f"https://datatracker.ietf.org/doc/{draft}/"),
    DRAFTS,
    st.just("") | LINES,
) | st.builds(
    lambda rfc, title: Document(f"RFC {rfc}", title, f"https://www.rfc-editor.org/info/rfc{rfc}"),
    st.integers(1, 999_999),
    st.just("") | LINES,
)
STATES = st.builds(
    DocumentState, st.sampled_from(sorted(states().values())), st.lists(DOCUMENTS, max_size=2).map(tuple)
)
AGENDAS = st.builds(
    Agenda,
    id=names(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}"),
    title=PLAIN,
    start=st.datetimes(datetime(1970, 2, 1), datetime(2199, 12, 1)).map(
        lambda start: start.replace(second=0, microsecond=0, tzinfo=UTC)
    ),
    timezone=st.sampled_from(["UTC", "Asia/Kolkata", "Asia/Tokyo", "America/Phoenix"]),
    items=st.lists(ITEMS, min_size=1, max_size=5, unique_by=lambda item: item.title.casefold()).map(tuple),
    group=st.just("") | PLAIN,
    meeting=st.just("") | PLAIN,
    chair_groups=st.sampled_from([(), ("zulip:group:17",), ("zulip:group:17", "slack:group:S0AB")]),
    bare_commands=st.booleans(),
    keep_queue=st.booleans(),
    speaker_minutes=st.integers(0, 60),
    warnings=st.sampled_from(Audience),
    source=st.sampled_from(["", "https://example.org/agenda.md", "datatracker:117/ipsecme"]),
    mode=st.sampled_from(Mode),
    chairs=PEOPLE,
    area_directors=PEOPLE,
    places=st.sampled_from([(), (Place("zulip", "7", "A topic"),), (Place("zulip", "a", "b"), Place("slack", "C1"))]),
    links=LINKS,
    notices=st.lists(
        st.builds(Notice, LINES, st.lists(LINES, min_size=1, max_size=3).map("\n\n".join), LINKS), max_size=2
    ).map(tuple),
    roles=st.sampled_from([(), (Role("note taker", 2), Role("jabber scribe", 1))]),
    documents=st.lists(STATES, max_size=3, unique_by=lambda state: state.name).map(tuple),
    adoption_calls=st.lists(DRAFTS, max_size=2).map(tuple),
)


@given(AGENDAS, st.none() | st.integers(1, 720))
@settings(deadline=None)
def test_what_is_written_loads_as_the_same_agenda(agenda: Agenda, minutes: int | None) -> None:
    if minutes:
        agenda = replace(agenda, end=agenda.start + timedelta(minutes=minutes))
    loaded = load_text(dump(agenda), "other.yaml")
    assert loaded.agenda == agenda, (loaded.problems, dump(agenda))


def test_documents_in_an_unknown_state_are_not_lost_silently() -> None:
    agenda = load(FIRST).agenda
    assert agenda
    with pytest.raises(
        ValueError, match=r"^Parked is no state of documents; there are Published as RFC, RFC Editor queue"
    ):
        dump(replace(agenda, documents=(DocumentState("Parked"),)))
