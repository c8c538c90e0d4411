"""The Internet-Drafts that a text and its links name."""

import re
from collections.abc import Iterable

_DRAFT = re.compile(r"\bdraft-[a-z0-9]+(?:-[a-z0-9]+)+", re.IGNORECASE)
_REVISION = re.compile(r"-\d\d$")


def drafts(text: str, urls: Iterable[str] = ()) -> tuple[str, ...]:
    """Their names without revision, each once."""
    found = [name for source in (text, *urls) for name in _DRAFT.findall(source)]
    return tuple(dict.fromkeys(_REVISION.sub("", name.lower()) for name in found))


def is_draft(text: str) -> bool:
    """Whether a text is a draft's name and nothing else."""
    return bool(_DRAFT.fullmatch(text.strip()))
