"""Somebody takes a place, waits for one, or is asked to."""

from datetime import datetime

from chatbot.core import events, volunteers
from chatbot.core.agenda import WHOLE, Part, Participant, folded
from chatbot.core.errors import (
    AlreadyAsked,
    AlreadySigned,
    Exempt,
    NoAccount,
    NotAsked,
    PlacesFull,
    Presents,
    Refused,
)
from chatbot.core.session.finding import known_as, person_named, slots_of
from chatbot.core.session.state import Session
from chatbot.core.timeline import SlotState
from chatbot.core.volunteers import Roster


def join(
    session: Session, role: str | None, part: Part | None, person: Participant, now: datetime
) -> tuple[events.Event, ...]:
    """The person volunteers; whoever presents an item of the part that is meant gets another part proposed.

    The whole session may be taken by a presenter too, and be changed for a half of it.
    """
    person = known_as(session, person)
    if part is not None and part.half and (whole := _held_whole(session, role, person)):
        left = events.VolunteerLeft(at=now, by=person, role=whole.role, person=person)
        return left, *_taken(session, whole, part, person, person, now)
    meant = _meant(session, role, part, person)
    items = presented(session, meant.part if part is None else part, person)
    if not items or part == WHOLE or (part is None and meant.part.whole):
        return _taken(session, meant, part, person, person, now)
    if part is None:
        for roster in session.wanted:
            if roster.role == meant.role and not presented(session, roster.part, person):
                return _taken(session, roster, None, person, person, now)
    raise Refused(Presents(meant.role, items, _instead(session, meant.role, person)))


def sign_up(
    session: Session, role: str | None, part: Part | None, person: Participant, by: Participant, now: datetime
) -> tuple[events.Event, ...]:
    """A chair signs somebody up, who may present: a chair knows."""
    person = known_as(session, person_named(session, person))
    for roster in session.rosters if not person.account else ():
        if any(folded(one.name) == folded(person.name) for one in roster.people) and part in (None, roster.part):
            raise Refused(AlreadySigned(roster.role, roster.part, person.name))
    try:
        meant = _meant(session, role, part, person)
    except Refused as refused:
        if isinstance(refused.reason, AlreadySigned):
            raise Refused(AlreadySigned(refused.reason.role, refused.reason.part, person.name)) from None
        raise
    return _taken(session, meant, part, person, by, now)


def ask(
    session: Session,
    role: str | None,
    part: Part | None,
    person: Participant,
    by: Participant,
    now: datetime,
    *,
    exempt: bool,
) -> tuple[events.Event, ...]:
    """Ask the person privately for a place that is free, and in which they do not present."""
    person = person_named(session, person)
    if not person.account:
        raise Refused(NoAccount(person.name))
    if exempt or person.account in session.crew.exempt:
        raise Refused(Exempt(person.name))
    if session.crew.question(person):
        raise Refused(AlreadyAsked(person.name))
    suited = _suited(session, role, part, person)
    return (events.PersonAsked(at=now, by=by, role=suited.role, part=suited.part, person=person),)


def take_asked(session: Session, person: Participant, now: datetime) -> tuple[events.Event, ...]:
    """The person says yes to what they were asked."""
    question = session.crew.question(person)
    if question is None:
        raise Refused(NotAsked())
    meant = _meant(session, question.role, question.part, person)
    return _taken(session, meant, question.part, person, person, now)


def presented(session: Session, part: Part, person: Participant) -> tuple[int, ...]:
    """The items of the part that the person presents and that are not over."""
    items = volunteers.items_of(session.slots, part)
    mine = (slot for slot in slots_of(session, person) if slot.state is not SlotState.DONE)
    return tuple(slot.key for slot in mine if slot.key in items)


def _suited(session: Session, role: str | None, part: Part | None, person: Participant) -> Roster:
    """The roster with a free place that the person may be asked for; raises Refused."""
    of = volunteers.of_role(session.rosters, role)
    held = [one for one in of if one.holds(person)]
    roles = {one.role for one in held}
    free = [one for one in session.wanted if one in of and part in (None, one.part) and one.role not in roles]
    if not free and held:
        raise Refused(AlreadySigned(held[0].role, held[0].part, person.name))
    if not free:
        raise Refused(PlacesFull(of[0].role if of else role or "", of[0].people if of else ()))
    suited = next((one for one in free if not presented(session, one.part, person)), None)
    if suited is None:
        items = presented(session, free[0].part, person)
        raise Refused(Presents(free[0].role, items, _instead(session, free[0].role, person), person.name))
    return suited


def _meant(session: Session, role: str | None, part: Part | None, person: Participant) -> Roster:
    """The roster meant; for a half of which there is none with a place free, that of the whole session if it has."""
    if part is not None and part.half:
        of = volunteers.of_role(session.rosters, role) if role else session.wanted or session.rosters
        half = next((one for one in of if one.part == part), None)
        whole = next((one for one in of if one.part.whole), None)
        held = any(one.holds(person) for one in of if one.part in (WHOLE, part))
        if whole is not None and whole.free and not (half and half.free) and not held:
            return whole
    return volunteers.to_join(session.rosters, role, part, person)


def _held_whole(session: Session, role: str | None, person: Participant) -> Roster | None:
    """The place for the whole session that the person holds, and that may be split."""
    of = volunteers.of_role(session.rosters, role)
    whole = (one for one in of if one.part.whole and one.lowered is None)
    return next((one for one in whole if one.holds(person)), None)


def _taken(
    session: Session, roster: Roster, part: Part | None, person: Participant, by: Participant, now: datetime
) -> tuple[events.Event, ...]:
    if part is not None and roster.part.whole and part.half:
        split = events.PlaceSplit(at=now, by=by, role=roster.role)
        return split, events.VolunteerJoined(at=now, by=by, role=roster.role, part=part, person=person)
    if roster.free:
        return (events.VolunteerJoined(at=now, by=by, role=roster.role, part=roster.part, person=person),)
    return (events.VolunteerWaited(at=now, by=by, role=roster.role, part=roster.part, person=person),)


def _instead(session: Session, role: str, person: Participant) -> Part | None:
    """Another part of the session in which there is a place for the person; a half of a whole one where need be."""
    free = [one for one in session.wanted if one.role == role]
    for roster in free:
        if not presented(session, roster.part, person):
            return roster.part
    mine = presented(session, WHOLE, person)
    return volunteers.other_half(session.slots, mine) if any(one.part.whole for one in free) else None
