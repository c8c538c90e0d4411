"""`chatbot export`: an agenda, by its file or by its session's name, in a form for others."""

import os
from pathlib import Path
from typing import Literal, assert_never

from chatbot import config
from chatbot.cli.failing import agenda_in, fail
from chatbot.clock import WallClock
from chatbot.core.agenda import Agenda
from chatbot.exporters import as_calendar, as_json, as_markdown, as_page
from chatbot.importers import yaml

Form = Literal["md", "json", "ics", "html"]


def agenda_of(name: str) -> Agenda:
    """The agenda of a file, else of the session of that name, or of that group's last session, in AGENDAS."""
    path = Path(name)
    if path.is_file():
        return agenda_in(path)
    folder = config.read_agendas(os.environ)
    files = yaml.agenda_files(folder) if folder.is_dir() else []
    agendas = [agenda for file in files if (agenda := yaml.load(file).agenda)]
    wanted = name.casefold()
    named = [agenda for agenda in agendas if agenda.id.casefold() == wanted]
    ours = [agenda for agenda in agendas if agenda.group.casefold() == wanted]
    if not named and not ours:
        known = ", ".join(agenda.id for agenda in agendas) or "none"
        fail(f"{name} is neither a file nor a session in {folder}; there are: {known}.")
    return max(named or ours, key=lambda agenda: agenda.start)


def exported(agenda: Agenda, form: Form) -> str:
    """The agenda in that form."""
    match form:
        case "md":
            return as_markdown(agenda)
        case "json":
            return as_json(agenda)
        case "ics":
            return as_calendar(agenda, WallClock().now())
        case "html":
            return as_page(agenda)
        case _:
            assert_never(form)
