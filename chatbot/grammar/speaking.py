"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import (
    AddChair,
    CallSpeaker,
    ClosePoll,
    CloseQueue,
    Command,
    Control,
    End,
    Extend,
    GiveLastWord,
    Hold,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    Need,
    Next,
    OfferAdoption,
    OpenPoll,
    OpenQueue,
    People,
    Polling,
    Queueing,
    Resume,
    Skip,
    Start,
    Timing,
    Unvote,
    Volunteer,
    Vote,
    Withdraw,
    YieldTurn,
)
from chatbot.core.speakers import Kind

_JOINING = {
    Kind.TOPIC: "q+",
    Kind.REPLY: "qq+",
    Kind.QUESTION: "q+ clarifying question",
    Kind.ORDER: "q+ point of order",
}


def spoken(command: Command) -> str:
    """The canonical text of a command, which `parse` understands."""
    if isinstance(command, Control):
        return _control(command)
    if isinstance(command, Timing):
        return _timing(command)
    if isinstance(command, People):
        return _people(command)
    if isinstance(command, Queueing):
        return _queueing(command)
    if isinstance(command, Polling):
        return _polling(command)
    assert_never(command)


def _control(command: Control) -> str:
    match command:
        case Start():
            return "start"
        case Next():
            return "next"
        case Skip():
            return "skip"
        case Hold():
            return "hold"
        case Resume():
            return "resume"
        case End():
            return "end"
        case _:
            assert_never(command)


def _timing(command: Timing) -> str:
    match command:
        case Extend(minutes):
            return f"extend {minutes}"
        case _:
            assert_never(command)


def _people(command: People) -> str:
    match command:
        case Need(role, places):
            return f"need {places} {role}"
        case Volunteer(role):
            return f"volunteer {role}" if role else "volunteer"
        case Withdraw(role):
            return f"withdraw {role}" if role else "withdraw"
        case AddChair(person):
            return f"chair add @{person.name}"
        case _:
            assert_never(command)


def _queueing(command: Queueing) -> str:
    match command:
        case JoinQueue(kind, about, person):
            return " ".join(part for part in (_JOINING[kind], _name(person), about) if part)
        case LeaveQueue(person):
            return f"q- {_name(person)}".strip()
        case YieldTurn():
            return "q- later"
        case CallSpeaker(person):
            return f"ack {_name(person)}".strip()
        case MoveFirst(person):
            return f"q first {_name(person)}"
        case GiveLastWord(person):
            return f"last word {_name(person)}"
        case CloseQueue():
            return "q close"
        case OpenQueue():
            return "q open"
        case LimitSpeakers(minutes):
            return f"q limit {minutes}"
        case _:
            assert_never(command)


def _name(person: Participant | None) -> str:
    return person.name if person else ""


def _polling(command: Polling) -> str:
    match command:
        case OpenPoll(question, options):
            parts = (f'poll "{question}"', ", ".join(options), _terms(command))
            return " ".join(part for part in parts if part)
        case OfferAdoption():
            return f"adoption calls {_terms(command)}".strip()
        case ClosePoll():
            return "close poll"
        case Vote(choice, poll):
            return f"vote {choice}{_in_poll(poll)}"
        case Unvote(choice, poll):
            return f"unvote {choice}{_in_poll(poll)}".strip()
        case _:
            assert_never(command)


def _terms(asked: OpenPoll | OfferAdoption) -> str:
    """How long a poll is open, and whether its counts are hidden."""
    return " ".join(
        part for part in ("hidden" if asked.hidden else "", f"for {asked.minutes} min" if asked.minutes else "") if part
    )


def _in_poll(number: int | None) -> str:
    return f" in poll {number}" if number else ""
