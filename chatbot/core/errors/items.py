"""That item cannot be meant, or not for this."""

from chatbot.core.record import record


@record
class NoSuchItem:
    """The board has `items` items, and none of this number."""

    number: int
    items: int


@record
class NoItemFits:
    """No item fits the words."""

    what: str


@record
class SeveralItemsFit:
    """Several items fit the words."""

    what: str
    items: tuple[int, ...]


@record
class ItemDone:
    """The item is over: what happened stays."""

    item: int


@record
class ItemOn:
    """The item is on now."""

    item: int


@record
class ItemToCome:
    """The item is still to come."""

    item: int


@record
class ItemLeft:
    """The item is left for later already."""

    item: int


@record
class OnlyItem:
    """The item is the only one left on the agenda."""

    item: int


@record
class TooShort:
    """The item has no more than that."""

    item: int
    minutes: int


@record
class SameItem:
    """Both numbers mean one item."""

    item: int


@record
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
