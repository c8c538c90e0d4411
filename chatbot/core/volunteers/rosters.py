"""The places of a role, or of a part of the session: taken in order of arrival, never more than there are."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from chatbot.core.agenda import HALVES, WHOLE, Part, Participant, Role, same_person
from chatbot.core.errors import (
    AlreadySigned,
    AlreadyWaiting,
    NotSigned,
    PlacesFull,
    Refused,
    UnknownPart,
    UnknownRole,
    WhichPart,
    WhichRole,
)
from chatbot.core.record import record


@record
class Roster:
    """The places of one role in one part of the session, and the people who hold them or wait, in order of arrival.

    `lowered` is what the places are to come down to as people leave; `by` is the item by which they are needed.
    """

    role: str
    places: int
    people: tuple[Participant, ...] = ()
    waiting: tuple[Participant, ...] = ()
    part: Part = WHOLE
    lowered: int | None = None
    by: int | None = None

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(0, self.places - len(self.people))

    def holds(self, person: Participant) -> bool:
        """Whether this person has a place."""
        return any(same_person(one, person) for one in self.people)

    def place_in_line(self, person: Participant) -> int:
        """The person's place on the waiting list, counted from 1; 0 for one who is not on it."""
        return next((number for number, one in enumerate(self.waiting, 1) if same_person(one, person)), 0)


Rosters = tuple[Roster, ...]


def rosters_of(roles: Sequence[Role], keys: Sequence[int] = ()) -> Rosters:
    """Empty rosters for the agenda's roles; `keys` are those of its items, where they are not their numbers."""
    parts = [(role, _with_keys(role.part, keys)) for role in roles]
    return tuple(Roster(role.name, role.places, part=part) for role, part in parts if part.whole == role.part.whole)


def wanted(rosters: Rosters) -> Rosters:
    """Those with free places."""
    return tuple(roster for roster in rosters if roster.free)


def normal(role: str) -> str:
    """The role's name for comparing: `Note-Takers`, `notetaker` and `note taker` are one."""
    letters = "".join(letter for letter in role.casefold() if letter.isalnum())
    return letters[:-1] if letters.endswith("s") and not letters.endswith("ss") else letters


def of_role(rosters: Rosters, role: str | None) -> Rosters:
    """The rosters that people mean by `role`, for one part of the session each; raises Refused(UnknownRole).

    Without a role all are meant.
    """
    if not role:
        return rosters
    found = tuple(roster for roster in rosters if normal(roster.role) == normal(role))
    if not found:
        raise Refused(UnknownRole(role, tuple(dict.fromkeys(one.role for one in rosters if one.places))))
    return found


def roster_of(rosters: Rosters, role: str, part: Part) -> Roster | None:
    """The roster of this very role and part, if there is one."""
    return next((one for one in rosters if (one.role, one.part) == (role, part)), None)


def listed(rosters: Rosters) -> Iterator[Participant]:
    """Everybody who holds a place or waits for one."""
    return (one for roster in rosters for one in (*roster.people, *roster.waiting))


def named(rosters: Rosters, role: str, part: Part = WHOLE) -> Roster:
    """The roster of this role and part; raises Refused."""
    of = of_role(rosters, role)
    for roster in of:
        if roster.part == part:
            return roster
    raise Refused(UnknownPart(of[0].role, tuple(roster.part for roster in of)))


def to_join(rosters: Rosters, role: str | None, part: Part | None, person: Participant) -> Roster:
    """The roster on which the person takes a place or, where all are taken, waits; raises Refused.

    Without a part it is the first that has a place free, in the order of the agenda.
    """
    of = of_role(rosters, role or only_role(wanted(rosters) or rosters))
    held = [roster for roster in of if roster.holds(person)]
    if held and (part in (None, WHOLE) or held[0].part.whole):
        raise Refused(AlreadySigned(held[0].role, held[0].part))
    roster = named(of, of[0].role, part) if part is not None else (*wanted(of), *of)[0]
    if roster.holds(person):
        raise Refused(AlreadySigned(roster.role, roster.part))
    if roster.place_in_line(person):
        raise Refused(AlreadyWaiting(roster.role, roster.part, roster.place_in_line(person)))
    if not roster.places:
        raise Refused(PlacesFull(roster.role, ()))
    return roster


def to_leave(rosters: Rosters, role: str | None, part: Part | None, person: Participant) -> Roster:
    """The roster on which the person holds the place meant, or waits for one; raises Refused."""
    of = of_role(rosters, role)
    told = of[0].role if role else ""
    on = tuple(one for one in of if one.holds(person) or one.place_in_line(person))
    on = tuple(one for one in on if part in (None, one.part))
    if not on:
        raise Refused(NotSigned(told))
    if len(on) > 1:
        _of_one_role(on)
        raise Refused(WhichPart(on[0].role, tuple(one.part for one in on)))
    return on[0]


