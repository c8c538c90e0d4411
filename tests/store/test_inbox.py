"""An input is admitted once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from chatbot.store import inbox
from chatbot.store.database import Database
from tests.store.samples import START

pytestmark = pytest.mark.anyio


async def test_input_is_admitted_once(database: Database) -> None:
    taken = [await database.tx(inbox.admit, event, START) for event in ("a", "b", "a")]

    assert taken == [True, True, False]


async def test_input_is_admitted_once_when_it_comes_many_times_at_once(database: Database) -> None:
    taken = await asyncio.gather(*(database.tx(inbox.admit, "a", START) for _ in range(16)))

    assert sorted(taken) == [False] * 15 + [True]


async def test_input_of_a_rolled_back_transaction_is_admitted_again(database: Database) -> None:
    def admit_and_fail(connection: Connection) -> None:
        inbox.admit(connection, "a", START)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.tx(admit_and_fail)

    assert await database.tx(inbox.admit, "a", START)


async def test_old_inputs_are_forgotten_and_young_ones_are_not(database: Database) -> None:
    await database.tx(inbox.admit, "old", START)
    await database.tx(inbox.admit, "young", START + timedelta(days=1))
    forgotten = await database.tx(inbox.forget_old, START + inbox.KEPT + timedelta(seconds=1))
    again = [await database.tx(inbox.admit, event, START) for event in ("old", "young")]

    assert (forgotten, again) == (1, [True, False])
