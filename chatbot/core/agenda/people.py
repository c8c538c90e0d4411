"""People: as an agenda names them, and as they act in chat."""

from enum import StrEnum

from chatbot.core.record import record


class Attendance(StrEnum):
    """How a presenter takes part, as far as a chair has said."""

    EXPECTED = "expected"
    REMOTE = "remote"
    ABSENT = "absent"


FORGOTTEN = "forgotten:"
"""With it begins the account that nobody has, in the place of somebody who wanted to be forgotten."""
_CHAIRS = frozenset({"chair", "chairs", "wg chairs", "wg chair"})


@record
class Person:
    """Somebody named in an agenda; `accounts` are platform ids such as `zulip:1234` or `slack:U0123ABCD`."""

    name: str
    accounts: tuple[str, ...] = ()
    attendance: Attendance = Attendance.EXPECTED

    @property
    def stands_for_chairs(self) -> bool:
        """Whether the name stands for whoever chairs, as `Chairs` does."""
        return self.name.casefold() in _CHAIRS


@record
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


def same_person(one: Participant, other: Participant) -> bool:
    """Whether the two are one person: by account, or by name where neither has one."""
    if one.account or other.account:
        return one.account == other.account
    return folded(one.name) == folded(other.name)


def folded(name: str) -> str:
    """The name for comparing: without case and double blanks."""
    return " ".join(name.split()).casefold()
