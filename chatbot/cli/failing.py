"""How a command ends that cannot go on: with a sentence for whoever called it, and exit code 1."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from chatbot.core.agenda import Agenda


def fail(message: str) -> NoReturn:
    """Say why, and end the program."""
    click.echo(message, err=True)
    sys.exit(1)


def agenda_in(path: Path) -> "Agenda":
    """The agenda of a file; says what is wrong with it, and ends the program where it does not load."""
    from chatbot.importers import yaml

    loaded = yaml.load(path)
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    if loaded.agenda is None:
        sys.exit(1)
    return loaded.agenda
