"""What became of the items' time."""

from datetime import datetime

from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class ItemExtended(Happened):
    """The item got more minutes."""

    item: int
    minutes: int


@record(kw_only=True)
class ItemShortened(Happened):
    """The item lost minutes."""

    item: int
    minutes: int


@record(kw_only=True)
class ItemResized(Happened):
    """The item has this many minutes in all."""

    item: int
    minutes: int


@record(kw_only=True)
class ItemFixed(Happened):
    """The item begins at this instant and no earlier; None: when its turn comes."""

    item: int
    start: datetime | None


@record(kw_only=True)
class TimeCalled(Happened):
    """The item's time was up, and the chair was told."""

    item: int


@record(kw_only=True)
class Warned(Happened):
    """The chairs were told how the item's time goes."""

    item: int


Timing = ItemExtended | ItemShortened | ItemResized | ItemFixed | TimeCalled | Warned
