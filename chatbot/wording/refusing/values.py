"""Why what was given cannot be meant."""

from typing import assert_never

from chatbot.core.errors import (
    OutOfRange,
    ValueReason,
)
from chatbot.messages import Line, line


def sentence(reason: ValueReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case OutOfRange(least, most):
            return line(f"Please give a number from {least} to {most}.")
        case _:
            assert_never(reason)
