"""What was planned: people, places, items, and the agenda that holds them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo


class Attendance(StrEnum):
    """How a presenter takes part, as far as a chair has said."""

    EXPECTED = "expected"
    REMOTE = "remote"
    ABSENT = "absent"


FORGOTTEN = "forgotten:"
"""With it begins the account that nobody has, in the place of somebody who wanted to be forgotten."""
_CHAIRS = frozenset({"chair", "chairs", "wg chairs", "wg chair"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in an agenda; `accounts` are platform ids such as `zulip:1234` or `slack:U0123ABCD`."""

    name: str
    accounts: tuple[str, ...] = ()
    attendance: Attendance = Attendance.EXPECTED

    @property
    def chairs(self) -> bool:
        """Whether the name stands for whoever chairs, as `Chairs` does."""
        return self.name.casefold() in _CHAIRS


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who acts in chat: rights hang on `account`, `name` is only for showing.

    `account` is empty for somebody who is only named. `groups` are the platform's groups that the person is in when
    acting, such as `zulip:group:17`, and `admin` says that the person may administrate the platform; the journal
    keeps neither.
    """

    account: str
    name: str
    groups: tuple[str, ...] = ()
    admin: bool = False

    @property
    def is_forgotten(self) -> bool:
        """Whether it stands for somebody who wanted to be forgotten: nobody knows who."""
        return self.account.startswith(FORGOTTEN)

    @property
    def bare(self) -> "Participant":
        """Who it is, without what the person may do."""
        return Participant(self.account, self.name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes or came from.

    `channel` and `topic` are the platform's own ids (on Zulip the topic's name, on Slack a thread's timestamp).
    With `only` set, only that account sees the message; an empty `channel` then means a direct message.
    `via` is a one-off reply address that the platform handed out with a request. `team` is the workspace, where the
    bot serves several on one chat.
    """

    chat: str
    channel: str
    topic: str = ""
    only: str = ""
    via: str = ""
    team: str = ""

    @property
    def private(self) -> bool:
        """Whether one person alone sees what is said there, in a direct message or in the midst of a channel."""
        return bool(self.only) or not self.channel


@dataclass(frozen=True, slots=True)
class Address:
    """A titled web address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A text shown exactly as written at the start, such as the IETF's Note Well."""

    title: str
    text: str
    links: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What of a session a role is for: a `half`, 1 or 2, or `items`; all of it, where neither is given.

    Items are keys, and places on the board, counted from 1, in what chairs say.
    """

    half: int = 0
    items: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is all of the session."""
        return not self.half and not self.items


WHOLE = Part()
HALVES = (Part(half=1), Part(half=2))


@dataclass(frozen=True, slots=True)
class Role:
    """A job that volunteers are wanted for, such as `note taker`, in all of the session or a part of it.

    The items of its part are counted from 1 as the agenda has them.
    """

    name: str
    places: int
    part: Part = WHOLE


@dataclass(frozen=True, slots=True)
class Asking:
    """When volunteers are asked for: so long `before` the start, while places are free.

    In `quiet` hours, from one local time to the other, nobody is asked, but within an hour of the start.
    """

    before: tuple[timedelta, ...] = (
        timedelta(days=3),
        timedelta(days=1),
        timedelta(hours=1),
        timedelta(minutes=10),
        timedelta(),
    )
    quiet: tuple[time, time] | None = (time(22), time(7))


@dataclass(frozen=True, slots=True)
class Document:
    """A draft or RFC in the status report; `title` may be empty."""

    name: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """The documents that stand at one state of the process; an empty list is said as `none`."""

    name: str
    documents: tuple[Document, ...] = ()


@cache
def minutes(number: int) -> timedelta:
    """So many minutes; cached, for the times of long agendas are added up often."""
    return timedelta(minutes=number)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda: `minutes` for the talk and `questions` minutes after it.

    No minutes at all means that the item stays open until somebody goes on. A `fixed` one begins at that instant and
    no earlier.
    """

    title: str
    minutes: int
    questions: int = 0
    presenters: tuple[Person, ...] = ()
    group: str = ""
    drafts: tuple[str, ...] = ()
    slides: str = ""
    fixed: datetime | None = None

    @property
    def length(self) -> timedelta:
        """Talk and questions together."""
        return minutes(self.minutes + self.questions)

    def begins(self, turn: datetime) -> datetime:
        """When it begins if its turn comes then: what is fixed, no earlier than it is fixed for."""
        return max(turn, self.fixed) if self.fixed else turn


def planned_starts(items: Sequence[Item], begin: datetime) -> tuple[tuple[datetime, ...], datetime]:
    """When each item begins if all goes to plan, and when the last one ends."""
    starts, free = [], begin
    for item in items:
        start = item.begins(free)
        starts.append(start)
        free = start + item.length
    return tuple(starts), free


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


@dataclass(frozen=True, slots=True)
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
    asking: Asking = Asking()
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
