"""Reads the sources of agendas again and again, and offers what has changed to the chairs."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Agenda
from chatbot.core.changes import Batch, ready, seen
from chatbot.core.commands import Offer
from chatbot.core.session import Phase
from chatbot.importers import yaml
from chatbot.log import log
from chatbot.outbox import endless
from chatbot.ports import Bring, NotBrought
from chatbot.service import Service

LOOK_EVERY = 5.0
"""Seconds between two looks at the files."""
READ_EVERY = timedelta(minutes=5)
"""How often an address is read; not while the session is on hold, and not once it is over."""
TELL_AFTER = timedelta(minutes=30)
"""How long an address gives no agenda before the chairs are told."""

Opens = Callable[[Agenda], Awaitable[None]]
Own = Callable[[Agenda], Agenda]
"""Makes the ids of an agenda those that the chats use."""


@dataclass(slots=True)
class Watch:
    """What was read so far: of each session the batch of its file and of its address.

    Of the address also when it was last read, and since when reading it fails.
    """

    files: dict[Path, tuple[float, int]] = field(default_factory=dict)
    filed: dict[str, Batch] = field(default_factory=dict)
    fetched: dict[str, Batch] = field(default_factory=dict)
    read_at: dict[str, datetime] = field(default_factory=dict)
    failing: dict[str, datetime] = field(default_factory=dict)
    own: Own = lambda agenda: agenda


async def watch(folder: Path, service: Service, bring: Bring, opens: Opens, clock: Clock, own: Own) -> None:
    """Look until cancelled, whatever goes wrong with one look; `opens` puts the agenda of a new file in force."""
    state = Watch(own=own)

    async def step() -> None:
        await look(state, folder, service, bring, opens, clock.now())
        await sleep(LOOK_EVERY)

    await endless("watch", step)


async def look(state: Watch, folder: Path, service: Service, bring: Bring, opens: Opens, now: datetime) -> None:
    """Look once at all files, and at the addresses whose time has come."""
    first = not state.files
    for agenda in await asyncio.to_thread(_changed, state, folder):
        fresh = agenda.id not in state.filed
        state.filed[agenda.id] = seen(state.filed.get(agenda.id), agenda, now)
        if fresh and not first:
            await opens(agenda)
    for session_id in tuple(state.filed):
        state.filed[session_id] = await _offered(service, session_id, state.filed[session_id], "its file", now)
        await _read(state, session_id, service, bring, now)


def _changed(state: Watch, folder: Path) -> list[Agenda]:
    """The agendas of the files that changed since they were looked at; a broken one is reported and waited for."""
    found = []
    for path in yaml.agenda_files(folder):
        try:
            status = path.stat()
        except OSError:
            continue  # taken away while we look
        if state.files.get(path) == (status.st_mtime, status.st_size):
            continue
        state.files[path] = (status.st_mtime, status.st_size)
        loaded = yaml.load(path)
        if loaded.agenda:
            found.append(state.own(loaded.agenda))
        else:
            log.warning("agenda_unreadable", file=str(path), what_to_do=f"chatbot check {path}")
    return found


async def _read(state: Watch, session_id: str, service: Service, bring: Bring, now: datetime) -> None:
    """Read the session's address, if it has one and it is time, and offer what rests."""
    session = await service.session(session_id)
    if session is None or not session.agenda.source or session.phase is Phase.ENDED or session.held_at:
        return
    if now - state.read_at.get(session_id, now - READ_EVERY) >= READ_EVERY:
        state.read_at[session_id] = now
        try:
            brought = await bring(session.agenda, session.agenda.source)
        except NotBrought as error:
            log.warning("source_unreadable", session=session_id, reason=str(error))
            since = state.failing.setdefault(session_id, now)
            if now - since >= TELL_AFTER:
                await service.tell_unreadable(session_id, str(error), since)
            return
        state.failing.pop(session_id, None)
        known = state.fetched.get(session_id) or Batch(session.agenda, session.agenda, now, now)
        state.fetched[session_id] = seen(known, brought.agenda, now)
    if session_id in state.fetched:
        origin = session.agenda.source
        state.fetched[session_id] = await _offered(service, session_id, state.fetched[session_id], origin, now)


async def _offered(service: Service, session_id: str, batch: Batch, origin: str, now: datetime) -> Batch:
    """The batch once what rests in it is offered; as it was, where that has to wait."""
    after, agenda = ready(batch, now)
    if agenda is None:
        return after
    return after if await service.offer(session_id, Offer(agenda, origin)) else batch
