"""Why a command is not obeyed, and what to do instead; one module a theme."""

from datetime import datetime
from typing import assert_never

from chatbot.core.errors import (
    CourseReason,
    ItemReason,
    PeopleReason,
    PollReason,
    QueueReason,
    Reason,
    SourcingReason,
    ValueReason,
)
from chatbot.core.session import Session
from chatbot.messages import Line, Message, Paragraph
from chatbot.wording.common import View
from chatbot.wording.refusing import course, items, people, polling, queueing, sourcing, values


def refusal(session: Session, reason: Reason, chat: str, now: datetime) -> Message:
    """The reason as a sentence."""
    return Message((Paragraph(_sentence(View(session, chat, now), reason)),))


def _sentence(view: View, reason: Reason) -> Line:
    if isinstance(reason, CourseReason):
        return course.sentence(view, reason)
    if isinstance(reason, ItemReason):
        return items.sentence(view, reason)
    if isinstance(reason, PeopleReason):
        return people.sentence(view, reason)
    if isinstance(reason, SourcingReason):
        return sourcing.sentence(reason)
    if isinstance(reason, QueueReason):
        return queueing.sentence(view, reason)
    if isinstance(reason, PollReason):
        return polling.sentence(reason)
    if isinstance(reason, ValueReason):
        return values.sentence(view, reason)
    assert_never(reason)
