"""The speaker queue and a poll under a flood from two chats, each a file; the bot may be killed at any moment.

`python -m tests.durability.flood FOLDER URL` is one bot; several may share a database. All hear the same, as with a
platform that delivers twice.
"""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Connection

from chatbot.cli.assembly import assemble
from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda, Item, Participant, Person, Place
from chatbot.outbox.claiming import Claimed
from chatbot.ports import Said, Take
from chatbot.store.database import Database
from tests.durability.rush import AT_ONCE, CHATS, POLL, TIMING, FileChat

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

NAME = "flood"
INPUTS = 200
"""Each chat's, without the chair's two about the poll."""
PEOPLE = 8
WORDS = (
    *("q+", "q+", "q+ to ask why", "q+ point of order", "qq+ no", "q-", "q- later"),
    *("q+ Guest One", "q- Guest One", "q+ Guest Two"),
    *("vote yes", "vote no", "vote 3", "unvote"),
)
CHAIR = Participant("left:ann", "Ann")


def agenda(begin: datetime) -> Agenda:
    """A session that is on, with a queue that outlives its item."""
    return Agenda(
        id=NAME,
        title="Flood",
        start=begin,
        timezone="UTC",
        items=(Item("Talk", 60), Item("Another", 30)),
        chairs=(Person("Ann", (CHAIR.account,)),),
        places=tuple(Place(name, "room") for name in CHATS),
        keep_queue=True,
    )


def inputs(chat: str) -> list[Said]:
    """What people say there, in order; the chair calls speakers in between."""
    choose = random.Random(chat)
    said = []
    for number in range(INPUTS):
        account = f"{chat}:{choose.randrange(PEOPLE)}"
        actor, text = Participant(account, account.replace(":", " ")), choose.choice(WORDS)
        if chat == CHATS[0] and number % 20 == 19:
            actor, text = CHAIR, "ack"
        said.append(utterance(chat, str(number), actor, text))
    return said


def utterance(chat: str, number: str, actor: Participant, text: str) -> Said:
    """Somebody says something in the room."""
    alone = Place(chat, "", only=actor.account)
    return Said(f"{chat}:{number}", Place(chat, "room"), alone, actor, text, datetime.now(UTC))


class FloodChat(FileChat):
    """A chat in which all speak once the poll is open, and the chair closes it behind them."""

    async def listen(self, take: Take) -> None:
        first = self.name == CHATS[0]
        await self._until(f"{NAME}/item-1/1")
        if first:
            await take(utterance(self.name, "poll", CHAIR, 'poll "Adopt?"'))
        await self._until(f"{NAME}/poll-1")
        waiting = inputs(self.name)
        while waiting:
            now, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            await asyncio.gather(*(take(one) for one in now))
        if first:
            await take(utterance(self.name, "close", CHAIR, "close poll"))
        await asyncio.Event().wait()

    async def _until(self, key: str) -> None:
        while not any(line["key"].startswith(key) for line in self.lines()):
            await asyncio.sleep(0.05)


class Freezing(Database):
    """A database whose process stops as soon as it has claimed something to send and finds a file `freeze-…` to take.

    Whoever stops it from outside may hit the instant between the last look at a claim's age and the send, which no
    outbox can do without: then it posts twice, and rightly so.
    """

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__(url, WallClock())
        self._folder = folder

    async def tx(self, fn: Callable[[Connection, *Ts], T], *args: *Ts) -> T:
        done = await super().tx(fn, *args)
        if isinstance(done, Claimed) and done.tasks:
            for file in self._folder.glob("freeze-*"):
                with suppress(FileNotFoundError):  # another was faster
                    file.unlink()
                    os.kill(os.getpid(), signal.SIGSTOP)
                    break
        return done


async def run(folder: Path, url: str) -> None:
    """The bot, until it is killed."""
    chats = {name: FloodChat(name, folder) for name in CHATS}
    bot = assemble(Freezing(url, folder), dict(chats), WallClock(), TIMING)
    await bot.database.open()
    begin = datetime.fromisoformat((folder / "begin.txt").read_text(encoding="utf-8"))
    await bot.service.open(agenda(begin), agenda(begin).places)
    await bot.run(POLL)


def main(arguments: Sequence[str]) -> None:
    """The bot with its folder and its database."""
    asyncio.run(run(Path(arguments[0]), arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
