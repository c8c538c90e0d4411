"""The parts of a calendar's properties; a property that is broken has none."""

from typing import Any

from icalendar import BrokenCalendarProperty


def parts(given: object, name: str) -> list[Any]:
    """This part of a property, or of each where it is written several times."""
    properties = given if isinstance(given, list) else [given]
    return [found for one in properties if (found := _part(one, name)) is not None]


def part(given: object, name: str) -> Any:
    """This part of the first property that has it, or None."""
    return next(iter(parts(given, name)), None)


def _part(given: object, name: str) -> Any:
    try:
        return getattr(given, name, None)
    except BrokenCalendarProperty:
        return None
