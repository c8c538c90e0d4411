"""What is said when somebody wants to be told, or no more."""

from typing import assert_never

from chatbot.core import events
from chatbot.messages import Bold, Line, line
from chatbot.wording.common import View, words
from chatbot.wording.confirming.reply import Reply, private


def confirm(view: View, event: events.Telling) -> Reply | None:
    """The reply to what happened; None where nobody asked for it."""
    match event:
        case events.WatchStarted(item=item):
            return private(_watched(view, item))
        case events.WatchStopped(item=item):
            slot = view.session.find(item)
            return private(line("I tell you no more about ", Bold(slot.item.title) if slot else "that item", "."))
        case events.PresentersAlerted() | events.UnreachedListed() | events.WatchersReminded():
            return None
        case _:
            assert_never(event)


def _watched(view: View, item: int) -> Line:
    slot = view.session.slot(item)
    times = view.times(slot)
    now_at = line(", as things stand at ", view.time(times.start)) if times.start and not slot.started_at else ()
    promise = line("I tell you when ", Bold(slot.item.title), " is 5 minutes away, starts or moves", *now_at)
    return (*promise, *words("; `unping` ends that."))
