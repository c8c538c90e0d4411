"""Who helps with what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events, polls, volunteers
from chatbot.core.agenda import Part, Participant, folded, same_person
from chatbot.core.errors import NotAsked, NotOnRoster, OutOfRange, Refused, StillChairs
from chatbot.core.session.deciding.guards import at_number, open_item, someone, unended
from chatbot.core.session.deciding.joining import ask, join, sign_up, take_asked
from chatbot.core.session.evolving import evolve_all
from chatbot.core.session.finding import known_as, person_named
from chatbot.core.session.state import Phase, Session
from chatbot.core.volunteers import Question

MOST_PLACES = 100
"""More places than this cannot be meant for one role."""


def decide(  # noqa: C901, PLR0912 - one case a command
    session: Session, command: commands.Volunteering, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` says who helps with what."""
    if not isinstance(command, commands.NeverAsk | commands.AskAgain | commands.ForgetMe):
        unended(session)
    match command:
        case commands.Need():
            return _need(session, command, by, now)
        case commands.Volunteer(role, part):
            return join(session, role, _keyed(session, part), someone(by), now)
        case commands.Withdraw(role, part):
            return _leave(session, role, _keyed(session, part), someone(by), by, now)
        case commands.SignUp(person, role, part):
            return sign_up(session, role, _keyed(session, part), person.bare, someone(by), now)
        case commands.Release(person, role, part):
            return _leave(session, role, _keyed(session, part), _on_roster(session, person), by, now)
        case commands.AskPerson(person, role, part, exempt):
            return ask(session, role, _keyed(session, part), person.bare, someone(by), now, exempt=exempt)
        case commands.Agree():
            return take_asked(session, someone(by), now)
        case commands.Disagree():
            return _decline(session, someone(by), now)
        case commands.NeverAsk():
            return (events.ExemptionMade(at=now, by=by, person=someone(by)),)
        case commands.AskAgain():
            return (events.ExemptionEnded(at=now, by=by, person=someone(by)),)
        case commands.ForgetMe():
            return tuple(_gone(session, someone(by), now)) if session.phase is not Phase.ENDED else ()
        case _:
            assert_never(command)


def moved_up(session: Session, happened: Sequence[events.Event], now: datetime) -> tuple[events.Event, ...]:
    """Who gets a place that came free by these events: first come, first served."""
    if not any(isinstance(event, events.Volunteering | events.Planning | events.Sourcing) for event in happened):
        return ()
    rosters = evolve_all(session, happened).rosters
    return tuple(
        events.VolunteerPromoted(at=now, role=roster.role, part=roster.part, person=person)
        for roster, person in volunteers.promotions(rosters)
    )


def _need(session: Session, command: commands.Need, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    if not 0 <= command.places <= MOST_PLACES:
        raise Refused(OutOfRange(0, MOST_PLACES))
    part = _keyed(session, command.part) or command.part
    needed_by = open_item(session, command.by).key if command.by is not None else None
    wanted = command.role or volunteers.only_role(session.rosters)
    same = [one for one in session.rosters if volunteers.normal(one.role) == volunteers.normal(wanted)]
    if not same and not command.places:
        volunteers.of_role(session.rosters, wanted)  # what nobody asked for cannot be cancelled
    role = same[0].role if same else wanted
    held = next((len(one.people) for one in same if one.part == part), 0)
    if held > command.places:
        return (events.PlacesLowered(at=now, by=by, role=role, part=part, places=command.places),)
    return (events.PlacesChanged(at=now, by=by, role=role, part=part, places=command.places, needed_by=needed_by),)


def _leave(
    session: Session, role: str | None, part: Part | None, person: Participant, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    person = known_as(session, person)
    roster = volunteers.to_leave(session.rosters, role, part, person)
    return (events.VolunteerLeft(at=now, by=by, role=roster.role, part=roster.part, person=person),)


def _on_roster(session: Session, person: Participant) -> Participant:
    """Whom chairs mean: by account, else the one of that name who has a place or waits."""
    found = person_named(session, person.bare)
    for one in volunteers.listed(session.rosters):
        if same_person(one, found) or (not person.account and folded(one.name) == folded(found.name)):
            return one
    raise Refused(NotOnRoster(person.name))


def _decline(session: Session, person: Participant, now: datetime) -> tuple[events.Event, ...]:
    question = session.crew.question(person)
    if question is None:
        raise Refused(NotAsked())
    return (_declined(question, person, now),)


def _declined(question: Question, person: Participant, now: datetime) -> events.Event:
    return events.AskDeclined(
        at=now, by=person, role=question.role, part=question.part, person=person, asked_by=question.by
    )


def _gone(session: Session, person: Participant, now: datetime) -> Iterator[events.Event]:
    if session.is_chair(person.bare):
        # Without the account that the agenda names nobody could command the session.
        raise Refused(StillChairs())
    known = known_as(session, person)
    for roster in volunteers.holding(session.rosters, known):
        yield events.VolunteerLeft(at=now, by=person, role=roster.role, part=roster.part, person=known)
    for watch in session.watches:
        if any(one.account == person.account for one in watch.people):
            yield events.WatchStopped(at=now, by=person, item=watch.item, person=person)
    yield from _silent(session, person.bare, now)
    question = session.crew.question(person)
    if question:
        yield _declined(question, person, now)
    if person.account in session.crew.exempt:
        yield events.ExemptionEnded(at=now, by=person, person=person)


def _silent(session: Session, person: Participant, now: datetime) -> Iterator[events.Event]:
    """The person neither speaks nor votes; whose vote stayed without a name could vote again."""
    queue, poll = session.queue, polls.current(session.polls)
    if queue.entry(person):
        yield events.SpeakerLeft(at=now, by=person, person=person)
    if queue.floor and same_person(queue.floor.person, person):
        yield events.SpeakerDone(at=now, by=person, person=person)
    if poll and poll.vote_of(person) is not None:
        yield events.VoteWithdrawn(at=now, by=person, poll=poll.number, person=person)


def _keyed(session: Session, part: Part | None) -> Part | None:
    """The part with the items' keys in place of their places on the board; raises Refused."""
    if part is None or not part.items:
        return part
    return replace(part, items=tuple(at_number(session, number).key for number in part.items))
