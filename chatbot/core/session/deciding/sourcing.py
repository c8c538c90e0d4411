"""An agenda from elsewhere is offered, put right, and taken or not."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Agenda, Item, Participant
from chatbot.core.changes import Merge, matched, merge
from chatbot.core.errors import NothingLeft, NothingOffered, OfferChanged, OfferUnseen, OutOfRange, Refused
from chatbot.core.session.deciding.guards import SAME_BREATH, same_chair, unended
from chatbot.core.session.deciding.timing import LONGEST
from chatbot.core.session.state import Offered, Phase, Session


def decide(
    session: Session, command: commands.Sourcing, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` says something about another agenda."""
    unended(session)
    match command:
        case commands.Import():
            return ()  # it is fetched first, and then offered
        case commands.Accept():
            return _accept(session, _seen(session, by, now), by, now)
        case commands.Decline():
            _offered(session)
            return (events.OfferDeclined(at=now, by=by),)
        case commands.EditOffered(number, minutes):
            return _edit(session, number, minutes, by, now)
        case commands.OmitOffered(number):
            return _omit(session, number, by, now)
        case _:
            assert_never(command)


def offer(session: Session, prompt: commands.Offer, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    """What happens when another agenda was read: by a chair's wish, or (`by` None) because its source changed.

    A source that changed waits while the clock is on hold, and while a chair is at work on another offer.
    """
    unended(session)
    standing = session.offered
    if by is None and (session.held_at or (standing and standing.by)):
        return ()
    if by is None and prompt.agenda == session.agenda:
        return (events.OfferDeclined(at=now),) if standing else ()
    if by is None and standing and standing.agenda == prompt.agenda:
        return ()
    if not prompt.agenda.items:
        raise Refused(NothingLeft())
    return (
        events.AgendaOffered(
            at=now, by=by, agenda=prompt.agenda, origin=prompt.origin, read=prompt.agenda.items, remarks=prompt.remarks
        ),
    )


def _offered(session: Session) -> Offered:
    if session.offered is None:
        raise Refused(NothingOffered())
    return session.offered


def _seen(session: Session, by: Participant | None, now: datetime) -> Offered:
    """What is offered, if `by` can have seen it as it is; nothing else is to be put in force."""
    offered = _offered(session)
    if by and offered.by and not same_chair(session, offered.by, by):
        raise Refused(OfferUnseen(offered.by))
    if offered.by is None and offered.changed_at and now - offered.changed_at < SAME_BREATH:
        raise Refused(OfferChanged())
    return offered


def _accept(session: Session, offered: Offered, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    merged = merge(session.slots, session.keys, session.agenda, offered.agenda, session.free_key)
    if not merged.items:
        raise Refused(NothingLeft())
    # What has begun did so at its start, whatever the source says by now.
    start = session.agenda.start if session.phase is Phase.RUNNING else offered.agenda.start
    agenda = replace(offered.agenda, start=start, items=offered.read)
    order, items = zip(*merged.items, strict=True)
    return (events.AgendaMerged(at=now, by=by, agenda=agenda, order=order, items=items, keys=_keys(offered, merged)),)


def _keys(offered: Offered, merged: Merge) -> tuple[int, ...]:
    """The keys of the items as the source has them: what was edited here is compared with those next time."""
    key = {there: merged.keys[here] for here, there in matched(offered.read, offered.agenda.items).items()}
    return tuple(key.get(there, 0) for there in range(len(offered.read)))


def _edit(
    session: Session, number: int, minutes: int, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:  # fmt: skip
    offered = _offered(session)
    items = _with_item(offered.agenda, number)
    if not 0 <= minutes <= LONGEST:
        raise Refused(OutOfRange(0, LONGEST))
    items[number - 1] = replace(items[number - 1], minutes=minutes, questions=0)
    return _again(offered, items, by, now)


def _omit(session: Session, number: int, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    offered = _offered(session)
    items = _with_item(offered.agenda, number)
    del items[number - 1]
    if not items:
        raise Refused(NothingLeft())
    return _again(offered, items, by, now)


def _with_item(agenda: Agenda, number: int) -> list[Item]:
    if not 1 <= number <= len(agenda.items):
        raise Refused(OutOfRange(1, len(agenda.items)))
    return list(agenda.items)


def _again(offered: Offered, items: list[Item], by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    agenda = replace(offered.agenda, items=tuple(items))
    return (
        events.AgendaOffered(
            at=now, by=by, agenda=agenda, origin=offered.origin, read=offered.read, remarks=offered.remarks
        ),
    )
