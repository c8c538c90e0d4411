"""The datatracker is asked a handful of things, and an import is made from its address form."""

from datetime import date, time

import pytest

from chatbot.importers.crossfill import Datatracker, Facts
from chatbot.importers.datatracker.address import Sought, parse, sought_in
from chatbot.importers.errors import ImportFailed, Unreadable
from chatbot.importers.fetching import Fetcher, Limits
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.online import import_from, is_address, joined
from tests.fakes import datatracker as fake
from tests.fakes.web import FakeWeb, status

pytestmark = pytest.mark.anyio
QUICK = Limits(seconds=60, first_pause=0.001)
SOUGHT = Sought("130", "examplewg")


def fetcher() -> Fetcher:
    return Fetcher(private=True, limits=QUICK)


async def facts(web: FakeWeb, *drafts: str, sought: Sought = SOUGHT) -> Facts:
    return await Datatracker(web.url, fetcher()).facts(sought, drafts)


async def test_sessions_chairs_and_drafts_are_found_with_few_requests() -> None:
    async with FakeWeb() as web:
        fake.serve(web, drafts=("draft-example-foo",))
        found = await facts(web, "draft-example-foo", "draft-example-none", "no/draft", "draft-example-foo")

        session = found.sessions[0]
        assert (session.name, session.room, session.timezone) == (
            "examplewg – Example Working Group", "Hall 4", "Europe/Vienna",
        )  # fmt: skip
        assert session.start
        assert session.start.isoformat() == "2026-11-18T14:30:00+00:00"
        assert found.chairs == ("Ann Example", "Yoav Sample")
        assert [(name, draft.stage, draft.state) for name, draft in found.drafts] == [
            ("draft-example-foo", "working-group-last-call", "In WG Last Call"),
        ]
        assert (found.unknown_drafts, found.troubles) == (("draft-example-none",), ())
        assert len(web.asked) == 6


async def test_without_drafts_their_states_are_not_asked_for() -> None:
    async with FakeWeb() as web:
        fake.serve(web)
        await facts(web)

        assert not [path for path in web.asked if "/doc/" in path]


async def test_an_interim_is_found_in_the_older_forms() -> None:
    async with FakeWeb() as web:
        fake.serve_interim(web)
        found = await facts(web, sought=Sought("interim-2026-examplewg-03", "examplewg"))

        session = found.sessions[0]
        assert session.start
        assert (session.start.isoformat(), session.timezone) == ("2026-10-06T18:00:00+00:00", "America/Toronto")
        assert session.links[1] == ("Meetecho", "https://meet.example/interim")


async def test_what_cannot_be_asked_is_a_trouble_and_does_not_hinder_the_rest() -> None:
    async with FakeWeb() as web:
        fake.serve(web)
        web.page("/api/v1/group/role/", status(500))
        web.text("/api/v1/doc/state/", "<html>")
        found = await facts(web, "draft-example-foo")

        assert (len(found.sessions), found.chairs, found.drafts, found.unknown_drafts) == (1, (), (), ())
        assert sorted(said.partition(": ")[0] for said in found.troubles) == [
            "The datatracker could not be asked for everything",
        ] * 2  # fmt: skip


async def test_a_group_that_does_not_meet_there_is_said() -> None:
    async with FakeWeb() as web:
        fake.serve(web, fake.item(web, status="canceled"))

        assert (await facts(web)).troubles == (
            "examplewg has no session at IETF 130 in the datatracker; check group and meeting.",
        )


def read(source: Source) -> Imported:
    """Stands for the readers of text, which are tested elsewhere: a line is a slot."""
    if not source.content.startswith(b"# "):
        raise Unreadable(source.origin, 1, "is no agenda.")
    titles = [line for line in source.content.decode().splitlines() if line.startswith("* ")]
    slots = tuple(Slot(1, title, drafts=("draft-example-foo",) * ("foo" in title)) for title in titles)
    return Imported("Markdown", "it has a heading", (Meeting(),), slots)


async def imported(web: FakeWeb, written: str) -> Imported:
    one = fetcher()
    return await import_from(written, one, Datatracker(web.url, one), read)


