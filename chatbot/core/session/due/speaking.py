"""The end of a speaker's time, and of a poll."""

from chatbot.core import polls
from chatbot.core.commands import CallSpeakerTime, Due, EndPoll, WarnSpeaker
from chatbot.core.session.state import Session
from chatbot.core.speakers import WARNING


def due_floor(session: Session) -> Due | None:
    """What the speaker is told of the time; on hold it stands still."""
    floor, over = session.queue.floor, session.queue.time_up
    if floor is None or over is None or floor.called or session.held_at:
        return None
    return Due(over, CallSpeakerTime()) if floor.warned else Due(over - WARNING, WarnSpeaker())


def due_poll(session: Session) -> Due | None:
    """The end of the open poll, where it has one."""
    poll = polls.current(session.polls)
    return Due(poll.closes_at, EndPoll(poll.number)) if poll and poll.closes_at else None