def only_role(rosters: Rosters) -> str:
    """The role, where there is but one; raises Refused."""
    return _of_one_role(rosters)[0].role


def holding(rosters: Rosters, person: Participant) -> Iterator[Roster]:
    """Where the person holds a place or waits for one."""
    return (roster for roster in rosters if roster.holds(person) or roster.place_in_line(person))


def promotions(rosters: Rosters) -> Iterator[tuple[Roster, Participant]]:
    """Who is to move up from a waiting list now, in order."""
    for roster in rosters:
        for person in roster.waiting[: roster.free]:
            yield roster, person


def joined(rosters: Rosters, role: str, part: Part, person: Participant) -> Rosters:
    """The rosters after the person took a place; somebody who waited for it waits no more."""
    return _changed(
        rosters,
        role,
        part,
        lambda roster: replace(roster, people=(*roster.people, person), waiting=_without(roster.waiting, person)),
    )


def waited(rosters: Rosters, role: str, part: Part, person: Participant) -> Rosters:
    """The rosters after the person went to the end of the waiting list."""
    return _changed(rosters, role, part, lambda roster: replace(roster, waiting=(*roster.waiting, person)))


def left(rosters: Rosters, role: str, part: Part, person: Participant) -> Rosters:
    """The rosters after the person gave the place, or the one in the line, back."""
    return _changed(rosters, role, part, lambda roster: _left(roster, person))


def resized(rosters: Rosters, role: str, part: Part, places: int, by: int | None = None) -> Rosters:
    """The rosters after the role got another number of places; a new role is added."""
    if roster_of(rosters, role, part) is None:
        return (*rosters, Roster(role, places, part=part, by=by))
    return _changed(rosters, role, part, lambda roster: replace(roster, places=places, lowered=None, by=by))


def split(rosters: Rosters, role: str) -> Rosters:
    """The rosters after a place for the whole session became one for each half."""
    rosters = _changed(rosters, role, WHOLE, lambda roster: replace(roster, places=roster.places - 1))
    for half in HALVES:
        before = roster_of(rosters, role, half)
        rosters = resized(rosters, role, half, before.places + 1 if before else 1)
    return rosters


def lowered(rosters: Rosters, role: str, part: Part, places: int) -> Rosters:
    """The rosters after fewer places were wanted than are taken: they go as people leave."""
    return _changed(
        rosters, role, part, lambda roster: replace(roster, places=len(roster.people), lowered=places)
    )  # fmt: skip


def carried_over(old: Rosters, new: Rosters) -> Rosters:
    """The new rosters with the people of the old; nobody loses a place, though a role was cut."""
    before = {(normal(roster.role), roster.part): roster for roster in old if roster.people or roster.waiting}
    kept = []
    for roster in new:
        one = before.pop((normal(roster.role), roster.part), None)
        people, waiting = (one.people, one.waiting) if one else ((), ())
        kept.append(replace(roster, people=people, waiting=waiting, places=max(roster.places, len(people))))
    return (*kept, *before.values())


def _left(roster: Roster, person: Participant) -> Roster:
    people = _without(roster.people, person)
    waiting = _without(roster.waiting, person)
    if roster.lowered is None:
        return replace(roster, people=people, waiting=waiting)
    places = max(roster.lowered, len(people))
    reached = None if places == roster.lowered else roster.lowered
    return replace(roster, people=people, waiting=waiting, places=places, lowered=reached)


def _without(people: Collection[Participant], person: Participant) -> tuple[Participant, ...]:
    return tuple(one for one in people if not same_person(one, person))


def _with_keys(part: Part, keys: Sequence[int]) -> Part:
    """The part with the items' keys in place of their numbers in the agenda; those that were left out are not in it."""
    if not keys:
        return part
    return replace(
        part, items=tuple(keys[number - 1] for number in part.items if number <= len(keys) and keys[number - 1])
    )


def _of_one_role(rosters: Rosters) -> Rosters:
    if not rosters:
        raise Refused(UnknownRole("", ()))
    roles = tuple(dict.fromkeys(roster.role for roster in rosters))
    if len(roles) > 1:
        raise Refused(WhichRole(roles))
    return rosters


def _changed(rosters: Rosters, role: str, part: Part, change: Callable[[Roster], Roster]) -> Rosters:
    return tuple(change(roster) if (roster.role, roster.part) == (role, part) else roster for roster in rosters)
