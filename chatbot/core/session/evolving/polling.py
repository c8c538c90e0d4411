"""The state of the polls."""

from dataclasses import replace
from typing import assert_never

from chatbot.core import events, polls
from chatbot.core.polls import Poll
from chatbot.core.session.state import Session


def evolve(session: Session, event: events.Polling) -> Session:
    """The state after the room was asked, or answered."""
    match event:
        case events.PollOpened():
            return replace(session, polls=(*session.polls, _opened(event)))
        case events.Voted(poll=number, person=person, option=option):
            return replace(session, polls=polls.voted(session.polls, number, person, option))
        case events.VoteWithdrawn(poll=number, person=person):
            return replace(session, polls=polls.unvoted(session.polls, number, person))
        case events.PollClosed(poll=number):
            return replace(session, polls=polls.closed(session.polls, number, event.at, event.by))
        case _:
            assert_never(event)


def _opened(event: events.PollOpened) -> Poll:
    return Poll(
        number=event.poll,
        question=event.question,
        options=event.options,
        opened_at=event.at,
        opened_by=event.by,
        draft=event.draft,
        hidden=event.hidden,
        closes_at=event.closes_at,
    )
