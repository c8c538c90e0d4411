"""A group's profile: what its chairs settled last time, and what an agenda of theirs rarely says.

The group's last agenda file is the profile. A store of its own would be a second truth that nobody sees; the file is
what the chairs corrected, it is there on every machine that imports, and whoever wants another profile edits it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chatbot.core.agenda import Agenda, Item, Person, Role, folded
from chatbot.importers.drafting import Drafted
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.yaml.when import UNKNOWN_ZONE
from chatbot.importers.zones import MEANINGS

_KEPT = (
    "chair_groups", "area_directors", "places", "roles", "mode", "bare_commands", "keep_queue", "speaker_minutes",
    "warnings", "notices",
)  # fmt: skip
"""What is taken as it is where the import has nothing else; the keys of an agenda file, but for two."""
_CALLED = {"places": "channels", "roles": "volunteers"}
_BEFORE = re.compile(r"(?P<name>[^:–—]{3,60}?)\s*(?::|\s[-–—])\s+(?P<title>\S.*)")
_BEHIND = re.compile(r"(?P<title>.*\S)(?:\s+[-–—]|\s*[,:])\s+(?P<name>[^,:–—]{3,60})")


@dataclass(frozen=True, slots=True)
class Profile:
    """The group's last agenda, and where it stands."""

    agenda: Agenda
    origin: str


def last_of(agendas: Iterable[tuple[str, Agenda]], group: str) -> Profile | None:
    """The profile of a group, by its acronym: the latest of its agendas."""
    ours = [Profile(agenda, origin) for origin, agenda in agendas if group and folded(agenda.group) == folded(group)]
    return max(ours, key=lambda profile: profile.agenda.start, default=None)


def known(imported: Imported, profile: Profile) -> Imported:
    """The import with what is open in it and was known last time: names beside titles, minutes, the zone."""
    names = {folded(person.name): person.name for person in _people(profile.agenda) if " " in person.name}
    usual = {folded(item.title): item.minutes + item.questions for item in profile.agenda.items}
    warnings: list[Warning] = []
    slots = tuple(_timed(_named(slot, names), usual, profile, warnings) for slot in imported.slots)
    sessions = tuple(_zoned(one, imported, profile, warnings) for one in imported.sessions)
    return replace(imported, slots=slots, sessions=sessions, warnings=(*imported.warnings, *warnings))


def settled(drafted: Drafted, profile: Profile) -> Drafted:
    """The agenda with the accounts, channels and ways of the last one, and a warning that names what was taken."""
    fresh, last = drafted.agenda, profile.agenda
    taken = {name: getattr(last, name) for name in _KEPT if _open(fresh, name) and not _open(last, name)}
    chairs = tuple(with_account(person, last.chairs) for person in fresh.chairs) or last.chairs
    items = tuple(with_accounts(item, last) for item in fresh.items)
    agenda = replace(fresh, **taken, chairs=chairs, items=items, group=fresh.group or last.group)
    told = [f"`{_CALLED.get(name, name)}`" for name in taken]
    told += ["`chairs`"] if chairs != fresh.chairs else []
    told += ["accounts of presenters"] if items != fresh.items else []
    if not told:
        return replace(drafted, agenda=agenda)
    said = f"As in the group's last agenda, {profile.origin}: {', '.join(told)}; change what is different this time."
    return Drafted(agenda, (*drafted.warnings, Warning(0, "profile", said)))


def with_accounts(item: Item, last: Agenda) -> Item:
    """The item with the accounts by which its presenters were known."""
    return replace(item, presenters=tuple(with_account(person, _people(last)) for person in item.presenters))


def with_account(person: Person, people: Iterable[Person]) -> Person:
    """The person as one of these, if one alone has the name; who has accounts keeps them."""
    found = {one.accounts for one in people if one.accounts and folded(one.name) == folded(person.name)}
    return replace(person, accounts=found.pop()) if not person.accounts and len(found) == 1 else person


def _people(agenda: Agenda) -> Iterator[Person]:
    yield from agenda.chairs
    yield from agenda.area_directors
    for item in agenda.items:
        yield from item.presenters


def _open(agenda: Agenda, name: str) -> bool:
    """Whether an agenda says nothing of it: what it has is what every agenda has. One note taker is a guess."""
    value = getattr(agenda, name)
    if name == "roles":
        return value in ((), (Role("note taker", 1),))
    return bool(value == Agenda.__dataclass_fields__[name].default)


def _named(slot: Slot, names: dict[str, str]) -> Slot:
    """A slot whose title has a name of last time on one of its sides, with that presenter."""
    if slot.presenters:
        return slot
    for pattern in (_BEFORE, _BEHIND):
        hit = pattern.fullmatch(slot.title)
        if hit and (name := names.get(folded(hit["name"]))):
            return replace(slot, title=hit["title"], presenters=(name,))
    return slot


def _timed(slot: Slot, usual: dict[str, int], profile: Profile, warnings: list[Warning]) -> Slot:
    minutes = usual.get(folded(slot.title), 0)
    if slot.minutes is not None or slot.start is not None or not minutes:
        return slot
    said = f"“{slot.title[:50]}” gets {minutes} min as in {profile.origin}; give it others if that is wrong."
    warnings.append(Warning(slot.line, "profile", said))
    return replace(slot, minutes=minutes)


def _zoned(meeting: Meeting, imported: Imported, profile: Profile, warnings: list[Warning]) -> Meeting:
    """With last time's zone where it is one that the written one can mean, or the meeting is the same or none."""
    zone, written = profile.agenda.timezone, meeting.timezone.upper()
    same = not written and folded(imported.meeting) == folded(profile.agenda.meeting)
    if zone == UNKNOWN_ZONE or (not same and zone not in MEANINGS.get(written, ())):
        return meeting
    said = f"The times are read in {zone} as in {profile.origin}; give another with --timezone if that is wrong."
    warnings.append(Warning(0, "profile", said))
    return replace(meeting, timezone=zone)
