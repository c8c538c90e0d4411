"""Why what was given cannot be meant."""

from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import errors
from chatbot.messages import Line, line
from chatbot.wording.common import View


def sentence(view: View, reason: errors.ValueReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case errors.OutOfRange(least, most):
            return line(f"Please give a number from {least} to {most}.")
        case errors.NotThatDay(start, first):
            return _not_that_day(view, start, first)
        case _:
            assert_never(reason)


def _not_that_day(view: View, start: datetime, first: datetime) -> Line:
    """The time is on another day; two o'clock may have meant the one in the afternoon."""
    said = line("Clocks show that next on ", view.time(start), ", long after this session. ")
    afternoon = start - timedelta(hours=12)
    if first <= afternoon <= view.session.planned_end:
        return (*said, *line("Did you mean ", view.time(afternoon), "?"))
    return (*said, *line("Please give a time soon after its start, ", view.time(first), "."))
