"""What has to hold before a command is obeyed; each raises Refused."""

from chatbot.core.agenda import Participant
from chatbot.core.commands import AddChair, Command, Prompt, Volunteer, Withdraw
from chatbot.core.errors import AlreadyOver, NotAChair, NotStarted, Refused
from chatbot.core.session.state import Phase, Session
from chatbot.core.timeline import Slot


def permitted(session: Session, command: Command | Prompt, by: Participant | None) -> None:
    """Chairs command; who administrates the platform may say who the chairs are, so that somebody can begin."""
    if by is None or isinstance(command, Volunteer | Withdraw) or session.is_chair(by):
        return
    if not (isinstance(command, AddChair) and by.admin):
        raise Refused(NotAChair())


def unended(session: Session) -> None:
    """The session is not over."""
    if session.phase is Phase.ENDED:
        raise Refused(AlreadyOver())


def running(session: Session) -> Slot:
    """The session runs; returns the current item."""
    unended(session)
    slot = session.current
    if slot is None:
        raise Refused(NotStarted())
    return slot
