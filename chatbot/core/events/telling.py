"""Who was told what, and who wants to be."""

from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class PresentersAlerted(Happened):
    """Who presents the item, and who is next, was told that it begins at `start`, so many minutes `ahead`."""

    item: int
    ahead: int
    start: datetime


@record(kw_only=True)
class UnreachedListed(Happened):
    """The chairs were told which presenters cannot be told anything."""


@record(kw_only=True)
class WatchStarted(Happened):
    """The person wants to be told about the item, which was to begin at `start` then (None: when it does)."""

    item: int
    person: Participant
    start: datetime | None = None


@record(kw_only=True)
class WatchStopped(Happened):
    """The person wants to be told no more about the item."""

    item: int
    person: Participant


@record(kw_only=True)
class WatchersReminded(Happened):
    """Who wants to know was told that the item begins at `start`."""

    item: int
    start: datetime


Telling = PresentersAlerted | UnreachedListed | WatchStarted | WatchStopped | WatchersReminded
