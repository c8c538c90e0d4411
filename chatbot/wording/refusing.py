"""Why a command is not obeyed, and what to do instead."""

from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.errors import (
    AlreadyAChair,
    AlreadyHeld,
    AlreadyOver,
    AlreadyRunning,
    AlreadySigned,
    JustAdvanced,
    NoAccount,
    NoItemLeft,
    NotAChair,
    NotHeld,
    NotSigned,
    NotStarted,
    OutOfRange,
    PlacesFull,
    PlacesTaken,
    Reason,
    StaleNext,
    UnknownRole,
    WhichRole,
)
from chatbot.core.session import Session
from chatbot.core.session.deciding import SAME_BREATH
from chatbot.grammar import singular, spoken
from chatbot.messages import Bold, Code, Line, Message, Paragraph, join, line
from chatbot.wording.board import standing
from chatbot.wording.common import View, counted, names, plural, words


def refusal(session: Session, reason: Reason, chat: str, now: datetime) -> Message:
    """The reason as a sentence."""
    return Message((Paragraph(_sentence(View(session, chat, now), reason)),))


def _sentence(view: View, reason: Reason) -> Line:  # noqa: C901, PLR0912 - one case a reason
    match reason:
        case NotAChair():
            return _not_a_chair(view)
        case NotStarted():
            return (*standing(view), *words(" A chair can begin it with `start`."))
        case AlreadyRunning():
            return (*words("The session has begun. "), *_is_on(view), *words(" `next` goes on."))
        case AlreadyOver():
            return (*standing(view), *line(" Nothing can be changed any more."))
        case NotHeld():
            return words("The clock is not on hold; `hold` stops it.")
        case AlreadyHeld():
            since = view.session.held_at
            return line(
                "The clock is on hold",
                *(line(" since ", view.time(since)) if since else ()),
                *words("; `resume` lets it go on."),
            )
        case StaleNext():
            return line("The session has moved on. ", *_is_on(view), *words(" `next` goes on from there."))
        case JustAdvanced(seconds=seconds, by=by):
            return _just_advanced(view, seconds, by)
        case NoItemLeft():
            return words("This is the last item; `end` closes the session.")
        case OutOfRange(least, most):
            return line(f"Please give a number from {least} to {most}.")
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
        case NoAccount(name):
            return line(f"Rights hang on accounts, and “{name}” is only a name: please mention the person.")
        case AlreadyAChair(name):
            return line(f"{name} may command this session already.")
        case _:
            assert_never(reason)


def _not_a_chair(view: View) -> Line:
    chairs = view.session.agenda.chairs
    if not chairs:
        return line("Only chairs can do this, and the agenda names none.")
    known = any(one.startswith(f"{view.chat}:") for chair in chairs for one in chair.accounts)
    hint = "" if known else " The agenda gives no account of theirs in this chat, so nobody can do it from here yet."
    return line("Only the chairs can do this: ", *view.people(chairs), ".", hint)


def _is_on(view: View) -> Line:
    slot = view.session.current
    return line(Bold(slot.item.title), " is on now.") if slot else ()


def _just_advanced(view: View, seconds: int, by: Participant | None) -> Line:
    wait = max(1, int(SAME_BREATH.total_seconds()) - seconds)
    moved = f"{by.name} moved on {seconds} s ago: " if by else f"The clock moved on {seconds} s ago: "
    return line(moved, *_is_on(view), *words(f" To go on again, say `next` in {wait} s."))


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
