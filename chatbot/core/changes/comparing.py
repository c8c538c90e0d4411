"""The changes from one reading of an agenda to the next, one record each."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta

from chatbot.core.agenda import Agenda, Item, Person
from chatbot.core.changes.matching import matched, moved
from chatbot.core.record import record


@record
class StartMoved:
    """The session is to begin at another instant."""

    before: datetime
    after: datetime


@record
class EndMoved:
    """The session is to end at another instant; None where none is stated."""

    before: datetime | None
    after: datetime | None


@record
class SettingsChanged:
    """Other fields of the agenda differ, such as `chairs` or `links`."""

    names: tuple[str, ...]


@record
class Added:
    """A new item, at this place of the new agenda, counted from 1."""

    number: int
    item: Item


@record
class Dropped:
    """An item is gone; `number` was its place in the old agenda."""

    number: int
    item: Item


@record
class Moved:
    """An item stands at another place among the others."""

    number: int
    item: Item
    before: int


@record
class Renamed:
    """An item has another title."""

    number: int
    item: Item
    before: str


@record
class Retimed:
    """An item has more or less time, questions included."""

    number: int
    item: Item
    before: timedelta


@record
class Recast:
    """Others present an item."""

    number: int
    item: Item
    before: tuple[Person, ...]


@record
class Amended:
    """Other fields of an item differ, such as `drafts` or `slides`."""

    number: int
    item: Item
    names: tuple[str, ...]


ItemChange = Added | Dropped | Moved | Renamed | Retimed | Recast | Amended
Change = StartMoved | EndMoved | SettingsChanged | ItemChange


def changes(old: Agenda, new: Agenda) -> tuple[Change, ...]:
    """What is different in the new agenda: the session, then its items in their new order, then those dropped."""
    return (*_of_session(old, new), *_of_items(old.items, new.items))


def _of_session(old: Agenda, new: Agenda) -> Iterator[Change]:
    if old.start != new.start:
        yield StartMoved(old.start, new.start)
    if old.end != new.end:
        yield EndMoved(old.end, new.end)
    names = _differing(replace(old, start=new.start, end=new.end, items=new.items), new)
    if names:
        yield SettingsChanged(names)


def _of_items(old: tuple[Item, ...], new: tuple[Item, ...]) -> Iterator[ItemChange]:
    pairs = matched(old, new)
    elsewhere = moved(pairs)
    for index, item in enumerate(new):
        if index not in pairs:
            yield Added(index + 1, item)
            continue
        if index in elsewhere:
            yield Moved(index + 1, item, pairs[index] + 1)
        yield from _of_item(index + 1, old[pairs[index]], item)
    kept = set(pairs.values())
    for index, item in enumerate(old):
        if index not in kept:
            yield Dropped(index + 1, item)


def _of_item(number: int, old: Item, new: Item) -> Iterator[ItemChange]:
    if old.title != new.title:
        yield Renamed(number, new, old.title)
    if old.length != new.length:
        yield Retimed(number, new, old.length)
    if old.presenters != new.presenters:
        yield Recast(number, new, old.presenters)
    known = replace(old, title=new.title, minutes=new.minutes, presenters=new.presenters)
    names = _differing(known if old.length == new.length else replace(known, questions=new.questions), new)
    if names:
        yield Amended(number, new, names)


def _differing(one: Agenda | Item, other: Agenda | Item) -> tuple[str, ...]:
    """The names of the fields in which two records of one kind differ."""
    names = (field.name for field in fields(one))
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))
