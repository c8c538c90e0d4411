"""What was kept for the record, with the item that was on, if any."""

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class ActionRecorded(Happened):
    """Somebody is to do something."""

    item: int | None
    who: Participant
    text: str


@record(kw_only=True)
class DecisionRecorded(Happened):
    """Something was decided."""

    item: int | None
    text: str


@record(kw_only=True)
class NoteRecorded(Happened):
    """Something is to be remembered."""

    item: int | None
    text: str


Recording = ActionRecorded | DecisionRecorded | NoteRecorded
