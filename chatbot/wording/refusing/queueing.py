"""Why the speaker queue stays as it is."""

from typing import assert_never

from chatbot.core import errors
from chatbot.core.speakers import SAME_CALL
from chatbot.messages import Line, line
from chatbot.wording.common import View, words
from chatbot.wording.queueing import place


def sentence(view: View, reason: errors.QueueReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case errors.AlreadyQueued(person):
            return line(f"{person.name} is in the queue already: ", *place(view, person), ".")
        case errors.NotQueued(name):
            return _not_queued(name)
        case errors.WhichSpeaker(people):
            listed = ", ".join(f"{position}. {person.name}" for position, person in people)
            return line(f"Several could be meant: {listed}. Please say the number instead of the name.")
        case errors.NotYourEntry(person):
            return line(f"Only who put {person.name} in the queue, and chairs, can take {person.name} out.")
        case errors.NobodyBehind():
            return line("Nobody waits behind you.")
        case errors.QueueIsEmpty():
            return words("Nobody waits in the queue; `q+` puts you in it.")
        case errors.QueueIsClosed():
            return words("The speaker queue is closed; a chair can open it with `q open`.")
        case errors.QueueIsOpen():
            return words("The speaker queue is open; `q close` closes it.")
        case errors.JustCalled():
            return _just_called(reason)
        case _:
            assert_never(reason)


def _not_queued(name: str) -> Line:
    if not name:
        return words("You are not in the queue; `q+` puts you in it.")
    return line(f"“{name}” is not in the queue; ", *words("`q?` shows who is, and `q+ NAME` adds somebody."))


def _just_called(reason: errors.JustCalled) -> Line:
    called = f"{reason.by.name} called {reason.person.name} a moment before you."
    return line(called, *words(f" `ack` calls the next one from {SAME_CALL.seconds} s after that, `ack NAME` at once."))
