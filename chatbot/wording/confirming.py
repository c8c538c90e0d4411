"""What the doer of a command is told, where no announcement says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Volunteer, Withdraw
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
    SessionPlanned,
    SessionResumed,
    SessionStarted,
    StartCalled,
    TimeCalled,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.session import Phase, Session
from chatbot.core.volunteers import named
from chatbot.grammar import singular, spoken
from chatbot.messages import Block, Bold, Code, Instant, Line, Message, Paragraph, line, paragraph
from chatbot.wording.common import View, capital, counted, headline, holders, notes_links, plural, words


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said after a command, to all or to its doer alone."""

    message: Message
    public: bool


def confirm(session: Session, events: Sequence[Event], chat: str, now: datetime) -> Reply | None:
    """The reply to a command that made these events happen; None when announcements say it all."""
    view = View(session, chat, now)
    replies = (_reply(view, event) for event in events)
    return next((reply for reply in replies if reply), None)


def _reply(view: View, event: Event) -> Reply | None:
    match event:
        case ItemExtended(item=item, minutes=minutes):
            return _public(_extended(view, item, minutes))
        case ItemSkipped(item=item):
            return _public(line("Left for later: ", Bold(view.session.slot(item).item.title), "."))
        case SessionHeld(at=at):
            return _public(_held(view, at))
        case SessionResumed(at=at):
            return _public(_resumed(view, at))
        case PlacesChanged(role=role):
            return _changed(view, role)
        case VolunteerJoined(role=role, person=person):
            return Reply(Message(_joined(view, role, person)), public=False)
        case VolunteerLeft(role=role):
            return _private(_left(role))
        case ChairAdded(person=person):
            return _public(line(person.name, *words(" may now command this session; `help` shows how.")))
        case (
            SessionPlanned()
            | AgendaRevised()
            | StartCalled()
            | SessionStarted()
            | ItemStarted()
            | TimeCalled()
            | SessionEnded()
            | VolunteersAsked()
        ):
            return None
        case _:
            assert_never(event)


def _public(said: Line) -> Reply:
    return Reply(Message((Paragraph(said),)), public=True)


def _private(said: Line) -> Reply:
    return Reply(Message((Paragraph(said),)), public=False)


def _extended(view: View, item: int, minutes: int) -> Line:
    slot = view.session.slot(item)
    more = counted(minutes, "more minute")
    end = view.times(slot).end
    until = line(", until ", view.time(end)) if end and not view.session.held_at else ()
    return line(Bold(slot.item.title), f" has {more}", *until, "; the session ends ", *view.end(), ".")


def _held(view: View, at: datetime) -> Line:
    if view.session.phase is Phase.PLANNED:
        return words("The start is on hold; `resume` lifts it.")
    return line("The clock is on hold from ", view.time(at), *words("; `resume` lets it go on."))


def _resumed(view: View, at: datetime) -> Line:
    session = view.session
    if session.phase is Phase.PLANNED:
        return line("The hold is over; the session starts at ", view.time(session.opens_at), ".")
    slot = session.current
    assert slot is not None
    end = view.times(slot).end
    until = line("; ", Bold(slot.item.title), " has until ", view.time(end)) if end and slot.minutes else ()
    return line("The clock goes on at ", view.time(at), *until, "; the session ends ", *view.end(), ".")


def _changed(view: View, role: str) -> Reply | None:
    """A request goes out where places are free, and says it all."""
    roster = named(view.session.rosters, role)
    if roster.free:
        return None
    if not roster.places:
        return _private(line(f"No {plural(singular(role))} are wanted any more."))
    return _private(line(f"{capital(counted(roster.places, 'place'))}, all taken. {holders(roster)}."))


def _joined(view: View, role: str, person: Participant) -> tuple[Block, ...]:
    agenda = view.session.agenda
    signed = f"Thank you, {person.name}. You are signed up as {singular(role)} for {headline(view.session)}, "
    thanks = paragraph(signed, Instant(agenda.start, agenda.timezone, with_date=True), ".")
    undo = paragraph("To give the place back, say ", Code(spoken(Withdraw(role))), ".")
    pads = notes_links(view.session) if "note" in role.casefold() else ()
    return (thanks, *(Paragraph(link) for link in pads), undo)


def _left(role: str) -> Line:
    gone = f"You are no longer signed up as {singular(role)}; the place is free for others."
    return line(gone, " To sign up again, say ", Code(spoken(Volunteer(role))), ".")
