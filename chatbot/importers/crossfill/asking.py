"""Asks the datatracker, a handful of requests an import; what one of them lacks does not hinder the others."""

import asyncio
import re
from collections.abc import Awaitable, Iterable, Sequence
from datetime import UTC
from typing import TypeVar

from chatbot.importers import papers, trees
from chatbot.importers.crossfill.facts import Draft, Facts, Known
from chatbot.importers.crossfill.stages import State, stage_of
from chatbot.importers.datatracker import agenda_data, agenda_json
from chatbot.importers.datatracker.address import Sought
from chatbot.importers.datatracker.scheduled import CALLED_OFF, Scheduled, known_zone
from chatbot.importers.errors import ImportFailed
from chatbot.importers.fetching import Denied, Fetcher
from chatbot.importers.imported import Source
from chatbot.importers.trees import Tree, children, text

MOST_CHAIRS = 8
MOST_DRAFTS = 60
Found = TypeVar("Found")
_DRAFT = re.compile(r"draft-[a-z0-9\-]{1,150}")


class Datatracker:
    """The datatracker at `base`, asked through a fetcher."""

    def __init__(self, base: str, fetcher: Fetcher) -> None:
        self._base = base.rstrip("/")
        self._fetcher = fetcher

    async def facts(self, sought: Sought, drafts: Iterable[str]) -> Facts:
        """All that it knows of a group's sessions at a meeting, and of these drafts; never raises for what fails."""
        names = tuple(dict.fromkeys(name for name in drafts if _DRAFT.fullmatch(name)))[:MOST_DRAFTS]
        troubles: list[str] = []
        sessions, chairs, known = await asyncio.gather(
            _tried(self.sessions(sought), troubles),
            _tried(self._chairs(sought.group), troubles),
            _tried(self._drafts(names), troubles),
        )
        if sessions == ():
            said = f"{sought.group} has no session at {sought.shown} in the datatracker; check group and meeting."
            troubles.append(said)
        found = dict(known or ())
        unknown = tuple(name for name in names if name not in found) if known is not None else ()
        return Facts(sessions or (), chairs or (), tuple(found.items()), unknown, tuple(dict.fromkeys(troubles)))

    async def sessions(self, sought: Sought) -> tuple[Known, ...]:
        """The group's sessions that are on, by time; raises ImportFailed."""
        zone, scheduled = await self._scheduled(sought.meeting)
        ours = [one for one in scheduled if one.acronym.lower() == sought.group and one.status not in CALLED_OFF]
        return tuple(_known(one, zone) for one in sorted(ours, key=lambda one: str(one.start)))

    async def _scheduled(self, meeting: str) -> tuple[str, tuple[Scheduled, ...]]:
        if meeting.isdigit():
            try:
                return agenda_data.sessions_of(await self._source(f"/api/meeting/{meeting}/agenda-data"))
            except Denied:
                pass  # not there for early meetings; the older form is
        _, sessions = agenda_json.sessions_of(await self._source(f"/meeting/{meeting}/agenda.json"))
        tree = await self._tree(f"/api/v1/meeting/meeting/?number={meeting}&format=json")
        return next((known_zone(text(one, "time_zone")) for one in children(tree.get("objects"))), ""), sessions

    async def _chairs(self, group: str) -> tuple[str, ...]:
        roles = await self._tree(f"/api/v1/group/role/?group__acronym={group}&name=chair&limit=20&format=json")
        paths = [text(role, "person") for role in children(roles.get("objects")) if _is_chair(role)]
        people = [path for path in paths if re.fullmatch(r"/api/v1/person/person/[0-9]+/", path)][:MOST_CHAIRS]
        found = await asyncio.gather(*(self._tree(f"{path}?format=json") for path in people))
        return tuple(name for person in found if (name := text(person, "name", "ascii")))

    async def _drafts(self, names: Sequence[str]) -> tuple[tuple[str, Draft], ...]:
        if not names:
            return ()
        query = f"name__in={','.join(names)}&limit={MOST_DRAFTS}&format=json"
        listed, states = await asyncio.gather(
            self._tree(f"/api/v1/doc/document/?{query}"),
            self._tree("/api/v1/doc/state/?limit=500&format=json"),
        )
        known = {text(one, "resource_uri"): one for one in children(states.get("objects"))}
        return tuple(
            (text(one, "name"), _draft(one, known))
            for one in children(listed.get("objects"))
            if text(one, "name") in names
        )

    async def _source(self, path: str) -> Source:
        fetched = await self._fetcher.get(self._base + path)
        return Source(fetched.content, f"{self._base}{path}")

    async def _tree(self, path: str) -> Tree:
        return trees.parse(await self._source(path))


async def _tried(asked: Awaitable[Found], troubles: list[str]) -> Found | None:
    """The answer, or None and a sentence among the troubles."""
    try:
        return await asked
    except ImportFailed as error:
        troubles.append(f"The datatracker could not be asked for everything: {error}")
        return None


def _known(one: Scheduled, zone: str) -> Known:
    start, end = (instant.astimezone(UTC) if instant else None for instant in (one.start, one.end))
    return Known(one.title, start, end, zone, one.room, one.agenda, one.links)


def _is_chair(role: Tree) -> bool:
    return text(role, "name").rstrip("/").endswith("/chair")


def _draft(entry: Tree, known: dict[str, Tree]) -> Draft:
    uris = entry.get("states")
    given = [known[uri] for uri in uris if isinstance(uri, str) and uri in known] if isinstance(uris, list) else []
    states = [(_slug(text(one, "type")), text(one, "slug")) for one in given]
    tags = entry.get("tags")
    slugs = [_slug(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    name, title, rfc = text(entry, "name"), text(entry, "title"), trees.number(entry, "rfc_number")
    stage = stage_of(states, slugs)
    document = papers.rfc(rfc, title) if rfc and stage == "published" else papers.draft(name, title)
    return Draft(document, stage, _shown(states, given))


def _slug(uri: str) -> str:
    return uri.rstrip("/").rpartition("/")[2]


def _shown(states: Sequence[State], given: Sequence[Tree]) -> str:
    """The state that says most: the stream's or the IESG's rather than that the draft is active."""
    order = {"draft-rfceditor": 0, "draft-iesg": 1, "draft-stream-ietf": 2, "draft-stream-irtf": 2, "draft": 3}
    telling = [
        (order.get(kind, 4), text(one, "name"))
        for (kind, slug), one in zip(states, given, strict=True)
        if slug != "idexists"
    ]
    return min(telling, default=(0, ""))[1]
