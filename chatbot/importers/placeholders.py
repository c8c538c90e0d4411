"""Words that stand for what is not known yet: TBD, ???."""

import re

_PLACEHOLDER = re.compile(r"\b(?:TB[ACD]|TODO|FIXME|XXX+)\b|\?\?+|\bxx:xx\b")
_ALONE = re.compile(rf"^\W*(?:[\w /()-]{{2,30}}[:：]\W*)?(?:{_PLACEHOLDER.pattern})\W*$")


def placeholder_in(text: str) -> str:
    """The first placeholder in a text, as it is written; empty where there is none."""
    hit = _PLACEHOLDER.search(text)
    return hit[0] if hit else ""


def is_left_open(text: str) -> bool:
    """Whether a line holds a placeholder alone, perhaps behind its key, as in `Chairs: TBD`."""
    return bool(_ALONE.match(text))
