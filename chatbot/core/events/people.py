"""Who may do what."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairAdded(Happened):
    """The person may command this session from now on."""

    person: Participant


People = ChairAdded
