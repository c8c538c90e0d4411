"""An agenda that is there already, held against what the datatracker knows."""

import re

from chatbot.core.agenda import Agenda
from chatbot.importers.crossfill.asking import Datatracker
from chatbot.importers.crossfill.filling import fill
from chatbot.importers.datatracker.address import SCHEME, Sought, parse, sought_in
from chatbot.importers.imported import Imported, Meeting

_MEETING = re.compile(r"\bIETF\s*-?\s*(\d{2,3})\b", re.IGNORECASE)
_INTERIM = re.compile(r"\binterim-\d{4}-[a-z0-9-]+-\d{1,3}\b", re.IGNORECASE)
NO_SESSION = "is not compared with the datatracker: give `group` and `meeting`, such as ipsecme and IETF 117."


async def compared(agenda: Agenda, datatracker: Datatracker) -> tuple[str, ...]:
    """A sentence for each thing in which the datatracker differs, and for what could not be asked."""
    sought = sought_by(agenda)
    if sought is None:
        return (NO_SESSION,)
    drafts = dict.fromkeys(draft for item in agenda.items for draft in item.drafts)
    facts = await datatracker.facts(sought, drafts)
    return tuple(warning.message for warning in fill(_as_imported(agenda), facts).warnings)


def sought_by(agenda: Agenda) -> Sought | None:
    """The group and meeting of an agenda: by its source, else by its keys."""
    if agenda.source.lower().startswith(SCHEME):
        return parse(agenda.source)
    if about := sought_in(agenda.source):
        return about
    meeting = _MEETING.search(agenda.meeting) or _INTERIM.search(agenda.meeting)
    number = meeting[meeting.lastindex or 0].lower() if meeting else ""
    return Sought(number, agenda.group.lower()) if number and agenda.group else None


def _as_imported(agenda: Agenda) -> Imported:
    start = agenda.local(agenda.start)
    end = agenda.local(agenda.end).time() if agenda.end else None
    meeting = Meeting(agenda.title, start.date(), start.time(), end, agenda.timezone)
    return Imported(
        "an agenda file",
        "it is one",
        (meeting,),
        (),
        chairs=tuple(person.name for person in agenda.chairs),
        links=tuple((link.title, link.url) for link in agenda.links),
        documents=agenda.documents,
    )
