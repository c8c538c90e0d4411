"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core.commands import (
    AddChair,
    Command,
    End,
    Extend,
    Hold,
    Need,
    Next,
    Resume,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)


def spoken(command: Command) -> str:  # noqa: C901 - one case a command
    """The canonical text of a command, which `parse` understands."""
    match command:
        case Start():
            return "start"
        case Next():
            return "next"
        case Extend(minutes):
            return f"extend {minutes}"
        case Skip():
            return "skip"
        case Hold():
            return "hold"
        case Resume():
            return "resume"
        case End():
            return "end"
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
