"""What is to be kept with the item and the time."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class RecordAction:
    """Somebody is to do something."""

    who: Participant
    text: str


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """Something was decided."""

    text: str


@dataclass(frozen=True, slots=True)
class RecordNote:
    """Something is to be remembered."""

    text: str


Recording = RecordAction | RecordDecision | RecordNote
