"""Two chats at once, each a file: many people sign up and withdraw together, and the bot may be killed at any moment.

`python -m tests.durability.rush FOLDER` is the bot. What it is told is the same each time it starts, as a platform that
redelivers would have it; what it posts stands in the chat's file, whatever becomes of the bot.
"""

import asyncio
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatbot.cli.assembly import assemble
from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda, Item, Participant, Person, Place, Role
from chatbot.messages import Message, plain
from chatbot.outbox import Timing
from chatbot.ports import Input, Lane, Said, Take
from chatbot.store.database import Database

CHATS = ("left", "right")
INPUTS = 250
"""Each chat's."""
AT_ONCE = 25
PEOPLE = 8
TIMING = Timing(send=timedelta(seconds=0.4), claim=timedelta(seconds=0.2), settle=timedelta(seconds=0.8))
POLL = timedelta(seconds=0.5)


def agenda() -> Agenda:
    """A session in an hour with two places for note takers."""
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=50)
    return Agenda(
        id="rush",
        title="Rush",
        start=start,
        timezone="UTC",
        items=(Item("Talk", 30),),
        chairs=(Person("Ann", ("left:ann",)),),
        roles=(Role("note taker", 2),),
        places=tuple(Place(name, "room") for name in CHATS),
    )


def inputs(chat: str) -> list[Said]:
    """What people say there, in order."""
    choose = random.Random(chat)
    said = []
    for number in range(INPUTS):
        who = Participant(f"{chat}:{choose.randrange(PEOPLE)}", "")
        actor = Participant(who.account, who.account.replace(":", " "))
        text = choose.choice(["volunteer note taker", "volunteer note taker", "withdraw note taker"])
        place, alone = Place(chat, "room"), Place(chat, "", only=actor.account)
        said.append(Said(f"{chat}:{number}", place, alone, actor, text, datetime.now(UTC)))
    return said


class FileChat:
    """A chat whose posts stand in a file, one line a post or an edit."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._file = folder / f"{name}.jsonl"

    def lines(self) -> list[dict[str, str]]:
        """All posts and edits, in order; the last line may be cut by a kill."""
        text = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        return [json.loads(line) for line in text.splitlines() if line.endswith("}")]

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def resolve(self, place: Place) -> Place:
        return place

    async def listen(self, take: Take) -> None:
        while not any(line["key"].startswith("rush/request") for line in self.lines()):
            await asyncio.sleep(0.05)
        waiting: list[Input] = list(inputs(self.name))
        while waiting:
            now, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            await asyncio.gather(*(take(one) for one in now))
        await asyncio.Event().wait()

    async def post(self, place: Place, message: Message, key: str) -> str:
        self._write(key, key, plain(message))
        return key

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        self._write("", ref, plain(message))

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        return key if any(line["key"] == key for line in self.lines()) else None

    async def remove(self, place: Place, ref: str) -> None: ...

    async def react(self, place: Place, ref: str, sign: str) -> None: ...

    def lane(self, place: Place) -> Lane:
        return Lane(f"{self.name}:{place.channel}{place.only}", 0.0)

    def edit_window(self) -> timedelta | None:
        return None

    def address(self, place: Place, ref: str) -> str:
        return ""

    def _write(self, key: str, ref: str, text: str) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "ref": ref, "text": text}) + "\n")


def database(folder: Path) -> Database:
    """The bot's."""
    return Database(f"sqlite:///{folder}/bot.db", WallClock())


async def run(folder: Path) -> None:
    """The bot, until it is killed."""
    chats = {name: FileChat(name, folder) for name in CHATS}
    bot = assemble(database(folder), dict(chats), WallClock(), TIMING)
    await bot.database.open()
    kept = await bot.service.session("rush")
    planned = kept.agenda if kept else agenda()
    await bot.service.open(planned, planned.places)
    await bot.run(POLL)


def main(arguments: Sequence[str]) -> None:
    """The bot with its folder."""
    asyncio.run(run(Path(arguments[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
