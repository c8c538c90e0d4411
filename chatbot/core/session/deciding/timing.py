"""How long items take."""

from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import Extend, Timing
from chatbot.core.errors import OutOfRange, Refused
from chatbot.core.events import Event, ItemExtended
from chatbot.core.session.deciding.guards import running
from chatbot.core.session.state import Session

LONGEST = 24 * 60
"""More minutes than this cannot be meant for one item."""


def decide(session: Session, command: Timing, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """What happens when `by` changes how long items take."""
    match command:
        case Extend(minutes):
            return _extend(session, minutes, by, now)
        case _:
            assert_never(command)


def _extend(session: Session, minutes: int, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    slot = running(session)
    if not 1 <= minutes <= LONGEST:
        raise Refused(OutOfRange(1, LONGEST))
    return (ItemExtended(at=now, by=by, item=slot.key, minutes=minutes),)
