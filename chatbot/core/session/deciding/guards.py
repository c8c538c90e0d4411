"""What has to hold before a command is obeyed; each raises Refused."""

from datetime import datetime, timedelta

from chatbot.core import polls
from chatbot.core.agenda import Participant
from chatbot.core.commands import AboutCurrent, Accept, AddChair, Agree, Command, Everyones, Prompt, Unvote, Vote
from chatbot.core.errors import (
    AlreadyOver,
    FixedStart,
    ItemDone,
    ItemOn,
    NoItemLeft,
    NoSuchItem,
    NotAChair,
    NotStarted,
    OfferChanged,
    PollIsNewer,
    Refused,
    StaleNext,
)
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot, SlotState

ON_TIME = timedelta(minutes=1)
"""A fixed start may be anticipated by less than this: clocks on walls differ."""

SECOND_THOUGHTS = timedelta(hours=1)
"""For so long the end of a session can be taken back; after that nobody is there any more."""

SAME_BREATH = timedelta(seconds=20)
"""Two people who say `next` within this time mean the same step."""


def permitted(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """The person may say this."""
    if by is not None and not is_permitted(session, command, by):
        raise Refused(NotAChair())


def is_permitted(session: Session, command: Command | Prompt, by: Participant) -> bool:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    return isinstance(command, Everyones) or session.is_chair(by) or (isinstance(command, AddChair) and by.admin)


def same_chair(session: Session, one: Participant, other: Participant) -> bool:
    """Whether the two accounts are of one chair, who may use both chats."""
    owned = (chair.accounts for chair in session.agenda.chairs)
    return one.account == other.account or any({one.account, other.account} <= set(accounts) for accounts in owned)


def someone(by: Participant | None) -> Participant:
    """A person speaks, for the clock has no such wish."""
    assert by is not None, "the clock says no such thing"
    return by


def unended(session: Session) -> None:
    """The session is not over."""
    if session.phase is Phase.ENDED:
        raise Refused(AlreadyOver())


def may_go_on(ended_at: datetime, now: datetime) -> bool:
    """Whether a session that ended then can still be taken up again."""
    return now - ended_at <= SECOND_THOUGHTS


def running(session: Session) -> Slot:
    """The session runs; returns the current item."""
    unended(session)
    slot = session.current
    if slot is None:
        raise Refused(NotStarted())
    return slot


def not_overtaken(session: Session, command: Command, said: datetime, now: datetime) -> None:
    """Refuse what is about the current item, poll or offer, was said before that began and reaches us late.

    Heard in time it would have meant the item before: after an outage it must not hit the one that is on by now.
    """
    if now - said <= SAME_BREATH:
        return
    slot, poll = session.current, polls.current(session.polls)
    if isinstance(command, AboutCurrent) and slot and slot.started_at and said < slot.started_at:
        raise Refused(StaleNext(slot.key))
    accepts = isinstance(command, Accept) or (isinstance(command, Agree) and not session.crew.questions)
    if accepts and session.offered and said < (session.offered.changed_at or said):
        raise Refused(OfferChanged())
    if isinstance(command, Vote | Unvote) and poll and said < poll.opened_at:
        raise Refused(PollIsNewer(poll.number, poll.question))


def at_number(session: Session, number: int) -> Slot:
    """The item at this place of the board."""
    if not 1 <= number <= len(session.slots):
        raise Refused(NoSuchItem(number, len(session.slots)))
    return session.slots[number - 1]


def open_item(session: Session, number: int) -> Slot:
    """The item at this place, which is not over."""
    slot = at_number(session, number)
    if slot.state is SlotState.DONE:
        raise Refused(ItemDone(slot.key))
    return slot


def item_to_come(session: Session, number: int) -> Slot:
    """The item at this place, which neither is over nor on."""
    slot = open_item(session, number)
    if slot.state is SlotState.CURRENT:
        raise Refused(ItemOn(slot.key))
    return slot


def following(session: Session, now: datetime) -> Slot:
    """The item that can begin now; raises Refused."""
    slot = session.next
    if slot is None:
        raise Refused(NoItemLeft())
    if slot.item.fixed and slot.item.fixed - now >= ON_TIME:
        raise Refused(FixedStart(slot.key, slot.item.fixed))
    return slot
