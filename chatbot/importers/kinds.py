"""What kind of slot a title means: routine, a break, the open end; by the words that chairs and schedules use."""

import re

ADMIN = re.compile(
    r"\b(?:administrivia|admin\b|agenda[ -]?(?:bash|review|revision|update|adoption)|bash(?:ing)?\b|blue ?sheets?|"
    r"note ?well|note[ -]?takers?|note[ -]?taking|"
    r"scribes?|jabber|minute[ -]?takers?|roll[ -]?call|opening|welcome|intro(?:duction)?s?\b|logistics|"
    r"adoption of the agenda|(?:approval|adoption) of (?:the )?(?:agenda|minutes)|"
    r"membership agreement|housekeeping|chairs?'? (?:slides|intro|update|overview)|^\W*wrap[ -]?up|^\W*closing|"
    r"closure|adjourn|registration\b)",
    re.IGNORECASE,
)
BREAK = re.compile(
    r"^\W*(?:(?:coffee|tea|lunch|bio|health|short|morning|afternoon|cookie)?\s*-?\s*(?:break|lunch|dinner|"
    r"breakfast|coffee|pause|recess|"
    r"intermission|reception|doors open)s?)\b",
    re.IGNORECASE,
)
AOB = re.compile(
    r"\b(?:a\.?o\.?b\b|any other business|open mi[ck]|open microphone|other business|open floor)", re.IGNORECASE
)


def kind_of(title: str) -> str:
    """`admin`, `break`, `aob` or nothing, by the words of a title."""
    if BREAK.search(title):
        return "break"
    if AOB.search(title):
        return "aob"
    return "admin" if ADMIN.search(title) else ""
