"""`chatbot import`: a source to an agenda file or to JSON, and a report of what wants a look."""

import sys
from pathlib import Path

import click

from chatbot.importers import sniffing
from chatbot.importers.as_json import as_json
from chatbot.importers.errors import ImportFailed, Unreadable
from chatbot.importers.imported import Imported, Source

MOST_BYTES = 5_000_000


def bring_in(name: str) -> Imported:
    """Read a file, or standard input for `-`; ends the program with a sentence when that fails."""
    try:
        return sniffing.read(_source(name))
    except ImportFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _source(name: str) -> Source:
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(name, 0, f"cannot be read: {reason or error}") from error
    if len(content) > MOST_BYTES:
        raise Unreadable(name, 0, "is larger than 5 MB; give the part that holds your session.")
    return Source(content, name)


def print_json(imported: Imported) -> None:
    """The JSON form on standard output."""
    click.echo(as_json(imported))
