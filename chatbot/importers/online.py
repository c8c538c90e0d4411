"""An import from the network: an address of the web, or `datatracker:117/ipsecme`."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from chatbot.importers.crossfill import Datatracker, fill
from chatbot.importers.datatracker import address
from chatbot.importers.datatracker.address import SCHEME, Sought
from chatbot.importers.errors import ImportFailed
from chatbot.importers.fetching import Fetcher
from chatbot.importers.imported import Imported, Meeting, Source, Warning

Read = Callable[[Source], Imported]
"""Reads a source of any kind; raises Unreadable."""


def is_address(written: str) -> bool:
    """Whether it is fetched rather than opened."""
    return written.lower().startswith((SCHEME, "http://", "https://"))


async def import_from(written: str, fetcher: Fetcher, datatracker: Datatracker, read: Read) -> Imported:
    """What stands at an address, filled from the datatracker where it is about an IETF session.

    Raises ImportFailed with a sentence.
    """
    if written.lower().startswith(SCHEME):
        sought = address.parse(written)
        found = await _agendas(sought, fetcher, datatracker, read)
    else:
        fetched = await fetcher.get(written)
        found = await asyncio.to_thread(read, Source(fetched.content, fetched.url))
        about = address.sought_in(fetched.url) or address.sought_in(written)
        if about is None:
            return found
        sought = about
    drafts = [draft for slot in found.slots for draft in slot.drafts]
    return fill(found, await datatracker.facts(sought, drafts))


async def _agendas(sought: Sought, fetcher: Fetcher, datatracker: Datatracker, read: Read) -> Imported:
    """The agendas of a group's sessions, each document once: several sessions often share one."""
    sessions = await datatracker.sessions(sought)
    if not sessions:
        said = f"{sought.group} has no session at {sought.shown} in the datatracker; check group and meeting."
        raise ImportFailed(said)
    urls = list(dict.fromkeys(one.agenda for one in sessions if one.agenda))
    parts, troubles = [], []
    for url in urls:
        try:
            fetched = await fetcher.get(url)
            parts.append(await asyncio.to_thread(read, Source(fetched.content, fetched.url)))
        except ImportFailed as error:
            troubles.append(Warning(0, "agenda-unreadable", f"The agenda in the datatracker is left out: {error}"))
    if not parts:
        said = "No agenda that can be read is in the datatracker yet; the items are still to be written."
        bare = tuple(Meeting() for _ in sessions)
        why = f"the datatracker has {len(sessions)} such session{'s' * (len(sessions) > 1)}"
        return Imported(f"a session of {sought.group}", why, bare, (), (*troubles, Warning(0, "no-slots", said)))
    whole = joined(parts)
    return replace(whole, warnings=(*whole.warnings, *troubles))


def joined(parts: Sequence[Imported]) -> Imported:
    """Several imports as one, the sessions of each after those of the one before."""
    first, *rest = parts
    for part in rest:
        before = len(first.sessions)
        first = replace(
            first,
            sessions=(*first.sessions, *part.sessions),
            slots=(*first.slots, *(replace(slot, session=slot.session + before) for slot in part.slots)),
            warnings=(*first.warnings, *part.warnings),
            chairs=tuple(dict.fromkeys((*first.chairs, *part.chairs))),
            links=tuple((dict(part.links) | dict(first.links)).items()),
        )
    return first
