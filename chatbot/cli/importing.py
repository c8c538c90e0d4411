"""`chatbot import`: a source to an agenda file or to JSON, and a report of what wants a look."""

import asyncio
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import click

from chatbot import config
from chatbot.cli.failing import fail
from chatbot.importers import sniffing, yaml
from chatbot.importers.as_json import as_json
from chatbot.importers.drafting import Given, drafted, given
from chatbot.importers.errors import ImportFailed, Unreadable
from chatbot.importers.imported import Imported, Source
from chatbot.importers.linting import linted
from chatbot.importers.online import import_from, is_address
from chatbot.importers.profiles import Profile, known, last_of, settled
from chatbot.importers.texts import bounded, tidy
from chatbot.ports import MOST_BYTES, Misconfigured


def bring_in(name: str, choice: Given) -> Imported:
    """Read a file, an address, or standard input for `-`; ends the program with a sentence when that fails."""
    try:
        found = asyncio.run(_fetched(name)) if is_address(name) else sniffing.read(_source(name))
    except (ImportFailed, Misconfigured) as error:
        fail(str(error))
    return given(found, choice)


def profile_for(imported: Imported, output: Path | None) -> Profile | None:
    """What the group settled last time: the file that is written anew, else its last agenda there or in AGENDAS."""
    if output and output.is_file() and (same := yaml.load(output).agenda):
        return Profile(same, str(output))
    folders = {config.read_agendas(os.environ), *([output.parent] if output else [])}
    files = [path for folder in folders if folder.is_dir() for path in yaml.agenda_files(folder)]
    loaded = ((str(path), yaml.load(path).agenda) for path in files)
    return last_of(((name, agenda) for name, agenda in loaded if agenda), imported.group)


async def _fetched(address: str) -> Imported:
    from chatbot.importers.crossfill import Datatracker
    from chatbot.importers.fetching import Fetcher

    settings = config.read_fetching(os.environ)
    fetcher = Fetcher(settings.contact, private=settings.private_addresses)
    return await import_from(address, fetcher, Datatracker(settings.datatracker_url, fetcher), sniffing.read)


def _source(name: str) -> Source:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(name, 0, f"cannot be read: {reason or error}.") from error
    return bounded(Source(content, name))


def print_json(imported: Imported, name: str, output: Path | None) -> None:
    """The JSON form to the file, else to standard output: what the source says, and nothing else."""
    imported = linted(imported)
    _report(name, imported)
    _write({output: as_json(imported) + "\n"})


def print_yaml(
    imported: Imported, name: str, output: Path | None, session: int | None, profile: Profile | None
) -> None:
    """An agenda file for each session, or for the one that was asked for."""
    imported = linted(known(imported, profile) if profile else imported)
    wanted = _wanted(imported, output, session)
    files = {place: drafted(imported, number, _id(name, number, place, imported)) for number, place in wanted}
    if profile:
        files = {place: settled(one, profile) for place, one in files.items()}
    made_up = tuple(warning for one in files.values() for warning in one.warnings)
    _report(name, replace(imported, warnings=(*imported.warnings, *dict.fromkeys(made_up))))
    _write({place: one.text(name) for place, one in files.items()})


def _wanted(imported: Imported, output: Path | None, session: int | None) -> list[tuple[int, Path | None]]:
    """The sessions that have items, each with its file."""
    numbers = [number for number in range(1, len(imported.sessions) + 1) if _items(imported, number)]
    if not numbers:
        fail("No items were found; write them as a list, each with its minutes, or give another source.")
    if session is not None:
        if session not in numbers:
            fail(f"There is no session {session} with items; there are {', '.join(map(str, numbers))}.")
        return [(session, output)]
    if len(numbers) == 1:
        return [(numbers[0], output)]
    if output is None:
        fail(f"The source has {len(numbers)} sessions: choose one with --session, or give -o FILE for a file each.\n"
              + "\n".join(_told(imported, number) for number in numbers))  # fmt: skip
    return [(number, output.with_stem(f"{output.stem}-{number}")) for number in numbers]


def _items(imported: Imported, number: int) -> int:
    return sum(slot.session == number for slot in imported.slots)


def _told(imported: Imported, number: int) -> str:
    meeting = imported.sessions[number - 1]
    when = f"{meeting.date or 'no date'} {meeting.start:%H:%M}" if meeting.start else f"{meeting.date or 'no date'}"
    return f"  --session {number}: {tidy(meeting.name) or 'no name'}, {when}, {_items(imported, number)} items"


def _id(name: str, number: int, place: Path | None, imported: Imported) -> str:
    """The session's name where no file gives it one."""
    if place is not None:
        return ""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem if name != "-" else imported.group).strip("-").lower()
    several = len(imported.sessions) > 1
    return (stem or "session") + (f"-{number}" if several else "")


def _report(name: str, imported: Imported) -> None:
    """What the source was taken for, and everything to look at, on standard error."""
    sessions = f"{len(imported.sessions)} session{'s' * (len(imported.sessions) != 1)}"
    click.echo(f"{name}: taken for {imported.taken_for}, because {imported.why}; "
               f"{sessions}, {len(imported.slots)} items.", err=True)  # fmt: skip
    for warning in imported.warnings:
        place = f"{name}:{warning.line}" if warning.line else name
        click.echo(f"{place}: {tidy(warning.message, 1000)} [{warning.code}]", err=True)


def _write(files: dict[Path | None, str]) -> None:
    for place, text in files.items():
        if place is None:
            click.echo(text, nl=False)
            continue
        try:
            place.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"{place} cannot be written: {error.strerror}")
        click.echo(f"{place} written.", err=True)
