"""What was kept for the record, with the item that was on, if any."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecorded(Happened):
    """Somebody is to do something."""

    item: int | None
    who: Participant
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded(Happened):
    """Something was decided."""

    item: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecorded(Happened):
    """Something is to be remembered."""

    item: int | None
    text: str


Recording = ActionRecorded | DecisionRecorded | NoteRecorded
