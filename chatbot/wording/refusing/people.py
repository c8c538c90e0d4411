"""Why this person cannot do it."""

from typing import assert_never

from chatbot.core import errors
from chatbot.core.agenda import Part, Participant
from chatbot.core.commands import SignUp, Volunteer, Withdraw
from chatbot.grammar import singular, spoken
from chatbot.messages import Code, Line, join, line
from chatbot.wording.common import View, headline, names, plural, words


def sentence(view: View, reason: errors.PeopleReason) -> Line:  # noqa: C901, PLR0912 - one case a reason
    """Why not, and what to do instead."""
    match reason:
        case errors.NotAChair():
            return _not_a_chair(view)
        case errors.NoAccount(name):
            return line(f"I know no account of “{name}”: please mention the person.")
        case errors.StillChairs():
            chair = f"You chair {headline(view.session)}, which is not over, and could not command it any more."
            return line(chair, *words(" Please say `forget me` again when it is."))
        case errors.AlreadyAChair(name):
            return line(f"{name} may command this session already.")
        case errors.UnknownRole(role, roles):
            return _unknown_role(role, roles)
        case errors.WhichRole(roles):
            named = ", ".join(singular(role) for role in roles)
            return line(f"Several roles could be meant: {named}. Please name one after the command.")
        case errors.PlacesFull(role, people):
            return _full(role, people)
        case errors.AlreadySigned():
            return _signed(view, reason)
        case errors.AlreadyWaiting(role, part, position):
            undo = Code(spoken(Withdraw(role, _part(view, part))))
            waits = f"You wait for a place as {singular(role)}{view.part(part)} already, as number {position}; "
            return line(waits, undo, " ends that.")
        case errors.UnknownPart(role, parts) | errors.WhichPart(role, parts):
            return _which_part(view, role, parts, holds=isinstance(reason, errors.WhichPart))
        case errors.Presents():
            return _presents(view, reason)
        case errors.Exempt(name):
            return line(f"{name} wants never to be asked, so please ask somebody else.")
        case errors.AlreadyAsked(name):
            return line(f"I have asked {name} already, and wait for the answer.")
        case errors.NotAsked():
            return words("I have not asked you anything that yes or no would answer; `help` shows what can be said.")
        case errors.NotOnRoster(name):
            return line(f"Nobody called {name} is signed up; ", *words("`volunteers` shows who is."))
        case errors.NotSigned(role):
            return _not_signed(role)
        case _:
            assert_never(reason)


def _not_a_chair(view: View) -> Line:
    chairs = view.session.agenda.chairs
    if not chairs:
        return line("Only chairs can do this, and the agenda names none.")
    known = any(one.startswith(f"{view.chat}:") for chair in chairs for one in chair.accounts)
    hint = "" if known else " The agenda gives no account of theirs in this chat, so nobody can do it from here yet."
    return line("Only the chairs can do this: ", *view.people(chairs), ".", hint)


def _unknown_role(role: str, roles: tuple[str, ...]) -> Line:
    if not roles:
        return line("No volunteers are wanted in this session.")
    offered = join(((Code(spoken(Volunteer(one))),) for one in roles), " or ")
    return line(f"No “{role}” is wanted. You can say ", *offered, ".")


def _full(role: str, people: tuple[Participant, ...]) -> Line:
    wanted = plural(singular(role))
    if not people:
        return line(f"No {wanted} are wanted at the moment. Thank you for offering.")
    more = words(f" `need {len(people) + 1} {wanted}` asks for one more.")
    return line(f"All places for {wanted} are taken, by {names(people, ' and ')}.", *more)


def _part(view: View, part: Part) -> Part | None:
    """The part as it is said, which is not needed where it is the whole session."""
    return None if part.whole else view.numbered(part)


def _signed(view: View, reason: errors.AlreadySigned) -> Line:
    what = f"{singular(reason.role)}{view.part(reason.part)}"
    if reason.name:
        return line(f"{reason.name} is signed up as {what} already.")
    undo = Code(spoken(Withdraw(reason.role, _part(view, reason.part))))
    return line(f"You are signed up as {what} already; ", undo, " gives the place back.")


def _which_part(view: View, role: str, parts: tuple[Part, ...], *, holds: bool) -> Line:
    ask: type[Volunteer | Withdraw] = Withdraw if holds else Volunteer
    ways = join(((Code(spoken(ask(role, view.numbered(part)))),) for part in parts), " or ")
    why = "You are signed up for several parts" if holds else f"No {singular(role)} is wanted for that part alone"
    return line(f"{why}; you can say ", *ways, ".")


def _presents(view: View, reason: errors.Presents) -> Line:
    listed = " and ".join(view.item_number(view.session.slot(item)) for item in reason.items)
    who = f"{reason.name} presents" if reason.name else "You present"
    if reason.instead is not None and not reason.name:
        way = Code(spoken(Volunteer(reason.role, view.numbered(reason.instead))))
        return line(f"{who} {listed} then. Would another part do? ", way, " signs you up.")
    signed = Code(spoken(SignUp(Participant("", reason.name or "NAME"), reason.role)))
    return line(f"{who} {listed} then. If it has to be, a chair can say ", signed, ".")


def _not_signed(role: str) -> Line:
    if role:
        return line(f"You are not signed up as {singular(role)}; ", Code(spoken(Volunteer(role))), " signs you up.")
    return words("You are not signed up for anything; `volunteers` shows the places.")
