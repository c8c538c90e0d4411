"""Why this person cannot do it."""

from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.errors import (
    AlreadyAChair,
    AlreadySigned,
    NoAccount,
    NotAChair,
    NotSigned,
    PeopleReason,
    PlacesFull,
    PlacesTaken,
    UnknownRole,
    WhichRole,
)
from chatbot.grammar import singular, spoken
from chatbot.messages import Code, Line, join, line
from chatbot.wording.common import View, counted, names, plural, words


def sentence(view: View, reason: PeopleReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case NotAChair():
            return _not_a_chair(view)
        case NoAccount(name):
            return line(f"Rights hang on accounts, and “{name}” is only a name: please mention the person.")
        case AlreadyAChair(name):
            return line(f"{name} may command this session already.")
        case UnknownRole(role, roles):
            return _unknown_role(role, roles)
        case WhichRole(roles):
            named = ", ".join(singular(role) for role in roles)
            return line(f"Several roles could be meant: {named}. Please name one after the command.")
        case PlacesFull(role, people):
            return _full(role, people)
        case AlreadySigned(role):
            undo = Code(spoken(Withdraw(role)))
            return line(f"You are signed up as {singular(role)} already; ", undo, " gives the place back.")
        case NotSigned(role):
            return _not_signed(role)
        case PlacesTaken(role, people):
            held = f"{counted(len(people), singular(role))} signed up: {names(people)}. "
            return line(held, "For fewer places, somebody has to say ", Code(spoken(Withdraw(role))), " first.")
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
    return line(f"All places for {wanted} are taken, by {names(people, ' and ')}. Thank you for offering.")


def _not_signed(role: str) -> Line:
    if role:
        return line(f"You are not signed up as {singular(role)}; ", Code(spoken(Volunteer(role))), " signs you up.")
    return words("You are not signed up for anything; `volunteers` shows the places.")
