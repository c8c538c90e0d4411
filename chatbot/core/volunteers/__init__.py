"""Roles and their places: who has signed up, who waits for a place, and what is still free.

`rosters` says what can be done with places, `crew` what is known of people beyond them, `duty` who is on when.
"""

from chatbot.core.volunteers.crew import NOBODY, Crew, Duty, Question, people_of, with_duty
from chatbot.core.volunteers.duty import items_of, on_duty, other_half, still_wanted
from chatbot.core.volunteers.history import Served, least_recent
from chatbot.core.volunteers.rosters import (
    Roster,
    Rosters,
    carried_over,
    holding,
    joined,
    left,
    listed,
    lowered,
    named,
    normal,
    of_role,
    only_role,
    promotions,
    resized,
    roster_of,
    rosters_of,
    split,
    to_join,
    to_leave,
    waited,
    wanted,
)

__all__ = [
    "NOBODY",
    "Crew",
    "Duty",
    "Question",
    "Roster",
    "Rosters",
    "Served",
    "carried_over",
    "holding",
    "items_of",
    "joined",
    "least_recent",
    "left",
    "listed",
    "lowered",
    "named",
    "normal",
    "of_role",
    "on_duty",
    "only_role",
    "other_half",
    "people_of",
    "promotions",
    "resized",
    "roster_of",
    "rosters_of",
    "split",
    "still_wanted",
    "to_join",
    "to_leave",
    "waited",
    "wanted",
    "with_duty",
]
