"""Conversations as tables: a script goes in, and out comes what was said, entry by entry."""

import asyncio
import re
import textwrap
from datetime import UTC, datetime, timedelta

from chatbot.cli.rehearsing import play
from chatbot.cli.script import read_script
from chatbot.core.agenda import Agenda, Item, Mode, Person, Role

_ASIDE = re.compile(r"bot \(to .* only\): (?:Small WG|IPSECME – IETF 117): ")
START = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
SMALL = Agenda(
    id="small",
    title="Small WG",
    start=START,
    timezone="UTC",
    items=(
        Item("Welcome", 5, presenters=(Person("Chairs"),)),
        Item("Draft One", 10, presenters=(Person("Cy"),)),
        Item("Draft Two", 15, presenters=(Person("Dee"),)),
        Item("Open Mic", 0),
    ),
    chairs=(Person("Ann"), Person("Yoav")),
    roles=(Role("note taker", 2),),
)


def small(mode: Mode = Mode.AUTO, roles: tuple[Role, ...] = ()) -> Agenda:
    """The small agenda in another mode, and with these roles alone."""
    return Agenda(
        id=SMALL.id,
        title=SMALL.title,
        start=SMALL.start,
        timezone=SMALL.timezone,
        items=SMALL.items,
        chairs=SMALL.chairs,
        mode=mode,
        roles=roles,
    )


def played(agenda: Agenda, script: str = "") -> list[str]:
    """The transcript of a rehearsal, one string an entry; lines after the first are indented by ten blanks."""
    written: list[str] = []
    cues = read_script(textwrap.dedent(script), agenda)
    asyncio.run(play(agenda, cues, written.append))
    return [entry.rstrip("\n") for entry in written]


def conversation(agenda: Agenda, text: str, *, asides: bool = False) -> list[str]:
    """What was said, line by line, when the people of this conversation say their part; times as `14:07:00`.

    The text holds the bot's lines too: where all is right, it is the result. It is compared from its first moment to
    its last, without the board, and without what single people were told of the bot's own accord but for `asides`.
    """
    lines = script_of(text)
    spoken = [line for line in lines if not line[9:].startswith("bot")]
    heads = [entry.splitlines()[0] for entry in played(agenda, "\n".join(spoken))]
    within = [head for head in heads if lines[0][:8] <= head[:8] <= lines[-1][:8]]
    return [head for head in within if " – Mon 16" not in head and (asides or not _ASIDE.search(head))]


def script_of(text: str) -> list[str]:
    """The lines of a conversation."""
    return textwrap.dedent(text).strip().splitlines()


def said_by_bot(entries: list[str], *, since: str = "", upto: str = "99") -> list[str]:
    """The first lines of what the bot said from one time of day to another, without the board.

    What it told one person of its own accord is left out: `told_by_bot` has it.
    """
    return [head for head in _heads(entries, since, upto) if " – Mon 16" not in head and not _ASIDE.search(head)]


def told_by_bot(entries: list[str], who: str = "", *, since: str = "", upto: str = "99") -> list[str]:
    """The first lines of what the bot told that person, or anybody, of its own accord."""
    asides = [head for head in _heads(entries, since, upto) if _ASIDE.search(head)]
    return [head for head in asides if f"(to {who}" in head]


def _heads(entries: list[str], since: str, upto: str) -> list[str]:
    heads = [entry.splitlines()[0] for entry in entries]
    return [head for head in heads if since <= head[:8] <= upto and head[9:12] == "bot"]


def at(minutes: int) -> datetime:
    """The instant so many minutes after the planned start."""
    return START + timedelta(minutes=minutes)
