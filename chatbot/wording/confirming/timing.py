"""What is said when an item's time changed."""

from typing import assert_never

from chatbot.core.events import (
    ItemExtended,
    TimeCalled,
    Timing,
)
from chatbot.messages import Bold, Line, line
from chatbot.wording.common import View, counted
from chatbot.wording.confirming.reply import Reply, public


def confirm(view: View, event: Timing) -> Reply | None:
    """The reply to what happened; None where an announcement says it."""
    match event:
        case ItemExtended(item=item, minutes=minutes):
            return public(_extended(view, item, minutes))
        case TimeCalled():
            return None
        case _:
            assert_never(event)


def _extended(view: View, item: int, minutes: int) -> Line:
    slot = view.session.slot(item)
    more = counted(minutes, "more minute")
    end = view.times(slot).end
    until = line(", until ", view.time(end)) if end and not view.session.held_at else ()
    return line(Bold(slot.item.title), f" has {more}", *until, "; the session ends ", *view.end(), ".")
