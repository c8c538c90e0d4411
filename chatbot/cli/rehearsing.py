"""`chatbot rehearse`: an agenda played in the terminal, with the whole bot and a clock of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from chatbot import wording
from chatbot.adapters.console import ConsoleChat, account_of
from chatbot.adapters.console.chat import NAME, Show, Utterance
from chatbot.adapters.console.transcript import as_text
from chatbot.cli.assembly import Bot, assemble
from chatbot.cli.script import Cue
from chatbot.clock import Clock, RehearsalClock, StepClock, WallClock
from chatbot.core.agenda import Agenda, Person, Place
from chatbot.messages import Message
from chatbot.outbox import Timing
from chatbot.store.database import Database

BEFORE = timedelta(minutes=10)
"""How long before the planned start a rehearsal begins."""
POLL = timedelta(minutes=1)


def for_terminal(agenda: Agenda) -> Agenda:
    """The agenda with everybody in it known to the terminal by name."""

    def known(people: Sequence[Person]) -> tuple[Person, ...]:
        return tuple(replace(one, accounts=(account_of(one.name), *one.accounts)) for one in people)

    items = tuple(replace(item, presenters=known(item.presenters)) for item in agenda.items)
    return replace(agenda, chairs=known(agenda.chairs), items=items, places=(Place(NAME, agenda.id),))


async def play(agenda: Agenda, cues: Sequence[Cue], write: Callable[[str], None]) -> None:
    """Play the session to its end as fast as can be, and write the transcript."""
    clock = StepClock(min([agenda.start - BEFORE, *(cue.at for cue in cues)]))

    def show(utterance: Utterance) -> None:
        write(as_text(utterance, agenda.timezone))

    async with _stage(agenda, clock, show) as (bot, chat):
        for moment, said in groupby(cues, key=lambda cue: cue.at):
            await _play_until(moment, bot, clock)
            for cue in said:
                await bot.service.take(chat.hears(cue.name, cue.text))
                await bot.outbox.drain()
        await _play_until(None, bot, clock)


async def _play_until(end: datetime | None, bot: Bot, clock: StepClock) -> None:
    """Let happen all that the clock asks for until `end`, or to the end of all."""
    asked = await bot.service.next_due()
    while asked is not None and (end is None or asked <= end):
        clock.move_to(asked)
        asked = await bot.service.step()
        await bot.outbox.drain()
    if end is not None:
        clock.move_to(end)


async def perform(agenda: Agenda, cues: Sequence[Cue], speed: float, name: str) -> None:
    """Play the session on the screen, `speed` times as fast as life; what is typed there is said by `name`."""
    from chatbot.adapters.console.screen import Screen  # the screen's library is slow to load, and only needed here

    clock = RehearsalClock(min([agenda.start - BEFORE, *(cue.at for cue in cues)]), speed)
    utterances: asyncio.Queue[Utterance] = asyncio.Queue()
    async with _stage(agenda, clock, utterances.put_nowait) as (bot, chat):
        screen = Screen(chat, utterances, lambda: _board(bot, agenda.id), clock, agenda, name)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(bot.run(POLL)), group.create_task(_prompt(cues, chat, clock))]
            await screen.run_async()
            for task in tasks:
                task.cancel()


@asynccontextmanager
async def _stage(agenda: Agenda, clock: Clock, show: Show) -> AsyncIterator[tuple[Bot, ConsoleChat]]:
    people = (*agenda.chairs, *(one for item in agenda.items for one in item.presenters))
    chat = ConsoleChat(agenda.id, clock, show, (one.name for one in people))
    bot = assemble(Database(None, WallClock()), {chat.name: chat}, clock, Timing())
    await bot.database.open()
    try:
        await bot.service.open(for_terminal(agenda), (chat.place,))
        yield bot, chat
    finally:
        await bot.close()


async def _prompt(cues: Sequence[Cue], chat: ConsoleChat, clock: Clock) -> None:
    """Say the script's lines when their time comes."""
    for cue in cues:
        await clock.wait(cue.at, asyncio.Event())
        await chat.hear(chat.hears(cue.name, cue.text))


async def _board(bot: Bot, session_id: str) -> Message:
    kept = await bot.database.tx(bot.journal.load, session_id)
    assert kept is not None
    return wording.board(kept.session, "console", bot.clock.now())
