"""The state of the speaker queue."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import events, speakers
from chatbot.core.session.state import Session
from chatbot.core.speakers import Entry, Queue


def evolve(session: Session, event: events.Queueing) -> Session:
    """The state after somebody joined, left, spoke, or the queue itself changed."""
    return replace(session, queue=_queue(session.queue, event))


def _queue(queue: Queue, event: events.Queueing) -> Queue:  # noqa: C901, PLR0912 - one case an event
    match event:
        case events.SpeakerQueued(person=person, kind=kind, about=about):
            return speakers.entered(queue, Entry(person, kind, about, event.by))
        case events.SpeakerLeft(person=person):
            return speakers.left(queue, person)
        case events.SpeakerYielded(person=person):
            return speakers.yielded(queue, person)
        case events.SpeakerMovedFirst(person=person):
            return speakers.first(queue, person)
        case events.SpeakerCalled(person=person):
            return speakers.called(queue, person, event.at, event.by)
        case events.SpeakerDone():
            return speakers.finished(queue)
        case events.LastWordGiven(person=person):
            return speakers.last_word(queue, person, event.at, event.by)
        case events.QueueClosed():
            return replace(queue, closed=True)
        case events.QueueOpened():
            return replace(queue, closed=False)
        case events.SpeakersLimited(minutes=minutes):
            return speakers.limited(queue, minutes)
        case events.SpeakerWarned():
            return speakers.warned(queue)
        case events.SpeakerTimeCalled():
            return speakers.time_called(queue)
        case _:
            assert_never(event)
