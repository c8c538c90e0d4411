"""A list that stands in a file twice: on later slides, or as a detailed agenda below the compact one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.importers.text.candidates import Candidate

_COMMON = re.compile(
    r"^(?:q a|questions?|discussion|break|lunch|coffee break|open mic|aob|wrap up|introduction|intro|welcome|"
    r"note well|agenda bashing|next steps)$"
)


def key(title: str) -> str:
    """A title as it is compared."""
    return " ".join(re.findall(r"[^\W_]+", title.lower()))


def without_repeats(slots: Sequence[Candidate]) -> list[Candidate]:
    """Each slot once. Where a section tells of the slots of an earlier one again, it only adds to those."""
    parts = _parts(slots)
    kept: list[Candidate] = []
    for part in parts:
        if kept and _again(part, kept):
            kept = [_enriched(slot, part) for slot in kept]
        else:
            kept += part
    return _each_once(kept)


def _parts(slots: Sequence[Candidate]) -> list[list[Candidate]]:
    """Slots of one table or one run of sections in a session together."""
    parts: list[list[Candidate]] = []
    for slot in slots:
        last = parts[-1][-1] if parts else None
        if last and (last.part, last.day, last.session) == (slot.part, slot.day, slot.session):
            parts[-1].append(slot)
        else:
            parts.append([slot])
    return parts


def _again(part: Sequence[Candidate], kept: Sequence[Candidate]) -> bool:
    known = {key(slot.title) for slot in kept if slot.session == part[0].session}
    told = {key(slot.title) for slot in part} | {key(slot.group) for slot in part if slot.group}
    known, told = ({one for one in some if one and not _COMMON.match(one)} for some in (known, told))
    shared = len(known & told)
    if shared and _in_other_words(part, [slot for slot in kept if slot.session == part[0].session]):
        return True
    if part[0].detailed and known:
        total, again = (
            sum(slot.minutes or 0 for slot in some)
            for some in ([one for one in kept if one.session == part[0].session], part)
        )
        return shared >= 2 or abs(total - again) <= max(10, total // 4) or not again
    return shared >= 2 and (2 * shared >= len(known) or 2 * shared >= len({key(slot.title) for slot in part}))


def _in_other_words(part: Sequence[Candidate], kept: Sequence[Candidate]) -> bool:
    """Whether a table of clocks is told again by minutes alone, which add up to nearly the same."""
    clocked = len(kept) >= 3 and all(slot.start and slot.part for slot in kept)
    alike = abs(sum(map(_lasts, part)) - sum(map(_lasts, kept))) <= 15
    return clocked and alike and len(part) >= 3 and not any(slot.start for slot in part)


def _lasts(slot: Candidate) -> int:
    """Its minutes, also where only its start and its end are written."""
    if slot.minutes is not None or slot.start is None or slot.end is None:
        return slot.minutes or 0
    first, last = slot.start.time, slot.end.time
    return max(0, 60 * (last.hour - first.hour) + last.minute - first.minute)


def _enriched(slot: Candidate, part: Sequence[Candidate]) -> Candidate:
    """With the drafts, and where there are none the people and minutes, that the other telling has."""
    again = [one for one in part if one.session == slot.session and key(slot.title) in (key(one.title), key(one.group))]
    if not again:
        return slot
    same = next((one for one in again if key(one.title) == key(slot.title)), None)
    named = [name for one in again for name in one.drafts]
    return replace(
        slot,
        drafts=tuple(dict.fromkeys((*slot.drafts, *named))),
        presenters=slot.presenters or (same.presenters if same else ()),
        minutes=slot.minutes if slot.minutes is not None or same is None or slot.end else same.minutes,
        slides=slot.slides or (same.slides if same else ""),
    )


def _each_once(slots: Sequence[Candidate]) -> list[Candidate]:
    """Without slots that say nothing that an earlier one of the session does not."""
    kept: dict[tuple[int, str, str, str], list[Candidate]] = {}
    found: list[Candidate] = []
    groups = {(0 if slot.day else slot.session, key(slot.title)) for slot in slots if slot.timed}
    for slot in slots:
        told = kept.setdefault((slot.session, slot.day, key(slot.title), ""), [])
        repeated = bool(told) and len(key(slot.title).split()) > 1 and _says_nothing_new(slot, told)
        below = not slot.timed and slot.group and {(0, key(slot.group)), (slot.session, key(slot.group))} & groups
        told.append(slot)
        if not repeated and not below:
            found.append(slot)
    return found


def _says_nothing_new(slot: Candidate, told: Sequence[Candidate]) -> bool:
    if not slot.timed:
        return True
    return any(
        one.minutes == slot.minutes and one.start == slot.start and one.presenters == slot.presenters and one.start
        for one in told
    )
