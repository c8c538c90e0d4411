"""What the clock, and the agenda's source, ask for."""

from dataclasses import dataclass

from chatbot.core.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Revise:
    """The agenda's source has changed."""

    agenda: Agenda


@dataclass(frozen=True, slots=True)
class CallStart:
    """The planned start has come: tell the chair."""


@dataclass(frozen=True, slots=True)
class Advance:
    """The item's time is over: go on to the next one."""

    item: int


@dataclass(frozen=True, slots=True)
class CallTime:
    """The item's time is over: tell the chair."""

    item: int


@dataclass(frozen=True, slots=True)
class AskVolunteers:
    """It is time for the round-th request for volunteers."""

    round: int


@dataclass(frozen=True, slots=True)
class WarnSpeaker:
    """The speaker's time is almost up."""


@dataclass(frozen=True, slots=True)
class CallSpeakerTime:
    """The speaker's time is up."""


@dataclass(frozen=True, slots=True)
class EndPoll:
    """The poll's time is over."""

    poll: int


Prompt = Revise | CallStart | Advance | CallTime | AskVolunteers | WarnSpeaker | CallSpeakerTime | EndPoll
