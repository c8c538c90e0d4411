"""What stands at an address is laid over a session: the items from there, all else from the session."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from chatbot.core.agenda import Address, Agenda, DocumentState, Item, Person
from chatbot.importers.bringing import bringer, laid_over
from chatbot.importers.crossfill import Datatracker
from chatbot.importers.errors import ImportFailed
from chatbot.importers.fetching import Fetcher, Limits
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.sniffing import read
from chatbot.ports import NotBrought
from tests.fakes.web import FakeWeb
from tests.importers.test_schedule import ONE_DAY

pytestmark = pytest.mark.anyio
URL = "https://example.org/a"
AGENDA = Agenda(
    id="small",
    title="Small WG",
    start=datetime(2026, 11, 18, 14, 30, tzinfo=UTC),
    timezone="Europe/Vienna",
    items=(Item("Welcome", 5),),
    chairs=(Person("Ann", ("zulip:1",)),),
    links=(Address("Notes", "https://notes.example"),),
)
DAY = Meeting("One", date(2026, 11, 18), time(15, 30), time(17), "Europe/Vienna")


def imported(*slots: Slot, meetings: tuple[Meeting, ...] = (DAY,)) -> Imported:
    return Imported("Markdown", "it says so", meetings, slots)


async def test_items_links_and_documents_come_from_there_and_the_rest_stays() -> None:
    slot = Slot(1, "Foo", ("Bob", "Bob"), 10, drafts=("draft-bell-foo",), group="Talks", slides="https://s.example")
    given = replace(
        imported(slot),
        links=(("notes", "https://other.example"), ("Chat", "https://chat.example")),
        documents=(DocumentState("Expired"),),
        warnings=(Warning(3, "x", "Look here."), Warning(0, "y", "And here.")),
    )
    brought = laid_over(AGENDA, given, URL)

    assert brought.agenda == replace(
        AGENDA,
        items=(Item("Foo", 10, 0, (Person("Bob"),), "Talks", ("draft-bell-foo",), "https://s.example"),),
        links=(*AGENDA.links, Address("Chat", "https://chat.example")),
        documents=(DocumentState("Expired"),),
        source=URL,
    )
    assert brought.remarks == (
        "And here.",
        "The session has 90 min, its items take 10: 80 are left over.",
        "Line 3: Look here.",
    )


async def test_minutes_that_are_not_written_follow_from_the_next_start() -> None:
    slots = (
        Slot(1, "A", start=time(15, 30)),
        Slot(1, "B", start=time(15, 45)),
        Slot(1, "C"),
        Slot(1, "D", start=time(16, 50)),
    )

    assert [item.minutes for item in laid_over(AGENDA, imported(*slots), URL).agenda.items] == [15, 0, 0, 10]


async def test_a_slot_past_midnight_has_its_minutes() -> None:
    late = replace(DAY, start=time(23), end=time(0, 30))

    assert (
        laid_over(AGENDA, imported(Slot(1, "A", start=time(23)), meetings=(late,)), URL).agenda.items[0].minutes == 90
    )


async def test_of_several_sessions_that_of_the_day_is_taken() -> None:
    other = replace(DAY, name="Other", date=date(2026, 11, 17))
    brought = laid_over(
        AGENDA, imported(Slot(1, "No", minutes=90), Slot(2, "Yes", minutes=90), meetings=(other, DAY)), URL
    )

    assert [item.title for item in brought.agenda.items] == ["Yes"]
    assert brought.remarks == ("The source has 2 sessions; the one taken is “One”.",)


async def test_of_a_whole_meeting_the_group_s_session_is_taken() -> None:
    others = (replace(DAY, name="otherwg – Other"), replace(DAY, name="small – Small WG", start=time(9)))
    brought = laid_over(replace(AGENDA, group="small"), imported(Slot(1, "No"), Slot(2, "Yes"), meetings=others), URL)

    assert [item.title for item in brought.agenda.items] == ["Yes"]


async def test_another_day_or_start_is_remarked_and_not_taken() -> None:
    day = laid_over(AGENDA, imported(Slot(1, "A", minutes=90), meetings=(replace(DAY, date=date(2026, 11, 19)),)), URL)
    start = laid_over(AGENDA, imported(Slot(1, "A", minutes=120), meetings=(replace(DAY, start=time(15)),)), URL)

    assert (day.agenda.start, day.remarks) == (
        AGENDA.start,
        ("The source says Thu 19 Nov 2026; the session stays on Wed 18 Nov 2026.",),
    )
    assert start.remarks == ("The source says that it starts at 15:00; the session's 15:30 stays.",)


async def test_without_items_nothing_is_brought() -> None:
    with pytest.raises(ImportFailed, match="No items were found"):
        laid_over(AGENDA, imported(meetings=()), URL)


async def test_an_address_is_fetched_read_and_laid_over() -> None:
    async with FakeWeb() as web:
        web.text("/schedule.json", ONE_DAY)
        web.text("/letter", "Dear all,")
        fetcher = Fetcher(private=True, limits=Limits(seconds=60))
        bring = bringer(fetcher, Datatracker(web.url, fetcher), read)

        brought = await bring(AGENDA, f"{web.url}/schedule.json")
        assert [item.title for item in brought.agenda.items] == ["A talk of two lines", "After midnight"]
        with pytest.raises(NotBrought, match="No items were found there"):
            await bring(AGENDA, f"{web.url}/letter")


async def test_a_gap_in_the_source_is_a_break_and_the_lint_is_told() -> None:
    slots = (Slot(1, "A", minutes=10, start=time(15, 30)), Slot(1, "A", minutes=70, start=time(15, 50), line=4))
    brought = laid_over(AGENDA, imported(*slots), URL)

    assert [(item.title, item.minutes) for item in brought.agenda.items] == [("A", 10), ("Break", 10), ("A", 70)]
    assert brought.remarks == (
        "The session has 90 min, its items take 80: 10 are left over.",
        "Line 4: 10 min are free between “A” and “A”; move one, or add a break.",
        "Line 4: “A” stands on line 0 too; drop one, or give them different titles.",
        "Line 4: 10 min before “A” are free in the source; a break fills them.",
    )


async def test_who_is_known_to_the_session_keeps_the_account() -> None:
    session = replace(AGENDA, items=(Item("Old", 5, presenters=(Person("Bob Young", ("zulip:2",)),)),))
    brought = laid_over(session, imported(Slot(1, "New", ("Bob Young", "Ann"), 90)), URL)

    assert brought.agenda.items[0].presenters == (Person("Bob Young", ("zulip:2",)), Person("Ann", ("zulip:1",)))


@pytest.mark.parametrize(
    "text",
    [
        "# Small WG\n\n* Keys - Ann Bell (60 min)\n* AOB (30 min)\n",
        "Small WG\n\nKeys              60   Ann Bell\n\nAOB               30\n",
        "<!DOCTYPE html><h1>Small WG</h1><ul><li>Keys - Ann Bell (60 min)</li><li>AOB (30 min)</li></ul>",
    ],
)
async def test_what_chairs_write_is_read_from_an_address_too(text: str) -> None:
    async with FakeWeb() as web:
        web.text("/agenda", text)
        fetcher = Fetcher(private=True, limits=Limits(seconds=60))
        brought = await bringer(fetcher, Datatracker(web.url, fetcher), read)(AGENDA, f"{web.url}/agenda")

    assert [(item.title, item.minutes, len(item.presenters)) for item in brought.agenda.items] == [
        ("Keys", 60, 1),
        ("AOB", 30, 0),
    ]


LOGIN = Slot(1, "Forgot your password?"), Slot(1, "Create an account")


def test_an_address_that_now_asks_for_a_login_is_no_agenda_of_the_session() -> None:
    agenda = replace(AGENDA, source=URL)

    with pytest.raises(ImportFailed, match="no agenda of this session"):
        laid_over(agenda, imported(*LOGIN), URL)
    assert [item.title for item in laid_over(agenda, imported(*LOGIN, Slot(1, "welcome")), URL).agenda.items] == [
        "Forgot your password?", "Create an account", "welcome",
    ]  # fmt: skip
    assert len(laid_over(AGENDA, imported(*LOGIN), URL).agenda.items) == 2
