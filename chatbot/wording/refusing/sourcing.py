"""Why an agenda from elsewhere is not taken."""

from typing import assert_never

from chatbot.core import errors
from chatbot.messages import Line, line
from chatbot.wording.common import words


def sentence(reason: errors.SourcingReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case errors.NothingOffered():
            return words("No other agenda is offered; `import ADDRESS` reads one.")
        case errors.NothingLeft():
            return words("No item would be left on the agenda; `decline` leaves it as it is.")
        case errors.OfferUnseen(by):
            said = f"Only {by.name} has seen what is offered, having imported or changed it last: {by.name} says "
            return (*line(said), *words("`accept`, or `import ADDRESS` shows it to you first."))
        case errors.OfferChanged():
            return words("What is offered has changed meanwhile: please look at the new message, then say `accept`.")
        case _:
            assert_never(reason)
