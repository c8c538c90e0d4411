"""What became of an agenda that comes from elsewhere."""

from chatbot.core.agenda import Agenda, Item
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class AgendaOffered(Happened):
    """Another agenda was read at `origin`, or edited there by a chair, and waits to be accepted.

    `by` is who imported it; None stands for a source that changed by itself. `read` are the items as the source has
    them, before anybody edited them here. `remarks` are for people.
    """

    agenda: Agenda
    origin: str
    read: tuple[Item, ...]
    remarks: tuple[str, ...] = ()


@record(kw_only=True)
class OfferDeclined(Happened):
    """What was offered is not wanted, or its source is again as it was."""


@record(kw_only=True)
class AgendaMerged(Happened):
    """What was offered is in force: the items of the session, `order` are their keys.

    The agenda's own items are those of its source; `keys` are theirs, 0 for one that is not on the agenda.
    """

    agenda: Agenda
    order: tuple[int, ...]
    items: tuple[Item, ...]
    keys: tuple[int, ...]


Sourcing = AgendaOffered | OfferDeclined | AgendaMerged
