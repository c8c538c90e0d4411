"""The request for volunteers, with its buttons."""

from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.session import Phase
from chatbot.core.volunteers import Roster
from chatbot.grammar import spoken
from chatbot.messages import SIGNS, Block, Button, Buttons, Code, Instant, Line, Message, line, paragraph
from chatbot.wording.common import (
    GIVE_BACK,
    TERMINAL,
    View,
    capital,
    counted,
    headline,
    holders,
    names,
    plural,
    role_of,
    words,
)


def request(view: View) -> Message:
    """Who is wanted, who has signed up, and how to; thanks once all places are filled."""
    session = view.session
    free = session.wanted
    if session.phase is Phase.ENDED or not free:
        filled = tuple(paragraph(_filled(view, one)) for one in session.rosters if one.places or one.people)
        back = any(one.people for one in session.rosters) and session.phase is not Phase.ENDED
        return Message((*filled, _offers(view)) if back else filled)
    asked = " ".join(_wanted(view, roster) for roster in free)
    filled = tuple(paragraph(holders(view, one), ".") for one in session.rosters if one.people and not one.free)
    return Message((paragraph(*_occasion(view), asked), *filled, _how(view, free), _offers(view)))


def lasting_request(view: View) -> Message:
    """The request without what changes: it stands where it can be edited no more."""
    free = view.session.wanted
    if view.session.phase is Phase.ENDED or not free:
        return request(view)
    asked = " ".join(f"{_places(view, roster)}." for roster in free)
    who = paragraph(*words("`volunteers` shows who has signed up."))
    return Message((paragraph(*_occasion(view), asked), _how(view, free), who, _offers(view)))


def request_buttons(view: View) -> tuple[Button, ...]:
    """One for each role, full or not: somebody may give a place back by a button that is no longer shown."""
    return tuple(
        Button(sign, *_button(view, roster)) for sign, roster in zip(SIGNS, view.session.rosters, strict=False)
    )


def give_back() -> Button:
    """Gives back whatever place the presser has."""
    return Button("back", GIVE_BACK, spoken(Withdraw()), "")


def _offers(view: View) -> Buttons:
    """The buttons of the roles that have places free, and the way back for who has one."""
    pairs = zip(view.session.rosters, request_buttons(view), strict=False)
    return Buttons(tuple(button for roster, button in pairs if roster in view.session.wanted), give_back())


def _occasion(view: View) -> Line:
    """Before the start people have to know for when they sign up."""
    agenda = view.session.agenda
    if view.session.phase is not Phase.PLANNED:
        return ()
    return line(headline(view.session), ", ", Instant(agenda.start, agenda.timezone, with_date=True), ": ")


def sign_up_words(view: View, roster: Roster) -> str:
    """What people say to sign up for it."""
    return spoken(Volunteer(roster.role, None if roster.part.whole else view.numbered(roster.part)))


def _button(view: View, roster: Roster) -> tuple[str, str, str]:
    part = None if roster.part.whole else view.numbered(roster.part)
    label = f"{capital(role_of(roster))}{view.part(roster.part)}"
    return label, spoken(Volunteer(roster.role, part)), spoken(Withdraw(roster.role, part))


def _places(view: View, roster: Roster) -> str:
    """`2 note takers for items 4-7 wanted`, `1 scribe wanted by item 3`."""
    number = view.session.number(roster.by) if roster.by else 0
    by = f" by item {number}" if number else ""
    return f"{counted(roster.places, role_of(roster))}{view.part(roster.part)} wanted{by}"


def _wanted(view: View, roster: Roster) -> str:
    signed = f"; signed up: {names(roster.people)}" if roster.people else ""
    free = f", {counted(roster.free, 'place')} free" if roster.people else ""
    return f"{_places(view, roster)}{free}{signed}."


def _how(view: View, free: tuple[Roster, ...]) -> Block:
    # It is read by people who have not spoken with the bot yet; no command to sign up is heard without a mention.
    addressed = "" if view.chat == TERMINAL else "mention me and "
    how = "say" if len(free) == 1 else "name the role, for example"
    return paragraph(f"To sign up, {addressed}{how} ", Code(sign_up_words(view, free[0])), ".")


def _filled(view: View, roster: Roster) -> str:
    if not roster.people:
        return f"{capital(plural(role_of(roster)))}{view.part(roster.part)}: none."
    thanks = " Thank you." if view.session.phase is not Phase.ENDED else ""
    return f"{holders(view, roster)}.{thanks}"
