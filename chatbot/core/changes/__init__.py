"""What differs between two readings of an agenda, what of it can still be done, and when to speak of it."""

from chatbot.core.changes.batching import Batch, ready, seen
from chatbot.core.changes.comparing import (
    Added,
    Amended,
    Change,
    Dropped,
    EndMoved,
    ItemChange,
    Moved,
    Recast,
    Renamed,
    Retimed,
    SettingsChanged,
    StartMoved,
    changes,
)
from chatbot.core.changes.matching import matched
from chatbot.core.changes.merging import Merge, merge

__all__ = [
    "Added",
    "Amended",
    "Batch",
    "Change",
    "Dropped",
    "EndMoved",
    "ItemChange",
    "Merge",
    "Moved",
    "Recast",
    "Renamed",
    "Retimed",
    "SettingsChanged",
    "StartMoved",
    "changes",
    "matched",
    "merge",
    "ready",
    "seen",
]
