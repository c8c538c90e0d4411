"""The timing rule of claims."""

from dataclasses import dataclass
from datetime import timedelta

from chatbot.ports import Misconfigured


@dataclass(frozen=True, slots=True)
class Timing:
    """The one timing rule: when a claim is found again, no send of its first owner can still be under way.

    `send` is the hard limit of one call, `claim` how old a claim may be when its send begins, `settle` how long a
    lane stays closed; raises Misconfigured when they do not fit together. `closing` is how long before a platform
    allows no more edits a message gets its last one; where it allows them for less than twice as long, none is edited.
    """

    send: timedelta = timedelta(seconds=10)
    claim: timedelta = timedelta(seconds=5)
    settle: timedelta = timedelta(seconds=20)
    closing: timedelta = timedelta(seconds=60)

    def __post_init__(self) -> None:
        if self.settle <= self.send + self.claim:
            raise Misconfigured(
                f"SETTLE_SECONDS ({self.settle.total_seconds():g}) must be more than SEND_SECONDS plus CLAIM_SECONDS "
                f"({(self.send + self.claim).total_seconds():g})."
            )
