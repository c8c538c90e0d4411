"""An agenda as Markdown, which is imported as the same agenda."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.core.agenda import Address, Agenda, Item, Person, Role
from chatbot.exporters import as_markdown
from chatbot.importers import yaml
from chatbot.importers.drafting import drafted
from chatbot.importers.imported import Source
from chatbot.importers.text import TEXT_READER

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
    found = TEXT_READER.read(Source(as_markdown(agenda).encode(), "x.md"))
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


def test_the_first_example_comes_back_but_for_what_markdown_does_not_hold() -> None:
    agenda = yaml.load(EXAMPLE).agenda
    assert agenda is not None
    plain = replace(
        agenda, id="x", area_directors=(), notices=(), documents=(), adoption_calls=(),
    )  # fmt: skip

    assert again(plain) == plain


PEOPLE = (Person("Ann Bell"), Person("Bob van Coe"), Person("Chairs"))
words = st.lists(
    st.sampled_from(["keys", "tables", "QUIC", "over", "IPsec", "paths", "5G", "A|B", "x_y", "(part 2)"]),
    min_size=2, max_size=5,
).map(lambda parts: "On " + " ".join(parts))  # fmt: skip
items = st.builds(
    Item,
    title=words,
    minutes=st.integers(min_value=0, max_value=120),
    presenters=st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3).map(tuple),
    group=st.sampled_from(["", "Drafts", "New work"]),
    drafts=st.sampled_from([(), ("draft-bell-keys",), ("draft-a-b", "draft-a-c")]),
)  # fmt: skip


@given(rows=st.lists(items, min_size=1, max_size=8, unique_by=lambda item: item.title))
@settings(max_examples=60, deadline=None)
def test_any_items_come_back_from_markdown(rows: list[Item]) -> None:
    agenda = replace(AGENDA, title="Example WG", items=tuple(rows), end=None)

    assert again(agenda) == agenda
