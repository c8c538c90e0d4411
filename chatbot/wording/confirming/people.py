"""What is said when somebody took or left a part."""

from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.events import (
    ChairAdded,
    People,
    PlacesChanged,
    VolunteerJoined,
    VolunteerLeft,
    VolunteersAsked,
)
from chatbot.core.volunteers import named
from chatbot.grammar import singular, spoken
from chatbot.messages import Block, Code, Instant, Line, Message, Paragraph, line, paragraph
from chatbot.wording.common import View, capital, counted, headline, holders, notes_links, plural, words
from chatbot.wording.confirming.reply import Reply, private, public


def confirm(view: View, event: People) -> Reply | None:
    """The reply to what happened; None where an announcement says it."""
    match event:
        case PlacesChanged(role=role):
            return _changed(view, role)
        case VolunteerJoined(role=role, person=person):
            return Reply(Message(_joined(view, role, person)), public=False)
        case VolunteerLeft(role=role):
            return private(_left(role))
        case ChairAdded(person=person):
            return public(line(person.name, *words(" may now command this session; `help` shows how.")))
        case VolunteersAsked():
            return None
        case _:
            assert_never(event)


def _changed(view: View, role: str) -> Reply | None:
    """A request goes out where places are free, and says it all."""
    roster = named(view.session.rosters, role)
    if roster.free:
        return None
    if not roster.places:
        return private(line(f"No {plural(singular(role))} are wanted any more."))
    return private(line(f"{capital(counted(roster.places, 'place'))}, all taken. {holders(roster)}."))


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
