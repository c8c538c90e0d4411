"""Who was told what, and who wants to be."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentersAlerted(Happened):
    """Who presents the item, and who is next, was told that it begins at `start`, so many minutes `ahead`."""

    item: int
    ahead: int
    start: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedListed(Happened):
    """The chairs were told which presenters cannot be told anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchStarted(Happened):
    """The person wants to be told about the item, which was to begin at `start` then (None: when it does)."""

    item: int
    person: Participant
    start: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchStopped(Happened):
    """The person wants to be told no more about the item."""

    item: int
    person: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchersReminded(Happened):
    """Who wants to know was told that the item begins at `start`."""

    item: int
    start: datetime


Telling = PresentersAlerted | UnreachedListed | WatchStarted | WatchStopped | WatchersReminded
