"""The requests for volunteers."""

from datetime import datetime, timedelta

from chatbot.core import volunteers
from chatbot.core.commands import AskVolunteers, Due
from chatbot.core.session.state import Session

ASK_BEFORE = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=10), timedelta())
"""How long before the planned start volunteers are asked for, while places are free."""


def due_request(session: Session, now: datetime) -> Due | None:
    """The next request for volunteers; of several that were missed only the last is made up for.

    A request that a chair caused makes up for all before it.
    """
    if not volunteers.wanted(session.rosters):
        return None
    start = min(session.agenda.start, session.started_at or session.agenda.start)
    rounds = [(start - before, number) for number, before in enumerate(ASK_BEFORE, 1)]
    last = session.requested_at
    left = [(at, number) for at, number in rounds if number > session.asked and not (last and at <= last)]
    passed = [one for one in left if one[0] <= now]
    at, number = passed[-1] if passed else left[0] if left else (now, 0)
    return Due(at, AskVolunteers(number)) if number else None
