"""Items left for later, passed over, and taken up again."""

from datetime import datetime, timedelta

from chatbot.core import events
from chatbot.core.agenda import Participant
from chatbot.core.errors import ItemLeft, ItemOn, ItemToCome, NoItemBehind, Refused
from chatbot.core.session.deciding.guards import at_number, following, item_to_come, running, unended
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot, SlotState

BARELY = timedelta(minutes=2)
"""An item that was on for less than this when a chair goes back has not really begun."""


def skip(session: Session, number: int | None, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    """The current item, or the one of this number, is left for later."""
    current = session.current
    if number is None or (current is not None and session.number(current.key) == number):
        slot, after = running(session), following(session, now)
        return events.ItemSkipped(at=now, by=by, item=slot.key), events.ItemStarted(at=now, by=by, item=after.key)
    unended(session)
    slot = item_to_come(session, number)
    if slot.state is SlotState.SKIPPED:
        raise Refused(ItemLeft(slot.key))
    return (events.ItemSkipped(at=now, by=by, item=slot.key),)


def back(session: Session, number: int | None, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    """An item that is over or was left for later is taken up again."""
    unended(session)
    slot = _last(session) if number is None else at_number(session, number)
    if slot.state is SlotState.CURRENT:
        raise Refused(ItemOn(slot.key))
    if slot.state is SlotState.PLANNED:
        raise Refused(ItemToCome(slot.key))
    if session.phase is Phase.PLANNED:
        return (events.ItemRestored(at=now, by=by, item=slot.key),)
    started = events.ItemStarted(at=now, by=by, item=slot.key)
    current = running(session)
    assert current.started_at is not None
    if now - current.started_at < BARELY:
        return events.ItemPutBack(at=now, by=by, item=current.key), started
    return (started,)


def _last(session: Session) -> Slot:
    """The item that was on last, or that was left for later last."""
    over = [slot for slot in session.slots if slot.ended_at]
    if not over:
        raise Refused(NoItemBehind())
    return max(over, key=lambda slot: slot.ended_at or session.agenda.start)
