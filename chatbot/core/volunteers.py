"""Roles and their places: who has signed up, and what is still free."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot.core.agenda import Participant, Role
from chatbot.core.errors import AlreadySigned, NotSigned, PlacesFull, Refused, UnknownRole, WhichRole


@dataclass(frozen=True, slots=True)
class Roster:
    """The places of one role and the people who hold them, in order of arrival."""

    role: str
    places: int
    people: tuple[Participant, ...] = ()

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(0, self.places - len(self.people))

    def holds(self, person: Participant) -> bool:
        """Whether this account has a place."""
        return any(one.account == person.account for one in self.people)


Rosters = tuple[Roster, ...]


def rosters_of(roles: Sequence[Role]) -> Rosters:
    """Empty rosters for the agenda's roles."""
    return tuple(Roster(role.name, role.places) for role in roles)


def wanted(rosters: Rosters) -> Rosters:
    """Those with free places."""
    return tuple(roster for roster in rosters if roster.free)


def normal(role: str) -> str:
    """The role's name for comparing: `Note-Takers`, `notetaker` and `note taker` are one."""
    letters = "".join(letter for letter in role.casefold() if letter.isalnum())
    return letters[:-1] if letters.endswith("s") and not letters.endswith("ss") else letters


def named(rosters: Rosters, role: str) -> Roster:
    """The roster that people mean by `role`; raises Refused(UnknownRole)."""
    for roster in rosters:
        if normal(roster.role) == normal(role):
            return roster
    raise Refused(UnknownRole(role, tuple(roster.role for roster in rosters)))


def to_join(rosters: Rosters, role: str | None, person: Participant) -> Roster:
    """The roster on which the person may take a place; raises Refused."""
    roster = named(rosters, role) if role else _only(wanted(rosters) or rosters)
    if roster.holds(person):
        raise Refused(AlreadySigned(roster.role))
    if not roster.free:
        raise Refused(PlacesFull(roster.role, roster.people))
    return roster


def to_leave(rosters: Rosters, role: str | None, person: Participant) -> Roster:
    """The roster on which the person holds the place meant; raises Refused."""
    if role:
        roster = named(rosters, role)
        if not roster.holds(person):
            raise Refused(NotSigned(roster.role))
        return roster
    held = tuple(roster for roster in rosters if roster.holds(person))
    if not held:
        raise Refused(NotSigned(""))
    return _only(held)


def joined(rosters: Rosters, role: str, person: Participant) -> Rosters:
    """The rosters after the person took a place."""
    return _changed(rosters, role, lambda roster: replace(roster, people=(*roster.people, person)))


def left(rosters: Rosters, role: str, person: Participant) -> Rosters:
    """The rosters after the person gave the place back."""
    return _changed(
        rosters,
        role,
        lambda roster: replace(roster, people=tuple(one for one in roster.people if one.account != person.account)),
    )


def resized(rosters: Rosters, role: str, places: int) -> Rosters:
    """The rosters after the role got another number of places; a new role is added."""
    if all(roster.role != role for roster in rosters):
        return (*rosters, Roster(role, places))
    return _changed(rosters, role, lambda roster: replace(roster, places=places))


def carried_over(old: Rosters, new: Rosters) -> Rosters:
    """The new rosters with the people of the old; nobody loses a place, though a role was cut."""
    people = {normal(roster.role): roster for roster in old if roster.people}
    kept = []
    for roster in new:
        before = people.pop(normal(roster.role), None)
        taken = before.people if before else ()
        kept.append(replace(roster, people=taken, places=max(roster.places, len(taken))))
    return (*kept, *people.values())


def _only(rosters: Rosters) -> Roster:
    if not rosters:
        raise Refused(UnknownRole("", ()))
    if len(rosters) > 1:
        raise Refused(WhichRole(tuple(roster.role for roster in rosters)))
    return rosters[0]


def _changed(rosters: Rosters, role: str, change: Callable[[Roster], Roster]) -> Rosters:
    return tuple(change(roster) if roster.role == role else roster for roster in rosters)
