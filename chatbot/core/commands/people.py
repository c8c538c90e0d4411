"""What is said about who may do what."""

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record
class AddChair:
    """Let the person command this session."""

    person: Participant


People = AddChair
