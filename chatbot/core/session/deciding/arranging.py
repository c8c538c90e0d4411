"""The agenda changed; what is over, or on, stays where it is."""

from datetime import datetime
from typing import assert_never

from chatbot.core import commands, events
from chatbot.core.agenda import Attendance, Item, Participant, Person, folded
from chatbot.core.errors import ItemDone, ItemOn, OnlyItem, Refused, SameItem
from chatbot.core.session.deciding import sourcing
from chatbot.core.session.deciding.guards import at_number, item_to_come, open_item, unended
from chatbot.core.session.deciding.timing import checked
from chatbot.core.session.state import Session
from chatbot.core.timeline import SlotState


def decide(
    session: Session, command: commands.Arranging, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` changes the agenda."""
    unended(session)
    match command:
        case commands.Swap(number, other):
            return _swap(session, number, other, by, now)
        case commands.Move(number, other, before):
            if number == other:
                raise Refused(SameItem(item_to_come(session, number).key))
            return _move(session, number, other - 1 if before else other, by, now)
        case commands.Add(title, minutes, person, after):
            return _add(session, Item(title, checked(minutes, least=0)), person, after, by, now)
        case commands.Drop(number):
            return _drop(session, number, by, now)
        case commands.Rename(number, title):
            slot = open_item(session, number)
            return (events.ItemRenamed(at=now, by=by, item=slot.key, title=title),)
        case commands.SetPresenter(number, person, attendance):
            slot = open_item(session, number)
            presenter = _known(session, person, attendance)
            return (events.PresenterSet(at=now, by=by, item=slot.key, person=presenter),)
        case _:
            assert_never(command)


def _swap(session: Session, number: int, other: int, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    one, two = item_to_come(session, number), item_to_come(session, other)
    if one.key == two.key:
        raise Refused(SameItem(one.key))
    return (events.ItemsSwapped(at=now, by=by, item=one.key, other=two.key),)


def _move(session: Session, number: int, after: int, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    slot = item_to_come(session, number)
    # Before the one that follows it anyhow: it stays behind the one before.
    behind = _behind(session, after - 1 if after == number else after)
    return (events.ItemMoved(at=now, by=by, item=slot.key, after=behind),)


def _add(
    session: Session, item: Item, person: Participant | None, after: int | None, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    behind = _behind(session, len(session.slots) if after is None else after)
    presenters = (_known(session, person, Attendance.EXPECTED),) if person else ()
    what = Item(item.title, item.minutes, presenters=presenters)
    return (events.ItemAdded(at=now, by=by, item=session.free_key, what=what, after=behind),)


def _drop(session: Session, number: int, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    if by and session.offered and session.offered.by and session.offered.by.account == by.account:
        # Who has imported an agenda a moment ago is at work on that.
        return sourcing.decide(session, commands.OmitOffered(number), by, now)
    slot = item_to_come(session, number)
    if len(session.slots) == 1:
        raise Refused(OnlyItem(slot.key))
    return (events.ItemDropped(at=now, by=by, item=slot.key),)


def _behind(session: Session, number: int) -> int:
    """The key of the item at this place (0: none), behind which nothing is over or on."""
    key = at_number(session, number).key if number else 0
    for slot in session.slots[number:]:
        if slot.state is SlotState.DONE:
            raise Refused(ItemDone(slot.key))
        if slot.state is SlotState.CURRENT:
            raise Refused(ItemOn(slot.key))
    return key


def _known(session: Session, person: Participant, attendance: Attendance) -> Person:
    """The person with an account: that of the mention, else what the agenda knows of somebody of this name."""
    if person.account:
        return Person(person.name, (person.account,), attendance)
    slots = (*session.slots, *session.dropped)
    named = (*session.chairs(), *(one for slot in slots for one in slot.item.presenters))
    same = next((one for one in named if folded(one.name) == folded(person.name) and one.accounts), None)
    return Person(same.name, same.accounts, attendance) if same else Person(person.name, (), attendance)
