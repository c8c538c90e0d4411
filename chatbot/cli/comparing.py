"""`chatbot check --online`: agenda files held against the datatracker."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import click

from chatbot import config
from chatbot.cli.failing import fail
from chatbot.importers import yaml
from chatbot.importers.crossfill import Datatracker, compared
from chatbot.importers.fetching import Fetcher
from chatbot.importers.texts import tidy
from chatbot.ports import Misconfigured


def compare(paths: Sequence[Path]) -> None:
    """Print what the datatracker says otherwise, as `file: warning: sentence`; files that do not load are left out."""
    try:
        settings = config.read_fetching(os.environ)
    except Misconfigured as error:
        fail(str(error))
    asyncio.run(_compare(paths, settings))


async def _compare(paths: Sequence[Path], settings: config.FetchSettings) -> None:
    fetcher = Fetcher(settings.contact, private=settings.private_addresses)
    datatracker = Datatracker(settings.datatracker_url, fetcher)
    for path in (file for given in paths for file in yaml.agenda_files(given)):
        agenda = yaml.load(path).agenda
        if agenda is None:
            continue
        for sentence in await compared(agenda, datatracker):
            click.echo(f"{path}: warning: {tidy(sentence, 1000)}")
