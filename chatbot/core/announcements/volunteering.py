"""What people who help are told, and others about them."""

from collections.abc import Iterator
from typing import Literal, assert_never

from chatbot.core import events, volunteers
from chatbot.core.agenda import Participant, same_person
from chatbot.core.announcements.subjects import Announcement, Subject
from chatbot.core.session import Phase, Session
from chatbot.core.timeline import SlotState
from chatbot.core.volunteers import Roster, items_of, on_duty, people_of

Appointing = Literal[
    Subject.SIGNED,
    Subject.PROMOTED,
    Subject.RELEASED,
    Subject.ROSTER,
    Subject.ASKED,
    Subject.DECLINED,
    Subject.CANDIDATES,
    Subject.HAND_OVER,
    Subject.NEXT_UP,
]
"""What people who help are told, and the room about them."""


def announcements(  # noqa: C901, PLR0912 - one case an event
    session: Session, event: events.Volunteering
) -> Iterator[Announcement]:
    """What an event gives to announce; `session` is the state right after it."""
    at, round_ = event.at, session.crew.told
    match event:
        case events.VolunteersAsked():
            yield Announcement(Subject.REQUEST, at, round=session.requests)
        case events.PlacesChanged(role=role, part=part):
            if volunteers.named(session.rosters, role, part).free:
                yield Announcement(Subject.REQUEST, at, round=session.requests)
        case (
            events.VolunteerJoined(role=role, person=person, part=part)
            | events.VolunteerWaited(role=role, person=person, part=part)
        ):
            yield from _by_another(event, Announcement(Subject.SIGNED, at, 0, round_, (person.account,), role, part))
        case events.VolunteerPromoted(role=role, person=person, part=part):
            if person.account:
                yield Announcement(Subject.PROMOTED, at, 0, round_, (person.account,), role, part)
            yield Announcement(Subject.ROSTER, at, round=session.crew.moved_up, role=role, part=part)
        case events.VolunteerLeft(role=role, person=person, part=part):
            yield from _by_another(event, Announcement(Subject.RELEASED, at, 0, round_, (person.account,), role, part))
        case events.PersonAsked(role=role, person=person, part=part):
            yield Announcement(Subject.ASKED, at, 0, round_, (person.account,), role, part)
        case events.AskDeclined(role=role, part=part, asked_by=asked_by):
            to = (asked_by.account,) if asked_by else ()
            yield from (Announcement(Subject.DECLINED, at, 0, round_, (one,), role, part) for one in to)
        case events.CandidatesListed():
            known = (chair.accounts for chair in session.chairs() if chair.accounts)
            yield from (Announcement(Subject.CANDIDATES, at, to=accounts) for accounts in known)
        case events.HandedOver(role=role):
            if handed_over(session, role):
                yield Announcement(Subject.HAND_OVER, at, round=round_, role=role)
        case events.NextReminded(role=role, item=item):
            for person in coming_on(session, role, item):
                if person.account:
                    yield Announcement(Subject.NEXT_UP, at, item, round_, (person.account,), role)
        case events.PlacesLowered() | events.PlaceSplit() | events.ExemptionMade() | events.ExemptionEnded():
            return
        case _:
            assert_never(event)


def stands(session: Session, said: Announcement, subject: Appointing) -> bool:
    """Whether the announcement is still worth saying for the first time."""
    if session.phase is Phase.ENDED:
        return False
    person = Participant(said.to[0] if said.to else "", "")
    match subject:
        case Subject.SIGNED | Subject.PROMOTED:
            roster = volunteers.roster_of(session.rosters, said.role, said.part)
            return _is_signed(roster, person, waiting=subject is Subject.SIGNED)
        case Subject.RELEASED:
            roster = volunteers.roster_of(session.rosters, said.role, said.part)
            return roster is None or not roster.holds(person)
        case Subject.ROSTER:
            return said.round == session.crew.moved_up and not _is_on(session, said)
        case Subject.ASKED:
            return any(one.round == said.round for one in session.crew.questions)
        case Subject.CANDIDATES:
            return session.phase is Phase.RUNNING and bool(session.wanted)
        case Subject.HAND_OVER:
            return any((one.role, one.round) == (said.role, said.round) for one in session.crew.duties)
        case Subject.NEXT_UP:
            slot = session.find(said.item)
            return slot is not None and slot.state is SlotState.PLANNED
        case Subject.DECLINED:
            return True
        case _:
            assert_never(subject)


def handed_over(session: Session, role: str) -> tuple[tuple[Participant, ...], tuple[Participant, ...]] | None:
    """Who went and who came at the last hand-over; None where nobody gave way to anybody."""
    before, after = people_of(session.crew.before, role), session.crew.on(role)
    went = tuple(one for one in _without(before, after) if not one.is_forgotten)
    came = _without(after, before)
    return (went, came) if went and came else None


def coming_on(session: Session, role: str, item: int) -> tuple[Participant, ...]:
    """Who is on for the role with that item, and is not yet."""
    return _without(on_duty(session.slots, session.rosters, role, item), session.crew.on(role))


def _without(people: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return tuple(one for one in people if not any(same_person(one, other) for other in others))


def _by_another(
    event: events.VolunteerJoined | events.VolunteerWaited | events.VolunteerLeft, said: Announcement
) -> Iterator[Announcement]:
    """Told to whom it befell, where somebody else did it."""
    if event.person.account and event.by is not None and event.by.account != event.person.account:
        yield said


def _is_on(session: Session, said: Announcement) -> bool:
    """Whether the part has the current item: a change is told as a hand-over then."""
    slot = session.current
    return slot is not None and slot.key in items_of(session.slots, said.part)


def _is_signed(roster: Roster | None, person: Participant, *, waiting: bool) -> bool:
    """Whether the person has a place there; with `waiting`, one in the line is as good."""
    return roster is not None and (roster.holds(person) or (waiting and roster.place_in_line(person) > 0))
