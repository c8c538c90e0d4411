"""Who helps with what."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import events, volunteers
from chatbot.core.agenda import Participant, same_person
from chatbot.core.session.state import Session
from chatbot.core.volunteers import Crew, Duty, Question, people_of, with_duty


def evolve(session: Session, event: events.Volunteering) -> Session:  # noqa: C901, PLR0912 - one case an event
    """The state after somebody took or left a part, or was asked to."""
    rosters, crew = session.rosters, session.crew
    match event:
        case events.VolunteersAsked():
            return _asked(session, event)
        case events.PlacesChanged():
            return _resized(session, event)
        case events.PlacesLowered(role=role, places=places, part=part):
            return replace(session, rosters=volunteers.lowered(rosters, role, part, places))
        case events.PlaceSplit(role=role):
            return replace(session, rosters=volunteers.split(rosters, role))
        case events.VolunteerJoined(role=role, person=person, part=part):
            joined = volunteers.joined(rosters, role, part, person)
            return replace(session, rosters=joined, crew=_told(_answered(crew, person)))
        case events.VolunteerPromoted(role=role, person=person, part=part):
            promoted = _told(replace(crew, moved_up=crew.moved_up + 1))
            return replace(session, rosters=volunteers.joined(rosters, role, part, person), crew=promoted)
        case events.VolunteerWaited(role=role, person=person, part=part):
            waited = volunteers.waited(rosters, role, part, person)
            return replace(session, rosters=waited, crew=_told(_answered(crew, person)))
        case events.VolunteerLeft(role=role, person=person, part=part):
            return replace(session, rosters=volunteers.left(rosters, role, part, person), crew=_told(crew))
        case events.PersonAsked(role=role, person=person, part=part, by=by):
            question = Question(person, role, part, by, crew.told + 1)
            return replace(session, crew=_told(replace(crew, questions=(*crew.questions, question))))
        case events.AskDeclined(person=person):
            return replace(session, crew=_told(_answered(crew, person)))
        case events.ExemptionMade(person=person):
            exempt = tuple(dict.fromkeys((*crew.exempt, person.account)))
            return replace(session, crew=replace(_answered(crew, person), exempt=exempt))
        case events.ExemptionEnded(person=person):
            left = tuple(one for one in crew.exempt if one != person.account)
            return replace(session, crew=replace(crew, exempt=left))
        case events.CandidatesListed():
            return replace(session, crew=replace(crew, listed=True))
        case events.HandedOver(role=role, people=people):
            return replace(session, crew=_told(_handed_over(crew, role, people)))
        case events.NextReminded(role=role, item=item):
            return replace(session, crew=_told(replace(crew, reminded=(*crew.reminded, (role, item)))))
        case _:
            assert_never(event)


def _asked(session: Session, event: events.VolunteersAsked) -> Session:
    if event.item is not None:
        crew = replace(session.crew, called=(*session.crew.called, event.item))
        return _requested(replace(session, crew=crew), event.at)
    return _requested(replace(session, asked=event.round), event.at)


def _resized(session: Session, event: events.PlacesChanged) -> Session:
    rosters = volunteers.resized(session.rosters, event.role, event.part, event.places, event.needed_by)
    resized = replace(session, rosters=rosters)
    return _requested(resized, event.at) if volunteers.named(rosters, event.role, event.part).free else resized


def _requested(session: Session, at: datetime) -> Session:
    return replace(session, requests=session.requests + 1, requested_at=at)


def _answered(crew: Crew, person: Participant) -> Crew:
    return replace(crew, questions=tuple(one for one in crew.questions if not same_person(one.person, person)))


def _told(crew: Crew) -> Crew:
    return replace(crew, told=crew.told + 1)


def _handed_over(crew: Crew, role: str, people: tuple[Participant, ...]) -> Crew:
    before = people_of(crew.served, role)
    new = tuple(one for one in people if not any(same_person(one, other) for other in before))
    return replace(
        crew,
        before=with_duty(crew.before, Duty(role, crew.on(role))),
        duties=with_duty(crew.duties, Duty(role, people, crew.told + 1)),
        served=with_duty(crew.served, Duty(role, (*before, *new))),
    )
