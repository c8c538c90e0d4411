"""What chairs say about how long items take; `number` is an item's place on the board."""

from datetime import time

from chatbot.core.record import record


@record
class Extend:
    """Give the current item more minutes."""

    minutes: int


@record
class Shorten:
    """Take minutes from the current item."""

    minutes: int


@record
class SetMinutes:
    """Let the item have this many minutes in all."""

    minutes: int
    number: int


@record
class Fix:
    """Let the item begin at this local time and no earlier; None lets it begin when its turn comes."""

    number: int
    clock: time | None


Timing = Extend | Shorten | SetMinutes | Fix
