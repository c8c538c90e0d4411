"""An agenda of a session read anew from an address: the items from there, all else from the session."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from chatbot.core.agenda import Agenda, folded
from chatbot.importers.crossfill import Datatracker
from chatbot.importers.drafting import drafted
from chatbot.importers.errors import ImportFailed
from chatbot.importers.fetching import Fetcher
from chatbot.importers.imported import Imported, Meeting, Source, Warning
from chatbot.importers.linting import linted
from chatbot.importers.online import Read, import_from
from chatbot.importers.profiles import Profile, known, with_accounts
from chatbot.importers.texts import tidy
from chatbot.ports import Bring, Brought, File, NotBrought

_OF_FILES = ("no-account", "end-left-out", "placeholder-zone", "zone-guessed", "unknown-zone", "ambiguous-zone")
"""Remarks that only concern a file yet to be written: the session's own times stand."""

_STRANGE = (
    "What stands there now is no agenda of this session: it has none of its items and no times, as a page that asks "
    "for a login. Look at the address."
)


def bringer(fetcher: Fetcher, datatracker: Datatracker, read: Read) -> Bring:
    """What reads agendas from addresses and files for the service."""

    async def bring(agenda: Agenda, origin: str | File) -> Brought:
        try:
            if isinstance(origin, File):
                imported = await asyncio.to_thread(read, Source(origin.content, tidy(origin.name, 100)))
                return laid_over(agenda, imported, "")
            return laid_over(agenda, await import_from(origin, fetcher, datatracker, read), origin)
        except ImportFailed as error:
            raise NotBrought(str(error)) from error

    return bring


def laid_over(agenda: Agenda, imported: Imported, address: str) -> Brought:
    """The agenda with the imported items; raises ImportFailed where there are none.

    Its times, chairs and channels stay: they are in force already, and rights hang on them. Where the source says
    otherwise, a remark tells.
    """
    if not imported.slots:
        raise ImportFailed("No items were found there; write them as a list, each with its minutes.")
    number = _session(agenda, imported)
    found = linted(known(_alone(agenda, imported, number), Profile(agenda, "this session or the group's last one")))
    if not found.slots:
        raise ImportFailed("No items were found there; write them as a list, each with its minutes.")
    if address and address == agenda.source and _strange(agenda, found):
        raise ImportFailed(_STRANGE)
    draft = drafted(found, 1)
    titles = {link.title.casefold() for link in agenda.links}
    links = [link for link in draft.agenda.links if link.title.casefold() not in titles]
    brought = replace(
        agenda,
        items=tuple(with_accounts(item, agenda) for item in draft.agenda.items),
        links=(*agenda.links, *links),
        documents=agenda.documents or found.documents,
        source=address,
    )
    differing = _differing(agenda, imported.sessions[number - 1], len(imported.sessions))
    linting = [warning for warning in found.warnings if warning.code != "no-minutes"]  # the draft says it too
    return Brought(brought, tuple(dict.fromkeys([*differing, *_said((*linting, *draft.warnings))])))


def _strange(agenda: Agenda, found: Imported) -> bool:
    """Whether what is read anew has nothing of what stood there before."""
    known = {folded(item.title) for item in agenda.items}
    timed = any(slot.minutes is not None or slot.start is not None for slot in found.slots)
    return not timed and not any(folded(slot.title) in known for slot in found.slots)


def _alone(agenda: Agenda, imported: Imported, number: int) -> Imported:
    """One session of the import, with the agenda's times where it tells none."""
    meeting, start = imported.sessions[number - 1], agenda.local(agenda.start)
    slots = tuple(replace(slot, session=1) for slot in imported.slots if slot.session == number)
    agrees = meeting.start in (None, start.time())
    end = agenda.local(agenda.end).time() if agenda.end and agrees else None
    whole = replace(
        meeting,
        date=meeting.date or start.date(),
        start=meeting.start or (slots[0].start if slots else None) or start.time(),
        end=meeting.end or end,
        timezone=meeting.timezone or agenda.timezone,
    )
    return replace(imported, sessions=(whole,), slots=slots)


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


def _said(warnings: Iterable[Warning]) -> Iterable[str]:
    for warning in warnings:
        if warning.code in _OF_FILES:
            continue
        yield f"Line {warning.line}: {warning.message}" if warning.line else warning.message
