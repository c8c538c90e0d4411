"""Why an agenda from elsewhere is not taken."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class NothingOffered:
    """No other agenda waits to be accepted."""


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """No item would be left."""


@dataclass(frozen=True, slots=True)
class OfferUnseen:
    """What is offered was imported or changed by another chair, who alone has seen it."""

    by: Participant


@dataclass(frozen=True, slots=True)
class OfferChanged:
    """What is offered changed a moment ago, or since this was said."""


SourcingReason = NothingOffered | NothingLeft | OfferUnseen | OfferChanged
