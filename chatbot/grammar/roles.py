"""How people name a role, and what it is called."""

import re

_FILLERS = re.compile(r"^(?:(?:as|for|from|to|be|being|a|an|the|my|our)(?:\s+|$))+")
_JOBS = {
    "notes": "note taker",
    "note taking": "note taker",
    "notetaking": "note taker",
    "take notes": "note taker",
    "taking notes": "note taker",
    "minutes": "note taker",
    "take minutes": "note taker",
    "taking minutes": "note taker",
    "scribing": "scribe",
}
"""A job named by what is done."""
_NO_ROLES = frozenset({"more", "another", "minute", "minutes", "min", "mins", "time"})
"""First words that show that no role was meant, as in `need 5 minutes`."""
_LONGEST = 60


def role_named(words: str) -> str | None:
    """The role's name in lower-case singular; None when the words name none."""
    bare = _FILLERS.sub("", words.lower().strip(" \"'"))
    taker = re.fullmatch(r"minutes?[ -]takers?", bare)
    if not taker and (not bare or bare.split()[0] in _NO_ROLES or len(bare) > _LONGEST):
        return _JOBS.get(bare)
    return _JOBS.get(bare) or singular(bare)


def singular(role: str) -> str:
    """`note takers` as `note taker`; words such as `press` and `census` stay."""
    if role.endswith("ies") and len(role) > len("series"):
        return role[:-3] + "y"
    return role if not role.endswith("s") or role.endswith(("ss", "us", "is", "series")) else role[:-1]
