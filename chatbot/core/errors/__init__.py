"""What the rules refuse, and why.

Refused                 carries one reason; nothing has changed
├── NotAChair           only chairs may do this
├── NotStarted, NothingIsOn, AlreadyRunning, AlreadyOver, NotHeld, AlreadyHeld
├── StaleNext           the session has moved on since
├── JustAdvanced        somebody else went on a moment ago
├── NoItemLeft          nothing comes after the current item
├── NoItemBehind        nothing is over, or was left for later
├── FixedStart          what would come is fixed for later
├── NothingToUndo, AlreadyMuted, NotMuted
├── NoSuchItem, NoItemFits, SeveralItemsFit, ItemDone, ItemOn, ItemToCome, ItemLeft
├── OnlyItem, SameItem, NotWatched
├── TooShort            the item has no more minutes than that
├── OutOfRange          a number that cannot be meant
├── NotThatDay          a time of day that is hours away from the session
├── NoAccount, AlreadyAChair, StillChairs
├── NothingOffered, NothingLeft, OfferUnseen, OfferChanged
├── UnknownRole, WhichRole, UnknownPart, WhichPart, PlacesFull, AlreadySigned, AlreadyWaiting, NotSigned
├── Presents, Exempt, AlreadyAsked, NotAsked, NotOnRoster
├── AlreadyQueued, NotQueued, WhichSpeaker, NotYourEntry, NobodyBehind
├── QueueIsEmpty, QueueIsClosed, QueueIsOpen
├── JustCalled          another chair called a speaker a moment ago
├── PollIsOpen, NoPollOpen, PollIsClosed, PollIsNewer, BadOptions
├── UnknownOption, AlreadyVoted, NotVoted
├── NoAdoptions, AdoptionsAsked
"""

from chatbot.core.errors.course import (
    AlreadyHeld,
    AlreadyMuted,
    AlreadyOver,
    AlreadyRunning,
    CourseReason,
    FixedStart,
    JustAdvanced,
    NoItemBehind,
    NoItemLeft,
    NotHeld,
    NothingIsOn,
    NothingToUndo,
    NotMuted,
    NotStarted,
    StaleNext,
)
from chatbot.core.errors.items import (
    ItemDone,
    ItemLeft,
    ItemOn,
    ItemReason,
    ItemToCome,
    NoItemFits,
    NoSuchItem,
    NotWatched,
    OnlyItem,
    SameItem,
    SeveralItemsFit,
    TooShort,
)
from chatbot.core.errors.people import (
    AlreadyAChair,
    AlreadyAsked,
    AlreadySigned,
    AlreadyWaiting,
    Exempt,
    NoAccount,
    NotAChair,
    NotAsked,
    NotOnRoster,
    NotSigned,
    PeopleReason,
    PlacesFull,
    Presents,
    StillChairs,
    UnknownPart,
    UnknownRole,
    WhichPart,
    WhichRole,
)
from chatbot.core.errors.polling import (
    AdoptionsAsked,
    AlreadyVoted,
    BadOptions,
    NoAdoptions,
    NoPollOpen,
    NotVoted,
    PollIsClosed,
    PollIsNewer,
    PollIsOpen,
    PollReason,
    UnknownOption,
)
from chatbot.core.errors.queueing import (
    AlreadyQueued,
    JustCalled,
    NobodyBehind,
    NotQueued,
    NotYourEntry,
    QueueIsClosed,
    QueueIsEmpty,
    QueueIsOpen,
    QueueReason,
    WhichSpeaker,
)
from chatbot.core.errors.sourcing import NothingLeft, NothingOffered, OfferChanged, OfferUnseen, SourcingReason
from chatbot.core.errors.values import NotThatDay, OutOfRange, ValueReason

__all__ = [
    "AdoptionsAsked",
    "AlreadyAChair",
    "AlreadyAsked",
    "AlreadyHeld",
    "AlreadyMuted",
    "AlreadyOver",
    "AlreadyQueued",
    "AlreadyRunning",
    "AlreadySigned",
    "AlreadyVoted",
    "AlreadyWaiting",
    "BadOptions",
    "CourseReason",
    "Exempt",
    "FixedStart",
    "ItemDone",
    "ItemLeft",
    "ItemOn",
    "ItemReason",
    "ItemToCome",
    "JustAdvanced",
    "JustCalled",
    "NoAccount",
    "NoAdoptions",
    "NoItemBehind",
    "NoItemFits",
    "NoItemLeft",
    "NoPollOpen",
    "NoSuchItem",
    "NobodyBehind",
    "NotAChair",
    "NotAsked",
    "NotHeld",
    "NotMuted",
    "NotOnRoster",
    "NotQueued",
    "NotSigned",
    "NotStarted",
    "NotThatDay",
    "NotVoted",
    "NotWatched",
    "NotYourEntry",
    "NothingIsOn",
    "NothingLeft",
    "NothingOffered",
    "NothingToUndo",
    "OfferChanged",
    "OfferUnseen",
    "OnlyItem",
    "OutOfRange",
    "PeopleReason",
    "PlacesFull",
    "PollIsClosed",
    "PollIsNewer",
    "PollIsOpen",
    "PollReason",
    "Presents",
    "QueueIsClosed",
    "QueueIsEmpty",
    "QueueIsOpen",
    "QueueReason",
    "Reason",
    "Refused",
    "SameItem",
    "SeveralItemsFit",
    "SourcingReason",
    "StaleNext",
    "StillChairs",
    "TooShort",
    "UnknownOption",
    "UnknownPart",
    "UnknownRole",
    "ValueReason",
    "WhichPart",
    "WhichRole",
    "WhichSpeaker",
]

Reason = CourseReason | ItemReason | PeopleReason | ValueReason | QueueReason | PollReason | SourcingReason


class Refused(Exception):
    """The command is not obeyed; `reason` is for people."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
