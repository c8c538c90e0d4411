"""What the room is asked, and what it answers."""

from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import commands, events, polls
from chatbot.core.agenda import Participant
from chatbot.core.errors import OutOfRange, Refused
from chatbot.core.session.deciding.guards import unended
from chatbot.core.session.state import Session

LONGEST_POLL = 24 * 60
"""A poll is not left to the clock for more minutes than this."""


def decide(session: Session, command: commands.Polling, by: Participant, now: datetime) -> tuple[events.Event, ...]:
    """What happens when `by` asks the room or answers."""
    unended(session)
    match command:
        case commands.OpenPoll():
            return _open(session, command, "", by, now)
        case commands.OfferAdoption(hidden, minutes):
            draft = polls.to_adopt(session.polls, session.agenda.adoption_calls)
            question = f"Adopt {draft} as a working group document?"
            return _open(session, commands.OpenPoll(question, hidden=hidden, minutes=minutes), draft, by, now)
        case commands.ClosePoll():
            return (events.PollClosed(at=now, by=by, poll=polls.taking_votes(session.polls, None).number),)
        case commands.Vote(choice, number):
            poll = polls.taking_votes(session.polls, number)
            option = polls.to_vote(poll, choice, by)
            return (events.Voted(at=now, by=by, poll=poll.number, person=by, option=option),)
        case commands.Unvote(choice, number):
            poll = polls.taking_votes(session.polls, number)
            withdrawn = events.VoteWithdrawn(at=now, by=by, poll=poll.number, person=by)
            return (withdrawn,) if polls.to_unvote(poll, choice, by) else ()
        case _:
            assert_never(command)


def closing(session: Session, by: Participant | None, now: datetime) -> tuple[events.Event, ...]:
    """The open poll ends with the session."""
    poll = polls.current(session.polls)
    return (events.PollClosed(at=now, by=by, poll=poll.number),) if poll else ()


def _open(
    session: Session, asked: commands.OpenPoll, draft: str, by: Participant, now: datetime
) -> tuple[events.Event, ...]:
    options = asked.options or polls.YES_OR_NO
    number = polls.to_open(session.polls, options)
    if not 0 <= asked.minutes <= LONGEST_POLL:
        raise Refused(OutOfRange(0, LONGEST_POLL))
    return (
        events.PollOpened(
            at=now,
            by=by,
            poll=number,
            question=asked.question,
            options=options,
            draft=draft,
            hidden=asked.hidden,
            closes_at=now + timedelta(minutes=asked.minutes) if asked.minutes else None,
        ),
    )
