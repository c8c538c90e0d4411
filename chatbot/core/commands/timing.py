"""What chairs say about how long items take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the current item more minutes."""

    minutes: int


Timing = Extend
