"""An agenda that is there is held against the datatracker, and what differs is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chatbot.core.agenda import Agenda, Item, Person
from chatbot.importers.crossfill import Datatracker, compared
from chatbot.importers.crossfill.comparing import NO_SESSION, sought_by
from chatbot.importers.datatracker.address import Sought
from chatbot.importers.fetching import Fetcher, Limits
from tests.fakes import datatracker as fake
from tests.fakes.web import FakeWeb

pytestmark = pytest.mark.anyio
AGENDA = Agenda(
    id="example",
    title="Example WG",
    start=datetime(2026, 11, 18, 14, 30, tzinfo=UTC),
    timezone="Europe/Vienna",
    items=(Item("Foo", 10, drafts=("draft-example-foo",)),),
    group="examplewg",
    meeting="IETF 130",
    chairs=(Person("Ann Example"), Person("Yoav Sample")),
)


async def said(agenda: Agenda) -> tuple[str, ...]:
    async with FakeWeb() as web:
        fake.serve(web, drafts=("draft-example-foo",))
        return await compared(agenda, Datatracker(web.url, Fetcher(private=True, limits=Limits(seconds=60))))


async def test_an_agenda_that_agrees_gives_no_warning() -> None:
    assert await said(AGENDA) == ()


async def test_another_start_other_chairs_and_unknown_drafts_are_said() -> None:
    wrong = replace(
        AGENDA,
        start=datetime(2026, 11, 18, 15, 30, tzinfo=UTC),
        chairs=(Person("Bob Young"),),
        items=(Item("Foo", 10, drafts=("draft-example-none",)),),
    )

    assert await said(wrong) == (
        "The agenda says 16:30, the datatracker 15:30 Europe/Vienna; the agenda's stands: change it if it is wrong.",
        (
            "The agenda says Bob Young, the datatracker Ann Example, Yoav Sample; the agenda's stands: "
            "change it if it is wrong."
        ),
        "The datatracker knows no draft-example-none; check its name.",
    )


async def test_without_group_or_meeting_nothing_is_asked() -> None:
    assert await said(replace(AGENDA, meeting="Spring meeting")) == (NO_SESSION,)


@pytest.mark.parametrize(
    ("agenda", "sought"),
    [
        (AGENDA, Sought("130", "examplewg")),
        (replace(AGENDA, meeting="interim-2026-example-02"), Sought("interim-2026-example-02", "examplewg")),
        (replace(AGENDA, source="datatracker:117/ipsecme"), Sought("117", "ipsecme")),
        (
            replace(AGENDA, source="https://datatracker.ietf.org/meeting/118/session/tls"),
            Sought("118", "tls"),
        ),
        (replace(AGENDA, group=""), None),
    ],
)
def test_a_session_is_known_by_its_source_or_by_its_keys(agenda: Agenda, sought: Sought | None) -> None:
    assert sought_by(agenda) == sought
