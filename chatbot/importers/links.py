"""Links that were left over from another meeting."""

import re

_MEETING = re.compile(r"\bIETF\D{0,2}(\d{2,3})\b", re.IGNORECASE)
_IN_LINK = re.compile(
    r"(?:meetecho\.com/(?:ietf|onsite)|notes-ietf-|/meeting/|/minutes-|/slides-|/agenda-|/ietf)(\d{2,3})(?=[-/?#&]|$)",
    re.IGNORECASE,
)


def stale(url: str, meeting: str) -> str | None:
    """What is wrong with a link that belongs to another IETF meeting than `meeting`, such as `IETF 118`."""
    ours, theirs = _MEETING.search(meeting), _IN_LINK.search(url)
    if not ours or not theirs or ours[1] == theirs[1]:
        return None
    return f"The link {url} belongs to IETF {theirs[1]}, not to IETF {ours[1]}; replace it."
