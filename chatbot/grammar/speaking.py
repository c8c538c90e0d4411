"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core.agenda import Attendance, Participant
from chatbot.core.commands import (
    Add,
    AddChair,
    Arranging,
    Back,
    Command,
    Control,
    Drop,
    End,
    Extend,
    Fix,
    Hold,
    Move,
    Mute,
    Need,
    Next,
    People,
    Personal,
    Ping,
    RecordAction,
    RecordDecision,
    Recording,
    RecordNote,
    Rename,
    Resume,
    SetMinutes,
    SetPresenter,
    Shorten,
    Skip,
    Start,
    StartOver,
    Swap,
    Timing,
    Undo,
    Unmute,
    Unping,
    Volunteer,
    Withdraw,
)


def spoken(command: Command) -> str:
    """The canonical text of a command, which `parse` understands."""
    if isinstance(command, Control):
        return _control(command)
    if isinstance(command, Timing):
        return _timing(command)
    if isinstance(command, Arranging):
        return _arranging(command)
    if isinstance(command, People):
        return _people(command)
    if isinstance(command, Personal | Recording):
        return _aside(command)
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
