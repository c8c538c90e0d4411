"""What the words that a bot left in a room and with people tell of it."""

import re
from collections.abc import Iterable, Sequence

STEPS = ("Now:", "Time is up for")
"""What the room is told of each item of "Small WG", in this order."""
_STEP = re.compile(rf"(?:^|\) )({'|'.join(STEPS)}) \W*Draft Number (\d)")

PLACED = ("Thank you", "a place has come free")
"""What begins so says that one has a place; from the chairs' and the clock's doing too."""
UNPLACED = ("You are no longer", "You wait no longer", "All places")


def says_signed_up(told: Iterable[str]) -> bool:
    """Whether the last word on it that a person of "Small WG" was told says that they are signed up."""
    plain = [one.removeprefix("Small WG: ") for one in told]
    words = [one for one in plain if one.startswith((*PLACED, *UNPLACED))]
    return bool(words) and words[-1].startswith(PLACED)


def steps(contents: Sequence[str]) -> list[str]:
    """What the room was told of the items, such as `Now: 1`, in the order in which it stands."""
    return [f"{found[1]} {found[2]}" for one in contents if (found := _STEP.search(one))]


def told_twice(contents: Sequence[str]) -> list[str]:
    """What stands more than once, but for who takes notes, which may come to be the same again."""
    single = [one for one in contents if not one.startswith(("Note taker", "Replaced by")) and "→" not in one]
    return sorted({one for one in single if single.count(one) > 1})
