"""The whole session of IPsecME, played fast on a stand-in by people who act when something stands there."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda
from chatbot.importers import yaml
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from tests.live.between import Between
from tests.live.people import People, Stands

FILE = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
CHAIRS = "chairs:\n  - Tero Kivinen\n  - Yoav Nir\n"
EARLY = "2023-07-26T15:00:00-0700"
BEGIN = "2023-07-26T15:19:00-0700"
INSTANT = re.compile(r"<!date\^[^|]*\|[^>]*>(?: \(planned <!date\^[^|]*\|[^>]*>\))?")
LATE = re.compile(r"^\(late: began …\) ")
ROW = re.compile(r"^(\d+) · .*? · ✓ (.*?)(?: · (?:[^·]*) · [\d+ ]+)?$", re.MULTILINE)
WHOLE_SECOND = 1.1
"""A stand-in's timestamps may have whole seconds: what is said later than this after an item began is not before it."""
AFTERWARDS = 5.0
"""Seconds in which what is said twice, or late, would come."""
LONGEST = 60.0
"""Seconds of the real time within which anything that is waited for must stand."""


def agenda_on_slack(chair: str, place: str) -> str:
    """The agenda file with Tero's account, and where on Slack the session is held."""
    text = FILE.read_text(encoding="utf-8")
    assert CHAIRS in text
    own = f"chairs: [{{name: Tero Kivinen, slack: {chair}}}, Yoav Nir]\nchannels: {{slack: {place}}}\n"
    return text.replace(CHAIRS, own)


def agenda() -> Agenda:
    """The agenda as it is."""
    loaded = yaml.load(FILE).agenda
    assert loaded is not None
    return loaded


async def play(people: People, cut: Callable[[], None]) -> None:
    """Everybody's part, from the request before the session to its end; `cut` breaks what can be broken."""
    request = await stands(people, "2 note takers wanted")
    await people.press("Ann", request.ts, "raised_hand")
    await stands(people, f"signed up: {people.names['Ann']}")
    await people.open_home("Bob")
    await until(lambda: _at_home(people, "Bob", "Sign up…"), "Bob's Home")
    await people.press_home("Bob", "Sign up…")
    await until(lambda: _asked(people))
    await people.submit("Bob")
    await stands(people, f"Note takers: {people.names['Ann']}, {people.names['Bob']}.")
    await people.command("Tero", "volunteer note taker")
    await told(people, "Tero", "You are number 1")

    await announced(people, 2)
    await asyncio.sleep(WHOLE_SECOND)
    await people.mention("Tero", "extend 2")
    await stands(people, "has 2 more minutes")
    await announced(people, 4)
    await people.whisper("Bob", "when Valery Smyslov")
    await told(people, "Bob", "Use of Reliable Transport")
    await announced(people, 5)
    await people.command("Ann", "now")
    await told(people, "Ann", "Now: ")
    await announced(people, 6)
    cut()
    await people.press("Ann", (await stands(people, "Note takers: ")).ts, "back")
    await told(people, "Ann", "You are no longer signed up")
    await told(people, "Tero", "a place has come free")
    await announced(people, 8)
    await people.mention("Bob", "when AOB")
    await until(lambda: _answered(people, "AOB + Open Mic"))
    await announced(people, 9)
    cut()
    await announced(people, 11)
    await asyncio.sleep(WHOLE_SECOND)
    await people.mention("Tero", "next")
    await announced(people, 12)
    await people.open_home("Bob")
    await until(lambda: _at_home(people, "Bob", "Now: AOB + Open Mic"), "Bob's Home")
    await asyncio.sleep(WHOLE_SECOND)
    await people.mention("Tero", "end")
    await stands(people, "session ended")
    await asyncio.sleep(AFTERWARDS)


def course(people: People) -> list[str]:
    """What the channel must hold in the end, in this order; see `head`."""
    ann, bob, tero = (people.names[name] for name in ("Ann", "Bob", "Tero"))
    items = [f"Now: {item.title}" for item in agenda().items]
    extended, handed_over = "Document Status has 2 more minutes", f"{ann} → {tero} takes notes from here:"
    before = [f"Note takers: {bob}, {tero}.", "Note Well", f"{agenda().title} – {agenda().meeting} – …"]
    return [*before, *items[:2], extended, *items[2:6], handed_over, *items[6:], "The session ended at …"]


