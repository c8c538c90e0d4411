"""Why an agenda from elsewhere is not taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NothingOffered:
    """No other agenda waits to be accepted."""


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """No item would be left."""


SourcingReason = NothingOffered | NothingLeft
