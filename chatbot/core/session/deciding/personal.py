"""What somebody wants to be told."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Participant
from chatbot.core.errors import ItemDone, NoItemFits, NotWatched, Refused, SeveralItemsFit
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.finding import slots_meant
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot, SlotState


def decide(session: Session, command: commands.Personal, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    """What happens when `by` wants to be told, or no more."""
    match command:
        case commands.Ping(what):
            unended(session)
            return _ping(session, what, by, now)
        case commands.Unping(what):
            return _unping(session, what, by, now)
        case _:
            assert_never(command)


def _ping(session: Session, what: str, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    slot = _meant(session, what)
    if slot.state is SlotState.DONE:
        raise Refused(ItemDone(slot.key))
    start = {one.key: at for one, at in session.coming(now)}.get(slot.key)
    return (events.WatchStarted(at=now, by=by, item=slot.key, person=by, start=start),)


def _unping(session: Session, what: str, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    watched = [one.item for one in session.watches if any(other.account == by.account for other in one.people)]
    keys = [_meant(session, what).key] if what else watched
    if not keys or any(key not in watched for key in keys):
        raise Refused(NotWatched(what))
    return tuple(events.WatchStopped(at=now, by=by, item=key, person=by) for key in keys)


def _meant(session: Session, what: str) -> Slot:
    found = slots_meant(session, what)
    if not found:
        raise Refused(NoItemFits(what))
    # Of several, those to come are meant.
    left = tuple(slot for slot in found if slot.state is not SlotState.DONE) or found
    if len(left) > 1:
        raise Refused(SeveralItemsFit(what, tuple(slot.key for slot in left)))
    return left[0]
