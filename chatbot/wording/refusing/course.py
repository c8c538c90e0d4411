"""Why the session is not moved on, held or closed."""

from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.errors import (
    AlreadyHeld,
    AlreadyOver,
    AlreadyRunning,
    CourseReason,
    JustAdvanced,
    NoItemLeft,
    NotHeld,
    NotStarted,
    StaleNext,
)
from chatbot.core.session.deciding.guards import SAME_BREATH
from chatbot.messages import Bold, Line, line
from chatbot.wording.board import standing
from chatbot.wording.common import View, words


def sentence(view: View, reason: CourseReason) -> Line:
    """Why not, and what to do instead."""
    match reason:
        case NotStarted():
            return (*standing(view), *words(" A chair can begin it with `start`."))
        case AlreadyRunning():
            return (*words("The session has begun. "), *is_on(view), *words(" `next` goes on."))
        case AlreadyOver():
            return (*standing(view), *line(" Nothing can be changed any more."))
        case NotHeld():
            return words("The clock is not on hold; `hold` stops it.")
        case AlreadyHeld():
            since = view.session.held_at
            return line(
                "The clock is on hold",
                *(line(" since ", view.time(since)) if since else ()),
                *words("; `resume` lets it go on."),
            )
        case StaleNext():
            return line("The session has moved on. ", *is_on(view), *words(" `next` goes on from there."))
        case JustAdvanced(seconds=seconds, by=by):
            return _just_advanced(view, seconds, by)
        case NoItemLeft():
            return words("This is the last item; `end` closes the session.")
        case _:
            assert_never(reason)


def _just_advanced(view: View, seconds: int, by: Participant | None) -> Line:
    wait = max(1, int(SAME_BREATH.total_seconds()) - seconds)
    moved = f"{by.name} moved on {seconds} s ago: " if by else f"The clock moved on {seconds} s ago: "
    return line(moved, *is_on(view), *words(f" To go on again, say `next` in {wait} s."))


def is_on(view: View) -> Line:
    """Which item is on."""
    slot = view.session.current
    return line(Bold(slot.item.title), " is on now.") if slot else ()
