"""What is said about who may do what."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class AddChair:
    """Let the person command this session."""

    person: Participant


People = AddChair
