"""Sessions: journals, remembered states, places, and what is due."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from chatbot.core.events import ItemStarted, SessionStarted
from chatbot.core.session import evolve_all, fold
from chatbot.store.committed import part
from chatbot.store.database import Database
from chatbot.store.journal import Journal, Kept
from tests.store.samples import START, agenda, at, place

pytestmark = pytest.mark.anyio


async def planned(database: Database, *names: str) -> Journal:
    journal = Journal()
    for name in names or ("small",):
        await database.tx(journal.plan, agenda(name), START)
    return journal


async def loaded(database: Database, journal: Journal, name: str = "small") -> Kept:
    kept = await database.tx(journal.load, name)
    assert kept is not None
    return kept


def start(connection: Connection, journal: Journal, seconds: float) -> Kept:
    """Begin the session, or its next item."""
    kept = journal.load(connection, "small", lock=True)
    assert kept is not None
    key = 1 + sum(slot.started_at is not None for slot in kept.session.slots)
    began = () if kept.session.started_at else (SessionStarted(at=at(seconds)),)
    events = (*began, ItemStarted(at=at(seconds), item=key))
    journal.append(connection, kept.then(events, evolve_all(kept.session, events)), events, at(seconds + 300))
    return kept


async def test_planned_session_is_loaded_with_its_agenda(database: Database) -> None:
    journal = await planned(database)
    kept = await loaded(database, journal)

    assert (kept.id, kept.rev, kept.at, kept.session.agenda) == ("small", 1, START, agenda())


async def test_unknown_session_is_none(database: Database) -> None:
    assert await database.tx(Journal().load, "nobody") is None


async def test_planning_again_leaves_the_first_plan(database: Database) -> None:
    journal = await planned(database)
    await database.tx(journal.plan, agenda(title="Another"), at(1))

    assert (await loaded(database, Journal())).session.agenda == agenda()


async def test_appended_events_are_in_the_state_of_every_process(database: Database) -> None:
    mine, other = await planned(database), Journal()
    await loaded(database, mine)
    await database.tx(start, other, 0)
    await database.tx(start, other, 60)
    kept = await loaded(database, mine)
    events = await database.tx(lambda connection: mine.events(connection, "small"))

    assert (kept.rev, kept.at, kept.session) == (4, at(60), fold(events))
    assert kept.session.current is not None
    assert kept.session.current.key == 2


async def test_an_older_state_than_the_remembered_one_is_folded_anew(database: Database) -> None:
    journal = await planned(database)
    first = await loaded(database, journal)
    await database.tx(start, journal, 0)
    last = await loaded(database, journal)
    # As a thread does that read the revision before another one remembered a later state.
    again = await database.tx(lambda connection: journal._fold(connection, "small", None, first.rev))

    assert (again.session, (await loaded(database, journal)).session) == (first.session, last.session)


async def test_rolled_back_plan_is_not_remembered(database: Database) -> None:
    journal = Journal()

    def plan_and_fail(connection: Connection) -> None:
        journal.plan(connection, agenda(title="Never was"), START)
        assert journal.load(connection, "small", lock=True) is not None
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.tx(plan_and_fail)
    gone = await database.tx(journal.load, "small")
    await database.tx(journal.plan, agenda(), START)

    assert (gone, (await loaded(database, journal)).session.agenda) == (None, agenda())


async def test_rolled_back_events_are_not_remembered(database: Database) -> None:
    journal = await planned(database)
    before = await loaded(database, journal)

    def start_and_fail(connection: Connection) -> None:
        start(connection, journal, 0)
        seen = journal.load(connection, "small")
        assert seen is not None
        assert seen.rev == 3
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.tx(start_and_fail)
    await database.tx(start, Journal(), 30)  # as many events as were rolled back, but others

    assert await loaded(database, Journal()) == await loaded(database, journal)
    assert before.rev == 1


async def test_what_was_committed_is_not_read_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = await planned(database)
    await loaded(database, journal)
    await database.tx(start, journal, 0)
    anew = await loaded(database, Journal())
    monkeypatch.delattr(Journal, "events")

    assert await loaded(database, journal) == anew


async def test_events_of_a_part_that_failed_are_not_remembered(database: Database) -> None:
    journal = await planned(database)
    await loaded(database, journal)

    def start_in_a_part(connection: Connection) -> None:
        with suppress(ZeroDivisionError), part(connection):
            start(connection, journal, 0)
            raise ZeroDivisionError

    await database.tx(start_in_a_part)
    await database.tx(start, Journal(), 30)  # as many events as were taken back, but others

    assert await loaded(database, Journal()) == await loaded(database, journal)


async def test_a_lock_lets_one_append_after_the_other(database: Database) -> None:
    await planned(database)
    await asyncio.gather(*(database.tx(extend, Journal()) for _ in range(12)))
    events = await database.tx(lambda connection: Journal().events(connection, "small"))

    assert len(events) == 13


def extend(connection: Connection, journal: Journal) -> None:
    kept = journal.load(connection, "small", lock=True)
    assert kept is not None
    events = (SessionStarted(at=at(kept.rev)),)
    journal.append(connection, kept.then(events, evolve_all(kept.session, events)), events, None)


async def test_two_processes_may_plan_the_same_session_at_once(database: Database) -> None:
    def open_session(connection: Connection, journal: Journal) -> Kept | None:
        journal.plan(connection, agenda(), START)
        kept = journal.load(connection, "small", lock=True)
        journal.hold_at(connection, "small", (place("1"), place("2", chat="other")), {})
        return kept

    kept = await asyncio.gather(*(database.tx(open_session, Journal()) for _ in range(8)))

    assert [one.rev for one in kept if one] == [1] * 8


async def test_due_sessions_come_in_the_order_in_which_they_are_due(database: Database) -> None:
    journal = await planned(database, "late", "early", "idle", "later")
    for name, seconds in (("late", 20), ("early", 10), ("later", 30)):
        await database.tx(journal.set_due, name, at(seconds))
    due = await database.tx(journal.due, at(20), 10)
    one = await database.tx(journal.due, at(20), 1)

    assert (due, one, await database.tx(journal.next_due)) == (("early", "late"), ("early",), at(10))


async def test_nothing_due_is_none(database: Database) -> None:
    journal = await planned(database)

    assert (await database.tx(journal.due, at(10), 10), await database.tx(journal.next_due)) == ((), None)


async def test_instants_are_kept_to_the_microsecond(database: Database) -> None:
    journal = await planned(database)
    instant = START + timedelta(microseconds=123_457)
    await database.tx(journal.set_due, "small", instant)

    assert await database.tx(journal.next_due) == instant


@pytest.mark.parametrize(
    ("channel", "topic", "found"),
    [
        ("1", "zürich ΣΊΣΥΦΟΣ", ("greek", "whole")),
        ("1", "ZÜRICH σίσυφος", ("greek", "whole")),
        ("1", "another", ("whole",)),
        ("3", "another", ("alone",)),
        ("1", "", ("whole",)),
        ("2", "Zürich Σίσυφος", ()),
        ("", "", ("alone", "greek", "whole")),
    ],
)
async def test_sessions_at_a_place(database: Database, channel: str, topic: str, found: tuple[str, ...]) -> None:
    journal = await planned(database, "greek", "whole", "alone", "elsewhere")
    await database.tx(journal.hold_at, "greek", (place("1", "Zürich Σίσυφος"),), {})
    await database.tx(journal.hold_at, "whole", (place("1"),), {})
    await database.tx(journal.hold_at, "alone", (place("3", "Its own"),), {})
    await database.tx(journal.hold_at, "elsewhere", (place("1", chat="other"),), {})

    assert await database.tx(journal.sessions_at, place(channel, topic)) == found


async def test_places_noted_again_replace_those_before(database: Database) -> None:
    journal = await planned(database)
    await database.tx(journal.hold_at, "small", (place("1"), place("7", chat="other")), {})
    await database.tx(journal.hold_at, "small", (place("2", "Topic"),), {})
    moved = await database.tx(journal.places, "small")
    await database.tx(journal.hold_at, "small", (), {})

    assert (moved, await database.tx(journal.places, "small")) == ((place("2", "Topic"),), ())


async def test_workspaces_do_not_see_each_other(database: Database) -> None:
    await planned(database)

    assert await database.tx(Journal("elsewhere").load, "small") is None
