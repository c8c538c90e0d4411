"""What happened in polls."""

from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class PollOpened(Happened):
    """The room was asked; `poll` counts the session's polls from 1, `draft` is the one of an adoption call."""

    poll: int
    question: str
    options: tuple[str, ...]
    draft: str = ""
    hidden: bool = False
    closes_at: datetime | None = None


@record(kw_only=True)
class Voted(Happened):
    """The person voted for the option with this index; an earlier vote of theirs is gone."""

    poll: int
    person: Participant
    option: int


@record(kw_only=True)
class VoteWithdrawn(Happened):
    """The person took the vote back."""

    poll: int
    person: Participant


@record(kw_only=True)
class PollClosed(Happened):
    """No more votes are taken."""

    poll: int


Polling = PollOpened | Voted | VoteWithdrawn | PollClosed
