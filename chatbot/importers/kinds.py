"""What kind of slot a title of a schedule means."""

import re

_BREAK = re.compile(r"\b(break|lunch|coffee|dinner|pause)\b", re.IGNORECASE)
_ADMIN = re.compile(r"\b(chairs?'? slides|welcome|agenda bash\w*|administrivia|note well|opening|registration)\b", re.I)
_AOB = re.compile(r"\b(aob|any other business|open mi[ck])\b", re.IGNORECASE)


def kind_of(title: str) -> str:
    """`break`, `aob`, `admin` or nothing."""
    kinds = (("break", _BREAK), ("aob", _AOB), ("admin", _ADMIN))
    return next((kind for kind, pattern in kinds if pattern.search(title)), "")
