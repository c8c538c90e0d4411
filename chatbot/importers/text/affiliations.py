"""What stands with names in a bracket, or behind one: where people are from, what they are, doubts."""

import re

from chatbot.importers.text import people

ORGANISATION = re.compile(
    r"\b(?:university|universit[aäé]t?|universidad|institut[eo]?|foundation|project|labs?|laborator(?:y|ies)|inc|"
    r"networks|research|systems|technologies|corporation|corp|college|school|centr[eo]|center|company|ltd|gmbh)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^(?:(?:assistant|associate|full|senior|principal|vice|deputy|chief) )*(?:professor|prof\.|"
    r"department|dept\.?|head|director|engineer|researcher|scientist|fellow|president|officer|manager|ceo|cto|faculty|"
    r"ministry|office|division)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?-i:[A-Z]{4,6})|akamai|alibaba|amazon|apple|arm|bloomberg|ciena|cisco|cloudflare|comcast|ericsson|f5|facebook|"
    r"fastly|google|huawei|ibm|igalia|intel|juniper|meta|microsoft|mozilla|nokia|ntt|oracle|orange|qualcomm|"
    r"salesforce|samsung|siemens|telefonica|telefónica|verisign|verizon|zte",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"[A-Z][^\W\d_]+\?(?:[\s,/]+[A-Z][^\W\d_]+\?)+")


def surely_people(inner: str) -> bool:
    """Whether a bracket within the words holds full names alone, several or one with a given name that many have."""
    found = people.names(inner)
    return bool(found) and all(map(people.is_full, found)) and (len(found) > 1 or people.is_given(found[0]))


def without_position(inner: str) -> str:
    """`Ann Bell, Professor of Economics, University of Town` without what follows her name; `Ann? Bob?` as names."""
    if _DOUBTED.fullmatch(inner):
        return ", ".join(inner.replace("?", " ").replace("/", " ").replace(",", " ").split())
    inner = re.sub(r"\s+\?+$", "", inner)
    name, comma, rest = inner.partition(",")
    position = _POSITION.match(rest.strip()) or ORGANISATION.search(rest.split(",")[0])
    remark = len(re.findall(r"(?<!\S)[a-z]+(?!\S)", rest)) > 2 and not people.names(rest)
    company = _COMPANY.fullmatch(rest.strip())
    return name if comma and people.is_full(name) and (position or remark or company) else inner
