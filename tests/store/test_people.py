"""What is remembered of people across sessions, and how they are forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from chatbot.core.agenda import Agenda, Item, Participant, Person, Role
from chatbot.core.commands import Command, End, NeverAsk, RecordDecision, SignUp, Start, Volunteer
from chatbot.core.events import Event
from chatbot.core.session import decide, elapse, evolve_all
from chatbot.core.volunteers import Served
from chatbot.store import people, tables
from chatbot.store.database import Database
from chatbot.store.journal import HOME, Journal
from tests.core.build import ANN, BOB, CY, agenda_of, at

pytestmark = pytest.mark.anyio

AGENDA = replace(agenda_of(10, 10, roles=(Role("note taker", 2),)), group="ipsecme")
GUEST = Participant("", "Guest")


def held(connection: Connection, journal: Journal, agenda: Agenda, *more: Command) -> None:
    """The session from its plan to its end, with Bob and Cy taking notes and Bob saying something for the record.

    Ann may say more, before Cy volunteers.
    """
    noon = agenda.start - timedelta(hours=3)
    journal.plan(connection, agenda, noon)
    for by, command, after in (
        (BOB, Volunteer(), 0),
        *((ANN, command, 0) for command in more),
        (CY, Volunteer(), 1),
        (BOB, RecordDecision("adopt"), 2),
        (ANN, Start(), 3),
        (ANN, End(), 9),
    ):
        kept = journal.load(connection, agenda.id, lock=True)
        assert kept is not None
        now = noon + timedelta(minutes=after)
        _, passed = elapse(kept.session, kept.at, now)
        state = evolve_all(kept.session, passed)
        events: tuple[Event, ...] = (*passed, *decide(state, command, by, now))
        held = kept.then(events, evolve_all(kept.session, events))
        journal.append(connection, held, events, None)
        people.remember(connection, HOME, agenda.id, held.session, events)


async def test_who_served_is_known_by_group_once_a_session_is_over(database: Database) -> None:
    journal = Journal()
    await database.tx(held, journal, AGENDA)

    assert await database.tx(people.history, HOME, "IPsecME") == (
        Served(CY, "note taker", at("12:33"), "ipsecme-117"),
        Served(BOB, "note taker", at("12:33"), "ipsecme-117"),
    )
    assert await database.tx(people.history, HOME, "httpbis") == ()
    assert await database.tx(people.present, HOME, "ipsecme-117") == (BOB, CY, ANN)


async def test_session_of_a_long_name_with_people_of_long_names_comes_to_its_end(database: Database) -> None:
    # Letters that no compression makes fit into the index of a table.
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(900))
    agenda = replace(agenda_of(10, roles=(Role("note taker", 2),)), title=long)
    journal = Journal()

    def run(connection: Connection) -> tuple[Served, ...]:
        held(connection, journal, agenda, SignUp(Participant("", long), "note taker"))
        return people.history(connection, HOME, long)

    assert [one.person.name for one in await database.tx(run)] == ["Bob", long]


async def test_exemptions_hold_in_all_sessions(database: Database) -> None:
    journal = Journal()
    await database.tx(held, journal, AGENDA)

    def never(connection: Connection) -> None:
        kept = journal.load(connection, AGENDA.id)
        assert kept is not None
        events = decide(kept.session, NeverAsk(), BOB, kept.at)
        people.remember(connection, HOME, AGENDA.id, kept.session, events)
        people.remember(connection, HOME, AGENDA.id, kept.session, events)

    await database.tx(never)

    assert await database.tx(people.is_exempt, HOME, BOB.account)
    assert await database.tx(people.exempt, HOME) == {BOB.account}
    await database.tx(people.may_ask, HOME, BOB.account)
    assert not await database.tx(people.is_exempt, HOME, BOB.account)


async def test_nothing_but_the_records_own_lines_is_left_of_who_is_forgotten(database: Database) -> None:
    journal = Journal()
    agenda = replace(AGENDA, items=(Item("Talk", 10, presenters=(Person("Bob", (BOB.account,)),)), Item("More", 10)))
    await database.tx(held, journal, agenda)

    await database.tx(journal.forget, BOB.account)

    assert await database.tx(journal.with_account, BOB.account) == ()
    assert [one.person for one in await database.tx(people.history, HOME, "ipsecme")] == [CY]
    named = await database.tx(
        lambda connection: {row.kind for row in connection.execute(select(tables.journal)) if '"Bob"' in row.event}
    )
    assert named == {"SessionPlanned", "DecisionRecorded"}
    fresh = await database.tx(Journal().load, agenda.id)
    assert fresh is not None
    assert [one.name for one in fresh.session.rosters[0].people] == ["somebody", "Cy"]
    assert await database.tx(journal.load, agenda.id) == fresh
