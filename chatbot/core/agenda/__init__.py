"""What was planned: an agenda, with its people, places and items."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from chatbot.core.agenda.items import Item, minutes, planned_starts
from chatbot.core.agenda.material import Address, Document, DocumentState, Notice
from chatbot.core.agenda.people import FORGOTTEN, Attendance, Participant, Person, folded, same_person
from chatbot.core.agenda.places import Place
from chatbot.core.agenda.roles import HALVES, USUAL_ASKING, WHOLE, Asking, Part, Role
from chatbot.core.record import record

__all__ = [
    "FORGOTTEN",
    "HALVES",
    "WHOLE",
    "Address",
    "Agenda",
    "Asking",
    "Attendance",
    "Audience",
    "Document",
    "DocumentState",
    "Item",
    "Mode",
    "Notice",
    "Part",
    "Participant",
    "Person",
    "Place",
    "Role",
    "folded",
    "minutes",
    "planned_starts",
    "same_person",
]


class Audience(StrEnum):
    """Who is told how an item's time goes; the board shows it to all, but for `none`."""

    CHAIRS = "chairs"
    CHANNEL = "channel"
    BOARD = "board"
    NOBODY = "none"


class Mode(StrEnum):
    """Who moves the session on: the clock (a chair may hold it), or the chair (the bot says that time is up)."""

    AUTO = "auto"
    CHAIR = "chair"


@record
class Agenda:
    """A planned session; `start` and `end` are UTC instants, `timezone` is where its local times are read.

    The members of `chair_groups` (such as `zulip:group:17`) command like chairs. With `bare_commands`, short commands
    such as `q+` need no mention of the bot in the session's own place. The speaker queue is emptied at each item,
    unless `keep_queue` is set; `speaker_minutes` is how long each may speak, 0 for as long as they like. `source` is
    where its items come from.
    """

    id: str
    title: str
    start: datetime
    timezone: str
    items: tuple[Item, ...]
    group: str = ""
    meeting: str = ""
    end: datetime | None = None
    mode: Mode = Mode.AUTO
    chairs: tuple[Person, ...] = ()
    chair_groups: tuple[str, ...] = ()
    area_directors: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    links: tuple[Address, ...] = ()
    notices: tuple[Notice, ...] = ()
    roles: tuple[Role, ...] = ()
    documents: tuple[DocumentState, ...] = ()
    adoption_calls: tuple[str, ...] = ()
    bare_commands: bool = False
    keep_queue: bool = False
    speaker_minutes: int = 0
    warnings: Audience = Audience.CHAIRS
    asking: Asking = USUAL_ASKING
    source: str = ""

    @property
    def planned_end(self) -> datetime:
        """The stated end, else that of the last item."""
        return self.end or self.items_end

    @property
    def items_end(self) -> datetime:
        """When the last item ends if all goes to plan."""
        return planned_starts(self.items, self.start)[1]

    def local(self, instant: datetime) -> datetime:
        """The instant as wall time in the session's zone."""
        return instant.astimezone(ZoneInfo(self.timezone))

    def in_team(self, chat: str, team: str) -> "Agenda":
        """The agenda with its accounts and groups on this chat read as those of one workspace: `slack:T1/U1`."""

        def known(people: tuple[Person, ...]) -> tuple[Person, ...]:
            return tuple(
                replace(one, accounts=tuple(_in_team(name, chat, team) for name in one.accounts)) for one in people
            )

        return replace(
            self,
            items=tuple(replace(item, presenters=known(item.presenters)) for item in self.items),
            chairs=known(self.chairs),
            area_directors=known(self.area_directors),
            chair_groups=tuple(_in_team(name, chat, team) for name in self.chair_groups),
        )


def _in_team(name: str, chat: str, team: str) -> str:
    """`slack:U1` as `slack:T1/U1`, and `slack:group:S1` as `slack:group:T1/S1`; other names as they are."""
    platform, _, inner = name.partition(":")
    if platform != chat or not team or "/" in inner:
        return name
    kind, colon, bare = inner.rpartition(":")
    return f"{platform}:{kind}{colon}{team}/{bare}"
