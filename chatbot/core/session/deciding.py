"""What a command makes happen, or why it is refused."""

from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import volunteers
from chatbot.core.agenda import Agenda, Participant
from chatbot.core.commands import (
    AddChair,
    Advance,
    AskVolunteers,
    CallStart,
    CallTime,
    Command,
    End,
    Extend,
    Hold,
    Need,
    Next,
    Prompt,
    Resume,
    Revise,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)
from chatbot.core.errors import (
    AlreadyAChair,
    AlreadyHeld,
    AlreadyOver,
    AlreadyRunning,
    JustAdvanced,
    NoAccount,
    NoItemLeft,
    NotAChair,
    NotHeld,
    NotStarted,
    OutOfRange,
    PlacesTaken,
    Refused,
    StaleNext,
)
from chatbot.core.events import (
    AgendaRevised,
    ChairAdded,
    Event,
    ItemExtended,
    ItemSkipped,
    ItemStarted,
    PlacesChanged,
    SessionEnded,
    SessionHeld,
    SessionResumed,
    SessionStarted,
    StartCalled,
    TimeCalled,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot

SAME_BREATH = timedelta(seconds=20)
"""Two people who say `next` within this time mean the same step."""
LONGEST = 24 * 60
"""More minutes than this cannot be meant for one item."""
MOST_PLACES = 100
"""More places than this cannot be meant for one role."""


def decide(  # noqa: C901, PLR0912 - one case a command
    session: Session, command: Command | Prompt, by: Participant | None, now: datetime
) -> tuple[Event, ...]:
    """What happens when `by` (None: the clock) says this now; raises Refused, and then nothing does."""
    _may(session, command, by)
    by = by.bare if by else None
    match command:
        case Start():
            return _start(session, by, now)
        case Next(seen):
            return _next(session, seen, by, now)
        case Advance(item):
            return _next(session, item, by, now)
        case Extend(minutes):
            return _extend(session, minutes, by, now)
        case Skip():
            return _skip(session, by, now)
        case Hold():
            return _hold(session, by, now)
        case Resume():
            return _resume(session, by, now)
        case End():
            _running(session)
            return (SessionEnded(at=now, by=by),)
        case Need(role, places):
            return _need(session, role, places, by, now)
        case Volunteer(role):
            return _volunteer(session, role, _someone(by), now)
        case Withdraw(role):
            return _withdraw(session, role, _someone(by), now)
        case AddChair(person):
            return _add_chair(session, person, by, now)
        case Revise(agenda):
            return _revise(session, agenda, now)
        case CallStart():
            return (StartCalled(at=now),)
        case CallTime(item):
            return (TimeCalled(at=now, item=item),)
        case AskVolunteers(number):
            return (VolunteersAsked(at=now, round=number),)
        case _:
            assert_never(command)


def _someone(by: Participant | None) -> Participant:
    assert by is not None, "the clock does not volunteer"
    return by


def _revise(session: Session, agenda: Agenda, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    return (AgendaRevised(at=now, agenda=agenda),) if agenda != session.agenda else ()


def _may(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    if by is None or isinstance(command, Volunteer | Withdraw) or session.is_chair(by):
        return
    if not (isinstance(command, AddChair) and by.admin):
        raise Refused(NotAChair())


def _open(session: Session) -> None:
    if session.phase is Phase.ENDED:
        raise Refused(AlreadyOver())


def _running(session: Session) -> Slot:
    _open(session)
    slot = session.current
    if slot is None:
        raise Refused(NotStarted())
    return slot


def _start(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if session.phase is Phase.RUNNING:
        raise Refused(AlreadyRunning())
    return SessionStarted(at=now, by=by), ItemStarted(at=now, by=by, item=session.slots[0].key)


def _next(session: Session, seen: int | None, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    slot = _running(session)
    if seen is not None and seen != slot.key:
        raise Refused(StaleNext(slot.key))
    assert slot.started_at is not None
    age = now - slot.started_at
    if seen is None and age < SAME_BREATH and not _same(slot.started_by, by):
        raise Refused(JustAdvanced(slot.key, age // timedelta(seconds=1), slot.started_by))
    return (ItemStarted(at=now, by=by, item=_following(session).key),)


def _same(one: Participant | None, other: Participant | None) -> bool:
    return one is other or (one is not None and other is not None and one.account == other.account)


def _following(session: Session) -> Slot:
    if session.next is None:
        raise Refused(NoItemLeft())
    return session.next


def _extend(session: Session, minutes: int, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    slot = _running(session)
    if not 1 <= minutes <= LONGEST:
        raise Refused(OutOfRange(1, LONGEST))
    return (ItemExtended(at=now, by=by, item=slot.key, minutes=minutes),)


def _skip(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    slot = _running(session)
    following = _following(session)
    return ItemSkipped(at=now, by=by, item=slot.key), ItemStarted(at=now, by=by, item=following.key)


def _hold(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if session.held_at:
        raise Refused(AlreadyHeld())
    return (SessionHeld(at=now, by=by),)


def _resume(session: Session, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if not session.held_at:
        raise Refused(NotHeld())
    return (SessionResumed(at=now, by=by),)


def _need(session: Session, role: str, places: int, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if not 0 <= places <= MOST_PLACES:
        raise Refused(OutOfRange(0, MOST_PLACES))
    same = [r for r in session.rosters if volunteers.normal(r.role) == volunteers.normal(role)]
    if same and len(same[0].people) > places:
        raise Refused(PlacesTaken(same[0].role, same[0].people))
    return (PlacesChanged(at=now, by=by, role=same[0].role if same else role, places=places),)


def _volunteer(session: Session, role: str | None, person: Participant, now: datetime) -> tuple[Event, ...]:
    _open(session)
    roster = volunteers.to_join(session.rosters, role, person)
    return (VolunteerJoined(at=now, by=person, role=roster.role, person=person),)


def _withdraw(session: Session, role: str | None, person: Participant, now: datetime) -> tuple[Event, ...]:
    _open(session)
    roster = volunteers.to_leave(session.rosters, role, person)
    return (VolunteerLeft(at=now, by=person, role=roster.role, person=person),)


def _add_chair(session: Session, person: Participant, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    _open(session)
    if not person.account:
        raise Refused(NoAccount(person.name))
    if session.is_chair(person):
        raise Refused(AlreadyAChair(person.name))
    return (ChairAdded(at=now, by=by, person=person.bare),)
