"""What is said when the agenda changed."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Attendance, Person
from chatbot.core.session import Session
from chatbot.core.timeline import Slot
from chatbot.messages import Bold, Line, join, line
from chatbot.wording.common import View, capital
from chatbot.wording.confirming.reply import Reply, public


def confirm(view: View, before: Session, event: events.Arranging) -> Reply:
    """The reply to what happened, as the board numbers it from now on."""
    slot = view.session.slot(event.item)
    match event:
        case events.ItemsSwapped(other=other):
            pair = sorted((slot, view.session.slot(other)), key=lambda one: view.session.number(one.key))
            return public(line("Now ", *join((_at(view, one) for one in pair), ", and "), *view.ends()))
        case events.ItemMoved():
            return public(line("Now ", *_at(view, slot), *view.ends()))
        case events.ItemAdded():
            minutes = f" ({slot.minutes} min)" if slot.minutes else ""
            return public(line("New: ", *_at(view, slot), minutes, *view.ends()))
        case events.ItemDropped():
            number = before.number(slot.key)
            return public(line(f"Item {number} is off the agenda: ", Bold(slot.item.title), *view.ends()))
        case events.ItemRestored():
            return public(line("To come again: ", *_at(view, slot), *view.ends()))
        case events.ItemRenamed():
            return public(line(f"{capital(view.item_number(slot))} is called ", Bold(slot.item.title), " now."))
        case events.PresenterSet(person=person):
            return public(_presented(view, slot, person))
        case _:
            assert_never(event)


def _at(view: View, slot: Slot) -> Line:
    """`item 4 at 16:10: TITLE – PRESENTERS`."""
    start = view.times(slot).start
    at = line(" at ", view.time(start)) if start else ()
    return line(view.item_number(slot), *at, ": ", *view.item(slot, Bold(slot.item.title)))


def _presented(view: View, slot: Slot, person: Person) -> Line:
    told = view.session.reaches(person) or person.stands_for_chairs or person.attendance is Attendance.ABSENT
    unknown = "" if told else " No account of theirs is known, so they get no heads-up; a mention gives one."
    numbered = f"{capital(view.item_number(slot))}: "
    return line(numbered, *view.item(slot, Bold(slot.item.title)), ".", unknown)
