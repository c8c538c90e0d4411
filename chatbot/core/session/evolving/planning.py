"""The state of a plan."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import events, volunteers
from chatbot.core.agenda import Agenda, planned_starts
from chatbot.core.session.state import Session, Watch
from chatbot.core.speakers import Queue, limited
from chatbot.core.timeline import Slot


def plan(event: events.SessionPlanned) -> Session:
    """The state of a session of which nothing but the agenda is known."""
    agenda = event.agenda
    starts, end = planned_starts(agenda.items, agenda.start)
    return Session(
        agenda=agenda,
        planned_at=event.at,
        slots=tuple(
            Slot(key, item, planned) for key, (item, planned) in enumerate(zip(agenda.items, starts, strict=True), 1)
        ),
        rosters=volunteers.rosters_of(agenda.roles),
        opens_at=agenda.start,
        queue=Queue(minutes=agenda.speaker_minutes),
        items_end=end,
        keys=tuple(range(1, len(agenda.items) + 1)),
        highest_key=len(agenda.items),
        filed=agenda,
    )


def evolve(session: Session, event: events.Planning) -> Session:
    """The state after the plan was made or changed."""
    match event:
        case events.SessionPlanned():
            return plan(event)
        case events.AgendaRevised(agenda=agenda):
            return _revised(session, agenda)
        case _:
            assert_never(event)


def _revised(session: Session, agenda: Agenda) -> Session:
    """The new agenda, with the people who signed up, a hold and what was said kept."""
    fresh = plan(events.SessionPlanned(at=session.planned_at, agenda=agenda))
    before = {slot.key: slot for slots in (session.slots, session.dropped) for slot in slots}
    return replace(
        fresh,
        slots=tuple(_counting_on(slot, before.get(slot.key)) for slot in fresh.slots),
        endings=session.endings,
        highest_key=max(fresh.highest_key, session.highest_key),
        muted=session.muted,
        unreached_listed=session.unreached_listed,
        watches=tuple(_still_watched(one, session, fresh) for one in session.watches),
        records=session.records,
        rosters=volunteers.carried_over(session.rosters, fresh.rosters),
        start_called=session.start_called and agenda.start == session.agenda.start,
        start_calls=session.start_calls,
        asked=session.asked,
        requests=session.requests,
        requested_at=session.requested_at,
        crew=session.crew,
        held_at=session.held_at,
        chairs_added=session.chairs_added,
        offers=session.offers,
        queue=_queue(session, agenda),
        polls=session.polls,
    )


def _queue(session: Session, agenda: Agenda) -> Queue:
    """Who waits and speaks stays; another limit in the agenda takes the place of what a chair said."""
    same = agenda.speaker_minutes == session.agenda.speaker_minutes
    return session.queue if same else limited(session.queue, agenda.speaker_minutes)


def _counting_on(fresh: Slot, before: Slot | None) -> Slot:
    return replace(fresh, round=before.round, told=before.told) if before else fresh


def _still_watched(watch: Watch, before: Session, fresh: Session) -> Watch:
    """Whoever watches an item watches what stands under the same title at the same place."""
    was, now = before.find(watch.item), fresh.find(watch.item)
    same = was is not None and now is not None and was.item.title == now.item.title
    return watch if same else replace(watch, people=())
