"""What a command makes happen, or why it is refused; one module a theme."""

from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.commands import (
    Accept,
    Agree,
    Arranging,
    Command,
    Control,
    Decline,
    Disagree,
    People,
    Personal,
    Polling,
    Prompt,
    Queueing,
    Recording,
    Sourcing,
    Timing,
    Volunteering,
)
from chatbot.core.events import Event
from chatbot.core.session.deciding import (
    arranging,
    control,
    people,
    personal,
    polling,
    prompts,
    queueing,
    recording,
    sourcing,
    timing,
    volunteering,
)
from chatbot.core.session.deciding.guards import permitted, someone
from chatbot.core.session.state import Session


def decide(session: Session, command: Command | Prompt, by: Participant | None, now: datetime) -> tuple[Event, ...]:
    """What happens when `by` (None: the clock) says this now; raises Refused, and then nothing does."""
    command = _meant(session, command, by)
    permitted(session, command, by)
    events = _decided(session, command, by, now)
    return (*events, *volunteering.moved_up(session, events, now))


def _meant(session: Session, command: Command | Prompt, by: Participant | None) -> Command | Prompt:
    """Yes and no are about what the speaker was asked, else about an agenda that is offered."""
    if session.offered is None or (by and session.crew.question(by)):
        return command
    return Accept() if isinstance(command, Agree) else Decline() if isinstance(command, Disagree) else command


def _decided(  # noqa: C901 - one case a theme
    session: Session, command: Command | Prompt, by: Participant | None, now: datetime
) -> tuple[Event, ...]:
    if isinstance(command, Queueing):
        return queueing.decide(session, command, someone(by), now)
    by = by.bare if by else None
    if isinstance(command, Control):
        return control.decide(session, command, by, now)
    if isinstance(command, Timing):
        return timing.decide(session, command, by, now)
    if isinstance(command, Arranging):
        return arranging.decide(session, command, by, now)
    if isinstance(command, People):
        return people.decide(session, command, by, now)
    if isinstance(command, Volunteering):
        return volunteering.decide(session, command, by, now)
    if isinstance(command, Polling):
        return polling.decide(session, command, someone(by), now)
    if isinstance(command, Personal):
        return personal.decide(session, command, someone(by), now)
    if isinstance(command, Recording):
        return recording.decide(session, command, someone(by), now)
    if isinstance(command, Sourcing):
        return sourcing.decide(session, command, by, now)
    if isinstance(command, Prompt):
        return prompts.decide(session, command, by, now)
    assert_never(command)
