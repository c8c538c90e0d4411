"""Who may do what."""

from datetime import datetime

from chatbot.core import commands, events
from chatbot.core.agenda import Participant
from chatbot.core.errors import AlreadyAChair, NoAccount, Refused
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.state import Session


def decide(
    session: Session, command: commands.People, by: Participant | None, now: datetime
) -> tuple[events.Event, ...]:
    """What happens when `by` makes somebody a chair."""
    unended(session)
    person = command.person
    if not person.account:
        raise Refused(NoAccount(person.name))
    if session.is_chair(person):
        raise Refused(AlreadyAChair(person.name))
    return (events.ChairAdded(at=now, by=by, person=person.bare),)
