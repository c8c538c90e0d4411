"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core.commands import (
    Accept,
    AddChair,
    Command,
    Control,
    Decline,
    EditOffered,
    End,
    Extend,
    Hold,
    Import,
    Need,
    Next,
    OmitOffered,
    People,
    Resume,
    Skip,
    Sourcing,
    Start,
    Timing,
    Volunteer,
    Withdraw,
)


def spoken(command: Command) -> str:
    """The canonical text of a command, which `parse` understands."""
    if isinstance(command, Control):
        return _control(command)
    if isinstance(command, Timing):
        return _timing(command)
    if isinstance(command, People):
        return _people(command)
    if isinstance(command, Sourcing):
        return _sourcing(command)
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


def _sourcing(command: Sourcing) -> str:
    match command:
        case Import(address):
            return f"import {address}"
        case Accept():
            return "accept"
        case Decline():
            return "decline"
        case EditOffered(number, minutes):
            return f"edit {number} minutes {minutes}"
        case OmitOffered(number):
            return f"drop {number}"
        case _:
            assert_never(command)
