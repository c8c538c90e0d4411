"""How the agenda was changed."""

from chatbot.core.agenda import Item, Person
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class ItemsSwapped(Happened):
    """Two items changed places."""

    item: int
    other: int


@record(kw_only=True)
class ItemMoved(Happened):
    """The item was put behind another one; `after` is 0 for the first place."""

    item: int
    after: int


@record(kw_only=True)
class ItemAdded(Happened):
    """A new item, with a key of its own, was put behind another one; `after` is 0 for the first place."""

    item: int
    what: Item
    after: int


@record(kw_only=True)
class ItemDropped(Happened):
    """The item was taken off the agenda."""

    item: int


@record(kw_only=True)
class ItemRestored(Happened):
    """The item that was passed over is to come again."""

    item: int


@record(kw_only=True)
class ItemRenamed(Happened):
    """The item got another title."""

    item: int
    title: str


@record(kw_only=True)
class PresenterSet(Happened):
    """The item is presented by this person."""

    item: int
    person: Person


Arranging = ItemsSwapped | ItemMoved | ItemAdded | ItemDropped | ItemRestored | ItemRenamed | PresenterSet
