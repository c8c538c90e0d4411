"""What became of the items' time."""

from dataclasses import dataclass

from chatbot.core.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExtended(Happened):
    """The item got more minutes."""

    item: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCalled(Happened):
    """The item's time was up, and the chair was told."""

    item: int


Timing = ItemExtended | TimeCalled
