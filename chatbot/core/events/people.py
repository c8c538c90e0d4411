"""Who may do what."""

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class ChairAdded(Happened):
    """The person may command this session from now on."""

    person: Participant


People = ChairAdded
