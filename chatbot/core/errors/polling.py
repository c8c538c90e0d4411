"""Why a poll stays as it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PollIsOpen:
    """One poll at a time: this one is open."""

    number: int
    question: str


@dataclass(frozen=True, slots=True)
class NoPollOpen:
    """There is nothing to vote on."""


@dataclass(frozen=True, slots=True)
class PollIsNewer:
    """What was said is older than this poll, and came late."""

    number: int
    question: str


@dataclass(frozen=True, slots=True)
class PollIsClosed:
    """This poll takes no votes any more."""

    number: int
    question: str


@dataclass(frozen=True, slots=True)
class BadOptions:
    """A poll has so many different options, each no longer than this many characters."""

    fewest: int
    most: int
    longest: int


@dataclass(frozen=True, slots=True)
class UnknownOption:
    """The poll has no such option."""

    choice: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlreadyVoted:
    """This is the person's vote already."""

    option: str


@dataclass(frozen=True, slots=True)
class NotVoted:
    """The person has no vote to take back."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoAdoptions:
    """The agenda lists no adoption calls."""


@dataclass(frozen=True, slots=True)
class AdoptionsAsked:
    """The adoption of all these drafts has been asked about."""

    drafts: tuple[str, ...]


PollReason = (
    PollIsOpen
    | NoPollOpen
    | PollIsClosed
    | PollIsNewer
    | BadOptions
    | UnknownOption
    | AlreadyVoted
    | NotVoted
    | NoAdoptions
    | AdoptionsAsked
)
