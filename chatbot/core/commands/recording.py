"""What is to be kept with the item and the time."""

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record
class RecordAction:
    """Somebody is to do something."""

    who: Participant
    text: str


@record
class RecordDecision:
    """Something was decided."""

    text: str


@record
class RecordNote:
    """Something is to be remembered."""

    text: str


Recording = RecordAction | RecordDecision | RecordNote
