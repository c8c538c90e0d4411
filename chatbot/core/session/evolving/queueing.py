"""The state of the speaker queue."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import speakers
from chatbot.core.events import (
    LastWordGiven,
    QueueClosed,
    Queueing,
    QueueOpened,
    SpeakerCalled,
    SpeakerDone,
    SpeakerLeft,
    SpeakerMovedFirst,
    SpeakerQueued,
    SpeakersLimited,
    SpeakerTimeCalled,
    SpeakerWarned,
    SpeakerYielded,
)
from chatbot.core.session.state import Session
from chatbot.core.speakers import Entry, Queue


def evolve(session: Session, event: Queueing) -> Session:
    """The state after somebody joined, left, spoke, or the queue itself changed."""
    return replace(session, queue=_queue(session.queue, event))


def _queue(queue: Queue, event: Queueing) -> Queue:  # noqa: C901, PLR0912 - one case an event
    match event:
        case SpeakerQueued(person=person, kind=kind, about=about):
            return speakers.entered(queue, Entry(person, kind, about, event.by))
        case SpeakerLeft(person=person):
            return speakers.left(queue, person)
        case SpeakerYielded(person=person):
            return speakers.yielded(queue, person)
        case SpeakerMovedFirst(person=person):
            return speakers.first(queue, person)
        case SpeakerCalled(person=person):
            return speakers.called(queue, person, event.at, event.by)
        case SpeakerDone():
            return speakers.finished(queue)
        case LastWordGiven(person=person):
            return speakers.last_word(queue, person, event.at, event.by)
        case QueueClosed():
            return replace(queue, closed=True)
        case QueueOpened():
            return replace(queue, closed=False)
        case SpeakersLimited(minutes=minutes):
            return speakers.limited(queue, minutes)
        case SpeakerWarned():
            return speakers.warned(queue)
        case SpeakerTimeCalled():
            return speakers.time_called(queue)
        case _:
            assert_never(event)
