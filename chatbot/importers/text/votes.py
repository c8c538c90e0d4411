"""What the whole file does, which no line shows by itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Votes:
    """What the whole file does: whether plain numbers in brackets are minutes, whether four digits alone are a clock,
    whether a line with a range is the window of a session rather than an item, on which side people stand, whether
    they stand behind a colon, as initials in brackets or before a draft, whether a line below an item often holds who
    presents it, whether a column of plain numbers holds minutes, and whether items have their clock on a line below.
    """

    bare_minutes: bool = False
    packed_clocks: bool = False
    windows: bool = False
    people_left: bool = False
    people_right: bool = False
    people_behind_colon: bool = False
    initials: bool = False
    people_before_draft: bool = False
    people_below: bool = False
    column_minutes: bool = False
    clocks_below: bool = False
