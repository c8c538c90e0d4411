"""What has to hold before a command is obeyed; each raises Refused."""

from datetime import datetime, timedelta

from chatbot.core import polls
from chatbot.core.agenda import Participant
from chatbot.core.commands import (
    AboutCurrent,
    AddChair,
    Command,
    JoinQueue,
    LeaveQueue,
    Prompt,
    Unvote,
    Volunteer,
    Vote,
    Withdraw,
    YieldTurn,
)
from chatbot.core.errors import AlreadyOver, NotAChair, NotStarted, PollIsNewer, Refused, StaleNext
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot

SAME_BREATH = timedelta(seconds=20)
"""Two people who say `next` within this time mean the same step."""
OPEN = Volunteer | Withdraw | JoinQueue | LeaveQueue | YieldTurn | Vote | Unvote
"""What everybody may say."""


def permitted(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """The person may say this."""
    if by is not None and not is_permitted(session, command, by):
        raise Refused(NotAChair())


def is_permitted(session: Session, command: Command | Prompt, by: Participant) -> bool:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    return isinstance(command, OPEN) or session.is_chair(by) or (isinstance(command, AddChair) and by.admin)


def someone(by: Participant | None) -> Participant:
    """A person speaks, for the clock has no such wish."""
    assert by is not None, "the clock says no such thing"
    return by


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
    """Refuse what is about the current item or poll, was said before that began and reaches us late.

    Heard in time it would have meant the item before: after an outage it must not hit the one that is on by now.
    """
    if now - said <= SAME_BREATH:
        return
    slot, poll = session.current, polls.current(session.polls)
    if isinstance(command, AboutCurrent) and slot and slot.started_at and said < slot.started_at:
        raise Refused(StaleNext(slot.key))
    if isinstance(command, Vote | Unvote) and poll and said < poll.opened_at:
        raise Refused(PollIsNewer(poll.number, poll.question))
