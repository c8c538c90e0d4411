"""Who may do what."""

from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.commands import People
from chatbot.core.errors import AlreadyAChair, NoAccount, Refused
from chatbot.core.events import ChairAdded, Event
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.state import Session


def decide(session: Session, command: People, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """What happens when `by` makes somebody a chair."""
    unended(session)
    person = command.person
    if not person.account:
        raise Refused(NoAccount(person.name))
    if session.is_chair(person):
        raise Refused(AlreadyAChair(person.name))
    return (ChairAdded(at=now, by=by, person=person.bare),)
