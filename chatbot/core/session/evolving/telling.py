"""Who was told what, and who wants to be."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Participant
from chatbot.core.session.evolving.slots import with_slot
from chatbot.core.session.state import Session, Watch
from chatbot.core.timeline import Alert

NEAR_MINUTES = 5
"""A watched item is near when it is at most so many minutes away."""


def evolve(session: Session, event: events.Telling) -> Session:
    """The state after somebody was told something, or wanted to be."""
    match event:
        case events.PresentersAlerted(item=key, ahead=ahead, start=start):
            return _alerted(session, key, Alert(ahead, start))
        case events.UnreachedListed():
            return replace(session, unreached_listed=True)
        case events.WatchStarted(item=key, person=person, start=start):
            return _watched(session, key, person, start)
        case events.WatchStopped(item=key, person=person):
            return _unwatched(session, key, person)
        case events.WatchersReminded(at=at, item=key, start=start):
            return replace(session, watches=tuple(_reminded(one, key, start, at) for one in session.watches))
        case _:
            assert_never(event)


def _alerted(session: Session, key: int, alert: Alert) -> Session:
    slot = session.slot(key)
    others = tuple(one for one in slot.told.alerts if one.ahead != alert.ahead)
    told = replace(slot.told, alerted=slot.told.alerted + 1, alerts=(*others, alert))
    return with_slot(session, replace(slot, told=told))


def _watched(session: Session, key: int, person: Participant, start: datetime | None) -> Session:
    if all(one.item != key for one in session.watches):
        return replace(session, watches=(*session.watches, Watch(key, (person,), start)))
    rest = _unwatched(session, key, person)
    joined = (
        replace(one, people=(*one.people, person), start=one.start or start) if one.item == key else one
        for one in rest.watches
    )
    return replace(rest, watches=tuple(joined))


def _unwatched(session: Session, key: int, person: Participant) -> Session:
    # A watch that nobody is left of stays, so that what it counts is never said under an old name.
    left = (
        replace(one, people=tuple(other for other in one.people if other.account != person.account))
        if one.item == key
        else one
        for one in session.watches
    )
    return replace(session, watches=tuple(left))


def _reminded(watch: Watch, key: int, start: datetime, at: datetime) -> Watch:
    if watch.item != key:
        return watch
    is_near = (start - at).total_seconds() <= NEAR_MINUTES * 60
    return replace(watch, start=start, near=start if is_near else watch.near, told=watch.told + 1)
