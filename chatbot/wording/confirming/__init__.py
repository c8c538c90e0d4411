"""What the doer of a command is told, where no announcement says it; one module a theme."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from chatbot.core.events import (
    Arranging,
    Course,
    Event,
    People,
    Planning,
    Polling,
    Queueing,
    Recording,
    Sourcing,
    Telling,
    Timing,
    Undone,
    Volunteering,
)
from chatbot.core.session import Session, evolve_all
from chatbot.wording.common import View
from chatbot.wording.confirming import (
    arranging,
    course,
    people,
    personal,
    polling,
    queueing,
    recording,
    sourcing,
    timing,
    undoing,
    volunteering,
)
from chatbot.wording.confirming.reply import Reply

__all__ = ["Reply", "confirm"]


def confirm(before: Session, events: Sequence[Event], chat: str, now: datetime) -> Reply | None:
    """The reply to a command that made these events happen from then on; None when announcements say it all."""
    view = View(evolve_all(before, events), chat, now)
    replies = (_reply(view, before, event) for event in events)
    return next((reply for reply in replies if reply), None)


def _reply(view: View, before: Session, event: Event) -> Reply | None:  # noqa: C901 - one case a theme
    if isinstance(event, Undone):
        return undoing.confirm(view, before.changes[-1])
    if isinstance(event, Course):
        return course.confirm(view, event)
    if isinstance(event, Timing):
        return timing.confirm(view, event)
    if isinstance(event, People):
        return people.confirm(view, event)
    if isinstance(event, Volunteering):
        return volunteering.confirm(view, before, event)
    if isinstance(event, Queueing):
        return queueing.confirm(view, event)
    if isinstance(event, Polling):
        return polling.confirm(view, event)
    if isinstance(event, Arranging):
        return arranging.confirm(view, before, event)
    if isinstance(event, Telling):
        return personal.confirm(view, event)
    if isinstance(event, Recording):
        return recording.confirm(event)
    if isinstance(event, Sourcing):
        return sourcing.confirm(view, before, event)
    if isinstance(event, Planning):
        return None
    assert_never(event)
