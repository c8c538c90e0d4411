"""Why an agenda from elsewhere is not taken."""

from chatbot.core.agenda import Participant
from chatbot.core.record import record


@record
class NothingOffered:
    """No other agenda waits to be accepted."""


@record
class NothingLeft:
    """No item would be left."""


@record
class OfferUnseen:
    """What is offered was imported or changed by another chair, who alone has seen it."""

    by: Participant


@record
class OfferChanged:
    """What is offered changed a moment ago, or since this was said."""


SourcingReason = NothingOffered | NothingLeft | OfferUnseen | OfferChanged
