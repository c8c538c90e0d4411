"""Command to text: what a button says on a person's behalf."""

from typing import assert_never

from chatbot.core import commands
from chatbot.core.agenda import Attendance, Part, Participant
from chatbot.core.speakers import Kind
from chatbot.grammar.roles import part_spoken

_JOINING = {
    Kind.TOPIC: "q+",
    Kind.REPLY: "qq+",
    Kind.QUESTION: "q+ clarifying question",
    Kind.ORDER: "q+ point of order",
}


def spoken(command: commands.Command) -> str:
    """The canonical text of a command, which `parse` understands."""
    if isinstance(command, commands.Control):
        return _control(command)
    if isinstance(command, commands.Timing):
        return _timing(command)
    if isinstance(command, commands.Arranging):
        return _arranging(command)
    if isinstance(command, commands.People):
        return f"chair add @{command.person.name}"
    if isinstance(command, commands.Volunteering):
        return _volunteering(command)
    if isinstance(command, commands.Personal | commands.Recording):
        return _aside(command)
    if isinstance(command, commands.Sourcing):
        return _sourcing(command)
    if isinstance(command, commands.Queueing):
        return _queueing(command)
    if isinstance(command, commands.Polling):
        return _polling(command)
    assert_never(command)


def _control(command: commands.Control) -> str:  # noqa: C901 - one case a command
    match command:
        case commands.Start():
            return "start"
        case commands.Next():
            return "next"
        case commands.Skip(number):
            return _numbered("skip", number)
        case commands.Back(number):
            return _numbered("back", number)
        case commands.Hold():
            return "hold"
        case commands.Resume():
            return "resume"
        case commands.End():
            return "end"
        case commands.StartOver():
            return "start over"
        case commands.Mute():
            return "mute"
        case commands.Unmute():
            return "unmute"
        case commands.Undo():
            return "undo"
        case _:
            assert_never(command)


def _timing(command: commands.Timing) -> str:
    match command:
        case commands.Extend(minutes):
            return f"extend {minutes}"
        case commands.Shorten(minutes):
            return f"shorten {minutes}"
        case commands.SetMinutes(minutes, number):
            return f"minutes {minutes} of item {number}"
        case commands.Fix(number, clock):
            return f"fixed {number} {clock:%H:%M}" if clock else f"fixed {number} off"
        case _:
            assert_never(command)


def _volunteering(command: commands.Volunteering) -> str:  # noqa: C901 - one case a command
    match command:
        case commands.Need(role, places, part, by):
            needed = f" by item {by}" if by is not None else ""
            return f"need {places}{_role(role, part)}{needed}"
        case commands.Volunteer(role, part):
            return f"volunteer{_role(role, part)}"
        case commands.Withdraw(role, part):
            return f"withdraw{_role(role, part)}"
        case commands.SignUp(person, role, part):
            return f"sign up {_called(person)} as{_role(role or 'volunteer', part)}"
        case commands.Release(person, role, part):
            return f"release {_called(person)}{' as' if role else ''}{_role(role, part)}"
        case commands.AskPerson(person, role, part):
            return f"ask {_called(person)}{' as' if role else ''}{_role(role, part)}"
        case commands.Agree():
            return "yes"
        case commands.Disagree():
            return "no"
        case commands.NeverAsk():
            return "never ask me"
        case commands.AskAgain():
            return "ask me again"
        case commands.ForgetMe():
            return "forget me"
        case _:
            assert_never(command)


def _role(role: str | None, part: Part | None) -> str:
    return (f" {role}" if role else "") + part_spoken(part)


def _arranging(command: commands.Arranging) -> str:
    match command:
        case commands.Swap(number, other):
            return f"swap {number} {other}"
        case commands.Move(number, other, before):
            return f"move {number} {'before' if before else 'after'} {other}"
        case commands.Add(title, minutes, by, after):
            behind = f" after {after}" if after is not None else ""
            return f'add "{title}" {minutes}{f" by {_called(by)}" if by else ""}{behind}'
        case commands.Drop(number):
            return f"drop {number}"
        case commands.Rename(number, title):
            return f'rename {number} "{title}"'
        case commands.SetPresenter(number, person, attendance):
            how = "" if attendance is Attendance.EXPECTED else f" {attendance}"
            return f"presenter {number} is {_called(person)}{how}"
        case _:
            assert_never(command)


def _aside(command: commands.Personal | commands.Recording) -> str:
    match command:
        case commands.Ping(what):
            return f"ping me for {what}"
        case commands.Unping(what):
            return f"unping {what}" if what else "unping"
        case commands.RecordAction(who, text):
            return f"action {_called(who)} to {text}"
        case commands.RecordDecision(text):
            return f"decision {text}"
        case commands.RecordNote(text):
            return f"note {text}"
        case _:
            assert_never(command)


def _called(person: Participant) -> str:
    return f"@{person.name}" if person.account else person.name


def _numbered(word: str, number: int | None) -> str:
    return word if number is None else f"{word} {number}"


def _sourcing(command: commands.Sourcing) -> str:
    match command:
        case commands.Import(address):
            return f"import {address}".rstrip()
        case commands.Accept():
            return "accept"
        case commands.Decline():
            return "decline"
        case commands.EditOffered(number, minutes):
            return f"edit {number} minutes {minutes}"
        case commands.OmitOffered(number):
            return f"omit {number}"
        case _:
            assert_never(command)


def _queueing(command: commands.Queueing) -> str:
    match command:
        case commands.JoinQueue(kind, about, person):
            return " ".join(part for part in (_JOINING[kind], _called_or_nobody(person), about) if part)
        case commands.LeaveQueue(person):
            return f"q- {_called_or_nobody(person)}".strip()
        case commands.YieldTurn():
            return "q- later"
        case commands.CallSpeaker(person):
            return f"ack {_called_or_nobody(person)}".strip()
        case commands.MoveFirst(person):
            return f"q first {_called_or_nobody(person)}"
        case commands.GiveLastWord(person):
            return f"last word {_called_or_nobody(person)}"
        case commands.CloseQueue():
            return "q close"
        case commands.OpenQueue():
            return "q open"
        case commands.LimitSpeakers(minutes):
            return f"q limit {minutes}"
        case _:
            assert_never(command)


def _called_or_nobody(person: Participant | None) -> str:
    return _called(person) if person else ""


def _polling(command: commands.Polling) -> str:
    match command:
        case commands.OpenPoll(question, options):
            parts = (f'poll "{question}"', ", ".join(options), _terms(command))
            return " ".join(part for part in parts if part)
        case commands.OfferAdoption():
            return f"adoption calls {_terms(command)}".strip()
        case commands.ClosePoll():
            return "close poll"
        case commands.Vote(choice, poll):
            return f"vote {choice}{_in_poll(poll)}"
        case commands.Unvote(choice, poll):
            return f"unvote {choice}{_in_poll(poll)}".strip()
        case _:
            assert_never(command)


def _terms(asked: commands.OpenPoll | commands.OfferAdoption) -> str:
    """How long a poll is open, and whether its counts are hidden."""
    return " ".join(
        part for part in ("hidden" if asked.hidden else "", f"for {asked.minutes} min" if asked.minutes else "") if part
    )


def _in_poll(number: int | None) -> str:
    return f" in poll {number}" if number else ""
