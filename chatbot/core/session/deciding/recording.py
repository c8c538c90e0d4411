"""What is kept for the record, before, during and after the session."""

from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import RecordAction, RecordDecision, Recording, RecordNote
from chatbot.core.events import ActionRecorded, DecisionRecorded, Event, NoteRecorded
from chatbot.core.session.state import Session


def decide(session: Session, command: Recording, by: Participant, now: datetime) -> tuple[Event, ...]:
    """What is kept when `by` says so."""
    item = session.current.key if session.current else None
    match command:
        case RecordAction(who, text):
            return (ActionRecorded(at=now, by=by, item=item, who=who.bare, text=text),)
        case RecordDecision(text):
            return (DecisionRecorded(at=now, by=by, item=item, text=text),)
        case RecordNote(text):
            return (NoteRecorded(at=now, by=by, item=item, text=text),)
        case _:
            assert_never(command)