async def test_the_address_form_gives_the_agenda_filled() -> None:
    async with FakeWeb() as web:
        fake.serve(web)
        found = await imported(web, "datatracker:130/examplewg")

        assert found.sessions == (
            Meeting("examplewg – Example Working Group", date(2026, 11, 18), time(15, 30), time(17), "Europe/Vienna",
                    "Hall 4"),
        )  # fmt: skip
        assert len(found.slots) == 2
        assert found.chairs == ("Ann Example", "Yoav Sample")
        assert next((state.name, [one.title for one in state.documents]) for state in found.documents) == (
            "Working group last call", ["The Foo Protocol"],
        )  # fmt: skip


async def test_the_address_of_its_page_is_filled_as_well() -> None:
    async with FakeWeb() as web:
        fake.serve(web)
        found = await imported(web, f"{web.url}/meeting/130/materials/agenda-130-examplewg-01")

        assert found.sessions[0].room == "Hall 4"


async def test_another_address_is_only_read() -> None:
    async with FakeWeb() as web:
        web.text("/agenda.md", "# Agenda\n* One")

        assert await imported(web, f"{web.url}/agenda.md") == Imported(
            "Markdown", "it has a heading", (Meeting(),), (Slot(1, "* One"),)
        )


async def test_a_session_whose_agenda_cannot_be_read_is_still_a_session() -> None:
    async with FakeWeb() as web:
        fake.serve(web)
        web.text("/meeting/130/materials/agenda-130-examplewg-01", "%PDF-1.4")
        found = await imported(web, "datatracker:130/examplewg")

        assert (found.sessions[0].room, found.slots) == ("Hall 4", ())
        assert [warning.code for warning in found.warnings] == ["agenda-unreadable", "no-slots"]


async def test_an_agenda_that_two_sessions_share_is_read_once() -> None:
    async with FakeWeb() as web:
        fake.serve(web, fake.item(web), fake.item(web, id=7002, startDateTime="2026-11-20T09:00:00"))
        await imported(web, "datatracker:130/examplewg")

        assert web.asked.count("/meeting/130/materials/agenda-130-examplewg-01") == 1


async def test_an_address_of_nobody_is_a_sentence() -> None:
    async with FakeWeb() as web:
        fake.serve(web)

        with pytest.raises(ImportFailed, match="otherwg has no session at IETF 130"):
            await imported(web, "datatracker:130/otherwg")
        with pytest.raises(ImportFailed, match=r"names no session; write it as datatracker:117/ipsecme"):
            await imported(web, "datatracker:examplewg")


async def test_imports_are_joined_in_order() -> None:
    one = Imported("a", "b", (Meeting("One"),), (Slot(1, "A"),), (), ("Ann",), (("Chat", "1"),))
    two = Imported(
        "c", "d", (Meeting("Two"),), (Slot(1, "B"),), (Warning(1, "x", "y"),), ("Ann", "Bo"), (("Chat", "2"),)
    )

    assert joined([one, two]) == Imported(
        "a", "b", (Meeting("One"), Meeting("Two")), (Slot(1, "A"), Slot(2, "B")), (Warning(1, "x", "y"),),
        ("Ann", "Bo"), (("Chat", "1"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("datatracker:117/ipsecme", Sought("117", "ipsecme")),
        ("DATATRACKER:117/IPSECME/", Sought("117", "ipsecme")),
        ("datatracker:interim-2025-scone-06", Sought("interim-2025-scone-06", "scone")),
        ("datatracker:interim-2025-v6ops-01/v6ops", Sought("interim-2025-v6ops-01", "v6ops")),
    ],
)
async def test_our_form_names_meeting_and_group(written: str, sought: Sought) -> None:
    assert (parse(written), is_address(written)) == (sought, True)


@pytest.mark.parametrize("written", ["datatracker:", "datatracker:117", "datatracker:117/a b", "datatracker:x/../y"])
async def test_other_forms_are_refused(written: str) -> None:
    with pytest.raises(ImportFailed):
        parse(written)


@pytest.mark.parametrize(
    ("url", "sought"),
    [
        ("https://datatracker.ietf.org/meeting/117/materials/agenda-117-ipsecme-00", Sought("117", "ipsecme")),
        ("https://datatracker.ietf.org/meeting/113/session/pce", Sought("113", "pce")),
        (
            "https://datatracker.ietf.org/meeting/interim-2025-scone-06/materials/agenda-interim-2025-scone-06-sessa-00",
            Sought("interim-2025-scone-06", "scone"),
        ),
        ("https://example.org/meeting/", None),
    ],
)
async def test_pages_of_the_datatracker_tell_meeting_and_group(url: str, sought: Sought | None) -> None:
    assert sought_in(url) == sought
