"""An agenda as Markdown, which is imported as the same agenda."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.core.agenda import (
    HALVES,
    WHOLE,
    Address,
    Agenda,
    DocumentState,
    Item,
    Notice,
    Part,
    Person,
    Role,
)
from chatbot.exporters import as_markdown
from chatbot.importers import papers, sniffing, yaml
from chatbot.importers.drafting import drafted
from chatbot.importers.imported import Source
from chatbot.importers.yaml.scalars import parse_url
from chatbot.importers.yaml.schema import states

EXAMPLE = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
AGENDA = Agenda(
    id="x",
    title="Example | WG [draft]",
    start=datetime(2026, 3, 19, 8, tzinfo=UTC),
    timezone="Europe/Vienna",
    items=(
        Item("Welcome", 5, presenters=(Person("Chairs"),)),
        Item("Keys_of_tables *and* more", 20, presenters=(Person("Ann Bell"), Person("Bob Coe")), group="Drafts",
             drafts=("draft-bell-keys",), slides="https://example.org/s.pdf"),
        Item("Open mic", 0),
    ),
    group="example",
    meeting="IETF 125",
    end=datetime(2026, 3, 19, 9, tzinfo=UTC),
    chairs=(Person("Cy Dow"),),
    links=(Address("Notes", "https://notes.example.org/x"),),
    roles=(Role("note taker", 2),),
)  # fmt: skip


def again(agenda: Agenda) -> Agenda:
    """The agenda after export, import, and its file."""
    found = sniffing.read(Source(as_markdown(agenda).encode(), "x.md"))
    loaded = yaml.load_text(drafted(found, 1, agenda.id).text("x.md"), "x.yaml")
    assert loaded.agenda is not None
    return loaded.agenda


def test_an_agenda_reads_as_chairs_write_one() -> None:
    assert as_markdown(AGENDA) == (
        "# Example \\| WG \\[draft\\]\n\n"
        "* Date: Thursday, 2026-03-19\n"
        "* Time: 09:00-10:00 Europe/Vienna\n"
        "* Meeting: IETF 125\n"
        "* Group: example\n"
        "* Chairs: Cy Dow\n"
        "* Wanted: 2 note takers\n\n"
        "## Links\n\n"
        "* [Notes](https://notes.example.org/x)\n\n"
        "## Agenda\n\n"
        "| Start | Minutes | Topic | Presenters | Drafts | Slides |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 09:00 | 5 | Welcome | Chairs |  |  |\n\n"
        "### Drafts\n\n"
        "| Start | Minutes | Topic | Presenters | Drafts | Slides |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 09:05 | 20 | Keys\\_of\\_tables \\*and\\* more | Ann Bell, Bob Coe | draft-bell-keys "
        "| [slides](https://example.org/s.pdf) |\n\n"
        "## Agenda\n\n"
        "| Start | Minutes | Topic | Presenters | Drafts | Slides |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 09:25 | 0 | Open mic |  |  |  |\n"
    )


def test_export_and_import_give_the_same_agenda() -> None:
    assert again(AGENDA) == AGENDA


def test_the_first_example_comes_back_but_for_accounts_and_channels() -> None:
    agenda = yaml.load(EXAMPLE).agenda
    assert agenda is not None
    shown = held_in_markdown(replace(agenda, id="x"))

    assert again(shown) == shown


def held_in_markdown(agenda: Agenda) -> Agenda:
    """The agenda without what Markdown does not hold: accounts, channels, and how the bot goes about it."""
    bare = Agenda("", "", agenda.start, "", ())
    return replace(
        agenda,
        mode=bare.mode, chair_groups=(), places=(), bare_commands=False, keep_queue=False, speaker_minutes=0,
        warnings=bare.warnings, asking=bare.asking, source="",
        chairs=nameless(agenda.chairs), area_directors=nameless(agenda.area_directors),
        items=tuple(replace(item, presenters=nameless(item.presenters)) for item in agenda.items),
    )  # fmt: skip


def nameless(people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(Person(person.name) for person in people)


SIGNS = r"ab Z9.,:;-–_*`|\\[](){}<>&#!?'\"~+=/@%^$éß中"
words = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool),
    st.sampled_from(["&amp; co", "Break", "Links", "Agenda", "Documents", "5 min", "TBD (15 min)", "10:00 - 11:00"]),
)
people = st.lists(words.map(Person), max_size=3, unique=True).map(tuple)
drafts = st.lists(st.sampled_from(["draft-bell-keys", "draft-a-b", "draft-ietf-x-y.z"]), unique=True).map(tuple)
urls = st.builds(
    "https://example.org/{}".format, st.text(r"ab/._*|\()[]{}&?=#%~!'`^$+-", max_size=20)
).filter(lambda url: parses(url))  # fmt: skip
links = st.dictionaries(words, urls, max_size=3).map(
    lambda found: tuple(Address(title, url) for title, url in found.items())
)
texts = st.lists(st.text(SIGNS, max_size=20), min_size=1, max_size=5).map("\n".join).map(str.strip).filter(bool)
states_of = st.lists(st.sampled_from(sorted(states().values())), unique=True, max_size=3)
titled = st.one_of(st.just(""), words)
documents = st.lists(
    st.builds(papers.draft, st.just("draft-bell-keys"), titled) | st.builds(papers.rfc, st.integers(1, 9999), titled),
    max_size=3,
).map(tuple)


def parses(url: str) -> bool:
    try:
        return parse_url(url) == url
    except ValueError:
        return False


@st.composite
def items(draw: st.DrawFn) -> Item:
    fixed = draw(st.none() | st.integers(0, 240))
    return Item(
        title=draw(words),
        minutes=draw(st.integers(0, 60)),
        questions=draw(st.just(0) | st.integers(1, 20)),
        presenters=draw(people),
        group=draw(st.just("") | words),
        drafts=draw(drafts),
        slides=draw(st.just("") | urls),
        fixed=AGENDA.start + timedelta(minutes=fixed) if fixed is not None else None,
    )


@st.composite
def roles(draw: st.DrawFn, last: int) -> tuple[Role, ...]:
    some = st.sets(st.integers(1, last), min_size=1).map(lambda numbers: Part(items=tuple(sorted(numbers))))
    parts = st.one_of(st.just(WHOLE), st.sampled_from(HALVES), some)
    names = draw(st.lists(st.sampled_from(["note taker", "scribe", "press", "timekeeper"]), unique=True, max_size=3))
    return tuple(Role(name, draw(st.integers(1, 5)), draw(parts)) for name in names)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    rows = tuple(draw(st.lists(items(), min_size=1, max_size=6)))
    return replace(
        AGENDA,
        title=draw(words),
        group=draw(st.just("") | words),
        meeting=draw(st.just("") | words),
        end=draw(st.none() | st.integers(1, 719).map(lambda minutes: AGENDA.start + timedelta(minutes=minutes))),
        chairs=draw(people),
        area_directors=draw(people),
        links=draw(links),
        roles=draw(roles(len(rows))),
        adoption_calls=draw(drafts),
        documents=tuple(DocumentState(name, draw(documents)) for name in draw(states_of)),
        notices=tuple(draw(st.lists(st.builds(Notice, words, texts, links), max_size=2))),
        items=rows,
    )


@given(agendas())
@settings(max_examples=80, deadline=None)
def test_any_agenda_comes_back_from_markdown(agenda: Agenda) -> None:
    assert again(agenda) == agenda
