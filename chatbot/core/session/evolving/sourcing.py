"""The state after another agenda was offered, taken or left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import events, volunteers
from chatbot.core.agenda import planned_starts
from chatbot.core.session.state import Offered, Phase, Session
from chatbot.core.timeline import Slot, SlotState


def evolve(session: Session, event: events.Sourcing) -> Session:
    """The state after what became of another agenda."""
    match event:
        case events.AgendaOffered(agenda=agenda, origin=origin, read=read, remarks=remarks, by=by):
            offered = Offered(agenda, origin, read, remarks, by, event.at if session.offered else None)
            return replace(session, offered=offered, offers=session.offers + 1)
        case events.OfferDeclined():
            return replace(session, offered=None)
        case events.AgendaMerged():
            return _merged(session, event)
        case _:
            assert_never(event)


def _merged(session: Session, event: events.AgendaMerged) -> Session:
    old, new = session.agenda, event.agenda
    starts, end = planned_starts(new.items, new.start)
    kept = set(event.order)
    gone = (slot for slot in (*session.dropped, *session.slots) if slot.key not in kept)
    moved = session.phase is Phase.PLANNED and new.start != old.start
    rosters = session.rosters
    if new.roles != old.roles:
        rosters = volunteers.carried_over(rosters, volunteers.rosters_of(new.roles, event.keys))
    return replace(
        session,
        agenda=new,
        slots=_slots(session, event, starts),
        dropped=tuple(replace(slot, state=SlotState.DROPPED) for slot in gone),
        changes=(),  # what was before stands on another agenda
        items_end=end,
        keys=event.keys,
        highest_key=max(session.highest_key, *event.order),
        rosters=rosters,
        opens_at=new.start if moved else session.opens_at,
        start_called=session.start_called and not moved,
        offered=None,
    )


def _slots(session: Session, event: events.AgendaMerged, starts: Sequence[datetime]) -> tuple[Slot, ...]:
    """The items as merged; what was dropped and is wanted again is to come, what has begun keeps its planned start."""
    planned = dict(zip(event.keys, starts, strict=True))
    dropped = {slot.key: replace(slot, state=SlotState.PLANNED) for slot in session.dropped}
    known = dropped | {slot.key: slot for slot in session.slots}
    slots = []
    for key, item in zip(event.order, event.items, strict=True):
        slot = known.get(key) or Slot(key, item)
        start = slot.planned if slot.started_at else planned.get(key, slot.planned)
        slots.append(replace(slot, item=item, planned=start))
    return tuple(slots)
