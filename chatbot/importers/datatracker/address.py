"""How a group's sessions at a meeting are named: `datatracker:117/ipsecme`, or the address of their agenda."""

import re
from dataclasses import dataclass

from chatbot.importers.errors import ImportFailed
from chatbot.importers.texts import tidy

SCHEME = "datatracker:"
_MEETING = r"(?P<meeting>[0-9]{1,4}|interim-[0-9]{4}-(?P<interim>[a-z0-9][a-z0-9\-]*?)-[0-9]{1,3})"
_FORM = re.compile(rf"{_MEETING}(?:/(?P<group>[a-z0-9][a-z0-9\-]*))?/?$")
_PAGE = re.compile(
    rf"/meeting/{_MEETING}/(?:session/(?P<group>[a-z0-9\-]+)"
    r"|materials/agenda-(?:interim-[0-9]{4}-|[0-9]{1,4}-)(?P<agenda>[a-z0-9]+))"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A group at a meeting: its number (`117`), or an interim's name (`interim-2025-scone-06`)."""

    meeting: str
    group: str

    def __str__(self) -> str:
        return f"{SCHEME}{self.meeting}/{self.group}"

    @property
    def shown(self) -> str:
        """The meeting as people say it."""
        return f"IETF {self.meeting}" if self.meeting.isdigit() else self.meeting


def parse(written: str) -> Sought:
    """The group and meeting of an address in our own form; raises ImportFailed."""
    found = _FORM.match(written.strip().lower().removeprefix(SCHEME))
    group = found and (found["group"] or found["interim"])
    if not found or not group:
        said = f"{tidy(written, 80)} names no session; write it as datatracker:117/ipsecme (meeting, then group)."
        raise ImportFailed(said)
    return Sought(found["meeting"], group)


def sought_in(url: str) -> Sought | None:
    """The group and meeting that an address of the datatracker's own pages is about."""
    found = _PAGE.search(url)
    group = found and (found["group"] or found["interim"] or found["agenda"])
    return Sought(found["meeting"], group) if found and group else None
