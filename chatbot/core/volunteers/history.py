"""Who served when in the sessions of a group, so that the same people are not asked every time."""

from collections.abc import Collection, Sequence
from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.record import record
from chatbot.core.volunteers.rosters import normal


@record
class Served:
    """Somebody served in a role, in a session that began at `at`."""

    person: Participant
    role: str
    at: datetime
    session: str


def least_recent(
    history: Sequence[Served], role: str, present: Collection[Participant], exempt: Collection[str], most: int
) -> tuple[tuple[Participant, datetime | None], ...]:
    """Whom to ask first for the role: who has never served before who served long ago; with when that last was.

    Only those who are present and did not ask never to be asked.
    """
    last = {
        one.person.account: one.at
        for one in sorted(history, key=lambda one: one.at)
        if normal(one.role) == normal(role)
    }
    known = {one.account: one for one in present if one.account and one.account not in exempt}
    found = [(person, last.get(account)) for account, person in known.items()]
    found.sort(key=lambda one: (one[1] is not None, one[1].timestamp() if one[1] else 0.0, one[0].name.casefold()))
    return tuple(found[:most])
