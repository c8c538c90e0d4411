"""What is kept for the record, before, during and after the session."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Participant
from chatbot.core.session.state import Session


def decide(session: Session, command: commands.Recording, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    """What is kept when `by` says so."""
    item = session.current.key if session.current else None
    match command:
        case commands.RecordAction(who, text):
            return (events.ActionRecorded(at=now, by=by, item=item, who=who.bare, text=text),)
        case commands.RecordDecision(text):
            return (events.DecisionRecorded(at=now, by=by, item=item, text=text),)
        case commands.RecordNote(text):
            return (events.NoteRecorded(at=now, by=by, item=item, text=text),)
        case _:
            assert_never(command)
