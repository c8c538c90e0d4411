"""What the rules refuse, and why.

Refused                 carries one reason; nothing has changed
├── NotAChair           only chairs may do this
├── NotStarted, AlreadyRunning, AlreadyOver, NotHeld, AlreadyHeld
├── StaleNext           the session has moved on since
├── JustAdvanced        somebody else went on a moment ago
├── NoItemLeft          nothing comes after the current item
├── OutOfRange          a number that cannot be meant
├── NoAccount, AlreadyAChair
├── NothingOffered, NothingLeft
├── UnknownRole, WhichRole, PlacesFull, AlreadySigned, NotSigned, PlacesTaken
"""

from chatbot.core.errors.course import (
    AlreadyHeld,
    AlreadyOver,
    AlreadyRunning,
    CourseReason,
    JustAdvanced,
    NoItemLeft,
    NotHeld,
    NotStarted,
    StaleNext,
)
from chatbot.core.errors.people import (
    AlreadyAChair,
    AlreadySigned,
    NoAccount,
    NotAChair,
    NotSigned,
    PeopleReason,
    PlacesFull,
    PlacesTaken,
    UnknownRole,
    WhichRole,
)
from chatbot.core.errors.sourcing import NothingLeft, NothingOffered, SourcingReason
from chatbot.core.errors.values import OutOfRange, ValueReason

__all__ = [
    "AlreadyAChair",
    "AlreadyHeld",
    "AlreadyOver",
    "AlreadyRunning",
    "AlreadySigned",
    "CourseReason",
    "JustAdvanced",
    "NoAccount",
    "NoItemLeft",
    "NotAChair",
    "NotHeld",
    "NotSigned",
    "NotStarted",
    "NothingLeft",
    "NothingOffered",
    "OutOfRange",
    "PeopleReason",
    "PlacesFull",
    "PlacesTaken",
    "Reason",
    "Refused",
    "SourcingReason",
    "StaleNext",
    "UnknownRole",
    "ValueReason",
    "WhichRole",
]

Reason = CourseReason | PeopleReason | ValueReason | SourcingReason


class Refused(Exception):
    """The command is not obeyed; `reason` is for people."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
