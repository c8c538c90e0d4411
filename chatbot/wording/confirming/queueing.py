"""What is said when the speaker queue changed: to the doer who waits where, to the room who speaks."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Participant, same_person
from chatbot.core.speakers import Kind
from chatbot.messages import Line, join, line
from chatbot.wording.common import View, words
from chatbot.wording.confirming.reply import Reply, private, public
from chatbot.wording.queueing import called, floor, next_up, place, unheard


def confirm(view: View, event: events.Queueing) -> Reply | None:  # noqa: C901 - one case an event
    """The reply to what happened; None where an announcement says it."""
    match event:
        case events.SpeakerQueued(person=person):
            return private(_queued(view, person, event.by))
        case events.SpeakerLeft(person=person):
            return private(line(_subject(person, event.by), " out of the queue."))
        case events.SpeakerYielded(person=person):
            return private(line("You are in the queue", _as(view, person), ": ", *place(view, person), "."))
        case events.SpeakerMovedFirst(person=person):
            return private(line(f"{person.name} is in the queue: ", *place(view, person), "."))
        case events.SpeakerCalled():
            return public(floor(view))
        case events.SpeakerDone():
            return private(line("The floor is free.", *(next_up(view) or line(" Nobody waits."))))
        case events.LastWordGiven(person=person):
            return public(_last_word(view, person))
        case events.QueueClosed():
            left = len(view.session.queue.waiting)
            return public(line("The speaker queue is closed", f", with {left} waiting." if left else "."))
        case events.QueueOpened():
            return public(words("The speaker queue is open; `q+` puts you in it."))
        case events.SpeakersLimited(minutes=minutes):
            each = f"Each speaker has {minutes} min." if minutes else "Speakers have the time they need."
            return public(line(each))
        case events.SpeakerWarned() | events.SpeakerTimeCalled():
            return None
        case _:
            assert_never(event)


def _queued(view: View, person: Participant, by: Participant | None) -> Line:
    undo = "`q-` takes you out." if _own(person, by) else ""
    said = line(_subject(person, by), " in the queue", _as(view, person), ": ", *place(view, person), ".")
    return (*said, *words(f" {undo}")) if undo else said


def _own(person: Participant, by: Participant | None) -> bool:
    return by is not None and same_person(person, by)


def _subject(person: Participant, by: Participant | None) -> str:
    return "You are" if _own(person, by) else f"{person.name} is"


def _as(view: View, person: Participant) -> str:
    entry = view.session.queue.entry(person)
    return f" with a {entry.kind}" if entry and entry.kind is not Kind.TOPIC else ""


def _last_word(view: View, person: Participant) -> Line:
    said = line(called(view, person), " has the last word; the queue is closed.")
    return join((part for part in (said, unheard(view)) if part), " ")
