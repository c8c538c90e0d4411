"""The request for volunteers, with its buttons."""

from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.session import Phase, Session
from chatbot.core.volunteers import Roster, wanted
from chatbot.grammar import spoken
from chatbot.messages import SIGNS, Block, Button, Buttons, Code, Instant, Line, Message, line, paragraph
from chatbot.wording.common import View, capital, counted, headline, holders, names, plural, role_of, words


def request(view: View) -> Message:
    """Who is wanted, who has signed up, and how to; thanks once all places are filled."""
    session = view.session
    free = wanted(session.rosters)
    if session.phase is Phase.ENDED or not free:
        return Message(tuple(paragraph(_filled(session, one)) for one in session.rosters if one.places or one.people))
    asked = " ".join(_wanted(roster) for roster in free)
    filled = tuple(paragraph(holders(one), ".") for one in session.rosters if one.people and not one.free)
    return Message((paragraph(*_occasion(view), asked), *filled, _how(free), _offers(session)))


def lasting_request(view: View) -> Message:
    """The request without what changes: it stands where it can be edited no more."""
    free = wanted(view.session.rosters)
    if view.session.phase is Phase.ENDED or not free:
        return request(view)
    asked = " ".join(f"{counted(roster.places, role_of(roster))} wanted." for roster in free)
    who = paragraph(*words("`volunteers` shows who has signed up."))
    return Message((paragraph(*_occasion(view), asked), _how(free), who, _offers(view.session)))


def request_buttons(session: Session) -> tuple[Button, ...]:
    """One for each role, full or not: somebody may give a place back by a button that is no longer shown."""
    return tuple(
        Button(sign, capital(role_of(roster)), spoken(Volunteer(roster.role)), spoken(Withdraw(roster.role)))
        for sign, roster in zip(SIGNS, session.rosters, strict=False)
    )


def _offers(session: Session) -> Buttons:
    """The buttons of the roles that have places free."""
    pairs = zip(session.rosters, request_buttons(session), strict=False)
    return Buttons(tuple(button for roster, button in pairs if roster.free))


def _occasion(view: View) -> Line:
    """Before the start people have to know for when they sign up."""
    agenda = view.session.agenda
    if view.session.phase is not Phase.PLANNED:
        return ()
    return line(headline(view.session), ", ", Instant(agenda.start, agenda.timezone, with_date=True), ": ")


def _wanted(roster: Roster) -> str:
    signed = f"; signed up: {names(roster.people)}" if roster.people else ""
    free = f", {counted(roster.free, 'place')} free" if roster.people else ""
    return f"{counted(roster.places, role_of(roster))} wanted{free}{signed}."


def _how(free: tuple[Roster, ...]) -> Block:
    how = "To sign up, say " if len(free) == 1 else "To sign up, name the role, for example "
    return paragraph(how, Code(spoken(Volunteer(free[0].role))), ".")


def _filled(session: Session, roster: Roster) -> str:
    if not roster.people:
        return f"{capital(plural(role_of(roster)))}: none."
    return f"{holders(roster)}. Thank you." if session.phase is not Phase.ENDED else f"{holders(roster)}."
