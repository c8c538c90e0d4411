"""What looks like a name, and a list of names."""

import re

from chatbot.importers.text.given import GIVEN
from chatbot.importers.text.ordinary import ORDINARY

_ROLES = {
    "chair", "chairs", "co-chair", "co-chairs", "wg chair", "wg chairs", "rg chairs", "cg chairs", "editor", "editors",
    "author", "authors", "ad", "ads", "area director", "area directors", "all", "everyone", "everybody", "secretary",
    "secretariat", "the chairs", "group", "wg", "host", "hosts", "moderator", "delegate", "delegates", "secretaries",
    "working group chairs", "presenters", "panel", "panelists", "team", "participants", "acting chair", "new chairs",
    "working group", "research group",
}  # fmt: skip
_PARTICLES = {"van", "von", "de", "der", "den", "di", "da", "dos", "del", "la", "le", "bin", "al", "el", "ten", "ter",
              "zu", "y", "af", "du", "st.", "della", "dalla", "e"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]+)*\.?", re.UNICODE)
_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?)+$|[A-Z]\.?$")
_ROLE_OF = re.compile(r"[\w-]+ (?:co-?)?(?:chairs|ads|editors|authors)$", re.IGNORECASE)
_HANDLE = re.compile(r"@[\w-]{2,39}$")
_MIXED = re.compile(
    r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|St|[A-Z]['’])[A-Z])(?=[^-]*[a-z])(?=(?:[^-]*[A-Z]){2})[^-]+$"
)
_LOWER = re.compile(r"[a-z][a-z0-9]{1,11}$")
_SHORT = re.compile(r"[A-Z]{2,3}$")
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\+|\band/or\b|\band\b|\bor\b|\bet\b)\s*|\s*,\s*and\s+", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*[\[(](?:[^()\[\]]*)[\])]|\s*<[^<>]*>|,?\s*\b(?:remote|remotely|on-?\s?site|in[- ]person|online|virtual|"
    r"tentative)\b"
    r"(?=\s*(?:$|[,/&;+)]|and\b))|\bet\.? al\.?|\s[-–—]\s*tb[acd]\b",
    re.IGNORECASE,
)  # fmt: skip
_LEAD = re.compile(
    r"^\s*(?:(?:co-)?presenters?|presented|presentation|presenting|speakers?|requesters?|requestor|authors?|lead|"
    r"led|championed|discussion leaders?|"
    r"who|by|from|facilitators?|moderators?|moderated|host|contact|name)\s*(?:\(s\))?\s*(?:by|from)?\s*:?\s+|^\s*by\s+",
    re.IGNORECASE,
)
_SURNAME_FIRST = re.compile(
    r"(?:^|(?<=[,;/&]\s)|(?<=\band\s))"
    r"(?P<surname>(?:(?:van|von|de|der|den|di|da|el|al) )*(?=[^\W\d_]*[a-z])[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*),\s*"
    r"(?P<initials>[A-Z](?:\.[ -]?[A-Z])*\.?)(?=\s*(?:$|[,;&/]|and\b))"
)
_NEXT = re.compile(r"([)\]])\s+(?=[A-Z][\w'’-]+ [A-Z][\w'’-])")  # `Ann Bell (Labs) Bob Cole (Town)`
UNKNOWN = re.compile(
    r"^(?:tb[acd]|\?+|n/?a|none|-+|xxx+|anyone|volunteer(?:s)?(?: needed)?|many|others?)$", re.IGNORECASE
)


def plain_names(text: str) -> str:
    """The text without addresses, affiliations in brackets and words of attendance."""
    return _ASIDE.sub("", text).strip(" .,;:*_")


def split_names(text: str) -> list[str]:
    """The names of a list, without what stands about them."""
    text = _NEXT.sub(r"\1, ", text)
    whole = _SURNAME_FIRST.sub(r"\g<initials> \g<surname>", _LEAD.sub("", _ASIDE.sub("", text)).strip(" ;:*_"))
    whole = plain_names(whole)
    parts = (
        part.strip(" .*_:") if not part.strip().endswith((" Jr.", "St.")) else part.strip()
        for part in _SPLIT.split(whole)
    )
    return [part for part in parts if part and not UNKNOWN.match(part)]


def names_with_words(text: str) -> list[str]:
    """The parts of a list of which one at least is a name and each begins or ends as one."""
    parts = split_names(text)
    shaped = [
        part
        for part in parts
        if certainty(part) or any(certainty(word) for word in (part.split()[0], part.split()[-1]))
    ]
    enough = len(parts) > 1 and len(shaped) == len(parts) and any(certainty(part) for part in parts)
    return parts if enough and all(len(part.split()) <= 4 for part in parts) else []


def names(text: str, *, initials: bool = False, handles: bool = False) -> list[str]:
    """The names in a text that holds nothing else; none when it holds anything else.

    With `initials`, `LB` or `TP` is a name too, as in `(LB, 5m)`; with `handles`, `ekr` is one beside another name.
    """
    if not text.strip() or len(text) > 160 or text.rstrip().endswith(("?", "!")):
        return []
    found = split_names(text)
    known = any(certainty(one) > 0 for one in found)
    fits = (
        certainty(one) > 0 or (initials and _SHORT.match(one)) or (handles and known and _LOWER.match(one))
        for one in found
    )
    return found if found and all(fits) else []


def certainty(name: str) -> int:
    """How much a text looks like one person: 0 not, 1 a single word that could be one, 2 surely."""
    lowered = name.lower()
    if lowered in _ROLES or _ROLE_OF.match(name):
        return 2
    if _HANDLE.match(name):
        return 2
    words = name.split()
    if not 1 <= len(words) <= 5 or any(not _is_name_word(word) for word in words):
        return 0
    given = words[0] == "Will"
    if any(word.lower().strip(".") in ORDINARY for word in words[given:] if len(word) > 2):
        return 0
    solid = [word for word in words if word.lower() not in _PARTICLES]
    if not solid or not any(_capital(word) and len(word.strip(".")) > 1 for word in solid):
        return 0
    if len(solid) == 1:
        return 2 if lowered in GIVEN else 0 if solid[0].isupper() or _MIXED.match(solid[0]) else 1
    acronyms = [word for word in solid if word.isupper() and len(word.strip(".")) > 2 and "." not in word]
    if acronyms and len(acronyms) < len(solid) and acronyms != solid[-len(acronyms) :]:
        return 0
    return 0 if len(acronyms) == len(solid) and len(solid) > 3 else 2


def is_given(name: str) -> bool:
    """Whether it begins with a given name that many people have."""
    return name.split()[0].lower() in GIVEN and certainty(name) > 1


def is_full(name: str) -> bool:
    """Whether it has a given name and a surname."""
    return " " in name.strip() and certainty(name.strip()) > 1


def has_initials(name: str) -> bool:
    """Whether it is a surname behind initials, such as `A. Bell`."""
    return bool(_INITIALS.match(name.rpartition(" ")[0])) and certainty(name) > 1


def is_role(name: str) -> bool:
    """Whether a name stands for whoever has the role, such as `Chairs`."""
    return name.lower() in _ROLES or bool(_ROLE_OF.match(name))


def _is_name_word(word: str) -> bool:
    if word.lower() in _PARTICLES or _INITIALS.match(word):
        return True
    return bool(_WORD.fullmatch(word)) and _capital(word) and not (word.isupper() and len(word) == 1)


def _capital(word: str) -> bool:
    return word[:1].isupper() or not word[:1].islower()
