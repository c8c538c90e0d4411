"""What is said when the session was moved on or held."""

from datetime import datetime
from typing import assert_never

from chatbot.core import events
from chatbot.core.session import Phase
from chatbot.messages import Bold, Line, line
from chatbot.wording.board import standing
from chatbot.wording.common import View, words
from chatbot.wording.confirming.reply import Reply, public


def confirm(view: View, event: events.Course) -> Reply | None:
    """The reply to what happened; None where an announcement says it."""
    match event:
        case events.ItemSkipped(item=item):
            current = view.session.current
            # The item that begins in its place is announced, with the end of the session.
            began = current is not None and current.started_at == event.at
            ends = line(".") if began else view.ends()
            return public(line("Left for later: ", Bold(view.session.slot(item).item.title), *ends))
        case events.SessionHeld(at=at):
            return public(_held(view, at))
        case events.SessionResumed(at=at):
            return public(_resumed(view, at))
        case events.StartedOver():
            return public(_started_over(view))
        case events.SessionMuted():
            return public(words("I announce nothing more, and answer commands still; `unmute` ends that."))
        case events.SessionUnmuted():
            return public(words("I announce again."))
        case (
            events.StartCalled()
            | events.SessionStarted()
            | events.ItemStarted()
            | events.ItemPutBack()
            | events.SessionEnded()
            | events.Undone()
        ):
            return None
        case _:
            assert_never(event)


def _started_over(view: View) -> Line:
    back = words("The start is taken back: nothing has begun. `start` begins the session.")
    return back if view.session.held_at else (*back, *line(" "), *standing(view))


def _held(view: View, at: datetime) -> Line:
    if view.session.phase is Phase.PLANNED:
        return words("The start is on hold; `resume` lifts it.")
    return line("The clock is on hold from ", view.time(at), *words("; `resume` lets it go on."))


def _resumed(view: View, at: datetime) -> Line:
    session = view.session
    if session.phase is Phase.PLANNED:
        return line("The hold is over; the session starts at ", view.time(session.opens_at), ".")
    slot = session.current
    assert slot is not None
    end = view.times(slot).end
    has = end and end > at and slot.minutes
    until = line("; ", Bold(slot.item.title), " has until ", view.time(end)) if end and has else ()
    return line("The clock goes on at ", view.time(at), *until, "; the session ends ", *view.end(), ".")
