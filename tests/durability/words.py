"""What the words that a bot left in a room and with people tell of it."""

from collections.abc import Iterable, Sequence

PLACED = ("Thank you", "a place has come free")
"""What begins so says that one has a place; from the chairs' and the clock's doing too."""
UNPLACED = ("You are no longer", "You wait no longer", "All places")


def says_signed_up(told: Iterable[str]) -> bool:
    """Whether the last word on it that a person of "Small WG" was told says that they are signed up."""
    plain = [one.removeprefix("Small WG: ") for one in told]
    words = [one for one in plain if one.startswith((*PLACED, *UNPLACED))]
    return bool(words) and words[-1].startswith(PLACED)


def told_twice(contents: Sequence[str]) -> list[str]:
    """What stands more than once, but for who takes notes, which may come to be the same again."""
    single = [one for one in contents if not one.startswith(("Note taker", "Replaced by")) and "→" not in one]
    return sorted({one for one in single if single.count(one) > 1})
