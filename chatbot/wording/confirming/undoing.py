"""What came back when a change was taken back."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.session.state import Change
from chatbot.messages import Bold, Line, line
from chatbot.wording.board import standing
from chatbot.wording.common import View, counted, words
from chatbot.wording.confirming.reply import Reply, public

Resizing = events.ItemExtended | events.ItemShortened | events.ItemResized | events.ItemFixed
"""The changes of an item's time that can be taken back."""


def confirm(view: View, change: Change) -> Reply:
    """What the change was, and how things stand again."""
    return public((*line("Undone: "), *_undone(view, change)))


def _undone(view: View, change: Change) -> Line:  # noqa: C901 - one case an event
    event = change.event
    if isinstance(event, events.Timing):
        return (*_of_timing(view, event), *view.ends())
    if isinstance(event, events.Arranging):
        return (*_of_agenda(view, event), *view.ends())
    match event:
        case events.ItemStarted() | events.ItemSkipped() | events.ItemPutBack():
            return _of_steps(view, event)
        case events.SessionStarted():
            return (*line("the start. "), *standing(view), *words(" `start` begins it."))
        case events.StartedOver():
            return (*line("the new start. "), *_on(view), *view.ends())
        case events.SessionEnded():
            return (*line("the end. The session goes on: "), *_on(view), *view.ends())
        case events.SessionHeld():
            return (*line("the hold. "), *standing(view))
        case events.SessionResumed():
            return (*line("the end of the hold. "), *standing(view), *words(" `resume` lets the clock go on."))
        case events.SessionMuted():
            return line("the silence. I announce again.")
        case events.SessionUnmuted():
            return words("the end of the silence. I announce nothing; `unmute` ends that.")
        case _:
            assert_never(event)


def _of_steps(view: View, event: events.ItemStarted | events.ItemSkipped | events.ItemPutBack) -> Line:
    if view.session.current is None:
        return line("what was left for later. ", *_title(view, event.item), " is to come again", *view.ends())
    step = "the clock's step to the next item. " if event.by is None else "the step to another item. "
    skipped = isinstance(event, events.ItemSkipped) and event.item != view.session.current.key
    what = (
        line("what was left for later. ", *_title(view, event.item), " is to come again. ") if skipped else line(step)
    )
    return (*what, *_on(view), *view.ends())


def _on(view: View) -> Line:
    """`TITLE is on again, until 16:00`; who would go on is a person, where the clock has done so before."""
    slot = view.session.current
    if slot is None:
        return standing(view)
    end = view.times(slot).end
    if slot.waits:
        say = "next" if view.session.next else "end"
        return (Bold(slot.item.title), *words(f" is on again, until a chair says `{say}`"))
    until = line(", until ", view.time(end)) if end and slot.minutes and not view.session.held_at else ()
    return line(Bold(slot.item.title), " is on again", *until)


def _of_timing(view: View, event: Resizing) -> Line:
    slot = view.session.slot(event.item)
    title, has = _title(view, event.item), f" has {slot.minutes} min" if slot.minutes else " stays open"
    match event:
        case events.ItemExtended():
            return line("the extension. ", *title, has)
        case events.ItemShortened(minutes=minutes):
            return line(f"{counted(minutes, 'minute')} less. ", *title, has)
        case events.ItemResized():
            return line("the item's minutes. ", *title, has)
        case events.ItemFixed():
            fixed = slot.item.fixed
            when = line(" begins at ", view.time(fixed)) if fixed else line(" begins when its turn comes")
            return line("the fixed start. ", *title, *when)
        case _:
            assert_never(event)


def _of_agenda(view: View, event: events.Arranging) -> Line:
    if isinstance(event, events.ItemAdded):
        return line("the new item. ", Bold(event.what.title), " is off the agenda")
    slot = view.session.slot(event.item)
    numbered = line(*_title(view, event.item), f" is {view.item_number(slot)}")
    match event:
        case events.ItemsSwapped():
            return line("the swap. ", *numbered, " again")
        case events.ItemMoved():
            return line("the move. ", *numbered, " again")
        case events.ItemDropped():
            return line("the drop. ", *numbered, " again")
        case events.ItemRestored():
            return line("the return. ", *_title(view, event.item), " is left for later")
        case events.ItemRenamed(title=title):
            return line(f"the title “{title}”. The item is ", *_title(view, event.item), " again")
        case events.PresenterSet():
            return line("the presenter. It is ", *view.item(slot, Bold(slot.item.title)), " again")
        case _:
            assert_never(event)


def _title(view: View, item: int) -> Line:
    return (Bold(view.session.slot(item).item.title),)
