"""What has to hold before a command is obeyed; each raises Refused."""

from datetime import datetime, timedelta

from chatbot.core.agenda import Participant
from chatbot.core.commands import AboutCurrent, AddChair, Command, Prompt, Volunteer, Withdraw
from chatbot.core.errors import AlreadyOver, NotAChair, NotStarted, Refused, StaleNext
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot

SAME_BREATH = timedelta(seconds=20)
"""Two people who say `next` within this time mean the same step."""

SAME_BREATH = timedelta(seconds=20)
"""Two people who say `next` within this time mean the same step."""


def permitted(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    if by is None or isinstance(command, Volunteer | Withdraw) or session.is_chair(by):
        return
    if not (isinstance(command, AddChair) and by.admin):
        raise Refused(NotAChair())


def unended(session: Session) -> None:
    """The session is not over."""
    if session.phase is Phase.ENDED:
        raise Refused(AlreadyOver())


def running(session: Session) -> Slot:
    """The session runs; returns the current item."""
    unended(session)
    slot = session.current
    if slot is None:
        raise Refused(NotStarted())
    return slot


def not_overtaken(session: Session, command: Command, said: datetime, now: datetime) -> None:
    """Refuse what is about the current item, was said before that began and reaches us late; raises Refused(StaleNext).

    Heard in time it would have meant the item before: after an outage it must not hit the one that is on by now.
    """
    slot = session.current
    if not isinstance(command, AboutCurrent) or slot is None or now - said <= SAME_BREATH:
        return
    if slot.started_at is not None and said < slot.started_at:
        raise Refused(StaleNext(slot.key))
