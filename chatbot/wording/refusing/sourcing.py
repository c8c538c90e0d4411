"""Why an agenda from elsewhere is not taken."""

from typing import assert_never

from chatbot.core.errors import NothingLeft, NothingOffered, SourcingReason
from chatbot.messages import Line
from chatbot.wording.common import words


def sentence(reason: SourcingReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case NothingOffered():
            return words("No other agenda is offered; `import ADDRESS` reads one.")
        case NothingLeft():
            return words("No item would be left on the agenda; `decline` leaves it as it is.")
        case _:
            assert_never(reason)
