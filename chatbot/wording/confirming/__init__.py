"""What the doer of a command is told, where no announcement says it; one module a theme."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from chatbot.core.events import Course, Event, People, Planning, Polling, Queueing, Timing
from chatbot.core.session import Session
from chatbot.wording.common import View
from chatbot.wording.confirming import course, people, polling, queueing, timing
from chatbot.wording.confirming.reply import Reply

__all__ = ["Reply", "confirm"]


def confirm(session: Session, events: Sequence[Event], chat: str, now: datetime) -> Reply | None:
    """The reply to a command that made these events happen; None when announcements say it all."""
    view = View(session, chat, now)
    replies = (_reply(view, event) for event in events)
    return next((reply for reply in replies if reply), None)


def _reply(view: View, event: Event) -> Reply | None:
    if isinstance(event, Course):
        return course.confirm(view, event)
    if isinstance(event, Timing):
        return timing.confirm(view, event)
    if isinstance(event, People):
        return people.confirm(view, event)
    if isinstance(event, Queueing):
        return queueing.confirm(view, event)
    if isinstance(event, Polling):
        return polling.confirm(view, event)
    if isinstance(event, Planning):
        return None
    assert_never(event)
