"""What is said when something was kept for the record: a reaction is enough."""

from typing import assert_never

from chatbot.core import events
from chatbot.messages import CHECK, Message, paragraph
from chatbot.wording.confirming.reply import Reply
from chatbot.wording.recording import said


def confirm(event: events.Recording) -> Reply:
    """The reply, where there is nothing to react to."""
    return Reply(Message((paragraph(_kind(event), ": ", *said(event)),)), public=False, sign=CHECK)


def _kind(event: events.Recording) -> str:
    match event:
        case events.ActionRecorded():
            return "Kept as an action"
        case events.DecisionRecorded():
            return "Kept as a decision"
        case events.NoteRecorded():
            return "Kept as a note"
        case _:
            assert_never(event)
