"""That item cannot be meant, or not for this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoSuchItem:
    """The board has `items` items, and none of this number."""

    number: int
    items: int


@dataclass(frozen=True, slots=True)
class NoItemFits:
    """No item fits the words."""

    what: str


@dataclass(frozen=True, slots=True)
class SeveralItemsFit:
    """Several items fit the words."""

    what: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemDone:
    """The item is over: what happened stays."""

    item: int


@dataclass(frozen=True, slots=True)
class ItemOn:
    """The item is on now."""

    item: int


@dataclass(frozen=True, slots=True)
class ItemToCome:
    """The item is still to come."""

    item: int


@dataclass(frozen=True, slots=True)
class ItemLeft:
    """The item is left for later already."""

    item: int


@dataclass(frozen=True, slots=True)
class OnlyItem:
    """The item is the only one left on the agenda."""

    item: int


@dataclass(frozen=True, slots=True)
class TooShort:
    """The item has no more than that."""

    item: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SameItem:
    """Both numbers mean one item."""

    item: int


@dataclass(frozen=True, slots=True)
class NotWatched:
    """This person has not asked to be told about the item (or any, where none was named)."""

    what: str


ItemReason = (
    NoSuchItem
    | NoItemFits
    | SeveralItemsFit
    | ItemDone
    | ItemOn
    | ItemToCome
    | ItemLeft
    | OnlyItem
    | TooShort
    | SameItem
    | NotWatched
)
