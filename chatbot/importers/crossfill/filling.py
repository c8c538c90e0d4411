"""Fills what an import left open from what the datatracker knows; where they disagree, both are shown.

Nothing that the agenda says is overwritten: chairs decide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from chatbot.core.agenda import DocumentState
from chatbot.importers.crossfill.facts import Facts, Known
from chatbot.importers.datatracker.scheduled import known_zone
from chatbot.importers.imported import Imported, Meeting, Warning
from chatbot.importers.yaml.schema import states


def fill(imported: Imported, facts: Facts) -> Imported:
    """The import with its gaps filled, and a warning for each disagreement."""
    meetings = imported.sessions or (Meeting(),) * bool(facts.sessions)
    pairs = _paired(meetings, facts.sessions)
    filled = tuple(_session(meeting, pairs[index]) if index in pairs else meeting
                   for index, meeting in enumerate(meetings))  # fmt: skip
    links, contested = _links(imported.links, facts.sessions)
    warnings = [
        *(Warning(0, "datatracker-unreachable", said) for said in facts.troubles),
        *(found for index, known in pairs.items() for found in _session_doubts(meetings[index], known)),
        *_chairs_doubts(imported.chairs, facts.chairs),
        *contested,
        *_draft_doubts(facts),
    ]
    return replace(
        imported,
        sessions=filled,
        chairs=imported.chairs or facts.chairs,
        links=links,
        documents=imported.documents or _documents(facts),
        warnings=(*imported.warnings, *warnings),
    )


def _paired(meetings: Sequence[Meeting], known: Sequence[Known]) -> dict[int, Known]:
    """Which session is which: by their day where that tells them apart, else in their order."""
    if len(meetings) == len(known):
        return dict(enumerate(known))
    days: dict[object, list[Known]] = {}
    for one in known:
        days.setdefault(_local(one.start, one.timezone).date() if one.start else None, []).append(one)
    return {
        index: days[meeting.date][0]
        for index, meeting in enumerate(meetings)
        if meeting.date and len(days.get(meeting.date, ())) == 1
    }


def _session(meeting: Meeting, known: Known) -> Meeting:
    zone = known_zone(meeting.timezone) or known.timezone
    start, end = (_local(instant, zone) if instant else None for instant in (known.start, known.end))
    agrees = meeting.date is None or (start is not None and meeting.date == start.date())
    return replace(
        meeting,
        name=meeting.name or known.name,
        date=meeting.date or (start.date() if start else None),
        # A window is taken for the day only that it belongs to.
        start=meeting.start or (start.time() if start and agrees else None),
        end=meeting.end or (end.time() if end and agrees and meeting.start in (None, start and start.time()) else None),
        timezone=meeting.timezone or known.timezone,
        room=meeting.room or known.room,
    )


def _session_doubts(meeting: Meeting, known: Known) -> Iterable[Warning]:
    zone = known_zone(meeting.timezone) or known.timezone
    start, end = (_local(instant, zone) if instant else None for instant in (known.start, known.end))
    if meeting.date and start and meeting.date != start.date():
        yield _differs("date", f"{meeting.date:%A %d %B %Y}", f"{start:%A %d %B %Y}")
    for name, ours, theirs in (("start", meeting.start, start), ("end", meeting.end, end)):
        if ours and theirs and ours != theirs.time():
            yield _differs(name, f"{ours:%H:%M}", f"{theirs:%H:%M} {zone or 'UTC'}")
    if meeting.timezone and start and known.timezone and not _same_zone(meeting.timezone, known.timezone, start):
        yield _differs("timezone", meeting.timezone, known.timezone)
    if meeting.room and known.room and meeting.room.casefold() != known.room.casefold():
        yield _differs("room", meeting.room, known.room)


def _same_zone(ours: str, theirs: str, at: datetime) -> bool:
    """Whether both give that moment the same time of day; an abbreviation is compared as one. UTC is never wrong."""
    there = at.astimezone(ZoneInfo(theirs))
    if ours.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
        return True
    if known_zone(ours):
        return at.astimezone(ZoneInfo(ours)).utcoffset() == there.utcoffset()
    return ours.upper() in (there.strftime("%Z").upper(), _general(there.strftime("%Z").upper()), _offset(there))


def _general(abbreviation: str) -> str:
    """`PT` for `PDT` and `PST`: chairs leave out which of the two it is."""
    return abbreviation[0] + abbreviation[-1] if len(abbreviation) == 3 else abbreviation


def _offset(there: datetime) -> str:
    return f"UTC{there:%z}"[:6]


def _chairs_doubts(ours: Sequence[str], theirs: Sequence[str]) -> Iterable[Warning]:
    if ours and theirs and {name.casefold() for name in ours} != {name.casefold() for name in theirs}:
        yield _differs("chairs", ", ".join(ours), ", ".join(theirs))


def _links(
    ours: Sequence[tuple[str, str]], known: Sequence[Known]
) -> tuple[tuple[tuple[str, str], ...], list[Warning]]:
    """Our links and those that we have not; a title that both have leads to one place."""
    links, contested = dict(ours), []
    titles = {title.casefold(): title for title, _ in ours}
    given = [
        (title if len(known) == 1 else f"{title} (session {number})", url)
        for number, one in enumerate(known, 1)
        for title, url in one.links
    ]
    for title, url in given:
        same = titles.get(title.casefold())
        if same is None and url not in links.values():
            links[title] = url
        elif same is not None and links[same].rstrip("/") != url.rstrip("/"):
            contested.append(_differs("link", f"{same} at {links[same]}", url))
    return tuple(links.items()), contested


def _documents(facts: Facts) -> tuple[DocumentState, ...]:
    """The drafts of the agenda by how far they have come."""
    found = {stage: [draft.document for _, draft in facts.drafts if draft.stage == stage] for stage in states()}
    return tuple(DocumentState(states()[stage], tuple(drafts)) for stage, drafts in found.items() if drafts)


def _draft_doubts(facts: Facts) -> Iterable[Warning]:
    for name in facts.unknown_drafts:
        yield Warning(0, "unknown-draft", f"The datatracker knows no {name}; check its name.")
    for name, draft in facts.drafts:
        if draft.stage == "expired":
            yield Warning(0, "draft-expired", f"{name} is no longer current ({draft.state}); check that it is meant.")
        elif not draft.stage and draft.state not in ("", "Active"):
            yield Warning(0, "draft-state", f"{name} is in the state “{draft.state}”, which no heading fits.")


def _differs(what: str, ours: str, theirs: str) -> Warning:
    said = f"The agenda says {ours}, the datatracker {theirs}; the agenda's stands: change it if it is wrong."
    return Warning(0, f"datatracker-{what}", said)


def _local(instant: datetime, timezone: str) -> datetime:
    return instant.astimezone(ZoneInfo(timezone) if timezone else UTC)
