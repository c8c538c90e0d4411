"""An agenda of a session read anew from an address: the items from there, all else from the session."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from chatbot.core.agenda import Address, Agenda, Item, Person
from chatbot.importers.crossfill import Datatracker
from chatbot.importers.errors import ImportFailed
from chatbot.importers.fetching import Fetcher
from chatbot.importers.imported import Imported, Meeting, Slot
from chatbot.importers.online import Read, import_from
from chatbot.ports import Bring, Brought, NotBrought

LONGEST = timedelta(hours=12)


def bringer(fetcher: Fetcher, datatracker: Datatracker, read: Read) -> Bring:
    """What reads agendas from addresses for the service."""

    async def bring(agenda: Agenda, address: str) -> Brought:
        try:
            imported = await import_from(address, fetcher, datatracker, read)
            return laid_over(agenda, imported, address)
        except ImportFailed as error:
            raise NotBrought(str(error)) from error

    return bring


def laid_over(agenda: Agenda, imported: Imported, address: str) -> Brought:
    """The agenda with the imported items; raises ImportFailed where there are none.

    Its times, chairs and channels stay: they are in force already, and rights hang on them. Where the source says
    otherwise, a remark tells.
    """
    number = _session(agenda, imported)
    slots = [slot for slot in imported.slots if slot.session == number]
    if not slots:
        raise ImportFailed("No items were found there; write them as a list, each with its minutes.")
    known = {link.title.casefold() for link in agenda.links}
    links = [Address(title, url) for title, url in imported.links if title.casefold() not in known]
    meeting = imported.sessions[number - 1]
    brought = replace(
        agenda,
        items=tuple(_items(slots, meeting)),
        links=(*agenda.links, *links),
        documents=agenda.documents or imported.documents,
        source=address,
    )
    remarks = [*_differing(agenda, meeting, len(imported.sessions)), *_said(imported)]
    return Brought(brought, tuple(dict.fromkeys(remarks)))


def _session(agenda: Agenda, imported: Imported) -> int:
    """The imported session that is most like the agenda's: its group, then its day, then its start; counted from 1."""
    start, group = agenda.local(agenda.start), agenda.group.casefold()

    def like(number: int) -> tuple[bool, bool, bool]:
        one = imported.sessions[number - 1]
        named = bool(group) and group in one.name.casefold().split()
        return named, one.date == start.date(), one.start == start.time()

    return max(range(1, len(imported.sessions) + 1), key=like, default=1)


def _differing(agenda: Agenda, meeting: Meeting, sessions: int) -> Iterable[str]:
    start = agenda.local(agenda.start)
    if sessions > 1:
        yield f"The source has {sessions} sessions; the one taken is “{meeting.name or meeting.date or 'the first'}”."
    if meeting.date and meeting.date != start.date():
        yield f"The source says {meeting.date:%a %d %b %Y}; the session stays on {start:%a %d %b %Y}."
    elif meeting.start and meeting.start != start.time() and meeting.timezone in ("", agenda.timezone):
        yield f"The source says that it starts at {meeting.start:%H:%M}; the session's {start:%H:%M} stays."


def _said(imported: Imported) -> Iterable[str]:
    for warning in imported.warnings:
        yield f"Line {warning.line}: {warning.message}" if warning.line else warning.message


def _items(slots: Sequence[Slot], meeting: Meeting) -> Iterable[Item]:
    """An item a slot; one without minutes lasts until the next start, or stays open."""
    following = [*(slot.start for slot in slots[1:]), meeting.end]
    for slot, until in zip(slots, following, strict=True):
        yield Item(
            title=slot.title,
            minutes=slot.minutes if slot.minutes is not None else _between(slot.start, until),
            presenters=tuple(Person(name) for name in dict.fromkeys(slot.presenters)),
            group=slot.group,
            drafts=slot.drafts,
            slides=slot.slides,
        )


def _between(start: time | None, until: time | None) -> int:
    if start is None or until is None:
        return 0
    length = datetime.combine(date.min, until) - datetime.combine(date.min, start)
    length += timedelta(days=1) if length < timedelta() else timedelta()
    return length // timedelta(minutes=1) if length <= LONGEST else 0
