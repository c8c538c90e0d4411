"""What a slip costs in a long session, and what idle sessions cost: `python benchmarks/retiming.py`.

Times are derived, not stored: an extension changes one number, and every later time follows from it when somebody asks.
Prints CPU times of this run, and ratios between them; nothing is asserted, for machines differ.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from chatbot import wording
from chatbot.cli.assembly import assemble
from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda, Item, Participant, Person
from chatbot.core.commands import Extend, Query, ShowLate, ShowWhen
from chatbot.core.events import SessionPlanned
from chatbot.core.session import Session, decide, due, elapse, evolve_all, plan
from chatbot.outbox import Timing
from chatbot.store.database import Database

START = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
ANN = Participant("zulip:1", "Ann")
SIZES = (10, 1_000, 10_000)
RUNS = 15
IDLE_SESSIONS = 1_000
IDLE_SECONDS = 3.0


def agenda_of(items: int, name: str = "long", start: datetime = START) -> Agenda:
    """Items of one minute, each with a presenter who can be told."""
    talks = tuple(Item(f"Talk {n}", 1, presenters=(Person(f"P{n}", (f"zulip:{n + 10}",)),)) for n in range(items))
    return Agenda(name, "Long", start, "UTC", talks, chairs=(Person("Ann", ("zulip:1",)),))


def running(items: int) -> tuple[Session, datetime]:
    """A session in its fifth minute."""
    planned_at, now = START - timedelta(days=1), START + timedelta(minutes=5, seconds=30)
    session = plan(SessionPlanned(at=planned_at, agenda=agenda_of(items)))
    session, _ = elapse(session, planned_at, now)
    return session, now


def slip(session: Session, now: datetime) -> object:
    """All that the bot computes for `extend 5`: the new state, the clock's next moment, and the answer."""
    events = decide(session, Extend(5), ANN, now)
    after = evolve_all(session, events)
    return due(after, now), wording.confirm(session, events, "zulip", now)


def asked(query: Query) -> Callable[[Session, datetime], object]:
    """The answer to a question."""
    return lambda session, now: wording.answer(session, query, ANN, "zulip", now)


def cpu_milliseconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    spent = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent)


def retiming() -> None:
    """The same slip and questions in sessions of different length."""
    works = {
        "extend 5": slip,
        "late?": asked(ShowLate()),
        "when 9": asked(ShowWhen("9")),
        "the board": lambda session, now: wording.board(session, "zulip", now),
    }
    sessions = {size: running(size) for size in SIZES}
    print(
        f"{'CPU ms, median of ' + str(RUNS):<24}" + "".join(f"{size:>10,} items" for size in SIZES) + "   ms per 1,000"
    )
    for name, work in works.items():
        spent = [cpu_milliseconds(partial(work, *at)) for at in sessions.values()]
        print(f"{name:<24}" + "".join(f"{one:>16.2f}" for one in spent) + f"{spent[-1] / SIZES[-1] * 1000:>15.2f}")


class CountingClock(WallClock):
    """Counts how often somebody waits."""

    def __init__(self) -> None:
        self.waits = 0

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        self.waits += 1
        await super().wait(until, wake)


async def idling() -> None:
    """Many sessions that are to come, and nothing to do until then."""
    with tempfile.TemporaryDirectory() as folder:
        clock = CountingClock()
        database = Database(f"sqlite:///{Path(folder) / 'idle.db'}", WallClock())
        bot = assemble(database, {}, clock, Timing())
        await bot.database.open()
        try:
            far = clock.now() + timedelta(days=30)
            before = time.process_time()
            for number in range(IDLE_SESSIONS):
                await bot.service.open(agenda_of(10, f"s{number}", far + timedelta(minutes=number)), ())
            opened = time.process_time() - before
            following = asyncio.create_task(bot.service.run(timedelta(minutes=1)))
            await asyncio.sleep(0.5)
            clock.waits, before = clock.waits - 1, time.process_time()
            waits, tasks = clock.waits, len(asyncio.all_tasks()) - 1
            await asyncio.sleep(IDLE_SECONDS)
            idle = time.process_time() - before
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        finally:
            await bot.close()
    print(f"\n{IDLE_SESSIONS:,} sessions opened: {opened / IDLE_SESSIONS * 1000:.2f} ms of CPU each")
    print(f"all of them idle for {IDLE_SECONDS:.0f} s: {tasks} task waits on 1 timer, {clock.waits - waits} wake-ups,")
    print(f"{idle * 1000:.1f} ms of CPU, {idle / IDLE_SECONDS * 100:.2f} % of one core")


if __name__ == "__main__":
    retiming()
    asyncio.run(idling())
