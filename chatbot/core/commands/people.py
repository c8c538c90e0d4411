"""What is said about who does what."""

from dataclasses import dataclass

from chatbot.core.agenda import Participant


@dataclass(frozen=True, slots=True)
class Need:
    """Want this many volunteers for a role."""

    role: str
    places: int


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Take a place of the role; None where only one can be meant."""

    role: str | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Give a place back; None where only one can be meant."""

    role: str | None = None


@dataclass(frozen=True, slots=True)
class AddChair:
    """Let the person command this session."""

    person: Participant


People = Need | Volunteer | Withdraw | AddChair
