"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core.agenda import Attendance, Part, Participant
from chatbot.core.commands import (
    Accept,
    Add,
    Agree,
    Arranging,
    AskAgain,
    AskPerson,
    Back,
    CallSpeaker,
    ClosePoll,
    CloseQueue,
    Command,
    Control,
    Decline,
    Disagree,
    Drop,
    EditOffered,
    End,
    Extend,
    Fix,
    ForgetMe,
    GiveLastWord,
    Hold,
    Import,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    Move,
    MoveFirst,
    Mute,
    Need,
    NeverAsk,
    Next,
    OfferAdoption,
    OmitOffered,
    OpenPoll,
    OpenQueue,
    People,
    Personal,
    Ping,
    Polling,
    Queueing,
    RecordAction,
    RecordDecision,
    Recording,
    RecordNote,
    Release,
    Rename,
    Resume,
    SetMinutes,
    SetPresenter,
    Shorten,
    SignUp,
    Skip,
    Sourcing,
    Start,
    StartOver,
    Swap,
    Timing,
    Undo,
    Unmute,
    Unping,
    Unvote,
    Volunteer,
    Volunteering,
    Vote,
    Withdraw,
    YieldTurn,
)
from chatbot.core.speakers import Kind
from chatbot.grammar.roles import part_spoken

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
    if isinstance(command, Arranging):
        return _arranging(command)
    if isinstance(command, People):
        return f"chair add @{command.person.name}"
    if isinstance(command, Volunteering):
        return _volunteering(command)
    if isinstance(command, Personal | Recording):
        return _aside(command)
    if isinstance(command, Sourcing):
        return _sourcing(command)
    if isinstance(command, Queueing):
        return _queueing(command)
    if isinstance(command, Polling):
        return _polling(command)
    assert_never(command)


def _control(command: Control) -> str:  # noqa: C901 - one case a command
    match command:
        case Start():
            return "start"
        case Next():
            return "next"
        case Skip(number):
            return _numbered("skip", number)
        case Back(number):
            return _numbered("back", number)
        case Hold():
            return "hold"
        case Resume():
            return "resume"
        case End():
            return "end"
        case StartOver():
            return "start over"
        case Mute():
            return "mute"
        case Unmute():
            return "unmute"
        case Undo():
            return "undo"
        case _:
            assert_never(command)


def _timing(command: Timing) -> str:
    match command:
        case Extend(minutes):
            return f"extend {minutes}"
        case Shorten(minutes):
            return f"shorten {minutes}"
        case SetMinutes(minutes, number):
            return f"minutes {minutes} of item {number}"
        case Fix(number, clock):
            return f"fixed {number} {clock:%H:%M}" if clock else f"fixed {number} off"
        case _:
            assert_never(command)


def _volunteering(command: Volunteering) -> str:  # noqa: C901 - one case a command
    match command:
        case Need(role, places, part, by):
            needed = f" by item {by}" if by is not None else ""
            return f"need {places}{_role(role, part)}{needed}"
        case Volunteer(role, part):
            return f"volunteer{_role(role, part)}"
        case Withdraw(role, part):
            return f"withdraw{_role(role, part)}"
        case SignUp(person, role, part):
            return f"sign up {_called(person)} as{_role(role or 'volunteer', part)}"
        case Release(person, role, part):
            return f"release {_called(person)}{' as' if role else ''}{_role(role, part)}"
        case AskPerson(person, role, part):
            return f"ask {_called(person)}{' as' if role else ''}{_role(role, part)}"
        case Agree():
            return "yes"
        case Disagree():
            return "no"
        case NeverAsk():
            return "never ask me"
        case AskAgain():
            return "ask me again"
        case ForgetMe():
            return "forget me"
        case _:
            assert_never(command)


def _role(role: str | None, part: Part | None) -> str:
    return (f" {role}" if role else "") + part_spoken(part)


def _arranging(command: Arranging) -> str:
    match command:
        case Swap(number, other):
            return f"swap {number} {other}"
        case Move(number, other, before):
            return f"move {number} {'before' if before else 'after'} {other}"
        case Add(title, minutes, by, after):
            behind = f" after {after}" if after is not None else ""
            return f'add "{title}" {minutes}{f" by {_called(by)}" if by else ""}{behind}'
        case Drop(number):
            return f"drop {number}"
        case Rename(number, title):
            return f'rename {number} "{title}"'
        case SetPresenter(number, person, attendance):
            how = "" if attendance is Attendance.EXPECTED else f" {attendance}"
            return f"presenter {number} is {_called(person)}{how}"
        case _:
            assert_never(command)


def _aside(command: Personal | Recording) -> str:
    match command:
        case Ping(what):
            return f"ping me for {what}"
        case Unping(what):
            return f"unping {what}" if what else "unping"
        case RecordAction(who, text):
            return f"action {_called(who)} to {text}"
        case RecordDecision(text):
            return f"decision {text}"
        case RecordNote(text):
            return f"note {text}"
        case _:
            assert_never(command)


def _called(person: Participant) -> str:
    return f"@{person.name}" if person.account else person.name


def _numbered(word: str, number: int | None) -> str:
    return word if number is None else f"{word} {number}"


def _sourcing(command: Sourcing) -> str:
    match command:
        case Import(address):
            return f"import {address}".rstrip()
        case Accept():
            return "accept"
        case Decline():
            return "decline"
        case EditOffered(number, minutes):
            return f"edit {number} minutes {minutes}"
        case OmitOffered(number):
            return f"omit {number}"
        case _:
            assert_never(command)


def _queueing(command: Queueing) -> str:
    match command:
        case JoinQueue(kind, about, person):
            return " ".join(part for part in (_JOINING[kind], _called_or_nobody(person), about) if part)
        case LeaveQueue(person):
            return f"q- {_called_or_nobody(person)}".strip()
        case YieldTurn():
            return "q- later"
        case CallSpeaker(person):
            return f"ack {_called_or_nobody(person)}".strip()
        case MoveFirst(person):
            return f"q first {_called_or_nobody(person)}"
        case GiveLastWord(person):
            return f"last word {_called_or_nobody(person)}"
        case CloseQueue():
            return "q close"
        case OpenQueue():
            return "q open"
        case LimitSpeakers(minutes):
            return f"q limit {minutes}"
        case _:
            assert_never(command)


def _called_or_nobody(person: Participant | None) -> str:
    return _called(person) if person else ""


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
