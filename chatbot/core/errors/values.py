"""What was given cannot be meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that must lie between `least` and `most`."""

    least: int
    most: int


ValueReason = OutOfRange
