"""Who may do what."""

from dataclasses import replace

from chatbot.core import events
from chatbot.core.session.state import Session


def evolve(session: Session, event: events.People) -> Session:
    """The state after somebody became a chair."""
    return replace(session, chairs_added=(*session.chairs_added, event.person))
