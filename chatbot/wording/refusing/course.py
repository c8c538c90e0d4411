"""Why the session is not moved on, held or closed."""

from datetime import datetime
from typing import assert_never

from chatbot.core import errors
from chatbot.core.agenda import Participant
from chatbot.core.events import SessionEnded
from chatbot.core.session import Phase
from chatbot.core.session.deciding.guards import SAME_BREATH, may_go_on
from chatbot.core.timeline import SlotState
from chatbot.messages import Bold, Line, line
from chatbot.wording.board import standing
from chatbot.wording.common import View, duration, words


def sentence(view: View, reason: errors.CourseReason) -> Line:  # noqa: C901, PLR0912 - one case a reason
    """Why not, and what to do instead."""
    match reason:
        case errors.NotStarted():
            return (*standing(view), *words(" A chair can begin it with `start`."))
        case errors.NothingIsOn():
            return (*standing(view), *words(" `minutes N of item M` changes an item before it is on."))
        case errors.AlreadyRunning():
            return (*words("The session has begun. "), *is_on(view), *words(" `next` goes on."))
        case errors.AlreadyOver():
            return (*standing(view), *_what_is_over(view))
        case errors.NotHeld():
            return words("The clock is not on hold; `hold` stops it.")
        case errors.AlreadyHeld():
            since = view.session.held_at
            return line(
                "The clock is on hold",
                *(line(" since ", view.time(since)) if since else ()),
                *words("; `resume` lets it go on."),
            )
        case errors.StaleNext():
            return line("The session has moved on. ", *is_on(view), *words(" `next` goes on from there."))
        case errors.JustAdvanced(by=by):
            return _just_advanced(view, by)
        case errors.NoItemLeft():
            return _no_item_left(view)
        case errors.NoItemBehind():
            return words("No item is over yet, and none was left for later; `back N` takes up one of these again.")
        case errors.NothingToUndo():
            return words("There is no change left to take back; `undo` takes back time and agenda, five changes deep.")
        case errors.AlreadyMuted():
            return words("I am muted already; `unmute` lets announcements go on.")
        case errors.NotMuted():
            return words("I am not muted; `mute` stops announcements.")
        case errors.FixedStart(item=item, start=start):
            return _fixed(view, item, start)
        case _:
            assert_never(reason)


def _what_is_over(view: View) -> Line:
    changes, ended_at = view.session.changes, view.session.ended_at
    if changes and isinstance(changes[-1].event, SessionEnded) and ended_at and may_go_on(ended_at, view.now):
        return words(" Nothing can be changed before a chair takes that back with `undo`.")
    return line(" Nothing can be changed any more.")


def _no_item_left(view: View) -> Line:
    left = [slot for slot in view.session.slots if slot.state is SlotState.SKIPPED]
    back = words(f" `back {view.session.number(left[0].key)}` takes up what was left for later.") if left else ()
    if view.session.phase is Phase.PLANNED:
        return (*line("No item is to come."), *back)
    return (*words("This is the last item; `end` closes the session."), *back)


def _fixed(view: View, item: int, start: datetime) -> Line:
    slot = view.session.slot(item)
    number = view.session.number(item)
    free = duration(start - view.now)
    said = line("Next is ", Bold(slot.item.title), ", fixed for ", view.time(start), f": {free} are free until then. ")
    return (*said, *words(f"`fixed {number} off` lets it begin now, `move A before {number}` puts another item first."))


def _just_advanced(view: View, by: Participant | None) -> Line:
    # No seconds from now: the words may wait before they are sent.
    moved = f"{by.name if by else 'The clock'} moved on a moment before you: "
    again = f" `next` goes on again from {SAME_BREATH.seconds} s after that."
    return line(moved, *is_on(view), *words(again))


def is_on(view: View) -> Line:
    """Which item is on."""
    slot = view.session.current
    return line(Bold(slot.item.title), " is on now.") if slot else ()
