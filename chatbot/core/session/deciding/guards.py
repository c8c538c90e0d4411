"""What has to hold before a command is obeyed; each raises Refused."""

from datetime import datetime, timedelta

from chatbot.core.agenda import Participant
from chatbot.core.commands import AddChair, Command, Everyones, Prompt
from chatbot.core.errors import (
    AlreadyOver,
    FixedStart,
    ItemDone,
    ItemOn,
    NoItemLeft,
    NoSuchItem,
    NotAChair,
    NotStarted,
    Refused,
)
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot, SlotState

ON_TIME = timedelta(minutes=1)
"""A fixed start may be anticipated by less than this: clocks on walls differ."""


def permitted(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    if by is None or isinstance(command, Everyones) or session.is_chair(by):
        return
    if not (isinstance(command, AddChair) and by.admin):
        raise Refused(NotAChair())


def someone(by: Participant | None) -> Participant:
    """Who says it: the clock takes no part."""
    assert by is not None, "the clock does not volunteer"
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