def answers(people: People) -> dict[str, list[str]]:
    """What everybody must have been told alone, sorted; see `head`."""
    ann, bob, tero = (people.names[name] for name in ("Ann", "Bob", "Tero"))
    signed_up = "You are signed up as note taker for IPSECME – IETF 117, …."
    full = f"All places for note takers are taken, by {ann} and {bob}. You are number 1 in the line"
    free = "a place has come free, and you are note taker now. withdraw note taker gives the place back."
    left = f"You are no longer signed up as note taker; {tero} has the place now."
    fifth, ninth = agenda().items[4].title, agenda().items[8]
    return {
        "Tero": sorted([full, f"IPSECME – IETF 117: {free}"]),
        "Ann": sorted([f"Thank you, {ann}. {signed_up}", f"Now: {fifth}", left]),
        "Bob": sorted([f"Thank you, {bob}. {signed_up}", f"9. {ninth.title} – {ninth.presenters[0].name}: …"]),
    }


def head(text: str) -> str:
    """What a message begins with: without instants, and no further than it is the same each time."""
    line = LATE.sub("", INSTANT.sub("…", text.splitlines()[0]))
    if line.startswith("Now: "):
        return next(f"Now: {item.title}" for item in agenda().items if line.startswith(f"Now: {item.title}"))
    for end in ("has 2 more minutes", "in the line", "has the place now.", "The session ended at …", "Smyslov: …"):
        if end in line:
            return line[: line.index(end) + len(end)]
    return line


async def heads(people: People) -> list[str]:
    """What the channel holds, but for requests that gave way to newer ones."""
    return [head(one.text) for one in await people.said() if not one.text.startswith("Replaced by")]


async def alone(people: People, but: str) -> dict[str, list[str]]:
    """What everybody was told alone, but for warnings to the chair, and what begins with some words."""
    told = {name: [head(text) for text in await people.told(name)] for name in ("Tero", "Ann", "Bob")}
    chairs = re.compile(rf"IPSECME – IETF 117: (.* min left|I cannot tell)|{but or 'IPSECME: '}")
    return {name: sorted(one for one in texts if not chairs.match(one)) for name, texts in told.items()}


async def board(people: People) -> list[tuple[str, str]]:
    """Number and title of each item on the boards of the channel that mark them as done, with how it ended."""
    boards = [one.text for one in await people.said() if "\n# · Start · Item" in one.text]
    return [(found[1], found[2]) for text in boards for found in ROW.finditer(text)]


def done() -> list[tuple[str, str]]:
    """What the one board must show in the end."""
    return [(str(number), item.title) for number, item in enumerate(agenda().items, 1)]


async def announced(people: People, number: int) -> None:
    """Wait until the item of this number is announced."""
    await stands(people, f"Now: {agenda().items[number - 1].title}")


async def stands(people: People, words: str) -> Stands:
    """The first message with these words, once it stands in the channel."""
    found: list[Stands] = []

    async def holds() -> bool:
        found[:] = [one for one in await people.said() if words in one.text]
        return bool(found)

    await until(holds, words)
    return found[0]


async def told(people: People, who: str, words: str) -> None:
    """Wait until one person was told this alone."""

    async def holds() -> bool:
        return any(words in one for one in await people.told(who))

    await until(holds, f"{who}: {words}")


async def until(holds: Callable[[], Awaitable[bool]], what: str = "") -> None:
    """Wait until something is so."""
    try:
        async with asyncio.timeout(LONGEST):
            while not await holds():
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError(f"never came to be: {what}") from None


def note_takers(people: People) -> list[str]:
    """Who takes notes in the end."""
    return [people.names["Bob"], people.names["Tero"]]


async def roster(folder: Path) -> list[str]:
    """Who takes notes, as the database has it, once the bot has let go of it."""
    database = Database(f"sqlite:///{folder}/bot.db", WallClock())
    await database.open()
    try:
        kept = await database.tx(Journal().load, "ietf117-ipsecme")
    finally:
        await database.close()
    assert kept is not None
    return [person.name for person in kept.session.rosters[0].people]


async def _at_home(people: People, who: str, words: str) -> bool:
    return words in json.dumps(await people.home(who), ensure_ascii=False)


async def _asked(people: People) -> bool:
    return await people.forms() > 0


async def _answered(people: People, words: str) -> bool:
    return any(words in one for one in await people.answered())


async def installed(proxy: Between) -> str:
    """The bot's user id, once the app is installed."""
    granted: list[str] = []

    async def holds() -> bool:
        granted[:] = [one.answer["bot_user_id"] for one in proxy.calls if one.method == "oauth.v2.access"]
        return bool(granted)

    await until(holds, "the app is installed")
    return granted[0]
